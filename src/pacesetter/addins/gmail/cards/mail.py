"""The card beside a mail that is open: what it probably is and why, log it, leave it out, take that back."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacesetter.activities.models import ActivityType
from pacesetter.addins.gmail.answers import Card
from pacesetter.addins.gmail.cards.choosing import always_field, newcomer_fields, outcome_field, type_field
from pacesetter.addins.gmail.cards.trouble import NAME
from pacesetter.addins.gmail.ticket import mail_ticket
from pacesetter.addins.gmail.widgets import (
    Button,
    Widget,
    buttons,
    card,
    does,
    line,
    opens,
    paragraph,
    section,
    text_field,
)
from pacesetter.addins.offered import email_types_of
from pacesetter.addins.words import drop_words, state_words, who_of
from pacesetter.capture.judging import Verdict
from pacesetter.capture.models import CapturedMail, GoogleAccount, MailState
from pacesetter.capture.suggesting import Suggested, suggestions_for
from pacesetter.people.models import Member

# A card is narrow; the list in the form below has all of them.
_MOST_BUTTONS = 8


def drop_card(verdict: Verdict) -> Card:
    """Why nothing is kept of the mail."""
    return card(NAME, "", [section(paragraph(drop_words(verdict)))])


def mail_card(member: Member, account: GoogleAccount, mail: CapturedMail, *, message_id: str) -> Card:
    """The mail, kept or not; `message_id` is what Gmail names it by, empty where the card is not beside it."""
    ticket = mail_ticket(account, mail, message_id=message_id)
    heading = _with_whom(mail)
    if mail.state != MailState.WAITING:
        undo = does(_("Undo"), "gmail_mail_undo", ticket=ticket)
        page = opens(_("Open in Pacesetter"), settings.PUBLIC_URL + reverse("mail", args=[mail.pk]))
        return card(NAME, "", [section(heading, paragraph(state_words(mail)), buttons(undo, page))])
    types = email_types_of(member)
    if not types:
        return card(NAME, "", [section(heading, paragraph(_("There is no activity of the category E-mail yet.")))])
    made = suggestions_for(member, [mail], types).get(mail.pk)
    trouble = paragraph(mail.trouble) if mail.trouble else None
    suggested = section(heading, trouble, *_suggested(made, ticket), _each(types, made, ticket))
    form = section(
        type_field(member, made.activity_type if made else None),
        outcome_field(member),
        *([] if mail.contact else newcomer_fields(mail.name, mail.address, mail.company)),
        always_field(mail),
        text_field("note", _("Note"), long=True),
        buttons(*_form_buttons(mail, ticket)),
        heading=_("Log it as something else") if made and made.activity_type else _("Log it"),
        # What is suggested is one click; the rest is out of the way until it is wanted.
        collapsed=bool(made and made.activity_type) and mail.contact is not None,
    )
    return card(NAME, "", [suggested, form])


def _with_whom(mail: CapturedMail) -> Widget:
    moment = date_format(timezone.localtime(mail.sent_at), "SHORT_DATETIME_FORMAT")
    sent = _("Sent %(when)s") if mail.direction == "out" else _("Received %(when)s")
    company = mail.company.name if mail.company else mail.address
    return line(who_of(mail), above=sent % {"when": moment}, below=company)


def _suggested(made: Suggested | None, ticket: str) -> list[Widget | None]:
    if made is None:
        return []
    if made.activity_type is None:
        ignore = does(_("Ignore"), "gmail_mail_ignored", main=True, ticket=ticket)
        return [line(_("Probably no business"), below=made.reason), buttons(ignore)]
    as_this = _("Log as %(type)s") % {"type": made.activity_type.name}
    log = does(as_this, "gmail_mail_classification", main=True, ticket=ticket, type=str(made.activity_type.pk))
    ignore = does(_("Ignore"), "gmail_mail_ignored", ticket=ticket)
    return [line(made.activity_type.name, above=_("Probably"), below=made.reason), buttons(log, ignore)]


def _each(types: Sequence[ActivityType], made: Suggested | None, ticket: str) -> Widget | None:
    """One press for each of the others; all there are where none is suggested."""
    left = [one for one in types if not (made and made.activity_type and made.activity_type.pk == one.pk)]
    return buttons(
        *(does(one.name, "gmail_mail_classification", ticket=ticket, type=str(one.pk)) for one in left[:_MOST_BUTTONS])
    )


def _form_buttons(mail: CapturedMail, ticket: str) -> list[Button]:
    found = [does(_("Log"), "gmail_mail_classification", main=True, ticket=ticket)]
    if not mail.contact:
        added = does(_("Add and log"), "gmail_mail_classification", ticket=ticket, adds="1")
        found = [does(_("Log"), "gmail_mail_classification", ticket=ticket), added]
    return [*found, does(_("Ignore"), "gmail_mail_ignored", ticket=ticket)]
