"""On which devices their member is still logged in. Ending a log-in, from wherever, ends its notifications."""

from collections.abc import Collection

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from pacesetter.notifications.models import PushSubscription
from pacesetter.people.models import User


def logged_in_among(devices: Collection[PushSubscription]) -> set[int]:
    """The ids of those whose log-in lasts: it was not ended, has not run out, and the password is the same since.

    One query. Read the devices with their `member__user`.
    """
    keys = [device.session_key for device in devices if device.session_key]
    # By the real clock, as sessions are.
    running = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()) if keys else []
    held = {session.session_key: session.get_decoded() for session in running}
    return {device.pk for device in devices if device.member.user and _lasts(device, device.member.user, held)}


def _lasts(device: PushSubscription, user: User, held: dict[str, dict[str, str]]) -> bool:
    if not device.session_key:
        return True
    session = held.get(device.session_key, {})
    return session.get(SESSION_KEY) == str(user.pk) and _knows_password(session.get(HASH_SESSION_KEY, ""), user)


def _knows_password(kept: str, user: User) -> bool:
    """The session's mark of the password, as Django checks it with every request."""
    marks = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    return any(constant_time_compare(kept, mark) for mark in marks)
