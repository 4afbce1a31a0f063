"""What jobs of an activity are like, in the history of settings: by name, and not as it is kept."""

import pytest

from pacesetter.activities.models import ActivityType
from pacesetter.core import clock
from pacesetter.integrations.job_systems.choices import JobChoices
from pacesetter.integrations.job_systems.verbs import set_job_choices
from pacesetter.integrations.models import Connection, ConnectionState, JobLists
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.setup.test_settings_history import PATH, change

pytestmark = pytest.mark.usefixtures("at_noon")

LISTS = {"templates": [["t1", "Audit", ""], ["t2", "Onboarding", ""]], "staff": [["s1", "Wim Worker", "wim@x.example"]]}


@pytest.fixture
def jobs_of(ada: Member) -> ActivityType:
    """Jobs of Acme's WorkflowMax, whose lists were read."""
    connection = Connection.objects.create(
        provider="workflowmax",
        way="oauth",
        state=ConnectionState.CONNECTED,
        account_name="Acme Ltd",
        created_at=clock.now(),
    )
    JobLists.objects.create(connection=connection, lists=LISTS)
    kind = ActivityType.objects.create(name="Set up job", category="workflowmax_job")
    set_job_choices(kind, JobChoices(connection.pk, template="t1"), by=ada)
    return set_job_choices(kind, JobChoices(connection.pk, template="t2", staff=["s1", "gone"]), by=ada)


def test_each_choice_is_told_by_its_name(visitor: Visitor, ada: Member, jobs_of: ActivityType) -> None:
    page = visitor.log_in(ada).read(f"{PATH}?kind=activity_type")
    for words in (
        change("Connection", "–", "WorkflowMax, Acme Ltd"),
        change("Template", "–", "Audit"),
        change("Template", "Audit", "Onboarding"),
        change("Staff", "–", "Wim Worker, (removed)"),
        change("Days until it is due", "–", "14"),
    ):
        assert words in page, words
    # Neither ids nor the form in which settings are kept.
    assert "{&#x27;job&#x27;" not in page
    assert "t2" not in page.split("<main", 1)[1]


def test_nobody_else_reads_it(visitor: Visitor, mona: Member, jobs_of: ActivityType) -> None:
    assert visitor.log_in(mona).get(PATH).status_code == 403
