"""What can be named by id elsewhere: types, outcomes, KPIs, sales roles, teams, members, companies."""

from collections.abc import Callable
from typing import Annotated, Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Query, Router, Schema

from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.api.authentication import as_member
from pacesetter.api.schemas import IdInAddress
from pacesetter.crm.access import companies_seen_by
from pacesetter.kpis.models import Kpi
from pacesetter.people.access import may_look, members_seen_by, teams_led_by
from pacesetter.people.models import Member, SalesRole, Team

router = Router(tags=["lists"])

After = Annotated[IdInAddress | None, Query()]
Limit = Annotated[int, Query(ge=1, le=200)]


class Named(Schema):
    """Something with a name. What is archived is shown where it is named already, and not chosen any more."""

    id: int
    name: str
    is_archived: bool


class ActivityTypeOut(Named):
    """An activity type, with the outcomes that its activities can end in (none: it has no outcomes)."""

    category: str
    default_minutes: int
    needs_outcome: bool
    outcome_ids: list[int]


class OutcomeOut(Named):
    """How activities can end. `meaning` is what it says of a meeting, whatever it is called: `held`, `no_show`,
    `called_off`, or empty where it says nothing of the kind."""

    meaning: str


class KpiOut(Named):
    """A KPI. A ratio names the two that it is made of."""

    measure: str
    moment: str
    credit: str
    direction: str
    numerator_id: int | None
    denominator_id: int | None


class MemberOut(Named):
    """A member whom the caller may see."""

    email: str
    access_level: str


class NamedPage(Schema):
    """A page in the order of ids. `next` is the following page's `after`."""

    items: list[Named]
    next: int | None


class ActivityTypePage(Schema):
    """The same of activity types."""

    items: list[ActivityTypeOut]
    next: int | None


class OutcomePage(Schema):
    """The same of outcomes."""

    items: list[OutcomeOut]
    next: int | None


class KpiPage(Schema):
    """The same of KPIs."""

    items: list[KpiOut]
    next: int | None


class MemberPage(Schema):
    """The same of members."""

    items: list[MemberOut]
    next: int | None


def _page(
    rows: QuerySet[Any], after: int | None, limit: int, more: Callable[[Any], dict[str, Any]] = lambda row: {}
) -> dict[str, Any]:
    rows = rows.order_by("pk")
    found = list((rows.filter(pk__gt=after) if after else rows)[: limit + 1])
    return {
        "items": [
            {"id": row.pk, "name": row.name, "is_archived": row.archived_at is not None, **more(row)}
            for row in found[:limit]
        ],
        "next": found[limit - 1].pk if len(found) > limit else None,
    }


def _for(member: Member, model: type[Model]) -> QuerySet[Any]:
    """The organisation's own, for every member who has not left."""
    rows: QuerySet[Any] = model._default_manager.all()
    return rows if may_look(member) else rows.none()


@router.get("/activity-types", response=ActivityTypePage)
@as_member
def list_activity_types(request: HttpRequest, member: Member, after: After = None, limit: Limit = 50) -> dict[str, Any]:
    """What the organisation calls its activities."""
    return _page(
        _for(member, ActivityType).prefetch_related("allowed_outcomes"),
        after,
        limit,
        lambda row: {
            "category": row.category,
            "default_minutes": row.default_minutes,
            "needs_outcome": row.needs_outcome,
            "outcome_ids": [one.outcome_id for one in row.allowed_outcomes.all()],
        },
    )


@router.get("/outcomes", response=OutcomePage)
@as_member
def list_outcomes(request: HttpRequest, member: Member, after: After = None, limit: Limit = 50) -> dict[str, Any]:
    """How activities end. Which one a type can end in is listed with the type."""
    return _page(_for(member, Outcome), after, limit, lambda row: {"meaning": row.meaning})


@router.get("/kpis", response=KpiPage)
@as_member
def list_kpis(request: HttpRequest, member: Member, after: After = None, limit: Limit = 50) -> dict[str, Any]:
    """What is measured."""
    names = ("measure", "moment", "credit", "direction", "numerator_id", "denominator_id")
    return _page(_for(member, Kpi), after, limit, lambda row: {name: getattr(row, name) for name in names})


@router.get("/sales-roles", response=NamedPage)
@as_member
def list_sales_roles(request: HttpRequest, member: Member, after: After = None, limit: Limit = 50) -> dict[str, Any]:
    """What members are in sales."""
    return _page(_for(member, SalesRole), after, limit)


@router.get("/teams", response=NamedPage)
@as_member
def list_teams(request: HttpRequest, member: Member, after: After = None, limit: Limit = 50) -> dict[str, Any]:
    """The teams whose figures the caller may read: all, or those that the caller leads."""
    teams = _for(member, Team)
    if not member.sees_everyone:
        teams = teams.filter(pk__in=teams_led_by(member).values("team_id"))
    return _page(teams, after, limit)


@router.get("/members", response=MemberPage)
@as_member
def list_members(request: HttpRequest, member: Member, after: After = None, limit: Limit = 50) -> dict[str, Any]:
    """The members whose figures the caller may read, the caller among them."""
    return _page(
        members_seen_by(member), after, limit, lambda row: {"email": row.email, "access_level": row.access_level}
    )


@router.get("/companies", response=NamedPage)
@as_member
def list_companies(request: HttpRequest, member: Member, after: After = None, limit: Limit = 50) -> dict[str, Any]:
    """The companies that the caller may see; merged ones are gone."""
    return _page(companies_seen_by(member).only("id", "name", "archived_at"), after, limit)
