"""The names behind the ids that events keep, in one query for each kind of thing."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models

from pacesetter.crm.models import ContactList
from pacesetter.events.models import Event
from pacesetter.integrations.job_systems.choices import KEY
from pacesetter.integrations.models import Connection, JobLists
from pacesetter.integrations.providers import providers
from pacesetter.kpis.models import Kpi, Measure
from pacesetter.past_settings.now import THINGS
from pacesetter.rewards.models import Screen
from pacesetter.telephony.models import CallSource

MODELS: dict[str, type[models.Model]] = {
    **THINGS,
    "call_source": CallSource,
    "screen": Screen,
    "contact_list": ContactList,
}
# What a name is made of, where it is not the row's own.
_NAMED_BY = {"next_step": ("after_type", "next_type")}


class KnownNames:
    """Names of what a page of events mentions. What is gone has none."""

    def __init__(self, events: Iterable[Event]) -> None:
        wanted: dict[str, set[int]] = defaultdict(set)
        for event in events:
            if event.actor_id is not None:
                wanted["member"].add(event.actor_id)
            wanted[event.subject_kind].add(event.subject_id)
            for side in (event.data.get("before") or {}, event.data.get("after") or {}):
                _gather(event.subject_kind, side, wanted)
                wanted["jobs"].update(_job_connections(side))
        wanted["connection"] |= wanted["jobs"]
        rows = {kind: list(_rows(kind, ids)) for kind, ids in wanted.items() if kind in MODELS and ids - {0}}
        self._names = {kind: {row.pk: str(row) for row in found} for kind, found in rows.items()}
        self._ratios = {row.pk for row in rows.get("kpi", ()) if isinstance(row, Kpi) and row.measure == Measure.RATIO}
        ids = wanted["connection"] - {0}
        connections = Connection.objects.defer("secrets").in_bulk(ids) if ids else {}
        self._providers = {pk: row.provider for pk, row in connections.items()}
        self._names["connection"] = {pk: named(row.provider, row.account_name) for pk, row in connections.items()}
        lists = JobLists.objects.filter(connection__in=wanted["jobs"]) if wanted["jobs"] else ()
        self._lists = {row.connection_id: row for row in lists}

    def name(self, kind: str, pk: int | None) -> str:
        """The name, or an empty text."""
        return "" if pk is None else self._names.get(kind, {}).get(pk, "")

    def listed(self, connection_id: int | None, what: str, key: str) -> str:
        """The name of one of the "templates", "categories", "statuses" or "staff" of a job system; empty where it is
        not in its lists any more."""
        lists = self._lists.get(connection_id or 0)
        return dict(lists.choices(what)).get(key, "") if lists else ""

    def is_ratio(self, kpi_id: int) -> bool:
        """Whether the KPI is a ratio, whose targets are levels."""
        return kpi_id in self._ratios

    def provider(self, connection_id: int) -> str:
        """The key of the system that the connection leads to; empty where it is gone."""
        return self._providers.get(connection_id, "")


def named(provider: str, account: str = "") -> str:
    """A system that can be connected, and which account of it."""
    found = providers().get(provider)
    return ", ".join(filter(None, (str(found.label) if found else provider, account)))


def _rows(kind: str, ids: set[int]) -> Iterable[models.Model]:
    rows = MODELS[kind]._default_manager.filter(pk__in=ids)
    return rows.select_related(*_NAMED_BY[kind]) if kind in _NAMED_BY else rows


def _job_connections(side: dict[str, Any]) -> set[int]:
    """The connection by which jobs of an activity are made."""
    settings = side.get("settings")
    job = settings.get(KEY) if isinstance(settings, dict) else None
    return {job["connection"]} if isinstance(job, dict) and job.get("connection") else set()


def _gather(kind: str, side: dict[str, Any], wanted: dict[str, set[int]]) -> None:
    outcomes = side.get("outcomes") or ()
    # A phone system has one for each result of a call.
    wanted["outcome"].update(outcomes.values() if isinstance(outcomes, dict) else outcomes)
    wanted["activity_type"].update(side[name] for name in ("outbound_type", "inbound_type") if side.get(name))
    wanted[kind].update(side.get("order") or ())
    wanted["kpi"].update(side.get("kpi_ids") or ())
    wanted["team"].update([side["team_id"]] if kind == "screen" and side.get("team_id") else ())
    wanted["member"].update([side["handed_over_to"]] if side.get("handed_over_to") else ())
    wanted["activity_type"].update([side["campaign_type"]] if side.get("campaign_type") else ())
    wanted["member"].update(side[name] for name in ("default_member", "member_id", "break_glass") if side.get(name))
    wanted["member"].update((side.get("senders") or {}).values() if isinstance(side.get("senders"), dict) else ())
    wanted["kpi"].update(side[name] for name in ("numerator_id", "denominator_id") if side.get(name))
