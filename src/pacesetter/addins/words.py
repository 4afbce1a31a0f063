"""What add-ins say of a mail, as sentences in the member's language."""

from django.utils.translation import gettext as _

from pacesetter.capture.judging import Verdict
from pacesetter.capture.models import CapturedMail, MailIntent, MailState
from pacesetter.capture.verbs import Always


def drop_words(verdict: Verdict) -> str:
    """Why nothing is kept of a mail."""
    return {
        "automatic": _("This e-mail was sent by a machine. It is not logged."),
        "list": _("This e-mail came by a mailing list. It is not logged."),
        "private": _("This e-mail is marked as private. Nothing is kept of it."),
        "blocked": _("Somebody in this e-mail is blocked. Nothing is kept of it."),
        "internal": _("This e-mail stays between colleagues. It is not logged."),
        "colleague": _("A colleague wrote this e-mail. It is logged for them."),
        "stranger": _("This e-mail is neither from you nor to you."),
        "incoming": _("Your organisation logs what is sent, not what is received."),
    }.get(verdict.dropped.value if verdict.dropped else "", _("Nothing is kept of this e-mail."))


def who_of(mail: CapturedMail) -> str:
    """Whom it is mainly with."""
    return (mail.contact.name if mail.contact else mail.name) or mail.address


def state_words(mail: CapturedMail) -> str:
    """What became of a kept mail; where it waits, why it could not be logged."""
    if mail.state == MailState.LOGGED:
        chosen = mail.activity.activity_type.name if mail.activity else _("an activity")
        who = mail.company.name if mail.company else who_of(mail)
        return _("Logged: %(type)s with %(who)s.") % {"type": chosen, "who": who}
    if mail.state == MailState.IGNORED:
        return _("Ignored: the e-mail with %(who)s.") % {"who": who_of(mail)}
    return mail.trouble


def always_words(intent: MailIntent) -> str:
    """For which other mails it holds as well; empty for none."""
    if intent.always == Always.THREAD:
        return _("So is what you write in this thread from then on.")
    if intent.always == Always.CONTACT:
        who = intent.contact.name if intent.contact else intent.address
        return _("So is what you write to %(who)s from then on.") % {"who": who}
    return ""
