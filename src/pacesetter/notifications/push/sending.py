"""Send one message to one device by its push service, and read from the answer what is to become of the device."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.conf import settings

from pacesetter import jobs
from pacesetter.core.http import AddressRefused, Fetched, FetchError, GuardedClient
from pacesetter.core.push import UnusableKeys, encrypted
from pacesetter.core.written_numbers import written_number
from pacesetter.notifications.models import PushSubscription
from pacesetter.notifications.push.notice import Subject

# The service says that nobody is there any more: not found, gone.
_GONE = (404, 410)
_TAKEN = (200, 201, 202, 204)


def send(
    device: PushSubscription, told: Mapping[str, str], now: datetime, *, quiet_from: datetime | None
) -> Callable[[], object]:
    """Hand the message to the device's push service. Answers what is to be written down in the transaction that marks
    the job done: that it was sent, or that the device is to be dropped. From `quiet_from` on the service must not
    deliver it any more.

    Raises `jobs.Temporary` where a later try may succeed, `jobs.Permanent` for a refusal that would come again.
    """
    try:
        body = encrypted(_message(told), public=device.public, auth=device.auth)
        with GuardedClient(settings.PUSH_RULES) as client:
            answer = client.post(device.endpoint, content=body, headers=_headers(device, told, now, quiet_from))
    except (UnusableKeys, AddressRefused):
        # It could not be reached at the next try either.
        return lambda: _drop(device)
    except FetchError as error:
        problem = jobs.Temporary if error.worth_retrying else jobs.Permanent
        raise problem(f"The push service can't be used: {error}") from error
    if answer.status in _GONE:
        return lambda: _drop(device)
    if answer.status in _TAKEN:
        return lambda: PushSubscription.objects.filter(pk=device.pk).update(sent_at=now)
    raise _failure(answer)


def _message(told: Mapping[str, str]) -> bytes:
    shown = {"title": told["title"], "body": told["body"], "path": told["path"], "tag": told["key"]}
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()


def _headers(
    device: PushSubscription, told: Mapping[str, str], now: datetime, quiet_from: datetime | None
) -> dict[str, str]:
    lasts_until = datetime.fromisoformat(told["lasts_until"])
    left = (min(lasts_until, quiet_from) if quiet_from else lasts_until) - now
    return {
        "Authorization": settings.PUSH_KEY.authorization(device.endpoint, contact=settings.PUSH_CONTACT, now=now),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        # How many seconds the service may keep it for a device that is off.
        "TTL": str(max(0, int(left.total_seconds()))),
        "Urgency": "high" if told["subject"] in (Subject.REMINDER, Subject.TRIAL) else "normal",
        # A copy that is sent since we died before we knew of the first takes its place.
        "Topic": hashlib.sha256(told["key"].encode()).hexdigest()[:32],
    }


def _failure(answer: Fetched) -> Exception:
    text = f"The push service answered {answer.status}: {answer.body[:300].decode('utf-8', 'replace')}"
    if answer.status == 429 or answer.status >= 500:
        return jobs.Temporary(text, retry_after=_asked_to_wait(answer))
    return jobs.Permanent(text)


def _asked_to_wait(answer: Fetched) -> timedelta | None:
    seconds = written_number(answer.headers.get("Retry-After", ""))
    return None if seconds is None else timedelta(seconds=min(seconds, 3600))


def _drop(device: PushSubscription) -> None:
    PushSubscription.objects.filter(pk=device.pk).delete()
