"""What is said beside an account of a member's own."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacesetter.integrations.calendars.connected import inviting_calendar_of
from pacesetter.integrations.calendars.source import CALENDAR, CalendarProvider
from pacesetter.integrations.mails.source import MAIL
from pacesetter.integrations.models import CalendarPlace, Connection, ConnectionState, MailPlace
from pacesetter.integrations.provider import Provider
from pacesetter.integrations.providers import provider_of
from pacesetter.integrations.uses import can_be_used_for, is_used_for
from pacesetter.web.connections.reported import report_note


def use_words(provider: Provider) -> str:
    """What an account of the provider is connected for here: what an administrator has switched on."""
    words = list[str]()
    if can_be_used_for(provider, CALENDAR):
        words.append(str(provider.help_text))
    if can_be_used_for(provider, MAIL):
        words.append(_("With whom you exchange e-mails and when is read, never what is written."))
    return " ".join(words) or str(provider.help_text)


def notes_on(row: Connection) -> list[str]:
    """What the account does here, in sentences."""
    provider = provider_of(row.provider)
    if row.state != ConnectionState.CONNECTED or row.owner is None:
        return []
    notes = list[str]()
    if isinstance(provider, CalendarProvider) and is_used_for(row, CALENDAR):
        notes += [_invitations(row, provider), _busy(row)]
    if is_used_for(row, MAIL):
        notes += [mail_note(row), report_note(row)]
    return notes


def mail_note(row: Connection) -> str:
    """How far the account's e-mail is read."""
    # By the relation: whoever shows many accounts has asked for all of them at once.
    places = list(row.mail_places.all())
    read = [place.read_at for place in places if place.read_at is not None]
    if not read:
        return _("E-mail is read within some minutes: with whom and when, never the text.")
    said = {"when": date_format(timezone.localtime(max(read)), "SHORT_DATETIME_FORMAT")}
    if backlog := sum(place.backlog for place in places):
        return _("E-mail is being read (%(when)s); up to %(number)d are left.") % {**said, "number": backlog}
    if all(place.is_complete for place in places):
        words = _("E-mail was read (%(when)s): with whom and when is kept, never the text.") % said
        return f"{words} {_cut_note(places)}".strip()
    return _("E-mail is being read for the first time; so far until %(when)s.") % said


def _cut_note(places: list[MailPlace]) -> str:
    cuts = [place.cut_at for place in places if place.cut_at is not None]
    if not cuts:
        return ""
    said = {"when": date_format(timezone.localtime(max(cuts)), "SHORT_DATETIME_FORMAT")}
    return _("The first look (%(when)s) was given the newest e-mails of a folder only; older ones are missing.") % said


def _invitations(row: Connection, provider: CalendarProvider) -> str:
    if not provider.can_invite(row):
        return _("This server does not send meeting requests by itself, so they go out by mail.")
    if row.setting("invites") != "yes":
        return _("Meeting requests go out by mail.")
    assert row.owner is not None  # noqa: S101 - the caller has asked
    first = inviting_calendar_of(row.owner)
    if first is not None and first.pk != row.pk:
        return _("Meeting requests go out from %(other)s, which was connected before.") % {"other": first.account_name}
    address = provider.address_of(row)
    return _("Meeting requests go out from this calendar, as %(address)s.") % {"address": address}


def _busy(row: Connection) -> str:
    place = CalendarPlace.objects.filter(connection=row, busy_read_at__isnull=False).first()
    if place is None or place.busy_read_at is None:
        return _("When you are busy is read within some minutes. Nothing but times is kept.")
    when = date_format(timezone.localtime(place.busy_read_at), "SHORT_DATETIME_FORMAT")
    return _("When you are busy was read (%(when)s). Nothing but times is kept.") % {"when": when}
