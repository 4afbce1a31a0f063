"""The recency board: companies in four columns by the time since the last contact."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pacesetter.activities.catalogue import Catalogue
from pacesetter.activities.models import Activity, ActivityType, Provenance, Status
from pacesetter.crm.models import Company
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.tenancy.sent_ids import sent_ids
from pacesetter.web.customers.contact_words import next_in_words, next_state
from pacesetter.web.day.due import short_day
from pacesetter.web.day.lines import symbol_of

PER_COLUMN = 20


@dataclass(frozen=True)
class Column:
    """The companies whose last contact lies in this stretch of time, the longest ago first."""

    key: str
    label: Promise
    fits: Q


@dataclass(frozen=True)
class Tile:
    """One company on the board. `days` is None where there never was a contact."""

    id: int
    name: str
    kind: str
    account_manager: str
    sales_rep: str
    days: int | None
    last: str
    last_id: int | None
    next: str
    next_state: str
    next_symbol: str


def columns_on(today: date) -> tuple[Column, ...]:
    """The four columns, seen from today. A month is a calendar month back: on 23 March, "last month" begins after
    23 January and "this month" after 23 February."""
    # "Not after" holds for those with whom there never was a contact too, and unlike an OR it lets PostgreSQL walk the
    # index.
    one, two, three = (_months_before(today, months) for months in (1, 2, 3))
    last = "last_contact_on"
    return (
        Column("old", _("3 months +"), ~Q(**{f"{last}__gt": three})),
        Column("fading", _("2–3 months"), Q(**{f"{last}__gt": three, f"{last}__lte": two})),
        Column("recent", _("Last month"), Q(**{f"{last}__gt": two, f"{last}__lte": one})),
        Column("fresh", _("This month"), Q(**{f"{last}__gt": one})),
    )


def _months_before(today: date, months: int) -> date:
    """The same day of an earlier month, or the last one that it has."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def in_order(companies: QuerySet[Company]) -> QuerySet[Company]:
    """Those first with whom there never was contact, then the longest without."""
    return companies.order_by(F("last_contact_on").asc(nulls_first=True), "pk")


def tiles_of(companies: Sequence[Company], catalogue: Catalogue, today: date) -> dict[int, Tile]:
    """The tiles by company. Two queries for all columns together."""
    ways = {pk: (last, following) for pk, last, following in _WAYS.rows(ids=[company.pk for company in companies])}
    wanted = [activity_id for pair in ways.values() for activity_id in pair if activity_id]
    kinds = {pk: catalogue.types[type_id] for pk, type_id in _TYPES.rows(ids=wanted)}
    return {company.pk: _tile(company, *ways[company.pk], kinds, catalogue, today) for company in companies}


def _ways(ids: Sequence[int]) -> QuerySet[Company, tuple[int, int | None, int | None]]:
    """Companies with the activities that were the last contact and that come next."""
    here = Activity.objects.filter(company=OuterRef("pk"), deleted_at__isnull=True)
    done = here.filter(completed_on__isnull=False).exclude(provenance=Provenance.CAMPAIGN_RECIPIENT)
    planned = here.filter(status=Status.PLANNED)
    found = Company.objects.filter(pk__in=sent_ids(ids)).annotate(
        last_id=Subquery(done.order_by("-completed_on", "-pk").values("pk")[:1]),
        next_id=Subquery(planned.order_by(F("due_on").asc(nulls_last=True), "pk").values("pk")[:1]),
    )
    return found.order_by().values_list("pk", "last_id", "next_id")


_WAYS: ComposedQuery[tuple[int, int | None, int | None]] = ComposedQuery(_ways)
_TYPES: ComposedQuery[tuple[int, int]] = ComposedQuery(
    lambda ids: Activity.objects.filter(pk__in=sent_ids(ids)).order_by().values_list("pk", "activity_type_id")
)


def _name(catalogue: Catalogue, member_id: int | None) -> str:
    member = catalogue.members.get(member_id or 0)
    return member.name if member else ""


def _tile(
    company: Company,
    last_id: int | None,
    next_id: int | None,
    kinds: Mapping[int, ActivityType],
    catalogue: Catalogue,
    today: date,
) -> Tile:
    last, following = kinds.get(last_id or 0), kinds.get(next_id or 0)
    on = company.last_contact_on
    return Tile(
        id=company.pk,
        name=company.name,
        kind=company.kind,
        account_manager=_name(catalogue, company.account_manager_id),
        sales_rep=_name(catalogue, company.sales_rep_id),
        days=(today - on).days if on else None,
        last=f"{last.name} · {short_day(on, today)}" if last and on else "",
        last_id=last_id,
        next=next_in_words(company, today),
        next_state=next_state(company, today),
        next_symbol=symbol_of(following) if following else "alert-triangle",
    )
