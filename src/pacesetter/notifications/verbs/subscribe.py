"""Turn notifications on in a browser."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.core import clock
from pacesetter.core.push import UnusableKeys
from pacesetter.core.push.encryption import usable_keys
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.notifications.models import PushSubscription
from pacesetter.notifications.targets import note_reached
from pacesetter.people.models import Member

_LONGEST = 1000
# More devices than anybody has; a script can't fill the table.
MOST = 20


def subscribe(
    member: Member, *, by: Member, endpoint: str, public: str, auth: str, user_agent: str = "", session_key: str = ""
) -> PushSubscription:
    """Send notifications of the member to the browser behind this endpoint from now on, as long as the log-in with this
    session lasts.

    A browser that was another member's is this one's afterwards. Of more than 20 the oldest goes. Raises `NotAllowed`
    to others, and a `Refusal` for an endpoint or keys that can't be used.
    """
    if by.pk != member.pk or by.is_archived:
        raise NotAllowed(_("Everybody chooses their own notifications."))
    _check(endpoint, public, auth)
    with transaction.atomic():
        row, is_new = PushSubscription.objects.select_for_update().get_or_create(
            endpoint=endpoint,
            defaults={
                "member": member,
                "public": public,
                "auth": auth,
                "user_agent": user_agent[:300],
                "session_key": session_key,
                "created_at": clock.now(),
            },
        )
        is_news = is_new or row.member_id != member.pk
        if not is_new:
            row.member, row.public, row.auth, row.user_agent = member, public, auth, user_agent[:300]
            row.session_key = session_key
            row.save(update_fields=["member", "public", "auth", "user_agent", "session_key"])
        too_many = PushSubscription.objects.filter(member=member).order_by("-created_at", "-pk")[MOST:]
        PushSubscription.objects.filter(pk__in=[one.pk for one in too_many]).delete()
        if is_news:
            events.record("push.subscribed", "notifications", member.pk, by_id=by.pk, data={"device": row.user_agent})
            # What was reached before is no news.
            note_reached([member.pk], clock.now(), tells=False)
    return row


def _check(endpoint: str, public: str, auth: str) -> None:
    """Refuse what no push service gives out. Where the name leads is checked each time something is sent there."""
    unusable = Refusal(_("This browser gave an address that can't be used."), field="endpoint", code="unusable")
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        raise unusable from None
    schemes = ("https", "http") if settings.PUSH_RULES.plain_http else ("https",)
    usual = 443 if parts.scheme == "https" else 80
    is_fit = parts.scheme in schemes and parts.hostname and not parts.username and len(endpoint) <= _LONGEST
    if not is_fit or (port or usual) not in settings.PUSH_RULES.ports or not endpoint.isascii():
        raise unusable
    try:
        usable_keys(public, auth)
    except UnusableKeys:
        raise Refusal(_("This browser gave keys that can't be used."), field="keys", code="unusable") from None
