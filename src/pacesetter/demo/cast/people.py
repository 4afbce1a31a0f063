"""The people of the demo organisation: twelve who sell, one administrator and one coordinator."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy

DOMAIN = "larkfield.example"


class Role(StrEnum):
    """The four sales roles."""

    BDM = "Business Development Manager"
    SDR = "Sales Development Representative"
    AM = "Account Manager"
    SE = "Sales Engineer"


class TeamName(StrEnum):
    """The three teams."""

    NEW_BUSINESS = "New business"
    OUTREACH = "Outreach"
    ACCOUNTS = "Accounts"


@dataclass(frozen=True)
class Talent:
    """How somebody's work differs from what is expected of the role (1 is as expected)."""

    calls: float = 1.0
    emails: float = 1.0
    meetings: float = 1.0
    deals: float = 1.0
    # Share of calls in which somebody answers, of meetings that nobody comes to, and of to-dos done on their day.
    connects: float = 0.22
    no_shows: float = 0.09
    punctual: float = 0.82
    # How much the work grows (or falls) from the start of the story until today.
    trend: float = 0.0


@dataclass(frozen=True)
class Person:
    """A member. Days that depend on today are named by the attribute of the story that holds them."""

    key: str
    name: str
    access_level: str = "team_member"
    role: Role | None = None
    team: TeamName | None = None
    leads: bool = False
    joined_on: date | None = None
    joins: str = ""
    leaves: str = ""
    # Role and team before the day named by `changes`.
    changes: str = ""
    role_before: Role | None = None
    team_before: TeamName | None = None
    time_zone: str = ""
    country: str = ""
    region: str = ""
    week: tuple[str, ...] = ()
    day_starts_at: str = ""
    day_ends_at: str = ""
    talent: Talent = field(default_factory=Talent)

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


PEOPLE: tuple[Person, ...] = (
    Person("anna", "Anna Lindqvist", access_level="administrator", joined_on=date(2016, 2, 1)),
    Person("colm", "Colm Byrne", access_level="coordinator", joined_on=date(2019, 9, 2)),
    Person(
        "maya", "Maya Fletcher", role=Role.BDM, team=TeamName.NEW_BUSINESS, leads=True, joined_on=date(2017, 5, 8),
        talent=Talent(calls=0.98, meetings=1.08, deals=1.12, connects=0.3, no_shows=0.06, punctual=0.9),
    ),
    Person(
        "tom", "Tom Okafor", role=Role.BDM, team=TeamName.NEW_BUSINESS, joined_on=date(2019, 1, 14),
        talent=Talent(
            calls=1.14, emails=1.1, meetings=1.22, deals=1.3, connects=0.33, no_shows=0.05, punctual=0.93, trend=0.05
        ),
    ),
    Person(
        "sofia", "Sofia Marino", role=Role.BDM, team=TeamName.NEW_BUSINESS, joined_on=date(2021, 10, 4),
        talent=Talent(
            calls=0.8, emails=0.85, meetings=0.8, deals=0.7, connects=0.24, no_shows=0.2, punctual=0.6, trend=-0.15
        ),
    ),
    Person(
        "aisha", "Aisha Rahman", role=Role.BDM, team=TeamName.NEW_BUSINESS, joins="joined_on",
        talent=Talent(calls=0.84, emails=0.9, meetings=0.72, deals=0.62, connects=0.26, no_shows=0.12, punctual=0.8),
    ),
    Person(
        "luca", "Luca Romano", role=Role.BDM, team=TeamName.NEW_BUSINESS, joined_on=date(2022, 3, 7),
        changes="promoted_on", role_before=Role.SDR, team_before=TeamName.OUTREACH,
        talent=Talent(calls=1.05, emails=1.0, meetings=0.9, deals=0.85, connects=0.27, no_shows=0.1, trend=0.08),
    ),
    Person(
        "daniel", "Daniel Weiss", role=Role.SDR, team=TeamName.OUTREACH, leads=True, joined_on=date(2018, 11, 5),
        talent=Talent(calls=0.95, emails=1.05, meetings=1.1, connects=0.25, punctual=0.88),
    ),
    Person(
        "grace", "Grace Adeyemi", role=Role.SDR, team=TeamName.OUTREACH, joined_on=date(2022, 6, 13),
        talent=Talent(calls=1.12, emails=1.08, meetings=1.25, connects=0.26, punctual=0.92, trend=0.06),
    ),
    # Sells to companies on the other side of the ocean, from there.
    Person(
        "emily", "Emily Carter", role=Role.SDR, team=TeamName.OUTREACH, joined_on=date(2023, 1, 9),
        time_zone="America/New_York", country="US", region="NY",
        talent=Talent(calls=0.86, emails=0.92, meetings=0.8, connects=0.2, punctual=0.78),
    ),
    Person(
        "peter", "Peter Novak", role=Role.SDR, team=TeamName.OUTREACH, joined_on=date(2021, 4, 12), leaves="left_on",
        talent=Talent(calls=0.8, emails=0.8, meetings=0.65, connects=0.2, no_shows=0.15, punctual=0.65, trend=-0.2),
    ),
    Person(
        "hannah", "Hannah Scott", role=Role.AM, team=TeamName.ACCOUNTS, leads=True, joined_on=date(2015, 8, 3),
        talent=Talent(calls=1.04, emails=1.05, meetings=1.04, deals=1.05, connects=0.62, no_shows=0.04, punctual=0.9),
    ),
    # Works three and a half days a week.
    Person(
        "ravi", "Ravi Menon", role=Role.AM, team=TeamName.ACCOUNTS, joined_on=date(2020, 7, 6),
        week=("1", "1", "1", "0.5", "0", "0", "0"),
        talent=Talent(calls=0.97, emails=0.95, meetings=0.92, deals=0.8, connects=0.58, no_shows=0.06),
    ),
    Person(
        "claire", "Claire Dubois", role=Role.SE, team=TeamName.ACCOUNTS, joined_on=date(2020, 2, 3),
        day_starts_at="08:30", day_ends_at="16:30",
        talent=Talent(calls=1.0, emails=1.0, meetings=1.06, deals=1.0, connects=0.6, no_shows=0.03, punctual=0.9),
    ),
)  # fmt: skip

BY_KEY = {person.key: person for person in PEOPLE}
# With which log-ins the demo is best looked at, and why.
LOG_INS = (
    ("anna", gettext_lazy("administrator: sees everything and sets up KPIs")),
    ("colm", gettext_lazy("coordinator: sees everything but the settings")),
    ("maya", gettext_lazy("leads the team New business")),
    ("tom", gettext_lazy("a seller on track")),
    ("sofia", gettext_lazy("a seller who is behind")),
)
