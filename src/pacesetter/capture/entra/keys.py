"""The keys with which a tenant signs, kept in memory for a day, and asked for again when a new one turns up."""

import json
import threading
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings

from pacesetter.core import clock
from pacesetter.core.http import FetchError, GuardedClient

_KEPT = timedelta(days=1)
# Anybody can send a token with a made-up key: it must not have us ask Microsoft each time.
_ASKED_AGAIN = timedelta(minutes=5)
_MOST_TENANTS = 1000

Keys = Sequence[Mapping[str, Any]]


class KeysUnknown(Exception):
    """The keys can't be had now."""


class _Kept(NamedTuple):
    asked_at: datetime
    keys: Keys


_kept: dict[uuid.UUID, _Kept] = {}
_one_at_a_time = threading.Lock()


def keys_of(tenant_id: uuid.UUID, *, newer: bool = False) -> Keys:
    """The tenant's keys. With `newer` asked for again, unless that was just done. Raises `KeysUnknown`."""
    with _one_at_a_time:
        found, now = _kept.get(tenant_id), clock.now()
        if found is not None and now - found.asked_at < (_ASKED_AGAIN if newer else _KEPT):
            return found.keys
        if len(_kept) >= _MOST_TENANTS:
            _kept.clear()
        _kept[tenant_id] = _Kept(now, _asked(tenant_id))
        return _kept[tenant_id].keys


def forget() -> None:
    """Ask anew next time."""
    with _one_at_a_time:
        _kept.clear()


def _asked(tenant_id: uuid.UUID) -> Keys:
    address = f"{settings.ENTRA_URL}/{tenant_id}/discovery/v2.0/keys"
    try:
        with GuardedClient(settings.PROVIDER_RULES) as http:
            answer = http.fetch("GET", address)
        found = json.loads(answer.body)["keys"] if answer.ok else None
    except (FetchError, ValueError, KeyError, TypeError) as error:
        raise KeysUnknown(f"{address}: {error}") from error
    if not isinstance(found, list):
        raise KeysUnknown(f"{address} answered {answer.status}")
    return [one for one in found if isinstance(one, dict)]
