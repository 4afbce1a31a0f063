"""A mail that is open: what it is, log it, leave it out, take that back."""

from typing import Any

from django.utils.translation import gettext as _

from pacesetter.activities.models import Provenance
from pacesetter.addins.gmail.answers import Answer, Card, changes, shows
from pacesetter.addins.gmail.cards.choosing import chosen_always, chosen_outcome, chosen_type
from pacesetter.addins.gmail.cards.mail import drop_card, mail_card
from pacesetter.addins.gmail.cards.trouble import trouble_card
from pacesetter.addins.gmail.door import Caller, button, trigger
from pacesetter.addins.gmail.event import Event
from pacesetter.addins.gmail.gmail_api import OpenMail, open_mail
from pacesetter.addins.gmail.pressing import once, said_by
from pacesetter.addins.words import drop_words, state_words, who_of
from pacesetter.capture.access import get_mail_for
from pacesetter.capture.gmail.add_on import ROUTE
from pacesetter.capture.houses import house_of
from pacesetter.capture.judging import Verdict
from pacesetter.capture.keeping import keep
from pacesetter.capture.looking import look
from pacesetter.capture.models import CapturedMail, MailState
from pacesetter.capture.verbs import (
    add_newcomer,
    classify,
    ignore_mail,
    take_back_classification,
    take_up_mail,
)
from pacesetter.capture.waiting import is_settled_by_itself
from pacesetter.core.refusal import Refusal
from pacesetter.crm.finding import company_named
from pacesetter.crm.models import Contact
from pacesetter.people.models import Member


@trigger
def mail(caller: Caller) -> Answer:
    """What the mail probably is. Nothing is kept of it by being looked at, unless the member has said before what
    becomes of such a one: by a rule, or while they wrote it."""
    return shows(open_card(caller))


def open_card(caller: Caller) -> Card:
    """The card beside the mail that is open."""
    opened = open_mail(caller.event)
    if opened.is_unfit:
        return trouble_card(_("Drafts, spam and what is in the bin are not logged."))
    seen = look(caller.member, opened.head)
    if isinstance(seen, Verdict):
        return drop_card(seen)
    if is_settled_by_itself(seen):
        seen = _kept(caller.member, opened)
    return mail_card(caller.member, caller.account, seen, message_id=caller.event.message_id)


@button
def mail_classification(caller: Caller) -> Answer:
    """Log it as the type that the button or the form says; with `adds` as one with somebody new."""
    said, event, member = said_by(caller, "mail"), caller.event, caller.member
    activity_type = chosen_type(member, event.parameters.get("type") or event.form.get("type", ""))
    opened = _asked_for(caller, said)
    # Somebody who is added for a mail that is then refused must not stay behind.
    with once(caller, "mail") as mail_id:
        row = _row(member, mail_id, opened)
        contact = _added(member, row, event) if event.parameters.get("adds") else None
        settled = classify(
            row,
            by=member,
            activity_type=activity_type,
            contact=contact,
            outcome=chosen_outcome(member, event),
            note=event.form.get("note", "").strip(),
            always=chosen_always(event),
            provenance=Provenance.ADD_IN,
        )
    return _answer(caller, settled, said, state_words(settled))


@button
def mail_ignored(caller: Caller) -> Answer:
    """Leave it out."""
    said = said_by(caller, "mail")
    opened = _asked_for(caller, said)
    with once(caller, "mail") as mail_id:
        settled = ignore_mail(
            _row(caller.member, mail_id, opened), by=caller.member, always=chosen_always(caller.event)
        )
    return _answer(caller, settled, said, state_words(settled))


@button
def mail_undo(caller: Caller) -> Answer:
    """Take back that it was logged, or left out."""
    said = said_by(caller, "mail")
    with once(caller, "mail") as mail_id:
        row = get_mail_for(caller.member, mail_id)
        take_back = take_back_classification if row.state == MailState.LOGGED else take_up_mail
        settled = take_back(row, by=caller.member)
    return _answer(caller, settled, said, _("Undone. The e-mail waits again."))


def _asked_for(caller: Caller, said: dict[str, Any]) -> OpenMail | None:
    """The mail for which the card was made, asked of Gmail where it is not kept yet."""
    if said["mail"]:
        return None
    if caller.event.message_id != said["message"]:
        raise Refusal(_("Another e-mail is open now. Open this one again."), code="another_mail")
    return open_mail(caller.event)


def _row(member: Member, mail_id: int, opened: OpenMail | None) -> CapturedMail:
    if opened is None:
        return get_mail_for(member, mail_id)
    return _kept(member, opened)


def _kept(member: Member, opened: OpenMail) -> CapturedMail:
    house = house_of(member)
    # Anybody can write the member's address under a mail to them; what they sent lies with what they sent.
    is_trusted = opened.is_sent or opened.head.sender.address not in house.own
    found = keep(member, opened.head, route=ROUTE, is_trusted=is_trusted, house=house)
    if isinstance(found, Verdict):
        raise Refusal(drop_words(found), code="dropped")
    return found


def _added(member: Member, row: CapturedMail, event: Event) -> Contact:
    name, called = event.form.get("contact", ""), event.form.get("company", "").strip()
    # A name that is here already means that company: a second one would only have to be merged.
    company = row.company or (company_named(member, called) if called else None)
    return add_newcomer(row, by=member, name=name, company=company, company_name="" if company else called)


def _answer(caller: Caller, row: CapturedMail, said: dict[str, Any], text: str) -> Answer:
    shown = mail_card(caller.member, caller.account, row, message_id=str(said["message"]))
    return changes(shown, says=text or who_of(row))
