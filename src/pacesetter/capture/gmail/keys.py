"""The keys with which Google signs its tokens, fetched and kept as long as Google says."""

import json
import re
import threading
import time

import jwt
from django.conf import settings

from pacesetter.core.http import FetchError, GuardedClient

_MAX_AGE = re.compile(r"max-age=(\d+)")
# Whatever the answer says: a key that was taken out must not be believed for days, nor Google asked all the time.
_LONGEST, _SHORTEST = 24 * 3600, 60


class KeysUnavailable(Exception):
    """Google's keys can't be fetched, so nobody can be verified now."""


class _Kept:
    """The keys by their ids, in the memory of this process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        self.keys: dict[str, jwt.PyJWK] = {}
        self.source, self.fetched_at, self.good_until = "", 0.0, 0.0


_kept = _Kept()
forget = _kept.forget


def key_with(key_id: str) -> jwt.PyJWK | None:
    """The key with this id; None where Google has none. One that is not known is asked for anew, since keys change; but
    not more often than once a minute, since anybody can name one.

    Raises `KeysUnavailable` where Google can't be reached and no keys are kept that are still good.
    """
    now = _seconds()
    with _kept.lock:
        is_stale = now >= _kept.good_until or _kept.source != settings.GOOGLE_KEYS_URL
        is_unknown = key_id not in _kept.keys and now - _kept.fetched_at > _SHORTEST
        if is_stale or is_unknown:
            try:
                _fetch(now)
            except KeysUnavailable:
                if is_stale:
                    raise
        return _kept.keys.get(key_id)


def _seconds() -> float:
    return time.monotonic()


def _fetch(now: float) -> None:
    try:
        with GuardedClient(settings.GOOGLE_RULES) as http:
            answer = http.get(settings.GOOGLE_KEYS_URL)
        if not answer.ok:
            raise KeysUnavailable(f"{settings.GOOGLE_KEYS_URL} answered {answer.status}")
        found = jwt.PyJWKSet.from_dict(json.loads(answer.body)).keys
    except (FetchError, ValueError, AttributeError, jwt.PyJWTError) as error:
        raise KeysUnavailable(str(error)) from error
    said = _MAX_AGE.search(answer.headers.get("Cache-Control", ""))
    seconds = min(max(int(said[1]) if said else 0, _SHORTEST), _LONGEST)
    usable = {key.key_id: key for key in found if key.key_id and key.public_key_use in (None, "sig")}
    _kept.keys, _kept.source = usable, settings.GOOGLE_KEYS_URL
    _kept.fetched_at, _kept.good_until = now, now + seconds
