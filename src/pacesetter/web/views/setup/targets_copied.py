"""Targets copied from a role, a member or another day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pacesetter.activities.settings_verbs.amounts import amount
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.core.written_ids import written_id
from pacesetter.events import noting
from pacesetter.kpis.book import Book, book_of
from pacesetter.web.confirming import confirmed
from pacesetter.web.deeds import say_deed
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.targets.copying import Copy, copied
from pacesetter.web.targets.quantities import read_per_cent
from pacesetter.web.targets.saving import as_changes, saving
from pacesetter.web.targets.subjects import Subject, by_key, first_day_for, roles_of, subjects_of
from pacesetter.web.targets.typed_in import day_from

EACH_OWN = "own"


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def targets_copied(request: MemberRequest) -> HttpResponse:
    """Ask what to copy to whom; show what it would do to figures before it is saved."""
    viewer, book = request.member, book_of(request.member.organisation)
    today = clock.today(viewer.zone())
    subjects = subjects_of(viewer, book, roles_of(viewer), today)
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            return _saved(request, book, subjects, today)
        except Refusal as refusal:
            problems[refusal.field or "all"] = refusal.message
    asked = request.POST or request.GET
    context: dict[str, Any] = {
        "settings_place": "targets",
        "roles": [one for one in subjects if one.is_role],
        "members": sorted((one for one in subjects if not one.is_role), key=lambda one: one.name.casefold()),
        "kpis": [kpi for kpi in book.kpis.values() if not kpi.is_archived],
        "asked": asked,
        "effective_from": asked.get("effective_from") or first_day_for(subjects, book, today).isoformat(),
        "per_cent": asked.get("per_cent", "100"),
        "reason": asked.get("reason", ""),
        "is_past": "past" in asked,
        "problems": problems,
    }
    return render(request, "web/targets_copied.html", context, status=422 if problems else 200)


def _saved(request: MemberRequest, book: Book, subjects: Sequence[Subject], today: date) -> HttpResponse:
    posted = request.POST
    source, as_on = posted.get("source", ""), posted.get("as_on", "").strip()
    known = by_key(subjects)
    if source != EACH_OWN and source not in known:
        raise Refusal(_("Choose whose targets to copy."), field="source", code="required")
    if source == EACH_OWN and not as_on:
        raise Refusal(_("Say of which day, or choose whose targets to copy."), field="as_on", code="required")
    kpi_id = posted.get("kpi", "")
    copy = Copy(
        source=known.get(source),
        to=_takers(posted.get("to", ""), subjects),
        as_on=day_from(as_on, today) if as_on else None,
        effective_from=day_from(posted.get("effective_from", ""), today),
        per_cent=amount(
            read_per_cent(posted.get("per_cent", "100"), "per_cent"), "per_cent", places=3, above=0, below=10_000
        ),
        kpi_id=written_id(kpi_id),
    )
    wanted = copied(copy, book)
    if not wanted:
        raise Refusal(
            _("There is no target to copy, or none that is expected of them."), field="source", code="nothing"
        )
    changes = as_changes(request.member, wanted)

    what = ngettext("Copy %(number)d target", "Copy %(number)d targets", len(changes)) % {"number": len(changes)}
    save = saving(changes, posted, by=request.member)
    question = confirmed(request, save, what, back=reverse("targets_copied"), place="targets")
    if question is not None:
        return question
    with noting() as event_ids:
        save()
    text = ngettext("%(number)d target was copied.", "%(number)d targets were copied.", len(changes))
    say_deed(request, text % {"number": len(changes)}, event_ids)
    return redirect("targets")


def _takers(to: str, subjects: Sequence[Subject]) -> list[Subject]:
    """A role or member by its key, "h7": who holds the role, "all": everybody."""
    if to == "all":
        return list(subjects)
    takers = [one for one in subjects if one.key == to or (not one.is_role and to in _held(one))]
    if not takers:
        raise Refusal(_("Choose who is to have them."), field="to", code="required")
    return takers


def _held(member: Subject) -> set[str]:
    return {f"h{role}" for role in member.role_ids}
