"""Pages of jobs in a job system: what they are like, how one is doing, and what somebody can do."""

from typing import Any

import pytest

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core.refusal import NotAllowed
from pacesetter.crm.models import Company
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.job_systems.choices import choices_of_type
from pacesetter.integrations.job_systems.verbs import link_staff
from pacesetter.integrations.models import Connection, JobOrder, Link, OrderState
from pacesetter.integrations.verbs import disconnect
from pacesetter.integrations.workflowmax.tests.conftest import (
    connection,
    jane,
    job_type,
    nobody_is_reached,
    order_of,
    plan,
    slept,
    wfm,
)
from pacesetter.integrations.workflowmax.tests.fake import FakeWorkflowMax, an_id
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.undoing import undo_last

__all__ = ["connection", "jane", "job_type", "nobody_is_reached", "plan", "slept", "wfm"]

CHOICES: dict[str, Any] = {
    "template": an_id(1),
    "category": "",
    "status": an_id(4),
    "manager": an_id(6),
    "staff": [an_id(6), an_id(7)],
    "adds_people": "on",
    "due_days": "30",
}


def test_an_administrator_says_what_jobs_are_like(visitor: Visitor, ada: Member, job_type: ActivityType) -> None:
    path = f"/settings/activities/{job_type.pk}/job/"
    assert path in visitor.log_in(ada).read("/settings/activities/")
    page = visitor.read(path)
    assert f'<option value="{an_id(2)}" selected>Onboarding</option>' in page
    visitor.post(path, CHOICES)
    job_type.refresh_from_db()
    choices = choices_of_type(job_type)
    assert (choices.template, choices.status, choices.manager) == (an_id(1), an_id(4), an_id(6))
    assert (list(choices.staff), choices.due_days, choices.completes) == ([an_id(6), an_id(7)], 30, False)


def test_days_that_can_t_be_are_said_beside_their_field(visitor: Visitor, ada: Member, job_type: ActivityType) -> None:
    page = visitor.log_in(ada).post(f"/settings/activities/{job_type.pk}/job/", {**CHOICES, "due_days": "x"})
    assert 'id="id_due_days_error"' in page.content.decode()


def test_a_type_that_makes_no_jobs_has_no_such_page(
    visitor: Visitor, ada: Member, call: ActivityType, connection: Connection
) -> None:
    assert visitor.log_in(ada).get(f"/settings/activities/{call.pk}/job/").status_code == 404


def test_the_lists_are_read_anew(visitor: Visitor, ada: Member, job_type: ActivityType, wfm: FakeWorkflowMax) -> None:
    wfm.templates.append({"uuid": an_id(9), "name": "Yearly accounts"})
    visitor.log_in(ada).post(f"/settings/activities/{job_type.pk}/job/lists/")
    jobs.run_due()
    assert "Yearly accounts" in visitor.read(f"/settings/activities/{job_type.pk}/job/")


def test_types_that_make_jobs_cost_no_query_each(
    visitor: Visitor, ada: Member, job_type: ActivityType, django_assert_num_queries: Any
) -> None:
    visitor.log_in(ada).read("/settings/activities/")
    with django_assert_num_queries(100, exact=False) as few:
        visitor.read("/settings/activities/")
    for number in range(5):
        ActivityType.objects.create(name=f"Job {number}", category="workflowmax_job")
    with django_assert_num_queries(len(few)):
        visitor.read("/settings/activities/")


def test_the_form_asks_what_may_differ_and_keeps_it(
    visitor: Visitor, rita: Member, initech: Company, job_type: ActivityType, wfm: FakeWorkflowMax
) -> None:
    page = visitor.log_in(rita).read(f"/activities/new/?type={job_type.pk}&planned=1")
    assert "As usual: Onboarding" in page
    sent: dict[str, Any] = {
        "type": str(job_type.pk),
        "state": "planned",
        "company": str(initech.pk),
        "company_text": "Initech",
        "subject": "Books",
        "job_template": an_id(1),
        "job_staff": [an_id(6)],
    }
    visitor.post("/activities/new/", sent)
    activity = Activity.objects.get(subject="Books")
    assert activity.details == {"job": {"template": an_id(1), "staff": [an_id(6)]}}
    assert f'<option value="{an_id(1)}" selected>' in visitor.read(f"/activities/{activity.pk}/fields/")
    jobs.run_due()
    assert wfm.applied[0][1] == an_id(1)


def test_number_link_and_state_stand_on_the_page(visitor: Visitor, rita: Member, plan: Any) -> None:
    activity = plan()
    assert "Being sent" in visitor.log_in(rita).read(f"/activities/{activity.pk}/")
    jobs.run_due()
    order = order_of(activity)
    page = visitor.read(f"/activities/{activity.pk}/")
    assert f'href="https://app.example/jobs/{order.job_id}"' in page
    assert "J000309" in page
    assert "Planned" in page


def test_somebody_says_which_client_it_is(visitor: Visitor, rita: Member, plan: Any, wfm: FakeWorkflowMax) -> None:
    holding = wfm.add_client("Initech Holding")
    activity = plan()
    jobs.run_due()
    assert "Which client is the company there?" in visitor.log_in(rita).read(f"/activities/{activity.pk}/")
    visitor.post(f"/activities/{activity.pk}/job/client/", {})
    assert order_of(activity).state == OrderState.ASKING
    visitor.post(f"/activities/{activity.pk}/job/client/", {"client": holding["uuid"]})
    jobs.run_due()
    assert order_of(activity).client_id == holding["uuid"]


def test_what_failed_is_said_and_tried_again(visitor: Visitor, rita: Member, plan: Any, wfm: FakeWorkflowMax) -> None:
    activity = plan()
    wfm.fail("POST /v2/jobs", Answer(422, {}, b'{"message": "jobName is too long"}'))
    jobs.run_due()
    assert "jobName is too long" in visitor.log_in(rita).read(f"/activities/{activity.pk}/")
    visitor.post(f"/activities/{activity.pk}/job/retry/")
    jobs.run_due()
    assert order_of(activity).state == OrderState.DONE


def test_one_of_a_system_that_was_disconnected_says_what_can_be_done(
    visitor: Visitor, ada: Member, rita: Member, plan: Any, wfm: FakeWorkflowMax, connection: Connection
) -> None:
    activity = plan()
    wfm.fail("POST /v2/jobs", Answer(422, {}, b'{"message": "jobName is too long"}'))
    jobs.run_due()
    assert "Try again" in visitor.log_in(rita).read(f"/activities/{activity.pk}/")
    disconnect(connection, by=ada)
    page = visitor.read(f"/activities/{activity.pk}/")
    assert "WorkflowMax was disconnected before the job was made. Once the same account is connected again" in page
    assert "Try again" not in page


def test_who_may_not_change_the_activity_may_not_try_again(
    visitor: Visitor, raj: Member, plan: Any, wfm: FakeWorkflowMax
) -> None:
    activity = plan()
    wfm.fail("POST /v2/jobs", Answer(422, {}, b"{}"))
    jobs.run_due()
    assert visitor.log_in(raj).post(f"/activities/{activity.pk}/job/retry/").status_code in (403, 404)
    assert JobOrder.objects.get().state == OrderState.FAILED


def test_other_activities_have_no_job(visitor: Visitor, rita: Member, call: ActivityType) -> None:
    activity = verbs.plan(by=rita, activity_type=call, owner=rita)
    assert 'id="job-title"' not in visitor.log_in(rita).read(f"/activities/{activity.pk}/")


def test_somebody_says_who_is_who_there(
    visitor: Visitor, ada: Member, rita: Member, raj: Member, connection: Connection, plan: Any, wfm: FakeWorkflowMax
) -> None:
    path = f"/settings/connections/{connection.pk}/staff/"
    assert path in visitor.log_in(ada).read(f"/settings/connections/{connection.pk}/")
    visitor.post(path, {"member": str(rita.pk), "staff": an_id(7)})
    assert "Wim Worker" in visitor.read(path)
    taken = visitor.post(path, {"member": str(raj.pk), "staff": an_id(7)}).content.decode()
    assert "They are another member already." in taken
    plan(details={"job": {"template": an_id(1)}})
    jobs.run_due()
    assert [one["firstName"] for one in wfm.jobs[0]["staffAssigned"]] == ["Wim"]
    visitor.post(path, {"member": str(rita.pk), "staff": an_id(6)})
    undo_last(visitor, visitor.read(path))
    visitor.delete(f"{path}{rita.pk}/")
    assert not Link.objects.filter(kind="staff").exists()
    undo_last(visitor, visitor.read(path))
    assert Link.objects.values_list("external_id", "our_id").get(kind="staff") == (an_id(7), rita.pk)


def test_sellers_don_t_say_who_is_who(visitor: Visitor, rita: Member, connection: Connection) -> None:
    with pytest.raises(NotAllowed):
        link_staff(connection, rita, an_id(7), by=rita)
    assert visitor.log_in(rita).get(f"/settings/connections/{connection.pk}/staff/").status_code == 403
