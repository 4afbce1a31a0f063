"""What `pacesetter scorecard` shows: whose figures, found by what the person typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TextIO
from zoneinfo import ZoneInfo

from pacesetter.cli.failure import Failure
from pacesetter.cli.figure_rows import Row, write_csv
from pacesetter.cli.scorecard_table import board_text, scorecard_text
from pacesetter.core import clock
from pacesetter.core.periods import PeriodKind, period_holding
from pacesetter.kpis.board import board
from pacesetter.kpis.book import load_book
from pacesetter.kpis.closing import Standing
from pacesetter.kpis.scorecard import scorecard
from pacesetter.people.models import Member, Team
from pacesetter.people.working_time import calendar_of
from pacesetter.tenancy.models import Organisation
from pacesetter.wording.standings import standing_in_words


@dataclass(frozen=True)
class View:
    """Figures ready to be printed, as a table or as rows."""

    title: str
    table: str
    rows: tuple[Row, ...]
    standing: str

    def text(self) -> str:
        return "\n\n".join(part for part in (self.title, self.standing, self.table) if part)

    def write_csv(self, out: TextIO) -> None:
        write_csv(out, self.rows)


def member_view(organisation: Organisation, email: str, kind: PeriodKind, day: date | None) -> View:
    """The scorecard of the member with this e-mail address. A `Failure` names those there are."""
    member = Member.objects.filter(email__iexact=email.strip()).first()
    if member is None:
        emails = Member.objects.filter(archived_at__isnull=True).values_list("email", flat=True)
        raise Failure(f"{organisation.name} has no member “{email}”.", f"choose one of: {_listed(emails)}.")
    now = clock.now()
    period = period_holding(kind, day or clock.local_day(now, member.zone()), calendar_of(organisation))
    book = load_book(organisation)
    made = scorecard(book, member.pk, period, now)
    nobody = f"No KPI is expected of {member.name} in this period."
    return View(
        title=f"{member.name} · {period.label} · {organisation.name}",
        table=scorecard_text(book, made) if made.rows else nobody,
        rows=tuple(
            Row(book, period, member.name, member.email, row.kpi, row.figure, made.standing) for row in made.rows
        ),
        standing=_standing(made.standing, clock.time_zone(organisation.time_zone)),
    )


def board_view(organisation: Organisation, team_name: str | None, kind: PeriodKind, day: date | None) -> View:
    """The board of the team with this name, or of everybody. A `Failure` names the teams there are."""
    team = None if team_name is None else _team(organisation, team_name)
    members = list(Member.objects.order_by("name", "pk"))
    now = clock.now()
    period = period_holding(
        kind, day or clock.local_day(now, clock.time_zone(organisation.time_zone)), calendar_of(organisation)
    )
    book = load_book(organisation)
    made = board(book, [member.pk for member in members], period, now, team.pk if team else None)
    emails = {member.pk: member.email for member in members}
    whose = team.name if team else "Everybody"
    return View(
        title=f"{whose} · {period.label} · {organisation.name}",
        table=board_text(book, made) if made.members else "No KPI is expected of anybody here in this period.",
        rows=tuple(
            Row(book, period, member.name, emails[member.id], kpi, made.figures[member.id, kpi.id], made.standing)
            for member in made.members
            for kpi in made.kpis
            if (member.id, kpi.id) in made.figures
        ),
        standing=_standing(made.standing, clock.time_zone(organisation.time_zone)),
    )


def _standing(standing: Standing, zone: ZoneInfo) -> str:
    words = standing_in_words(standing, zone)
    return words.sentence if words else ""


def _team(organisation: Organisation, name: str) -> Team:
    team = Team.objects.filter(name__iexact=name.strip()).first()
    if team is None:
        names = list(Team.objects.filter(archived_at__isnull=True).values_list("name", flat=True))
        if not names:
            raise Failure(f"{organisation.name} has no teams.", "leave --team out to see everybody.")
        raise Failure(f"{organisation.name} has no team “{name}”.", f"choose one of: {_listed(names)}.")
    return team


def _listed(names: Iterable[str], most: int = 30) -> str:
    names = list(names)
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
