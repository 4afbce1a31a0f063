"""Make the link to one's calendar feed anew, or end it."""

import secrets
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.meetings.models import CalendarFeed
from pacesetter.people.models import Member
from pacesetter.people.tokens import hash_of
from pacesetter.people.verbs import guards


class RenewedFeed(NamedTuple):
    """The feed, and the secret of its link, which is shown once and kept nowhere."""

    feed: CalendarFeed
    secret: str


def renew_feed(member: Member, *, by: Member) -> RenewedFeed:
    """Make a link to the member's feed; one that there was works no longer. Raises `NotAllowed` to everybody but the
    member: whoever has the link reads the plans without a log-in."""
    _own(member, by)
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        guards.one_at_a_time()
        feed, _made = CalendarFeed.objects.update_or_create(
            member=member, defaults={"secret_hash": hash_of(secret), "created_at": clock.now()}
        )
        events.record("calendar_feed.renewed", "member", member.pk, by_id=by.pk, data={})
    return RenewedFeed(feed, secret)


def end_feed(member: Member, *, by: Member) -> None:
    """Let the link work no longer. Raises `NotAllowed` to everybody but the member, a `Refusal` where there is none."""
    _own(member, by)
    with transaction.atomic():
        ended, _rows = CalendarFeed.objects.filter(member=member).delete()
        if not ended:
            raise Refusal(_("There is no link that works."), code="no_feed")
        events.record("calendar_feed.ended", "member", member.pk, by_id=by.pk, data={})


def _own(member: Member, by: Member) -> None:
    guards.of_this_house(by)
    if by.pk != member.pk or by.is_archived:
        raise NotAllowed(_("Everybody makes their own link only."))
