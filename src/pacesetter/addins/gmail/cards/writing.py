"""The card beside a mail that is written: what it is to be logged as when it was sent, or at once."""

from django.utils.translation import gettext as _

from pacesetter.addins.gmail.answers import Card
from pacesetter.addins.gmail.cards.choosing import always_field, newcomer_fields, type_field
from pacesetter.addins.gmail.cards.trouble import NAME
from pacesetter.addins.gmail.ticket import intent_ticket, writing_ticket
from pacesetter.addins.gmail.widgets import buttons, card, does, line, paragraph, section, text_field
from pacesetter.addins.offered import email_types_of
from pacesetter.addins.words import always_words, who_of
from pacesetter.capture.models import CapturedMail, GoogleAccount, MailIntent
from pacesetter.capture.suggesting import suggestions_for
from pacesetter.mail.inbound.addresses import takes_mail
from pacesetter.people.models import Member


def nobody_card() -> Card:
    """Nobody outside of the organisation is named yet."""
    text = _("Add somebody outside of your organisation first; nothing is kept of anybody who is blocked.")
    return card(NAME, "", [section(paragraph(text), buttons(does(_("Show again"), "gmail_again", main=True)))])


def writing_card(member: Member, account: GoogleAccount, mail: CapturedMail) -> Card:
    """For the mail as it is written now."""
    types = email_types_of(member)
    if not types:
        return card(NAME, "", [section(paragraph(_("There is no activity of the category E-mail yet.")))])
    ticket = writing_ticket(account)
    made = suggestions_for(member, [mail], types).get(mail.pk)
    suggested = made.activity_type if made else None
    heading = line(who_of(mail), above=_("To"), below=mail.company.name if mail.company else mail.address)
    reason = paragraph(made.reason) if made and suggested else None
    adds = None if mail.contact else does(_("Add and log"), "gmail_intent", ticket=ticket, adds="1")
    chosen = section(
        heading,
        type_field(member, suggested),
        reason,
        *([] if mail.contact else newcomer_fields(mail.name, mail.address, mail.company)),
        always_field(mail),
        text_field("note", _("Note"), long=True),
        paragraph(_how_known()),
        buttons(
            does(_("Log when it is sent"), "gmail_intent", main=True, ticket=ticket),
            does(_("Log now"), "gmail_intent", ticket=ticket, now="1"),
            adds,
        ),
    )
    return card(NAME, "", [chosen])


def intent_card(account: GoogleAccount, intent: MailIntent, *, waited: bool = False) -> Card:
    """What was said of it. Where it `waited` before it was logged, it waits again once that is undone."""
    who = intent.company.name if intent.company else intent.contact.name if intent.contact else intent.address
    said = {"type": intent.activity_type.name, "who": who}
    text = _("Logged: %(type)s with %(who)s.") if intent.is_logged else _("When it is sent: %(type)s with %(who)s.")
    ticket = intent_ticket(account, intent.pk)
    also = paragraph(always_words(intent)) if intent.always else None
    now = None if intent.is_logged else does(_("Log now"), "gmail_intent_logged", ticket=ticket)
    undo = does(_("Undo"), "gmail_intent_dropped", ticket=ticket, waits="1" if waited else "")
    return card(NAME, "", [section(paragraph(text % said), also, buttons(now, undo))])


def _how_known() -> str:
    if takes_mail():
        return _("A blind copy to an address for this e-mail alone tells us that it was sent. Nobody else sees it.")
    return _("It is known again when you open what you sent, or by your mailbox if that is connected.")
