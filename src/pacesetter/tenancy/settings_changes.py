"""Settings that figures depend on have changed: the one place through which every such change goes."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.db.models import BigIntegerField, F, Value
from django.db.models.functions import Greatest
from django.utils.module_loading import import_string

from pacesetter.tenancy.scope import current_organisation_id


@dataclass(frozen=True, slots=True)
class SettingsChange:
    """Who changed which sort of setting and why.

    `since` is the first day whose figures the change may alter; None for a rule without dates, such as a mapping.
    """

    organisation_id: int
    by_id: int | None
    reason: str
    cause: str
    since: date | None


class SettingsListener(Protocol):
    """Told of changed settings in the transaction of the change, after its rows are written."""

    def __call__(self, change: SettingsChange) -> None:
        """See to what follows. Raises a `Refusal` where the change is not allowed."""


_GATHERED: ContextVar[list[SettingsChange] | None] = ContextVar("gathered settings changes", default=None)


@cache
def _listeners() -> tuple[SettingsListener, ...]:
    return tuple(import_string(path) for path in settings.SETTINGS_LISTENERS)


def touch_settings(
    organisation_id: int | None = None,
    *,
    by_id: int | None = None,
    reason: str = "",
    cause: str = "setting.changed",
    since: date | None = None,
) -> None:
    """Say that settings which figures depend on have changed, for the organisation in scope by default.

    Call it in the transaction of the change, after its rows are written. Every process learns that what it keeps in
    memory is out of date, and closed periods are seen to. Raises a `Refusal` where figures of a locked period would
    change.
    """
    change = SettingsChange(organisation_id or current_organisation_id(), by_id, reason, cause, since)
    gathered = _GATHERED.get()
    if gathered is None:
        _tell(change)
    else:
        gathered.append(change)


@contextmanager
def settings_together() -> Iterator[None]:
    """One transaction of several verbs on settings whose consequences are seen to once, at its end: closed periods are
    compared with what comes of all of them, and not after each. A refusal then comes from the block as a whole."""
    if _GATHERED.get() is not None:
        yield
        return
    gathered: list[SettingsChange] = []
    token = _GATHERED.set(gathered)
    try:
        with transaction.atomic():
            yield
            for change in _condensed(gathered):
                _tell(change)
    finally:
        _GATHERED.reset(token)


def _condensed(changes: list[SettingsChange]) -> list[SettingsChange]:
    """One change of each cause, from the earliest day on; those without dates stay apart from those with one."""
    kept: dict[tuple[object, ...], SettingsChange] = {}
    for change in changes:
        key = (change.organisation_id, change.by_id, change.reason, change.cause, change.since is None)
        known = kept.get(key)
        if known is None or (change.since and known.since and change.since < known.since):
            kept[key] = change
    return list(kept.values())


def _tell(change: SettingsChange) -> None:
    raise_settings_version(change.organisation_id)
    for listener in _listeners():
        listener(change)


def raise_settings_version(organisation_id: int) -> None:
    """Let every process learn that what it keeps in memory of the organisation's settings is out of date.

    By itself for what no figure depends on, and closed periods need not hear of; otherwise `touch_settings`.
    """
    from pacesetter.tenancy.models import Organisation

    # A version that was rolled back must never come again with other settings behind it: whatever a process kept under
    # it would pass for right. Time makes every one new.
    unheard_of = Value(time.time_ns() // 1000, output_field=BigIntegerField())
    Organisation.objects.filter(pk=organisation_id).update(
        settings_version=Greatest(F("settings_version") + 1, unheard_of)
    )
