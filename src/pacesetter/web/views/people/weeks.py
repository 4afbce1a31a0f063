"""The working weeks of a member."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pacesetter.people.access import get_member_for
from pacesetter.people.models import WorkingPattern
from pacesetter.people.verbs import remove_working_pattern, set_working_pattern
from pacesetter.web.changing import made_or_asked
from pacesetter.web.forms.people.week import WeekForm
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.people.person_page import person_page


@require_POST
@administrator_view
def person_weeks(request: MemberRequest, member_id: int) -> HttpResponse:
    """Set the member's own working week from a day on."""
    member = get_member_for(request.member, member_id)
    form = WeekForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        answer = made_or_asked(
            request,
            lambda: set_working_pattern(
                member,
                by=request.member,
                effective_from=given["effective_from"],
                capacities=form.shares(),
                day_starts_at=given["day_starts_at"],
                day_ends_at=given["day_ends_at"],
            ),
            what=_("Another working week for %(name)s") % {"name": member.name},
            done=_("Saved."),
            back=reverse("person", args=[member_id]),
            place="people",
            form=form,
        )
        if answer is not None:
            return answer
    return person_page(request, member, week=form)


@require_http_methods(["DELETE"])
@administrator_view
def working_week(request: MemberRequest, pattern_id: int) -> HttpResponse:
    """Take a working week of a member away, so that the one before it goes on."""
    own = WorkingPattern.objects.filter(member__isnull=False).select_related("member")
    found = own.get(pk=pattern_id)
    back = reverse("person", args=[found.member_id])
    return made_or_asked(
        request,
        lambda: remove_working_pattern(own.get(pk=pattern_id), by=request.member),
        what=_("Remove a working week of %(name)s") % {"name": found.member},
        done=_("Saved."),
        back=back,
        place="people",
    ) or redirect(back)
