"""No page asks the database more where there is more to show: every page is asked for with a few rows, and again when
everything that can be there several times is there many times. A new page is tried without anybody thinking of it."""

from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.db.models import F
from django.urls import reverse

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.conftest import make_member
from pacesetter.crm.models import Company
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member, RoleAssignment, TeamMembership
from pacesetter.tenancy.models import Organisation, Tenanted
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.pages import every_page
from pacesetter.web.tests.test_who_gets_in import EXAMPLES, Rows

pytestmark = pytest.mark.usefixtures("at_noon")

MORE = 12
# Fields with texts that nothing else depends on, by the ends of their names; copies have others.
_FREE = (
    "name",
    "name_key",
    "email",
    "address",
    "_id",
    "uid",
    "token",
    "key",
    "subject",
    "pattern",
    "endpoint",
    "_hash",
)
# Where a list has another page, it asks how many there are; several lists of a page are counted together.
_OF_LISTS = 1


@pytest.fixture
def rows(rita: Member, call: ActivityType, calls: Kpi, done: None, initech: Company) -> Rows:
    """A few rows of everything, some of which belong together."""
    for verb in (verbs.plan, verbs.log):
        verb(by=rita, activity_type=call, owner=rita, company=initech)
    return Rows(rita, call, calls)


def make_more(organisation: Organisation, rita: Member) -> int:
    """Copies of all rows of the organisation, as far as the database takes them, and as many members. How many there
    are then, besides."""
    role, team = RoleAssignment.objects.get(member=rita), TeamMembership.objects.get(member=rita)
    for number in range(MORE):
        member = make_member(organisation, f"Member {number}")
        RoleAssignment.objects.create(member=member, role=role.role, starts_on=role.starts_on)
        TeamMembership.objects.create(member=member, team=team.team, starts_on=team.starts_on)
    made = 0
    for model in apps.get_models():
        if issubclass(model, Tenanted) and not model._meta.proxy:
            first = list(model.across_organisations.filter(organisation=organisation).order_by("pk")[:4])
            made += sum(_copied(row, number) for row in first for number in range(MORE))
    Organisation.objects.update(settings_version=F("settings_version") + 1)
    return made


def _copied(row: Tenanted, number: int) -> bool:
    """Whether there can be another row like this one."""
    model = type(row)
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.primary_key:
            continue
        if isinstance(field, models.CharField) and field.name.endswith(_FREE):
            value = f"{value} {number}"[-(field.max_length or 200) :]
        values[field.attname] = value
    try:
        with transaction.atomic():
            model.across_organisations.create(**values)
    except DatabaseError:
        return False
    return True


def test_no_page_asks_more_where_there_is_more(
    visitor: Visitor, rows: Rows, ada: Member, organisation: Organisation
) -> None:
    made = {part: example(rows) for part, example in EXAMPLES.items()}
    paths = [
        reverse(page.name, kwargs={part: made[part] for part in page.parts})
        for page in every_page()
        if page.audience is not None
    ]
    # Sellers see their own as lists that administrators, who sell nothing, have empty.
    few = {who: _asked(visitor.log_in(who), paths) for who in (ada, rows.rita)}
    assert (len(few[ada]) > 80, len(few[rows.rita]) > 40) == (True, True)
    assert make_more(organisation, rows.rita) > 300
    for who, before in few.items():
        visitor.log_in(who)
        many = {path: visitor.queries(path) for path in before}
        grown = {path: (before[path], many[path]) for path in before if many[path] > before[path] + _OF_LISTS}
        assert grown == {}, who.name


def _asked(visitor: Visitor, paths: list[str]) -> dict[str, int]:
    """How many queries each of the pages takes, of those that the visitor may see."""
    found: dict[str, int] = {}
    for path in paths:
        response = visitor.get(path)
        if response.status_code == 200 and response.headers["Content-Type"].startswith("text/html"):
            found[path] = visitor.queries(path)
    return found
