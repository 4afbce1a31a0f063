"""Which member is who of the staff in a job system."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.events import noting
from pacesetter.integrations.access import get_connection_for
from pacesetter.integrations.job_systems.verbs import link_staff, unlink_staff
from pacesetter.integrations.models import JobLists, Link
from pacesetter.people.access import get_member_for
from pacesetter.people.models import Member
from pacesetter.web.connections.shown import shown_connection
from pacesetter.web.deeds import say_deed
from pacesetter.web.forms.staff_link import StaffLinkForm
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.paging import page_of
from pacesetter.web.refusals import refusals_shown


@require_http_methods(["GET", "POST"])
@administrator_view
def connection_staff(request: MemberRequest, connection_id: int) -> HttpResponse:
    """Show what somebody said; POST says more."""
    row = get_connection_for(request.member, connection_id)
    lists = JobLists.objects.filter(connection=row).first()
    names = dict(lists.choices("staff")) if lists else {}
    form = StaffLinkForm(Member.objects.filter(archived_at__isnull=True), list(names.items()), request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            with noting() as event_ids:
                link_staff(row, form.cleaned_data["member"], form.cleaned_data["staff"], by=request.member)
            say_deed(request, _("Saved."), event_ids)
            return redirect("connection_staff", connection_id=row.pk)
    page = page_of(request, Link.objects.filter(connection=row, kind="staff", our_kind="member").order_by("pk"))
    members = Member.objects.in_bulk([one.our_id for one in page])
    context = {
        "connection": shown_connection(row),
        "form": form,
        "page": page,
        "links": [(members[one.our_id], names.get(one.external_id, "")) for one in page if one.our_id in members],
        "settings_place": "connections",
    }
    return render(request, "web/connections/staff.html", context)


@require_http_methods(["DELETE"])
@administrator_view
def connection_staff_member(request: MemberRequest, connection_id: int, member_id: int) -> HttpResponse:
    """From now on the member is found by e-mail address alone."""
    row = get_connection_for(request.member, connection_id)
    with noting() as event_ids:
        unlink_staff(row, get_member_for(request.member, member_id), by=request.member)
    say_deed(request, _("Removed."), event_ids)
    return redirect("connection_staff", connection_id=row.pk)
