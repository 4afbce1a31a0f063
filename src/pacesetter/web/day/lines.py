"""To-dos and done activities as lines of a list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.contrib.staticfiles import finders

from pacesetter.activities.actions import Action, ToDo
from pacesetter.activities.catalogue import Catalogue, catalogue_of
from pacesetter.activities.category import Category, category_of
from pacesetter.activities.models import Activity, ActivityType, Occurrence, Outcome
from pacesetter.activities.to_do_list import contacts_of
from pacesetter.crm.access import company_ids_seen_by
from pacesetter.crm.models import Contact
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.people.models import Member
from pacesetter.tenancy.sent_ids import sent_ids
from pacesetter.web.addresses import address
from pacesetter.web.day.due import Due, clock_time, due_in_words


@dataclass(frozen=True)
class Line:
    """One activity in words."""

    id: int
    symbol: str
    category: str
    name: str
    about: str
    people: str
    company: str
    owner: str
    due: Due
    actions: tuple[Action, ...]
    outcomes: tuple[Outcome, ...]
    repeats: bool
    outcome: str
    done_at: str
    undo: str

    @property
    def words(self) -> str:
        """What tells this one from the others, for whoever hears the page."""
        return ", ".join(word for word in (self.name, self.about, self.people, self.company) if word)


def symbol_of(activity_type: ActivityType) -> str:
    """The type's own symbol where it has one that can be drawn, else that of its category."""
    own = activity_type.symbol
    return own if own and _is_drawn(own) else category_of(activity_type.category).symbol


@lru_cache(maxsize=512)
def _is_drawn(symbol: str) -> bool:
    return symbol.replace("-", "").isalnum() and finders.find(f"vendor/icons/{symbol}.svg") is not None


def outcomes_of(activity_type: ActivityType, catalogue: Catalogue) -> tuple[Outcome, ...]:
    """How activities of the type can end, in the order of its settings."""
    outcomes = (catalogue.outcomes[link.outcome_id] for link in activity_type.allowed_outcomes.all())
    return tuple(outcome for outcome in outcomes if outcome.archived_at is None)


@dataclass(frozen=True)
class _Kind:
    """What all activities of a type have in common on a list."""

    category: Category
    category_name: str
    symbol: str
    name: str
    outcomes: tuple[Outcome, ...]


def lines_of(viewer: Member, activities: Iterable[Activity], today: date) -> list[Line]:
    """The activities, read with their companies, in their order. Three queries however many they are."""
    rows = list(activities)
    ids = [row.pk for row in rows]
    catalogue = catalogue_of(viewer.organisation)
    contacts = contacts_of(ids) if ids else {}
    repeating = set(_REPEATING.rows(ids=ids)) if ids else set()
    kinds = {type_id: _kind(catalogue, type_id) for type_id in {row.activity_type_id for row in rows}}
    zone = viewer.zone()
    seen = _companies_seen(viewer, rows, contacts)
    return [
        _line(row, viewer, catalogue, kinds[row.activity_type_id], contacts, repeating, seen, today, zone)
        for row in rows
    ]


def _kind(catalogue: Catalogue, type_id: int) -> _Kind:
    activity_type = catalogue.types[type_id]
    category = category_of(activity_type.category)
    outcomes = outcomes_of(activity_type, catalogue)
    return _Kind(category, str(category.label), symbol_of(activity_type), activity_type.name, outcomes)


def _companies_seen(viewer: Member, rows: Sequence[Activity], contacts: Mapping[int, list[Contact]]) -> set[int]:
    """Those of the companies, of rows and of their contacts, of which more than the name may be shown. Mostly they are
    the viewer's own, which needs no question: building the query for the others takes longer than answering it."""
    ids = {row.company_id for row in rows if row.company_id}
    ids |= {contact.company_id for people in contacts.values() for contact in people if contact.company_id}
    if viewer.sees_everyone:
        return ids
    companies = {row.company for row in rows if row.company}
    own = {company.pk for company in companies if viewer.pk in (company.sales_rep_id, company.account_manager_id)}
    rest = ids - own
    return own | company_ids_seen_by(viewer, rest) if rest else own


_REPEATING: ComposedQuery[int] = ComposedQuery(
    lambda ids: Occurrence.objects.filter(activity__in=sent_ids(ids), series__stopped_at__isnull=True).values_list(
        "activity_id", flat=True
    ),
    is_planned=True,
)


def _line(
    row: Activity,
    viewer: Member,
    catalogue: Catalogue,
    kind: _Kind,
    contacts: Mapping[int, list[Contact]],
    repeating: set[int],
    seen: set[int],
    today: date,
    zone: ZoneInfo,
) -> Line:
    people = [one for one in contacts.get(row.pk, []) if one.company_id is None or one.company_id in seen]
    company = row.company if row.company_id in seen else None
    to_do = ToDo(activity=row, contacts=people, company=company, country=viewer.organisation.country)
    outcome = catalogue.outcomes.get(row.outcome_id) if row.outcome_id else None
    return Line(
        id=row.pk,
        symbol=kind.symbol,
        category=kind.category_name,
        name=kind.name,
        about=row.subject,
        people=", ".join(contact.name for contact in people),
        company=row.company.name if row.company else "",
        owner="" if row.owner_id == viewer.pk else catalogue.members[row.owner_id].name,
        due=due_in_words(row, today, zone),
        actions=tuple(kind.category.actions(to_do)) if row.completed_at is None else (),
        outcomes=kind.outcomes,
        repeats=row.pk in repeating,
        outcome=outcome.name if outcome else "",
        done_at=clock_time(row.completed_at, zone) if row.completed_at else "",
        undo=_undo_address(row),
    )


def _undo_address(row: Activity) -> str:
    """What to DELETE so that it is as if it had not been done: one that was logged goes, one that was planned opens."""
    if row.completed_at is None:
        return ""
    name = "activity" if row.booked_on is None else "activity_completion"
    return address(name, [row.pk])
