"""Targets pasted from a spreadsheet."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pacesetter.core import clock
from pacesetter.core.periods import PeriodKind
from pacesetter.core.refusal import Refusal
from pacesetter.events import noting
from pacesetter.kpis.book import book_of
from pacesetter.web.confirming import confirmed
from pacesetter.web.deeds import say_deed
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.targets.pasted import Pasted, pasted
from pacesetter.web.targets.saving import WantedTarget, as_changes, saving
from pacesetter.web.targets.subjects import first_day_for, roles_of, subjects_of
from pacesetter.web.targets.typed_in import day_from
from pacesetter.web.targets.words import PER_SHORT


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def targets_pasted(request: MemberRequest) -> HttpResponse:
    """Read what was pasted and show cell by cell what it means; save it where nothing is wrong, or what is right."""
    viewer, posted = request.member, request.POST
    book = book_of(viewer.organisation)
    today = clock.today(viewer.zone())
    table = Pasted()
    problems: dict[str, str] = {}
    subjects = subjects_of(viewer, book, roles_of(viewer), today)
    if request.method == "POST":
        kind = posted.get("kind", "")
        kind_meant = PeriodKind(kind) if kind in set(PeriodKind) else PeriodKind.WEEK
        table = pasted(posted.get("table", ""), subjects, book, kind_meant)
        try:
            if answer := _saved(request, table):
                return answer
        except Refusal as refusal:
            problems[refusal.field or "all"] = refusal.message
    context: dict[str, Any] = {
        "settings_place": "targets",
        "table": table,
        "text": posted.get("table", ""),
        "problems": problems,
        "kinds": [(one.value, PER_SHORT[one]) for one in PeriodKind],
        "kind": posted.get("kind", PeriodKind.WEEK.value),
        "effective_from": posted.get("effective_from") or first_day_for(subjects, book, today).isoformat(),
        "reason": posted.get("reason", ""),
        "is_past": "past" in posted,
        "good": len(table.good()),
    }
    is_wrong = bool(problems or table.problem_count)
    return render(request, "web/targets_pasted.html", context, status=422 if is_wrong else 200)


def _saved(request: MemberRequest, table: Pasted) -> HttpResponse | None:
    """Save it, or ask first. None where something is wrong and nobody said to leave that out."""
    posted = request.POST
    good = table.good()
    if table.problem or (table.problem_count and posted.get("do") != "rest"):
        return None
    if not good:
        raise Refusal(_("There is no target in what was pasted."))
    day = day_from(posted.get("effective_from", ""), clock.today(request.member.zone()))
    changes = as_changes(
        request.member,
        [
            WantedTarget(subject.key, cell.kpi_id, cell.kind, [(day, cell.quantity)])
            for subject, cell in good
            if cell.kpi_id is not None and cell.kind is not None
        ],
    )

    what = ngettext("Set %(number)d target", "Set %(number)d targets", len(good)) % {"number": len(good)}
    save = saving(changes, posted, by=request.member)
    question = confirmed(request, save, what, back=reverse("targets_pasted"), place="targets")
    if question is not None:
        return question
    with noting() as event_ids:
        save()
    text = ngettext("%(number)d target was saved.", "%(number)d targets were saved.", len(good))
    say_deed(request, text % {"number": len(good)}, event_ids)
    return redirect("targets")
