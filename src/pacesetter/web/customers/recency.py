"""The recency board: companies in four columns by the time since the last contact."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pacesetter.activities.catalogue import Catalogue
from pacesetter.activities.models import Activity, ActivityType, Provenance, Status
from pacesetter.crm.models import Company
from pacesetter.crm.models.company import IN_USE
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import current_organisation_id
from pacesetter.tenancy.sent_ids import sent_ids
from pacesetter.web.customers.contact_words import next_in_words, next_state
from pacesetter.web.customers.slices import COUNTED
from pacesetter.web.day.due import short_day
from pacesetter.web.day.lines import symbol_of

PER_COLUMN = 20


@dataclass(frozen=True)
class Column:
    """The companies whose last contact lies after the one day and up to the other, the longest ago first."""

    key: str
    label: Promise
    after: date | None
    until: date | None

    @property
    def fits(self) -> Q:
        """The same for the database."""
        return _fits(self.after, self.until)

    def holds(self, last: date | None) -> bool:
        """Whether a company with this last contact belongs here."""
        if last is None:
            return self.after is None
        return (self.after is None or last > self.after) and (self.until is None or last <= self.until)


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
    one, two, three = (_months_before(today, months) for months in (1, 2, 3))
    return (
        Column("old", _("3 months +"), None, three),
        Column("fading", _("2–3 months"), three, two),
        Column("recent", _("Last month"), two, one),
        Column("fresh", _("This month"), one, None),
    )


def _months_before(today: date, months: int) -> date:
    """The same day of an earlier month, or the last one that it has."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def in_order(companies: QuerySet[Company]) -> QuerySet[Company]:
    """Those first with whom there never was contact, then the longest without."""
    return companies.order_by(F("last_contact_on").asc(nulls_first=True), "pk")


def _fits(after: date | None, until: date | None) -> Q:
    if after is None:
        # "Not after" holds for those with whom there never was a contact too, and unlike an OR it lets PostgreSQL
        # walk the index.
        return ~Q(last_contact_on__gt=until)
    since = Q(last_contact_on__gt=after)
    return since if until is None else since & Q(last_contact_on__lte=until)


class InUse:
    """The companies in use of one column, in its order, of which a slice is read."""

    def __init__(self, column: Column) -> None:
        self._column = column

    def __getitem__(self, part: slice) -> list[Company]:
        days = {name: day for name, day in (("after", self._column.after), ("until", self._column.until)) if day}
        return _IN_USE.rows(which=tuple(days), start=part.start, stop=part.stop, **days)


def counts_in(columns: Sequence[Column], keys: Sequence[str]) -> list[int | None]:
    """How many companies in use stand in the columns with these keys, as `slices.counted` says it. One query."""
    one, two, three = (column.until for column in columns[:3])
    [numbers] = _COUNTS.rows(one=one, two=two, three=three)
    known = dict(zip((column.key for column in columns), numbers, strict=True))
    return [known[key] if known[key] <= COUNTED else None for key in keys]


def _in_use(which: tuple[str, ...], start: int, stop: int, **days: date) -> QuerySet[Company]:
    return in_order(Company.objects.filter(IN_USE, _fits(days.get("after"), days.get("until"))))[start:stop]


def _counts(one: date, two: date, three: date) -> QuerySet[Organisation, tuple[int, ...]]:
    limits = (None, one, two, three, None)
    columns = [Company.objects.filter(IN_USE, _fits(*days)).order_by() for days in pairwise(limits)]
    numbers = [_Counted(column) for column in columns]
    here = Organisation.objects.filter(pk=current_organisation_id()).order_by()
    return here.values_list(*numbers)


class _Counted(Subquery):
    """How many rows there are, and no more than one beyond `COUNTED`."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet[Company]) -> None:
        super().__init__(rows.values("pk")[: COUNTED + 1])


_IN_USE: ComposedQuery[Company] = ComposedQuery(_in_use, forms=("which", "start", "stop"), is_planned=True)
_COUNTS: ComposedQuery[tuple[int, ...]] = ComposedQuery(_counts)


def ids_in_columns(companies: QuerySet[Company], columns: Sequence[Column]) -> dict[str, list[int]]:
    """The ids of companies that are few, by column and in its order. One query for all columns."""
    rows = companies.order_by().values_list("pk", "last_contact_on")
    known = sorted(rows, key=lambda row: (row[1] is not None, row[1] or date.min, row[0]))
    return {column.key: [pk for pk, last in known if column.holds(last)] for column in columns}


def read_companies(ids: Sequence[int]) -> dict[int, Company]:
    """The companies by id."""
    return {one.pk: one for one in _BY_ID.rows(ids=ids)}


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


_BY_ID: ComposedQuery[Company] = ComposedQuery(
    lambda ids: Company.objects.filter(pk__in=sent_ids(ids)).order_by(), is_planned=True
)
_WAYS: ComposedQuery[tuple[int, int | None, int | None]] = ComposedQuery(_ways, is_planned=True)
_TYPES: ComposedQuery[tuple[int, int]] = ComposedQuery(
    lambda ids: Activity.objects.filter(pk__in=sent_ids(ids)).order_by().values_list("pk", "activity_type_id"),
    is_planned=True,
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
        last=f"{last.name} ({_unbroken(short_day(on, today))})" if last and on else "",
        last_id=last_id,
        next=next_in_words(company, today),
        next_state=next_state(company, today),
        next_symbol=symbol_of(following) if following else "alert-triangle",
    )


def _unbroken(words: str) -> str:
    """For a date in a narrow tile."""
    return words.replace(" ", "\u00a0")
