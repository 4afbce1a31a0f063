"""What the panes show, as plain values and sentences in the member's language."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from pacesetter.addins.offered import email_types_of, outcomes_of
from pacesetter.addins.words import always_words, drop_words, state_words, who_of
from pacesetter.capture.judging import Verdict
from pacesetter.capture.models import CapturedMail, Mailbox, MailIntent, MailState
from pacesetter.capture.newcomers import company_named, person_named
from pacesetter.capture.suggesting import suggestions_for
from pacesetter.mail.inbound.addresses import address_of, takes_mail
from pacesetter.people.models import Member


def shown_mail(member: Member, mail: CapturedMail) -> dict[str, Any]:
    """The mail, kept or not, with what it probably is and what can be chosen."""
    types = email_types_of(member)
    is_open = mail.state == MailState.WAITING
    suggested = suggestions_for(member, [mail], types).get(mail.pk) if is_open else None
    return {
        "state": mail.state,
        "id": mail.pk,
        "text": state_words(mail),
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
            for one in types
        ],
        "outcomes": [{"id": one.pk, "name": one.name} for one in outcomes_of(member)],
        "link": _link(mail),
    }


def shown_intent(intent: MailIntent) -> dict[str, Any]:
    """What was said of a mail that is written. `copy` is an address to put into its blind copy, where otherwise no
    copy of it would ever come here."""
    who = intent.company.name if intent.company else intent.contact.name if intent.contact else intent.address
    said = {"type": intent.activity_type.name, "who": who}
    is_open = intent.joined_at is None and not intent.is_logged
    text = _("When it is sent it is logged: %(type)s with %(who)s.") if is_open else _("Logged: %(type)s with %(who)s.")
    wants_copy = takes_mail() and not Mailbox.objects.filter(member_id=intent.owner_id, is_stopped=False).exists()
    return {
        "state": "intended",
        "id": None,
        "token": intent.token,
        "text": f"{text % said} {always_words(intent)}".strip(),
        "can_undo": intent.joined_at is None,
        "copy": address_of("log", intent.token) if wants_copy else "",
        "link": f"{settings.PUBLIC_URL}{reverse('mails')}",
    }


def shown_drop(verdict: Verdict) -> dict[str, Any]:
    """Why nothing is kept of a mail."""
    return {"state": "dropped", "id": None, "text": drop_words(verdict)}


def _link(mail: CapturedMail) -> str:
    path = reverse("mail", args=[mail.pk]) if mail.pk else reverse("mails")
    return f"{settings.PUBLIC_URL}{path}"
