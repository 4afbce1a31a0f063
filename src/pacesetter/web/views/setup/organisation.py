"""What the organisation decides about itself: its calendar, place, thresholds, e-mail domains and working week."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.core import clock
from pacesetter.people.models import WorkingPattern
from pacesetter.people.verbs import edit_organisation, remove_working_pattern, set_working_pattern
from pacesetter.web.changing import made_or_asked
from pacesetter.web.forms.organisation import OrganisationForm
from pacesetter.web.forms.people.week import WeekForm
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.people.weeks import shown_week


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def organisation_settings(request: MemberRequest) -> HttpResponse:
    """Show the settings, and save what was changed about them."""
    organisation = request.member.organisation
    form = OrganisationForm(organisation, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = made_or_asked(
            request,
            lambda: edit_organisation(by=request.member, **form.edits()),
            what=_("Change the organisation’s settings"),
            done=_("Saved."),
            back=request.path,
            place="organisation_settings",
            form=form,
        )
        if answer is not None:
            return answer
    return _page(request, form=form)


@require_http_methods(["POST"])
@administrator_view
def organisation_weeks(request: MemberRequest) -> HttpResponse:
    """Set the organisation's working week from a day on."""
    week = WeekForm(request.POST)
    if week.is_valid():
        given = week.cleaned_data
        answer = made_or_asked(
            request,
            lambda: set_working_pattern(
                None,
                by=request.member,
                effective_from=given["effective_from"],
                capacities=week.shares(),
                day_starts_at=given["day_starts_at"],
                day_ends_at=given["day_ends_at"],
            ),
            what=_("Another working week for everybody"),
            done=_("Saved."),
            back=reverse("organisation_settings"),
            place="organisation_settings",
            form=week,
        )
        if answer is not None:
            return answer
    return _page(request, week=week)


@require_http_methods(["DELETE"])
@administrator_view
def organisation_week(request: MemberRequest, pattern_id: int) -> HttpResponse:
    """Take a working week of the organisation away, so that the one before it goes on."""
    own = WorkingPattern.objects.filter(member__isnull=True)
    own.get(pk=pattern_id)
    back = reverse("organisation_settings")
    return made_or_asked(
        request,
        lambda: remove_working_pattern(own.get(pk=pattern_id), by=request.member),
        what=_("Remove a working week of everybody"),
        done=_("Saved."),
        back=back,
        place="organisation_settings",
    ) or redirect(back)


def _page(request: MemberRequest, form: OrganisationForm | None = None, week: WeekForm | None = None) -> HttpResponse:
    organisation = request.member.organisation
    rows = list(WorkingPattern.objects.filter(member__isnull=True).order_by("-effective_from"))
    form = form or OrganisationForm(organisation)
    context = {
        "settings_place": "organisation_settings",
        "form": form,
        "week": week or WeekForm(initial={"effective_from": clock.today(request.member.zone())}),
        "weeks": [shown_week(row) for row in rows],
        "currency": organisation.currency,
    }
    is_wrong = bool(form.errors or (week and week.errors))
    return render(request, "web/organisation.html", context, status=422 if is_wrong else 200)
