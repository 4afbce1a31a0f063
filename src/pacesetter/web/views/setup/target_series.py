"""The targets of one role or member for one KPI: the steps, what they come to, and their history."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.core import clock
from pacesetter.core.periods import PeriodKind
from pacesetter.core.refusal import Refusal
from pacesetter.events import noting
from pacesetter.kpis.book import Book, KpiRule, book_of
from pacesetter.kpis.formulas import TargetRow
from pacesetter.kpis.models import Target
from pacesetter.people.access import get_member_for
from pacesetter.people.models import SalesRole
from pacesetter.web.confirming import confirmed
from pacesetter.web.deeds import say_deed
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.targets.comes_to import comes_to
from pacesetter.web.targets.history import history_of_targets
from pacesetter.web.targets.quantities import read
from pacesetter.web.targets.saving import WantedTarget, as_changes, saving
from pacesetter.web.targets.standing import inherited, standing_of
from pacesetter.web.targets.subjects import Subject, first_day_for, held_from
from pacesetter.web.targets.typed_in import day_from
from pacesetter.web.targets.words import PER_SHORT, a_working_day, per_period

STEPS = 6


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def role_targets(request: MemberRequest, role_id: int, kpi_id: int) -> HttpResponse:
    """The targets of a role for a KPI."""
    role = SalesRole.objects.get(pk=role_id)
    return _series(request, Subject(f"r{role.pk}", "role", role.pk, role.name, (role.pk,)), kpi_id)


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def member_targets(request: MemberRequest, member_id: int, kpi_id: int) -> HttpResponse:
    """A member's own targets for a KPI, and the one of the roles that they stand in front of."""
    member = get_member_for(request.member, member_id)
    held = held_from(book_of(request.member.organisation), member.pk, clock.today(member.zone()))
    return _series(request, Subject(f"m{member.pk}", "member", member.pk, member.name, held), kpi_id)


def _series(request: MemberRequest, subject: Subject, kpi_id: int) -> HttpResponse:
    book = book_of(request.member.organisation)
    if kpi_id not in book.kpis:
        raise Http404
    kpi = book.kpis[kpi_id]
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            return _saved(request, subject, kpi)
        except Refusal as refusal:
            problems[refusal.field or "all"] = refusal.message
    context = _context(request, subject, kpi, book, problems) | {
        "problems": problems,
        # What is wrong with a line stands in it.
        "other_problems": [text for field, text in problems.items() if field != "all" and not _is_of_line(field)],
    }
    return render(request, "web/target_series.html", context, status=422 if problems else 200)


def _saved(request: MemberRequest, subject: Subject, kpi: KpiRule) -> HttpResponse:
    posted = request.POST
    ends = posted.get("do") == "end"
    steps = _end(posted) if ends else _typed_steps(posted, kpi)
    kind = posted.get("kind", "")
    wanted = WantedTarget(subject.key, kpi.id, PeriodKind(kind) if kind in set(PeriodKind) else PeriodKind.MONTH, steps)
    changes = as_changes(request.member, [wanted])

    words = _("End the target of %(name)s: %(kpi)s") if ends else _("Set the target of %(name)s: %(kpi)s")
    what = words % {"name": subject.name, "kpi": kpi.name}
    save = saving(changes, posted, by=request.member)
    question = confirmed(request, save, what, back=request.path, place="targets")
    if question is not None:
        return question
    with noting() as event_ids:
        is_changed = save()
    if is_changed:
        say_deed(request, _("Saved."), event_ids)
    else:
        messages.info(request, _("It is so already: nothing had to be changed."))
    return redirect(request.path)


def _typed_steps(posted: Mapping[str, str], kpi: KpiRule) -> Sequence[tuple[date, Decimal | None]]:
    """The lines that have a quantity. A line without one is left out, whatever day stands in it. What is wrong with one
    is said with its number, and its `field` is that of the page."""
    steps: list[tuple[date, Decimal | None]] = []
    for number in range(STEPS):
        text = posted.get(f"quantity_{number}", "").strip()
        if not text:
            continue
        with _of_line(number, "from"):
            day = day_from(posted.get(f"from_{number}", ""), date.min)
            if day == date.min:
                raise Refusal(_("Say from which day on."), code="required")
            if steps and day <= steps[-1][0]:
                raise Refusal(_("Its day must come after those of the lines above."), code="not_in_order")
        with _of_line(number, "quantity"):
            steps.append((day, read(text, kpi)))
    if not steps:
        raise Refusal(_("Give a quantity and the day from which on it counts."), field="steps", code="required")
    return steps


@contextmanager
def _of_line(number: int, field: str) -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        told = _("Line %(number)d: %(message)s") % {"number": number + 1, "message": refusal.message}
        raise Refusal(told, field=f"{field}_{number}", code=refusal.code) from None


def _end(posted: Mapping[str, str]) -> Sequence[tuple[date, Decimal | None]]:
    day = day_from(posted.get("end_from", ""), date.min)
    if day == date.min:
        raise Refusal(_("Say from which day on."), field="end_from", code="required")
    return [(day, None)]


@dataclass(frozen=True)
class _Step:
    """A row of the series in words. `until` is empty for the last one of its kind."""

    target: Target
    words: str
    rate: str
    is_past: bool
    is_now: bool


def _is_of_line(field: str) -> bool:
    return field.startswith(("from_", "quantity_"))


def _context(
    request: MemberRequest, subject: Subject, kpi: KpiRule, book: Book, problems: Mapping[str, str]
) -> dict[str, Any]:
    today = first_day_for([subject], book, clock.today(request.member.zone()))
    series = (book.role_targets if subject.is_role else book.member_targets).get((kpi.id, subject.id), ())
    standing = standing_of(series, kpi, book, today)
    from_roles = None if subject.is_role else inherited(book, kpi, subject.role_ids, today)
    usual = standing.now or standing.coming or (from_roles.row if from_roles else None)
    return {
        "subject": subject,
        "kpi": kpi,
        "unit": "%" if kpi.is_ratio else "",
        "settings_place": "targets",
        "now": _in_words(standing.now, kpi, book, today),
        "contradicts": standing.contradicts,
        "inherited": _in_words(from_roles.row if from_roles else None, kpi, book, today),
        "inherited_from": _role_name(from_roles.role_id) if from_roles else "",
        "is_expected": any(role in kpi.role_weights for role in subject.role_ids),
        "totals": comes_to(subject, kpi, book, today),
        "steps": _steps(subject, kpi, book, today),
        "history": history_of_targets(subject, kpi, book.currency),
        "lines": _lines(request, today, problems),
        "kinds": [(kind.value, PER_SHORT[kind]) for kind in PeriodKind],
        "kind": request.POST.get("kind") or (usual.period_kind if usual else PeriodKind.WEEK).value,
        "end_from": request.POST.get("end_from") or today.isoformat(),
        "reason": request.POST.get("reason", ""),
        "is_past": "past" in request.POST,
        "back": reverse("targets"),
    }


def _steps(subject: Subject, kpi: KpiRule, book: Book, today: date) -> list[_Step]:
    subject_filter: dict[str, Any] = {f"{subject.kind}_id": subject.id}
    rows = list(Target.objects.filter(kpi_id=kpi.id, **subject_filter).order_by("-effective_from", "period_kind"))
    found, seen = [], set()
    for row in rows:
        plain = TargetRow(
            None if row.quantity is None else Fraction(row.quantity), PeriodKind(row.period_kind), row.effective_from
        )
        is_past = row.effective_from < today
        is_now = row.effective_from <= today and row.period_kind not in seen and row.quantity is not None
        if row.effective_from <= today:
            seen.add(row.period_kind)
        rate = a_working_day(plain, kpi, book, row.effective_from)
        words = per_period(plain, kpi, book.currency, is_own=not subject.is_role)
        found.append(_Step(row, words, rate, is_past, is_now))
    return found


def _in_words(row: TargetRow | None, kpi: KpiRule, book: Book, day: date) -> str:
    if row is None:
        return ""
    rate = a_working_day(row, kpi, book, day)
    words = per_period(row, kpi, book.currency)
    return f"{words} = {rate}" if rate else words


def _role_name(role_id: int) -> str:
    return str(SalesRole.objects.get(pk=role_id))


def _lines(request: MemberRequest, today: date, problems: Mapping[str, str]) -> list[dict[str, str]]:
    """The lines of the form: what was typed, or today and the first days of the months to come."""
    days = [today]
    while len(days) < STEPS:
        days.append((days[-1].replace(day=1) + timedelta(days=32)).replace(day=1))
    posted = request.POST
    return [
        {
            "number": str(number),
            "from": posted.get(f"from_{number}", day.isoformat()),
            "quantity": posted.get(f"quantity_{number}", ""),
            "from_problem": problems.get(f"from_{number}", ""),
            "quantity_problem": problems.get(f"quantity_{number}", ""),
        }
        for number, day in enumerate(days)
    ]
