"""The sales roles of a member."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pacesetter.people.access import get_member_for
from pacesetter.people.models import RoleAssignment
from pacesetter.people.verbs import assign_role, end_role
from pacesetter.web.changing import made_or_asked
from pacesetter.web.forms.people.belonging import EndForm, RoleForm
from pacesetter.web.forms.people.days import until
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.people.person_page import person_page


@require_POST
@administrator_view
def person_roles(request: MemberRequest, member_id: int) -> HttpResponse:
    """Let the member hold a role from a day on."""
    member = get_member_for(request.member, member_id)
    form = RoleForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        answer = made_or_asked(
            request,
            lambda: assign_role(
                member,
                given["role"],
                by=request.member,
                starts_on=given["starts_on"],
                ends_on=until(given["last_day"]),
            ),
            what=_("%(name)s as %(role)s") % {"name": member.name, "role": given["role"].name},
            done=_("%(name)s is %(role)s.") % {"name": member.name, "role": given["role"].name},
            back=reverse("person", args=[member_id]),
            place="people",
            form=form,
        )
        if answer is not None:
            return answer
    return person_page(request, member, role=form)


@require_http_methods(["POST", "DELETE"])
@administrator_view
def role_assignment(request: MemberRequest, assignment_id: int) -> HttpResponse:
    """POST ends the role after a last day; DELETE says that it was never held."""
    found = RoleAssignment.objects.select_related("member", "role").get(pk=assignment_id)
    back = reverse("person", args=[found.member_id])
    ends_on = found.starts_on
    if request.method == "POST":
        form = EndForm(request.POST)
        if not form.is_valid():
            return redirect(back)
        ends_on = until(form.cleaned_data["last_day"]) or ends_on
    return made_or_asked(
        request,
        lambda: end_role(RoleAssignment.objects.get(pk=assignment_id), by=request.member, ends_on=ends_on),
        what=_("%(name)s no longer as %(role)s") % {"name": found.member.name, "role": found.role.name},
        done=_("Saved."),
        back=back,
        place="people",
    ) or redirect(back)
