"""Connections, their requests and what failed, ready to print."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pacesetter.integrations.models import Connection, ConnectionState, JobOrder, Mode, SentRequest
from pacesetter.integrations.providers import providers
from pacesetter.integrations.working import reason_of
from pacesetter.jobs.models import Job
from pacesetter.web.connections.words import DEEDS, advice

# The form of a state beside its word.
_KEYS = {
    ConnectionState.CONNECTED: "on",
    ConnectionState.NEEDS_ATTENTION: "off",
    ConnectionState.BEGUN: "behind",
    ConnectionState.PAUSED: "none",
    ConnectionState.ENDED: "none",
}


@dataclass(frozen=True)
class ShownConnection:
    """As it is printed. `advice` is what a person must do, empty where there is nothing to do."""

    id: int
    name: str | Promise
    symbol: str
    account: str
    state: str
    state_key: str
    advice: str
    since: str
    is_dry: bool
    is_paused: bool
    is_oauth: bool
    is_in_use: bool


@dataclass(frozen=True)
class ShownRequest:
    """One line of the log."""

    when: str
    method: str
    address: str
    about: str
    result: str
    result_key: str
    milliseconds: int
    sent: str
    received: str
    failure: str


@dataclass(frozen=True)
class ShownJob:
    """Something that was given up."""

    id: int
    what: str
    when: str
    why: str
    activity_id: int | None


def shown_connection(row: Connection) -> ShownConnection:
    """The connection in words."""
    provider = providers().get(row.provider)
    return ShownConnection(
        id=row.pk,
        name=provider.label if provider else row.provider,
        symbol=provider.symbol if provider else "plug",
        account=row.account_name,
        state=str(ConnectionState(row.state).label),
        state_key=_KEYS[ConnectionState(row.state)],
        advice=_advice(row),
        since=_moment(row.succeeded_at) if row.succeeded_at else "",
        is_dry=row.mode == Mode.DRY_RUN,
        is_paused=row.state == ConnectionState.PAUSED,
        is_oauth=row.way == "oauth",
        is_in_use=row.state in (ConnectionState.CONNECTED, ConnectionState.NEEDS_ATTENTION),
    )


def _advice(row: Connection) -> str:
    if row.state == ConnectionState.NEEDS_ATTENTION:
        return advice(row.fault_kind, row.way, row.fault)
    if row.state == ConnectionState.BEGUN:
        return _("It is not finished: go to the other system and consent, or check it again.")
    if row.state == ConnectionState.PAUSED:
        return _("Nothing is sent until you take it up again.")
    return ""


def shown_request(row: SentRequest) -> ShownRequest:
    """One request in words."""
    if row.is_pretended:
        key, result = "none", _("Would be sent (dry run)")
    elif row.failure_kind:
        key, result = "off", _("Failed") if row.status is None else _("Failed: %(status)d") % {"status": row.status}
    else:
        key, result = "on", _("Went well: %(status)d") % {"status": row.status or 200}
    return ShownRequest(
        when=_moment(row.sent_at),
        method=row.method,
        address=row.address,
        about=row.about,
        result=result,
        result_key=key,
        milliseconds=row.milliseconds,
        sent=row.sent,
        received=row.received,
        failure=row.failure,
    )


def shown_jobs(rows: Sequence[Job]) -> list[ShownJob]:
    """What was given up: what, for which activity, and the last line of why."""
    orders = [row.payload["order"] for row in rows if "order" in row.payload]
    activities = dict(JobOrder.objects.filter(pk__in=orders).values_list("pk", "activity_id")) if orders else {}
    return [_shown_job(row, activities.get(row.payload.get("order"))) for row in rows]


def _shown_job(row: Job, activity_id: int | None) -> ShownJob:
    what = str(DEEDS.get(row.kind, row.kind))
    return ShownJob(row.pk, what, _moment(row.finished_at or row.created_at), reason_of(row), activity_id)


def _moment(moment: object) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")  # type: ignore[arg-type]
