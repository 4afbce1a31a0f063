"""The profile of a company, ready to show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacesetter.activities.models import Activity, CallCycle, CycleUnit, Status
from pacesetter.activities.verbs.next_contact import owner_by
from pacesetter.crm.models import Company, CompanyExternalId, Contact
from pacesetter.crm.phone import shown_phone
from pacesetter.crm.timeline import Entry
from pacesetter.kpis.book import Book
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.web.day.due import Due, clock_time, due_in_words, short_day
from pacesetter.web.day.lines import symbol_of

_MOST_PLANNED = 20
_MOST_CONTACTS = 50
_MOST_MERGED = 20


@dataclass(frozen=True)
class PlannedLine:
    """One to-do of the company in words."""

    id: int
    symbol: str
    name: str
    owner: str
    due: Due


@dataclass(frozen=True)
class ContactLine:
    """A contact with what is dialled and how it is read."""

    id: int
    name: str
    job_title: str
    email: str
    phone: str
    phone_words: str


@dataclass(frozen=True)
class CycleLine:
    """A call cycle in words. `state` is "paused", "overdue", "nothing" (is planned) or "" where all is well."""

    id: int
    type_id: int
    words: str
    owner: str
    state: str


@dataclass(frozen=True)
class EntryLine:
    """One entry of the timeline in words. `counted` names the KPIs that it counts for, with where that is explained."""

    symbol: str
    title: str
    text: str
    status: str
    by: str
    day: str
    time: str
    address: str
    counted: tuple[tuple[str, str], ...]


def planned_lines(company: Company, names: Mapping[int, str], today: date, zone: ZoneInfo) -> list[PlannedLine]:
    """What is planned with the company, the first one due first; without a day last. One query."""
    rows = _PLANNED.rows(company_id=company.pk)
    found = sorted(rows, key=lambda row: (row.due_on is None, row.due_on or today))
    return [
        PlannedLine(
            id=row.pk,
            symbol=symbol_of(row.activity_type),
            name=" · ".join(part for part in (row.activity_type.name, row.subject) if part),
            owner=names.get(row.owner_id, ""),
            due=due_in_words(row, today, zone),
        )
        for row in found
    ]


def contact_lines(contacts: Sequence[Contact], country: str) -> list[ContactLine]:
    return [
        ContactLine(
            id=one.pk,
            name=one.name,
            job_title=one.job_title,
            email=one.email,
            phone=one.phone,
            phone_words=shown_phone(one.phone, country) if one.phone else "",
        )
        for one in contacts
    ]


def contacts_of(company: Company) -> Sequence[Contact]:
    """The company's contacts in use, by name. One query."""
    return _CONTACTS.rows(company_id=company.pk)


def external_ids_of(company: Company) -> Sequence[CompanyExternalId]:
    """Its ids in other systems. One query."""
    return _EXTERNAL_IDS.rows(company_id=company.pk)


def merged_into(company: Company) -> Sequence[Company]:
    """The first companies that were merged into it, by name. One query."""
    return _MERGED.rows(company_id=company.pk)


_PLANNED: ComposedQuery[Activity] = ComposedQuery(
    lambda company_id: (
        Activity.objects.filter(company=company_id, status=Status.PLANNED, deleted_at__isnull=True)
        .select_related("activity_type")
        .order_by("due_on", "due_at", "pk")[:_MOST_PLANNED]
    ),
    is_planned=True,
)
_CONTACTS: ComposedQuery[Contact] = ComposedQuery(
    lambda company_id: Contact.objects.filter(
        company=company_id, archived_at__isnull=True, merged_into__isnull=True
    ).order_by("name", "pk")[:_MOST_CONTACTS],
    is_planned=True,
)
_CYCLES: ComposedQuery[CallCycle] = ComposedQuery(
    lambda company_id: CallCycle.objects.filter(company=company_id).select_related("activity_type", "owner"),
    is_planned=True,
)
_EXTERNAL_IDS: ComposedQuery[CompanyExternalId] = ComposedQuery(
    lambda company_id: CompanyExternalId.objects.filter(company=company_id), is_planned=True
)
_MERGED: ComposedQuery[Company] = ComposedQuery(
    lambda company_id: Company.objects.filter(merged_into=company_id).order_by("name")[:_MOST_MERGED], is_planned=True
)


def cycle_lines(company: Company, names: Mapping[int, str], today: date) -> list[CycleLine]:
    """The company's call cycles. Two queries at most."""
    cycles = _CYCLES.rows(company_id=company.pk)
    due: dict[int, date | None] = {}
    if cycles:
        planned = Activity.objects.filter(company=company, status=Status.PLANNED, deleted_at__isnull=True)
        # Of several of one type the first one due is written last, and stays.
        due = dict(planned.order_by("-due_on").values_list("activity_type_id", "due_on"))
    return [_cycle(one, company, names, due, today) for one in cycles]


def _cycle(
    one: CallCycle, company: Company, names: Mapping[int, str], due: Mapping[int, date | None], today: date
) -> CycleLine:
    day = due.get(one.activity_type_id)
    if one.paused_at is not None:
        state = "paused"
    elif one.activity_type_id not in due:
        state = "nothing"
    else:
        state = "overdue" if day is not None and day < today else ""
    text = _every(one) % {"activity": one.activity_type, "every": one.every}
    return CycleLine(one.pk, one.activity_type_id, text, _for_whom(one, company, names), state)


def _for_whom(one: CallCycle, company: Company, names: Mapping[int, str]) -> str:
    """For whom it plans, where somebody was named: another one, once that one has left."""
    if one.owner is None:
        return ""
    if not one.owner.is_archived:
        return names.get(one.owner.pk, "")
    other = owner_by(one, company)
    words = {"owner": one.owner.name, "other": names.get(other.pk, other.name) if other else ""}
    if other is None:
        return _("nobody, since %(owner)s has left") % words
    return _("%(other)s, since %(owner)s has left") % words


def _every(one: CallCycle) -> str:
    """The interval with places for the activity and the number: languages have several plurals."""
    if one.unit == CycleUnit.WEEKS:
        return ngettext("%(activity)s every week", "%(activity)s every %(every)s weeks", one.every)
    return ngettext("%(activity)s every month", "%(activity)s every %(every)s months", one.every)


def entry_lines(
    entries: Sequence[Entry], names: Mapping[int, str], book: Book, seen: frozenset[int], today: date, zone: ZoneInfo
) -> list[EntryLine]:
    """The entries in words. `seen` are the members whose figures the viewer may look into."""
    return [
        EntryLine(
            symbol=entry.symbol,
            title=entry.title,
            text=entry.text,
            status=entry.status,
            by=names.get(entry.by_id or 0, ""),
            day=short_day(entry.at.astimezone(zone).date(), today),
            time=clock_time(entry.at, zone),
            address=reverse("activity", args=[entry.id]) if isinstance(entry.row, Activity) else "",
            counted=_counted(entry.row, book, seen) if isinstance(entry.row, Activity) else (),
        )
        for entry in entries
    ]


def _counted(row: Activity, book: Book, seen: frozenset[int]) -> tuple[tuple[str, str], ...]:
    """The KPIs of its owner for which the completed activity counts."""
    day = row.completed_on
    if day is None or row.owner_id not in book.members or row.provenance == "campaign_recipient" or row.duplicate_of_id:
        return ()
    return tuple(
        (kpi.name, _why(row, kpi.id, day) if row.owner_id in seen else "")
        for kpi in book.kpis.values()
        if not kpi.is_archived
        and not kpi.is_ratio
        and kpi.moment == "completed"
        and kpi.credit in ("owner", "participants")
        and row.activity_type_id in kpi.type_weights_milli
        and (not kpi.outcome_ids or row.outcome_id in kpi.outcome_ids)
        and any(
            role in kpi.role_weights and start <= day and (end is None or day < end)
            for role, (start, end) in book.members[row.owner_id].roles
        )
    )


def _why(row: Activity, kpi_id: int, day: date) -> str:
    return reverse("why", args=[row.owner_id, kpi_id]) + f"?period=day&day={day.isoformat()}"
