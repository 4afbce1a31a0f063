"""Let the organiser know, in the own inbox: answers that came to us, and mail that is no answer.

From is our own address, since what says to be from somebody else's domain is binned; Reply-To is whoever wrote.
"""

from datetime import datetime
from email.message import EmailMessage
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacesetter import mail
from pacesetter.itip import Method
from pacesetter.itip.mail import outlook_parts
from pacesetter.itip.tnef import read_outlook
from pacesetter.mail.models import InboundMessage
from pacesetter.meetings.listeners import answer_listeners
from pacesetter.meetings.mail_text import attachments_of, text_of
from pacesetter.meetings.models import Meeting, MeetingAnswer, MeetingOccurrence
from pacesetter.meetings.models.attendee import Status
from pacesetter.meetings.series.occurrences import activity_about
from pacesetter.meetings.series.rules import from_json
from pacesetter.meetings.series.state import occurrence_from
from pacesetter.meetings.series.words import rule_in_words
from pacesetter.tenancy.addresses import address_within

Verdict = MeetingAnswer.Verdict
_AUTOMATIC = {"Auto-Submitted": "auto-generated"}


def tell_organiser(meeting: Meeting, answer: MeetingAnswer, *, by_mail: bool = True) -> None:
    """The answer in words: who, what, their comment, and what is to be done about it. Without `by_mail` only those are
    told who listen beside it."""
    activity = activity_about(meeting, answer.original_at)
    owner = activity.owner
    with translation.override(owner.locale or settings.LANGUAGE_CODE), timezone.override(owner.zone()):
        who = _who(answer)
        subject = _subject(meeting, answer, who)
        link = address_within(f"/activities/{activity.pk}/")
        lines = [subject, "", _about(meeting, answer), *_more(answer), "", link]
        if by_mail:
            mail.send(
                to=owner.email,
                subject=subject,
                text="\n".join(lines) + "\n",
                key=f"meeting-answer-{answer.pk}",
                sender=_our_name(who),
                reply_to=formataddr((who, answer.sender)) if "@" in answer.sender else "",
                headers=_AUTOMATIC,
            )
        for listener in answer_listeners():
            listener(meeting, answer, subject)


def forward_mail(meeting: Meeting, message: InboundMessage, parsed: EmailMessage, sender: str, what: str) -> None:
    """A mail that holds no answer, as text: nobody's HTML is passed on under our name."""
    owner = activity_about(meeting).owner
    with translation.override(owner.locale or settings.LANGUAGE_CODE):
        name = parseaddr(str(parsed.get("From", "")))[0] or sender or _("A mail server")
        subject = _one_line(f"{name} {what}: {meeting.title}")
        mail.send(
            to=owner.email,
            subject=subject,
            text=_whole_text(parsed, bytes(message.raw)),
            key=f"meeting-mail-{message.pk}",
            sender=_our_name(name),
            reply_to=formataddr((_one_line(name), sender)) if "@" in sender else "",
            headers=_AUTOMATIC,
        )


def _whole_text(parsed: EmailMessage, raw: bytes) -> str:
    """The words of the mail, and what can't be passed on with them, so that it can be asked for."""
    written = text_of(parsed) or "\n\n".join(one for data in outlook_parts(raw) if (one := read_outlook(data).text))
    lines = [written or _("The mail has no text.")]
    names = attachments_of(parsed)
    if names:
        lines.append(_("Not passed on, since only words are: %(names)s") % {"names": ", ".join(names)})
    return "\n\n".join(lines)


def _subject(meeting: Meeting, answer: MeetingAnswer, who: str) -> str:
    words = {"who": who, "title": meeting.title}
    if answer.verdict == Verdict.STRANGER:
        return _one_line(_("%(who)s, who was not invited, has answered: %(title)s") % words)
    if answer.verdict == Verdict.OTHER_ADDRESS:
        words["address"] = answer.sender
        return _one_line(_("%(address)s has answered for %(who)s: %(title)s") % words)
    if answer.method == Method.COUNTER:
        if answer.proposed_starts_at is not None:
            return _one_line(_("%(who)s proposes another time: %(title)s") % words)
        if answer.proposed_place:
            return _one_line(_("%(who)s proposes another place: %(title)s") % words)
        return _one_line(_("%(who)s would rather have it otherwise: %(title)s") % words)
    said = {
        Status.ACCEPTED: _("%(who)s has accepted: %(title)s"),
        Status.DECLINED: _("%(who)s has declined: %(title)s"),
        Status.TENTATIVE: _("%(who)s comes perhaps: %(title)s"),
        Status.DELEGATED: _("%(who)s sends somebody else: %(title)s"),
    }
    return _one_line(said.get(Status(answer.status), _("%(who)s has answered: %(title)s")) % words)


def _about(meeting: Meeting, answer: MeetingAnswer) -> str:
    """When the meeting is that was answered; of a series as a whole, how it repeats."""
    if answer.original_at is not None:
        row = MeetingOccurrence.objects.filter(series=meeting.series, original_at=answer.original_at).first()
        told = occurrence_from(row) if row is not None else None
        return _("Only the meeting of %(when)s") % {"when": _when((told and told.starts_at) or answer.original_at)}
    if meeting.rule is not None:
        rule = rule_in_words(from_json(meeting.rule), meeting.starts_at, meeting.zone)
        return _("All meetings of the series: %(rule)s") % {"rule": rule}
    return _when(meeting.starts_at)


def _more(answer: MeetingAnswer) -> list[str]:
    lines: list[str] = []
    if answer.proposed_starts_at is not None:
        lines.append(_("Proposed: %(when)s") % {"when": _when(answer.proposed_starts_at)})
    if answer.verdict == Verdict.UNDECIDED:
        lines.append(_("It says neither yes nor no, so what was answered before stays."))
    if answer.proposed_place:
        lines.append(_("Proposed place: %(place)s") % {"place": answer.proposed_place})
    if answer.verdict == Verdict.OUTLOOK:
        lines.append(
            _(
                "It came in Outlook's own form (winmail.dat), which does not say which time it is about. So it is "
                "shown with the meeting and not counted."
            )
        )
    if answer.verdict == Verdict.OTHER_ADDRESS:
        words = {"status": Status(answer.status).label, "address": answer.sender}
        lines.append(_("It says: %(status)s") % words)
        lines.append(
            _(
                "It came from %(address)s, which was not invited, so it is shown with the meeting and not counted. "
                "There you can take it as the attendee's own answer."
            )
            % words
        )
    elif answer.verdict == Verdict.DELEGATE and answer.attendee:
        lines.append(_("%(who)s is sent by %(attendee)s.") % {"who": _who(answer), "attendee": answer.attendee})
    elif answer.verdict == Verdict.COUNTED and answer.attendee and answer.sender != answer.attendee.address:
        lines.append(_("%(address)s answered in their place.") % {"address": answer.sender})
    elif answer.is_from_another_address:
        lines.append(_("The answer came from %(address)s.") % {"address": answer.sender})
    if answer.comment:
        lines += ["", answer.comment]
    return lines


def _who(answer: MeetingAnswer) -> str:
    is_theirs = answer.attendee is not None and answer.verdict != Verdict.DELEGATE
    name = answer.attendee.name if answer.attendee is not None and is_theirs else ""
    return _one_line(name or answer.address or answer.sender)


def _our_name(who: str) -> str:
    own = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return formataddr((_one_line(who), own))


def _when(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


def _one_line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:300]
