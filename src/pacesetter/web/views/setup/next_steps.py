"""Next steps: what follows when an activity is completed."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pacesetter.activities.models import NextStep, StepMode, StepOwner
from pacesetter.activities.settings_verbs import add_next_step, archive_next_step, edit_next_step, restore_next_step
from pacesetter.events import noting
from pacesetter.web.day.next_step import after_words, when_words
from pacesetter.web.deeds import say_deed
from pacesetter.web.exports import ExportTable, exported
from pacesetter.web.forms.next_step import NextStepForm
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.paging import page_of
from pacesetter.web.refusals import refusals_said, refusals_shown
from pacesetter.web.undo import say_with_undo


@require_safe
@administrator_view
def next_steps(request: MemberRequest) -> HttpResponseBase:
    """All that hold, by the activity they follow."""
    found = NextStep.objects.filter(archived_at__isnull=True).order_by("after_type__position", "after_type_id", "pk")
    found = found.select_related("after_type", "next_type", "member").prefetch_related("outcome_links__outcome")
    if answer := exported(request, _export(found)):
        return answer
    page = page_of(request, found)
    lines = [
        {
            "step": step,
            "after": after_words(step),
            "when": when_words(step),
            "owner": _owner(step),
            "is_planned": step.mode == StepMode.PLAN,
        }
        for step in page
    ]
    return render(request, "web/setup/next_steps.html", {"lines": lines, "page": page})


@require_http_methods(["GET", "POST"])
@administrator_view
def new_next_step(request: MemberRequest) -> HttpResponse:
    """Add one."""
    form = NextStepForm(None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            with noting() as event_ids:
                add_next_step(by=request.member, **form.values())
            say_deed(request, _("Saved. It holds from now on."), event_ids)
            return redirect("next_steps")
    return _show(request, form, None)


@require_http_methods(["GET", "POST"])
@administrator_view
def next_step(request: MemberRequest, next_step_id: int) -> HttpResponse:
    """Show and edit it."""
    step = NextStep.objects.select_related("after_type").get(pk=next_step_id)
    form = NextStepForm(step, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            with noting() as event_ids:
                edit_next_step(step, by=request.member, **form.values())
            say_deed(request, _("Saved. It holds from now on."), event_ids)
            return redirect("next_steps")
    return _show(request, form, step)


@require_http_methods(["POST", "DELETE"])
@administrator_view
def next_step_archive(request: MemberRequest, next_step_id: int) -> HttpResponse:
    """POST lets it hold no longer, DELETE lets it hold again."""
    step = NextStep.objects.get(pk=next_step_id)
    with refusals_said(request):
        if request.method == "DELETE":
            restore_next_step(step, by=request.member)
            messages.success(request, _("It holds again."))
        else:
            archive_next_step(step, by=request.member)
            text = _("It holds no longer. What it planned stays.")
            say_with_undo(request, text, reverse("next_step_archive", args=[step.pk]))
    return redirect("next_steps")


def _owner(step: NextStep) -> str:
    return step.member.name if step.member else str(StepOwner(step.owner_rule).label)


def _export(rows: QuerySet[NextStep]) -> ExportTable:
    headings = [_("Completed"), _("After which outcomes"), _("Follows"), _("When"), _("For"), _("How"), _("At most")]
    return ExportTable(
        _("Next steps"),
        headings,
        (
            (
                step.after_type.name,
                str(after_words(step)),
                step.next_type.name,
                str(when_words(step)),
                _owner(step),
                str(StepMode(step.mode).label),
                step.at_most,
            )
            for step in rows
        ),
    )


def _show(request: MemberRequest, form: NextStepForm, step: NextStep | None) -> HttpResponse:
    context = {"form": form, "step": step, "settings_place": "next_steps"}
    return render(request, "web/setup/next_step.html", context, status=422 if form.errors else 200)
