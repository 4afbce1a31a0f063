"""The card when no mail is open: what waits, and what was said of mails that were not seen since."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacesetter.addins.gmail.answers import Card
from pacesetter.addins.gmail.cards.trouble import NAME
from pacesetter.addins.gmail.ticket import intent_ticket, mail_ticket
from pacesetter.addins.gmail.widgets import Widget, buttons, card, does, line, opens, paragraph, section
from pacesetter.addins.offered import email_types_of
from pacesetter.addins.words import who_of
from pacesetter.capture.models import CapturedMail, GoogleAccount, MailIntent
from pacesetter.capture.suggesting import Suggested, suggestions_for
from pacesetter.people.models import Member


def home_card(
    member: Member, account: GoogleAccount, mails: Sequence[CapturedMail], number: int, intents: Sequence[MailIntent]
) -> Card:
    """The first of the `number` mails that wait, each with what it probably is."""
    made = suggestions_for(member, mails, email_types_of(member)) if mails else {}
    waiting = ngettext("%(number)s e-mail waits", "%(number)s e-mails wait", number) % {"number": number}
    shown = [_waiting(account, mail, made.get(mail.pk)) for mail in mails]
    return card(
        NAME,
        member.name,
        [
            section(*shown, heading=waiting)
            if mails
            else section(paragraph(_("Every e-mail is classified. Open one to log it."))),
            section(*(_intended(account, one) for one in intents), heading=_("Not seen sent yet")),
            section(
                buttons(
                    opens(_("All of them"), settings.PUBLIC_URL + reverse("mails")) if number > len(mails) else None,
                    opens(_("My e-mail"), settings.PUBLIC_URL + reverse("own_mail")),
                )
            ),
        ],
    )


def _waiting(account: GoogleAccount, mail: CapturedMail, made: Suggested | None) -> Widget:
    moment = date_format(timezone.localtime(mail.sent_at), "SHORT_DATETIME_FORMAT")
    above = (_("Sent %(when)s") if mail.direction == "out" else _("Received %(when)s")) % {"when": moment}
    ticket = mail_ticket(account, mail, message_id="")
    if made is None:
        page = settings.PUBLIC_URL + reverse("mail", args=[mail.pk])
        return line(who_of(mail), above=above, button=opens(_("Classify"), page))
    if made.activity_type is None:
        return line(
            who_of(mail), above=above, below=made.reason, button=does(_("Ignore"), "gmail_home_ignored", ticket=ticket)
        )
    log = does(_("Log"), "gmail_home_classification", ticket=ticket, type=str(made.activity_type.pk))
    return line(who_of(mail), above=above, below=f"{made.activity_type.name}. {made.reason}", button=log)


def _intended(account: GoogleAccount, intent: MailIntent) -> Widget:
    ticket = intent_ticket(account, intent.pk)
    if intent.is_logged:
        verb = does(_("Undo"), "gmail_intent_dropped", ticket=ticket)
    else:
        verb = does(_("Log now"), "gmail_intent_logged", ticket=ticket)
    who = intent.contact.name if intent.contact else intent.address
    return line(who, above=intent.activity_type.name, button=verb)
