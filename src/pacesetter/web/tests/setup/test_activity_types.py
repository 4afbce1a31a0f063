import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from pacesetter.activities import verbs as activity_verbs
from pacesetter.activities.category import category_of
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.activities.settings_verbs import add_activity_type
from pacesetter.kpis.models import Kpi
from pacesetter.kpis.verbs import edit_kpi
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.setup.sent import form_of

pytestmark = pytest.mark.usefixtures("at_noon")
PATH = "/settings/activities/"


def test_it_shows_what_the_category_needs_and_which_kpis_count(
    visitor: Visitor, ada: Member, call: ActivityType, meeting: ActivityType, calls: Kpi
) -> None:
    page = visitor.log_in(ada).read(PATH)
    assert page.count(escape(str(category_of("meeting").help_text))) == 2  # beside the line, and among all
    assert f'<a href="/settings/kpis-to-activities/?type={call.pk}">1 KPI counts it</a>' in page
    assert "no KPI counts it" in page
    # A category without its connection is explained but not offered.
    assert "Needs a connection to the other system." in page
    assert '<option value="workflowmax_job"' not in page


def test_an_activity_is_added_with_all_that_it_has(visitor: Visitor, ada: Member, connected: Outcome) -> None:
    sent = form_of(visitor.log_in(ada).read(PATH))
    typed = {
        "new-name": ["Cold call"],
        "new-category": ["phone_call"],
        "new-default_minutes": ["5"],
        "new-points": ["1.5"],
        "new-outcomes": [str(connected.pk)],
        "new-needs_outcome": ["on"],
        "new-symbol": ["phone-outgoing"],
    }
    assert visitor.post(PATH, sent | typed).status_code == 302
    made = ActivityType.objects.get()
    assert (made.name, made.category, made.default_minutes, str(made.points)) == ("Cold call", "phone_call", 5, "1.50")
    assert (made.needs_outcome, made.symbol, list(made.outcomes.all())) == (True, "phone-outgoing", [connected])


def test_a_name_alone_asks_for_the_category(visitor: Visitor, ada: Member) -> None:
    sent = form_of(visitor.log_in(ada).read(PATH)) | {"new-name": ["Cold call"]}
    response = visitor.post(PATH, sent)
    assert response.status_code == 422
    page = response.content.decode()
    assert 'id="new-category_error">This field is required.' in page
    assert 'value="Cold call"' in page


def test_outcomes_and_the_demand_for_one_change_in_either_order(
    visitor: Visitor, ada: Member, meeting: ActivityType, connected: Outcome
) -> None:
    key = str(meeting.pk)
    sent = form_of(visitor.log_in(ada).read(PATH))
    typed = {f"{key}-outcomes": [str(connected.pk)], f"{key}-needs_outcome": ["on"]}
    assert visitor.post(PATH, sent | typed).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.needs_outcome, list(meeting.outcomes.all())) == (True, [connected])
    sent = form_of(visitor.read(PATH))
    assert f"initial-{key}-outcomes" in sent
    del sent[f"{key}-outcomes"], sent[f"{key}-needs_outcome"]
    assert visitor.post(PATH, sent).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.needs_outcome, list(meeting.outcomes.all())) == (False, [])


def test_demanding_an_outcome_where_there_is_none_opens_the_fold(
    visitor: Visitor, ada: Member, meeting: ActivityType
) -> None:
    sent = form_of(visitor.log_in(ada).read(PATH)) | {f"{meeting.pk}-needs_outcome": ["on"]}
    page = visitor.post(PATH, sent).content.decode()
    assert '<details class="line-more" open>' in page
    assert "Name at least one outcome to choose from." in page


@pytest.mark.parametrize(("field", "typed"), [("points", "-1"), ("points", "1.234"), ("default_minutes", "soon")])
def test_numbers_that_cannot_be_are_refused(
    visitor: Visitor, ada: Member, meeting: ActivityType, field: str, typed: str
) -> None:
    sent = form_of(visitor.log_in(ada).read(PATH)) | {f"{meeting.pk}-{field}": [typed]}
    response = visitor.post(PATH, sent)
    assert response.status_code == 422
    assert f'id="{meeting.pk}-{field}_error"' in response.content.decode()
    assert f'value="{typed}"' in response.content.decode()


def test_points_on_which_figures_depend_are_asked_about(
    visitor: Visitor, ada: Member, rita: Member, call: ActivityType, calls: Kpi
) -> None:
    edit_kpi(calls, by=ada, measure="points")
    activity_verbs.log(by=rita, activity_type=call, owner=rita)
    sent = form_of(visitor.log_in(ada).read(PATH)) | {f"{call.pk}-points": ["7"]}
    response = visitor.post(PATH, sent)
    assert response.status_code == 200
    page = response.content.decode()
    assert "Nothing is saved yet" in page
    assert "Rita" in page
    call.refresh_from_db()
    assert str(call.points) == "2.00"
    # The question sends the whole form again.
    again = form_of(page)
    assert again["confirmed"] == ["yes"]
    assert visitor.post(PATH, again).status_code == 302
    call.refresh_from_db()
    assert str(call.points) == "7.00"


def test_another_name_is_not_asked_about(
    visitor: Visitor, ada: Member, rita: Member, call: ActivityType, calls: Kpi
) -> None:
    activity_verbs.log(by=rita, activity_type=call, owner=rita)
    sent = form_of(visitor.log_in(ada).read(PATH)) | {f"{call.pk}-name": ["First call"]}
    assert visitor.post(PATH, sent).status_code == 302
    call.refresh_from_db()
    assert call.name == "First call"


def test_an_archived_outcome_stays_where_it_was(visitor: Visitor, ada: Member, call: ActivityType) -> None:
    Outcome.objects.filter(name="Voicemail").update(archived_at="2026-01-01T00:00:00Z")
    sent = form_of(visitor.log_in(ada).read(PATH)) | {f"{call.pk}-name": ["First call"]}
    assert visitor.post(PATH, sent).status_code == 302
    assert call.outcomes.count() == 2


def test_members_are_refused(visitor: Visitor, mona: Member, call: ActivityType) -> None:
    visitor.log_in(mona)
    assert visitor.get(PATH).status_code == 403
    assert visitor.post(PATH, {"act": f"archive:{call.pk}"}).status_code == 403


def test_queries_do_not_grow_with_rows(visitor: Visitor, ada: Member, call: ActivityType, connected: Outcome) -> None:
    visitor.log_in(ada).read(PATH)
    with CaptureQueriesContext(connection) as few:
        visitor.read(PATH)
    for number in range(20):
        add_activity_type(by=ada, name=f"Type {number}", category="meeting", outcomes=[connected])
    with CaptureQueriesContext(connection) as many:
        visitor.read(PATH)
    assert len(many) <= len(few) <= 9
