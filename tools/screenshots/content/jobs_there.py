"""Jobs in WorkflowMax that activities ask for: one is made, one is completed there, and one waits for an answer."""

from datetime import timedelta

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.settings_verbs import add_activity_type
from pacesetter.core import clock
from pacesetter.integrations.job_systems.choices import JobChoices
from pacesetter.integrations.job_systems.verbs import set_job_choices
from pacesetter.integrations.verbs import begin_connection, finish_consent
from pacesetter.integrations.workflowmax.tests.fake import an_id
from pacesetter.people.oidc import new_request
from tools.screenshots.content.cast import Cast
from tools.screenshots.content.vendors import Vendors

# The fake believes in this one.
_APP = {"client_id": "larkfield", "client_secret": "app-secret", "job_page": "https://app.workflowmax.com/jobs/{uuid}"}


def put(cast: Cast, vendors: Vendors) -> None:
    there = vendors.workflowmax
    there.templates = [{"uuid": an_id(1), "name": "Health check"}, {"uuid": an_id(2), "name": "Onboarding"}]
    there.staff = [
        {"uuid": an_id(6), "firstName": "Tom", "lastName": "Okafor", "email": "tom@larkfield.example"},
        {"uuid": an_id(7), "firstName": "Priya", "lastName": "Shah", "email": "priya@larkfield.example"},
        {"uuid": an_id(8), "firstName": "Lewis", "lastName": "Ford", "archived": True},
    ]
    begun = begin_connection(by=cast.anna, provider="workflowmax", way="oauth", given=_APP)
    back_to = "https://kpi.larkfield.example/settings/connections/callback/"
    connection = finish_consent(begun, by=cast.anna, code="c", asked=new_request(), back_to=back_to)
    jobs.run_due()
    kind = add_activity_type(by=cast.anna, name="Onboarding job", category="workflowmax_job", default_minutes=30)
    choices = JobChoices(connection.pk, template=an_id(2), category=an_id(3), manager=an_id(7), staff=[an_id(7)])
    set_job_choices(kind, choices, by=cast.anna)
    # Two clients of this name are there: somebody has to say which of them it is.
    doubled = cast.contacts[2].company
    if doubled is not None:
        there.add_client(doubled.name)
        there.add_client(doubled.name)
    for number, subject in enumerate(("Roll-out in two branches", "First training", "Move from the old system")):
        contact = cast.contacts[number]
        verbs.plan(
            by=cast.tom,
            owner=cast.tom,
            activity_type=kind,
            company=contact.company,
            contacts=[contact],
            subject=subject,
            note="As agreed on the telephone.",
            due_on=clock.now().date() + timedelta(days=7 + number),
        )
