"""Targets: the grid of roles and members by KPI."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pacesetter.core import clock
from pacesetter.core.periods import PeriodKind
from pacesetter.core.refusal import Refusal
from pacesetter.events import noting
from pacesetter.kpis.book import Book, book_of
from pacesetter.people.models import Member, SalesRole
from pacesetter.web.board.teams import chosen_team, teams_shown_to
from pacesetter.web.confirming import confirmed
from pacesetter.web.deeds import say_deed
from pacesetter.web.exports import ExportTable, exported
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.paging import other_query, page_of
from pacesetter.web.targets.drawn import Drawer
from pacesetter.web.targets.export import targets_export
from pacesetter.web.targets.filling import fill
from pacesetter.web.targets.grid import Grid, columns_of, grid_of
from pacesetter.web.targets.saving import WantedTarget, as_changes, saving
from pacesetter.web.targets.subjects import first_day_for, roles_of, subjects_of
from pacesetter.web.targets.typed_in import changes_in, day_from, take_in
from pacesetter.web.targets.warnings import warnings_of
from pacesetter.web.targets.words import PER_SHORT

# Django refuses a form with more fields than 1,000; each cell has two.
_MOST_CELLS, _MOST_ROWS = 400, 50
ALL_ROLES = "all"


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def targets(request: MemberRequest) -> HttpResponseBase:
    """Show the grid on a day; on POST fill it, or ask about what was typed into it and save that."""
    viewer, book = request.member, book_of(request.member.organisation)
    today = clock.today(clock.time_zone(viewer.organisation.time_zone))
    page = _Page(request, viewer, book, today)
    if request.method != "POST":
        return exported(request, page.export()) or page.answer()
    take_in(page.grid, request.POST)
    try:
        if request.POST.get("do") == "fill":
            filled = fill(page.grid, book, request.POST)
            page.note = ngettext(
                "%(number)d cell was filled. Nothing is saved yet.",
                "%(number)d cells were filled. Nothing is saved yet.",
                filled,
            ) % {"number": filled}
            return page.answer()
        return _saved(request, page)
    except Refusal as refusal:
        page.problems[refusal.field or "all"] = refusal.message
        return page.answer(status=422)


def _saved(request: MemberRequest, page: "_Page") -> HttpResponse:
    day = day_from(request.POST.get("effective_from", ""), page.grid.day)
    changes = changes_in(page.grid, page.book)
    if any(cell.problem for cell in page.grid.by_key.values()):
        raise Refusal(_("Some cells cannot be saved as they are: see there. Nothing is saved yet."))
    if not changes:
        raise Refusal(_("Nothing was changed in the grid."))
    wanted = [
        WantedTarget(key, int(kpi_id), change.kind, [(day, change.quantity)])
        for change in changes
        for key, kpi_id in [change.key.split(".")]
    ]
    steps = as_changes(request.member, wanted)
    save = saving(steps, request.POST, by=request.member)
    what = ngettext("Change %(number)d target", "Change %(number)d targets", len(changes)) % {"number": len(changes)}
    question = confirmed(request, save, what, back=request.get_full_path(), place="targets")
    if question is not None:
        return question
    with noting() as event_ids:
        save()
    text = ngettext("%(number)d target was saved.", "%(number)d targets were saved.", len(changes))
    say_deed(request, text % {"number": len(changes)}, event_ids)
    return redirect(request.get_full_path())


class _Page:
    """What the page shows: the rows asked for, and what there is to say about them."""

    def __init__(self, request: MemberRequest, viewer: Member, book: Book, today: date) -> None:
        self.request, self.book, self.today = request, book, today
        self.problems: dict[str, str] = {}
        self.note = ""
        asked = request.GET
        self.day = self._day(asked.get("day", ""))
        self.roles = roles_of(viewer)
        self.teams = teams_shown_to(viewer)
        self.team = chosen_team(self.teams, asked.get("team", ""))
        self.role = self._role(asked.get("role", ""))
        self.named = asked.get("named", "").strip()[:100]
        subjects = subjects_of(
            viewer,
            book,
            self.roles,
            self.day,
            role_id=self.role.pk if self.role else None,
            team_id=self.team.pk if self.team else None,
            named=self.named,
        )
        columns = columns_of(book, {role for one in subjects for role in one.role_ids})
        per_page = max(1, min(_MOST_ROWS, _MOST_CELLS // max(1, len(columns))))
        self.page = page_of(request, subjects, per_page=per_page)
        self.subjects, self.columns = subjects, columns
        rows = list(self.page.object_list)
        self.first_day = first_day_for(rows, book, today)
        self.grid: Grid = grid_of(book, rows, columns, {role.pk: role.name for role in self.roles}, self.day)
        self.warnings = warnings_of(book, self.roles, subjects, self.day)

    def answer(self, status: int = 200) -> HttpResponse:
        return render(self.request, "web/targets.html", self._context(), status=status)

    def export(self) -> ExportTable:
        """Every row of every page. Its cells can be pasted back."""
        return targets_export(
            lambda: grid_of(
                self.book, self.subjects, self.columns, {role.pk: role.name for role in self.roles}, self.day
            ),
            [column.kpi.name for column in self.columns],
        )

    def _role(self, asked: str) -> SalesRole | None:
        """The role asked for. The first one where none is named: the columns of one role fit a screen."""
        if asked == ALL_ROLES:
            return None
        return next((role for role in self.roles if str(role.pk) == asked), next(iter(self.roles), None))

    def _day(self, text: str) -> date:
        try:
            return day_from(text, self.today)
        except Refusal as refusal:
            self.problems["day"] = refusal.message
            return self.today

    def _context(self) -> Mapping[str, Any]:
        posted = self.request.POST
        kinds = [(kind.value, PER_SHORT[kind]) for kind in PeriodKind]
        return {
            "grid": self.grid,
            "shown": posted.get("shown") or json.dumps(self.grid.shown, separators=(",", ":")),
            "page": self.page,
            "query": other_query(self.request),
            "roles": self.roles,
            "role": self.role,
            "teams": self.teams,
            "team": self.team,
            "named": self.named,
            "kinds": kinds,
            "drawn": Drawer(self.grid, kinds),
            "warnings": self.warnings,
            "problems": self.problems,
            "note": self.note,
            "day": self.day,
            "today": self.today,
            "effective_from": posted.get("effective_from") or max(self.day, self.first_day).isoformat(),
            "reason": posted.get("reason", ""),
            "is_past": "past" in posted,
            "asked": posted,
        }
