"""What the panes show, as plain values and sentences in the member's language."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.models import ActivityType
from pacesetter.capture.judging import Verdict
from pacesetter.capture.models import CapturedMail, Mailbox, MailIntent, MailState
from pacesetter.capture.newcomers import company_named, person_named
from pacesetter.capture.suggesting import suggestions_for
from pacesetter.mail.inbound.addresses import address_of, takes_mail
from pacesetter.people.models import Member


@dataclass(frozen=True)
class Offer:
    """What can be chosen: the types of e-mails, and the outcomes that they can have."""

    types: list[ActivityType]
    outcomes: list[tuple[int, str]]


def offer_of(member: Member) -> Offer:
    """The types and outcomes in their order. Asks the database for nothing that is not kept in memory."""
    catalogue = catalogue_of(member.organisation)
    types = [one for one in catalogue.types.values() if one.category == "email" and one.archived_at is None]
    wanted = {outcome_id for one in types for outcome_id in one.allowed_outcome_ids}
    outcomes = [one for one in catalogue.outcomes.values() if one.pk in wanted and one.archived_at is None]
    return Offer(
        sorted(types, key=lambda one: (one.position, one.name)),
        [(one.pk, one.name) for one in sorted(outcomes, key=lambda one: (one.position, one.name))],
    )


def shown_mail(member: Member, mail: CapturedMail) -> dict[str, Any]:
    """The mail, kept or not, with what it probably is and what can be chosen."""
    offer = offer_of(member)
    is_open = mail.state == MailState.WAITING
    suggested = suggestions_for(member, [mail], offer.types).get(mail.pk) if is_open else None
    return {
        "state": mail.state,
        "id": mail.pk,
        "text": _state_words(mail),
        "can_undo": not is_open,
        "is_sent": mail.direction == "out",
        "who": who_of(mail),
        "address": mail.address,
        "company": mail.company.name if mail.company else "",
        "others": max(0, len(mail.others) - 1),
        "is_known": mail.contact is not None,
        "person": "" if mail.contact else person_named(mail.name, mail.address),
        "new_company": "" if mail.contact or mail.company else company_named(mail.address)[0],
        "suggested": suggested.activity_type.pk if suggested and suggested.activity_type else None,
        "ignore": suggested is not None and suggested.activity_type is None,
        "reason": suggested.reason if suggested else "",
        "types": [
            {
                "id": one.pk,
                "name": one.name,
                "outcomes": sorted(one.allowed_outcome_ids),
                "needs_outcome": one.needs_outcome,
            }
            for one in offer.types
        ],
        "outcomes": [{"id": outcome_id, "name": name} for outcome_id, name in offer.outcomes],
        "link": _link(mail),
    }


def shown_intent(intent: MailIntent) -> dict[str, Any]:
    """What was said of a mail that is written. `copy` is an address to put into its blind copy, where otherwise no
    copy of it would ever come here."""
    who = intent.company.name if intent.company else intent.contact.name if intent.contact else intent.address
    said = {"type": intent.activity_type.name, "who": who}
    is_open = intent.joined_at is None and intent.activity is None
    text = _("When it is sent it is logged: %(type)s with %(who)s.") if is_open else _("Logged: %(type)s with %(who)s.")
    wants_copy = takes_mail() and not Mailbox.objects.filter(member_id=intent.owner_id, is_stopped=False).exists()
    return {
        "state": "intended",
        "id": None,
        "token": intent.token,
        "text": text % said,
        "can_undo": intent.joined_at is None,
        "copy": address_of("log", intent.token) if wants_copy else "",
        "link": f"{settings.PUBLIC_URL}{reverse('mails')}",
    }


def shown_drop(verdict: Verdict) -> dict[str, Any]:
    """Why nothing is kept of a mail."""
    return {"state": "dropped", "id": None, "text": drop_words(verdict.dropped.value if verdict.dropped else "")}


def drop_words(reason: str) -> str:
    """Why nothing is kept of a mail, as a sentence."""
    return {
        "automatic": _("This e-mail was sent by a machine. It is not logged."),
        "list": _("This e-mail came by a mailing list. It is not logged."),
        "private": _("This e-mail is marked as private. Nothing is kept of it."),
        "blocked": _("Somebody in this e-mail is blocked. Nothing is kept of it."),
        "internal": _("This e-mail stays between colleagues. It is not logged."),
        "colleague": _("A colleague wrote this e-mail. It is logged for them."),
        "stranger": _("This e-mail is neither from you nor to you."),
        "incoming": _("Your organisation logs what is sent, not what is received."),
    }.get(reason, _("Nothing is kept of this e-mail."))


def who_of(mail: CapturedMail) -> str:
    """Whom it is mainly with."""
    return (mail.contact.name if mail.contact else mail.name) or mail.address


def _state_words(mail: CapturedMail) -> str:
    if mail.state == MailState.LOGGED:
        chosen = mail.activity.activity_type.name if mail.activity else _("an activity")
        who = mail.company.name if mail.company else who_of(mail)
        return _("Logged: %(type)s with %(who)s.") % {"type": chosen, "who": who}
    if mail.state == MailState.IGNORED:
        return _("Ignored: the e-mail with %(who)s.") % {"who": who_of(mail)}
    return mail.trouble


def _link(mail: CapturedMail) -> str:
    path = reverse("mail", args=[mail.pk]) if mail.pk else reverse("mails")
    return f"{settings.PUBLIC_URL}{path}"
