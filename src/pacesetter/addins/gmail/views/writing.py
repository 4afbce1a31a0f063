"""A mail that is written: say what it is before it is sent."""

from django.utils.translation import gettext as _

from pacesetter.addins.gmail.answers import Answer, Card, changes, shows
from pacesetter.addins.gmail.cards.choosing import chosen_always, chosen_type
from pacesetter.addins.gmail.cards.writing import intent_card, nobody_card, writing_card
from pacesetter.addins.gmail.door import Caller, button, trigger
from pacesetter.addins.gmail.event import Event
from pacesetter.addins.gmail.pressing import once
from pacesetter.capture.gmail.add_on import ROUTE
from pacesetter.capture.models import CapturedMail
from pacesetter.capture.verbs import add_recipient, intend, log_intent
from pacesetter.capture.writing import written_mail
from pacesetter.crm.finding import company_named
from pacesetter.crm.models import Contact
from pacesetter.mail.inbound.addresses import address_of, takes_mail
from pacesetter.people.models import Member


@trigger
def writing(caller: Caller) -> Answer:
    """What it could be."""
    return shows(draft_card(caller))


def draft_card(caller: Caller) -> Card:
    """The card beside the mail as it is written now."""
    mail = written_mail(caller.member, recipients_in(caller.event))
    return writing_card(caller.member, caller.account, mail) if mail else nobody_card()


@button
def intent(caller: Caller) -> Answer:
    """Note what it is; with `now` log it at once, with `adds` as one with somebody new. The mail gets a blind copy to
    an address of its own, where this installation takes mail."""
    event, member = caller.event, caller.member
    activity_type = chosen_type(member, event.form.get("type", ""))
    with once(caller, "token"):
        mail = written_mail(member, recipients_in(event))
        contact = _added(member, mail, event) if mail and event.parameters.get("adds") else None
        made = intend(
            by=member,
            to=recipients_in(event),
            activity_type=activity_type,
            route=ROUTE,
            contact=contact,
            note=event.form.get("note", "").strip(),
            always=chosen_always(event),
        )
        if event.parameters.get("now"):
            made.activity = log_intent(made, by=member)
    says = _("Logged.") if made.is_logged else _("It is logged when it is sent.")
    return changes(intent_card(caller.account, made), says=says, blind_copies=_blind_copies(event, made.token))


def recipients_in(event: Event) -> list[str]:
    """Whom the mail goes to, openly."""
    return [*event.to, *event.cc]


def _blind_copies(event: Event, token: str) -> list[str]:
    # What is not named is taken out by Gmail, so those that are there are named again.
    return [*event.bcc, address_of("log", token)] if takes_mail() else []


def _added(member: Member, mail: CapturedMail, event: Event) -> Contact:
    name, called = event.form.get("contact", ""), event.form.get("company", "").strip()
    company = mail.company or (company_named(member, called) if called else None)
    return add_recipient(mail.address, by=member, name=name, company=company, company_name="" if company else called)
