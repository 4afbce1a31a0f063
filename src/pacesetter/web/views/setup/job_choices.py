"""What jobs of an activity type are like: template, category, manager, staff."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pacesetter import jobs
from pacesetter.activities.category import category_of
from pacesetter.activities.models import ActivityType
from pacesetter.events import noting
from pacesetter.integrations.job_systems.choices import choices_of_type
from pacesetter.integrations.job_systems.connected import connection_for
from pacesetter.integrations.job_systems.verbs import set_job_choices
from pacesetter.integrations.models import Connection, JobLists
from pacesetter.web.deeds import say_deed
from pacesetter.web.forms.job_choices import JobChoicesForm
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.refusals import refusals_shown


@require_http_methods(["GET", "POST"])
@administrator_view
def job_choices(request: MemberRequest, activity_type_id: int) -> HttpResponse:
    """Show them; POST saves."""
    kind, connection = _found(request, activity_type_id)
    choices = choices_of_type(kind)
    form = JobChoicesForm(connection, choices, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            with noting() as event_ids:
                set_job_choices(kind, form.choices(), by=request.member)
            say_deed(request, _("Saved. It counts for jobs that are made from now on."), event_ids)
            return redirect("activity_types")
    lists = JobLists.objects.filter(connection=connection).first()
    context = {"form": form, "type": kind, "lists": lists, "settings_place": "activity_types"}
    return render(request, "web/setup/job_choices.html", context)


@require_POST
@administrator_view
def job_lists(request: MemberRequest, activity_type_id: int) -> HttpResponse:
    """Read the lists anew."""
    kind, connection = _found(request, activity_type_id)
    jobs.enqueue("integrations.read_job_lists", {"connection": connection.pk})
    messages.success(request, _("The lists are being read. Look again in a moment."))
    return redirect("job_choices", activity_type_id=kind.pk)


def _found(request: MemberRequest, activity_type_id: int) -> tuple[ActivityType, Connection]:
    kind = ActivityType.objects.get(pk=activity_type_id)
    connection = connection_for(request.member.organisation_id, choices_of_type(kind).connection_id)
    if connection is None or category_of(kind.category).settings_place != "job_choices":
        raise Http404
    return kind, connection
