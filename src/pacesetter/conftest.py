"""The people whom every test knows.

Rita sells in Mona's team, Raj in another; Ada administers; Otto belongs to another organisation.
"""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from pacesetter.activities import catalogue
from pacesetter.activities.models import ActivityType, ActivityTypeOutcome, Outcome
from pacesetter.api import known_callers
from pacesetter.crm.models import Company
from pacesetter.demo.cast.story import Story
from pacesetter.demo.script import Happening, Scene, write_script
from pacesetter.events.models import Event
from pacesetter.kpis.book import keep
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiRole, Target
from pacesetter.people.models import (
    AccessLevel,
    Member,
    RoleAssignment,
    SalesRole,
    Team,
    TeamMembership,
    User,
    WorkingPattern,
)
from pacesetter.telephony import presence
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope
from pacesetter.web.tests.in_browser.browser import browsers, chromium, open_page, whole_chromium

__all__ = ["browsers", "chromium", "open_page", "whole_chromium"]

LONG_AGO = date(2020, 1, 1)
_thin_scripts: dict[tuple[int, Story], list[Happening]] = {}


def make_organisation(name: str, slug: str, **fields: object) -> Organisation:
    organisation = Organisation.objects.create(name=name, slug=slug, **fields)
    with scope(organisation):
        WorkingPattern.objects.create(effective_from=LONG_AGO, capacities=["1", "1", "1", "1", "1", "0", "0"])
    return organisation


def make_member(organisation: Organisation, name: str, level: str = AccessLevel.TEAM_MEMBER) -> Member:
    email = f"{name.lower()}@{organisation.slug}.example"
    with scope(organisation):
        user = User.objects.create_user(email, "correct horse battery", name=name)
        return Member.objects.create(user=user, name=name, email=email, access_level=level, joined_on=LONG_AGO)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Each test starts with an empty memory: a database that was rolled back hands out the same ids again."""
    keep.forget()
    catalogue.forget()
    presence.forget()
    known_callers.forget()


@pytest.fixture
def thin_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """A demo with little in it, for tests of how it is loaded and not of what it holds: the whole year takes long.
    Writing its script is a quarter of that, and gives the same each time (`test_script.py`): it is kept."""

    def write_thin(scene: Scene) -> list[Happening]:
        key = (scene.seed, scene.story)
        if key not in _thin_scripts:
            _thin_scripts[key] = write_script(scene)[::25]
        return _thin_scripts[key]

    monkeypatch.setattr("pacesetter.demo.loading.write_script", write_thin)


@pytest.fixture
def organisation(db: None) -> Iterator[Organisation]:
    """Acme, in scope for the whole test."""
    made = make_organisation("Acme", "acme", time_zone="Pacific/Auckland")
    with scope(made):
        yield made


@pytest.fixture
def other_organisation(db: None) -> Organisation:
    return make_organisation("Globex", "globex", time_zone="Europe/Berlin")


@pytest.fixture
def ada(organisation: Organisation) -> Member:
    return make_member(organisation, "Ada", AccessLevel.ADMINISTRATOR)


@pytest.fixture
def mona(organisation: Organisation) -> Member:
    """Leads the team North."""
    mona = make_member(organisation, "Mona")
    team, _ = Team.objects.get_or_create(name="North")
    TeamMembership.objects.create(team=team, member=mona, is_lead=True, starts_on=LONG_AGO)
    return mona


@pytest.fixture
def rita(organisation: Organisation) -> Member:
    """Sells in the team North."""
    rita = make_member(organisation, "Rita")
    team, _ = Team.objects.get_or_create(name="North")
    TeamMembership.objects.create(team=team, member=rita, starts_on=LONG_AGO)
    return rita


@pytest.fixture
def raj(organisation: Organisation) -> Member:
    """Sells in the team South."""
    raj = make_member(organisation, "Raj")
    team, _ = Team.objects.get_or_create(name="South")
    TeamMembership.objects.create(team=team, member=raj, starts_on=LONG_AGO)
    return raj


@pytest.fixture
def otto(other_organisation: Organisation) -> Member:
    """Administers another organisation."""
    return make_member(other_organisation, "Otto", AccessLevel.ADMINISTRATOR)


@pytest.fixture
def bdm(organisation: Organisation, rita: Member, raj: Member) -> SalesRole:
    """Business Development Manager, held by Rita and Raj."""
    role = SalesRole.objects.create(name="Business Development Manager")
    for member in (rita, raj):
        RoleAssignment.objects.create(member=member, role=role, starts_on=LONG_AGO)
    return role


@pytest.fixture
def connected(organisation: Organisation) -> Outcome:
    return Outcome.objects.create(name="Connected")


@pytest.fixture
def voicemail(organisation: Organisation) -> Outcome:
    return Outcome.objects.create(name="Voicemail", position=1)


@pytest.fixture
def call(organisation: Organisation, connected: Outcome, voicemail: Outcome) -> ActivityType:
    """A phone call of 10 minutes that ends connected or in voicemail."""
    made = ActivityType.objects.create(name="Discovery call", category="phone_call", default_minutes=10, points="2")
    for outcome in (connected, voicemail):
        ActivityTypeOutcome.objects.create(activity_type=made, outcome=outcome)
    return made


@pytest.fixture
def meeting(organisation: Organisation) -> ActivityType:
    """A meeting of an hour that needs no outcome."""
    return ActivityType.objects.create(name="Demo", category="meeting", default_minutes=60, points="5")


@pytest.fixture
def initech(organisation: Organisation, rita: Member) -> Company:
    return Company.objects.create(name="Initech", name_key="initech", sales_rep=rita)


@pytest.fixture
def calls(bdm: SalesRole, call: ActivityType) -> Kpi:
    """50 a week for whoever sells."""
    kpi: Kpi = Kpi.objects.create(name="Calls")
    KpiActivityType.objects.create(kpi=kpi, activity_type=call)
    KpiRole.objects.create(kpi=kpi, role=bdm)
    Target.objects.create(kpi=kpi, role=bdm, period_kind="week", quantity="50", effective_from=date(2020, 1, 1))
    return kpi


@pytest.fixture
def last_event(organisation: Organisation) -> Callable[[], Event]:
    """The newest event of the organisation."""

    def newest() -> Event:
        event: Event = Event.objects.latest("id")
        return event

    return newest
