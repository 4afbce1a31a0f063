import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.activities import verbs as activity_verbs
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.kpis.models import Kpi
from pacesetter.kpis.verbs import add_kpi
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import scope
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.setup.sent import form_of

pytestmark = pytest.mark.usefixtures("at_noon")
PATH = "/settings/kpis/"


def test_it_shows_kpis_with_what_is_missing(visitor: Visitor, ada: Member, connect_rate: Kpi) -> None:
    bare = add_kpi(by=ada, name="Bare")
    page = visitor.log_in(ada).read(PATH)
    assert "Connected calls over Calls" in page
    assert "counts 1 activity" in page
    assert f'<li class="lacks"><a href="/settings/kpis-to-activities/?kpi={bare.pk}">counts no activity yet' in page
    assert f'<li class="lacks"><a href="/settings/kpis-to-roles/?kpi={bare.pk}">expected of no role' in page


def test_a_kpi_is_added_with_outcomes(visitor: Visitor, ada: Member, connected: Outcome) -> None:
    sent = form_of(visitor.log_in(ada).read(PATH))
    typed = {"new-name": ["Minutes"], "new-measure": ["minutes"], "new-outcomes": [str(connected.pk)]}
    typed |= {"new-credit": ["participants"], "new-direction": ["less"]}
    assert visitor.post(PATH, sent | typed).status_code == 302
    made = Kpi.objects.get()
    assert (made.measure, made.credit, made.direction) == ("minutes", "participants", "less")
    assert [one.outcome for one in made.counted_outcomes.all()] == [connected]


def test_a_ratio_is_added_of_two_others(visitor: Visitor, ada: Member, calls: Kpi, connects: Kpi) -> None:
    sent = form_of(visitor.log_in(ada).read(PATH))
    typed = {"new-name": ["Rate"], "new-measure": ["ratio"], "new-numerator": [str(connects.pk)]}
    response = visitor.post(PATH, sent | typed)
    assert response.status_code == 422
    assert 'id="new-denominator_error">Choose the two KPIs of the ratio.' in response.content.decode()
    assert visitor.post(PATH, sent | typed | {"new-denominator": [str(calls.pk)]}).status_code == 302
    made = Kpi.objects.get(name="Rate")
    assert (made.numerator, made.denominator) == (connects, calls)


def test_outcomes_go_where_the_moment_has_none(visitor: Visitor, ada: Member, connects: Kpi) -> None:
    sent = form_of(visitor.log_in(ada).read(PATH)) | {f"{connects.pk}-moment": ["booked"]}
    assert visitor.post(PATH, sent).status_code == 302
    connects.refresh_from_db()
    assert (connects.moment, connects.counted_outcomes.count()) == ("booked", 0)


def test_a_change_of_name_alone_touches_no_outcomes(visitor: Visitor, ada: Member, connects: Kpi) -> None:
    sent = form_of(visitor.log_in(ada).read(PATH)) | {f"{connects.pk}-name": ["Talks"]}
    assert visitor.post(PATH, sent).status_code == 302
    connects.refresh_from_db()
    assert (connects.name, connects.counted_outcomes.count()) == ("Talks", 1)


def test_what_contradicts_the_mapping_is_refused_beside_the_field(
    visitor: Visitor, ada: Member, calls: Kpi, connects: Kpi, meeting: ActivityType
) -> None:
    other = add_kpi(by=ada, name="Other")
    sent = form_of(visitor.log_in(ada).read(PATH))
    sent |= {f"{calls.pk}-measure": ["ratio"], f"{calls.pk}-numerator": [str(connects.pk)]}
    response = visitor.post(PATH, sent | {f"{calls.pk}-denominator": [str(other.pk)]})
    assert response.status_code == 422
    page = response.content.decode()
    assert f'id="{calls.pk}-measure_error">A ratio counts no activity types itself.' in page


def test_a_change_of_figures_is_asked_about_and_cancelled_or_confirmed(
    visitor: Visitor, ada: Member, rita: Member, call: ActivityType, calls: Kpi
) -> None:
    activity_verbs.log(by=rita, activity_type=call, owner=rita)
    sent = form_of(visitor.log_in(ada).read(PATH)) | {f"{calls.pk}-measure": ["minutes"]}
    response = visitor.post(PATH, sent)
    assert response.status_code == 200
    page = response.content.decode()
    assert "Nothing is saved yet" in page
    calls.refresh_from_db()
    assert calls.measure == "count"
    assert visitor.post(PATH, form_of(page)).status_code == 302
    calls.refresh_from_db()
    assert calls.measure == "minutes"


def test_a_kpi_that_is_part_of_a_ratio_is_not_archived(
    visitor: Visitor, ada: Member, connect_rate: Kpi, calls: Kpi
) -> None:
    sent = form_of(visitor.log_in(ada).read(PATH))
    response = visitor.post(PATH, sent | {"act": [f"archive:{calls.pk}"]})
    assert response.status_code == 422
    assert "“Connect rate” is made of this KPI. Archive that first." in response.content.decode()


def test_archiving_what_people_see_is_asked_about(
    visitor: Visitor, ada: Member, rita: Member, call: ActivityType, calls: Kpi
) -> None:
    activity_verbs.log(by=rita, activity_type=call, owner=rita)
    page = visitor.log_in(ada).read(PATH)
    question = visitor.post(PATH, form_of(page) | {"act": [f"archive:{calls.pk}"]}).content.decode()
    assert "Nothing is saved yet" in question
    visitor.post(PATH, form_of(question))
    calls.refresh_from_db()
    assert calls.archived_at is not None
    # So is restoring it.
    question = visitor.delete(f"/settings/kpis/{calls.pk}/archive/").content.decode()
    assert "Nothing is saved yet" in question
    assert form_of(question)["_method"] == ["DELETE"]
    visitor.post(f"/settings/kpis/{calls.pk}/archive/", form_of(question))
    calls.refresh_from_db()
    assert calls.archived_at is None


def test_a_kpi_of_another_organisation_is_no_part(visitor: Visitor, ada: Member, otto: Member, calls: Kpi) -> None:
    with scope(otto.organisation_id):
        theirs = add_kpi(by=otto, name="Theirs")
    sent = form_of(visitor.log_in(ada).read(PATH))
    typed = {"new-name": ["Rate"], "new-measure": ["ratio"], "new-numerator": [str(theirs.pk)]}
    response = visitor.post(PATH, sent | typed | {"new-denominator": [str(calls.pk)]})
    assert response.status_code == 422
    assert "new-numerator_error" in response.content.decode()


def test_members_are_refused(visitor: Visitor, mona: Member, calls: Kpi) -> None:
    visitor.log_in(mona)
    assert visitor.get(PATH).status_code == 403
    assert visitor.delete(f"/settings/kpis/{calls.pk}/archive/").status_code == 403


def test_queries_do_not_grow_with_rows(visitor: Visitor, ada: Member, connect_rate: Kpi) -> None:
    visitor.log_in(ada).read(PATH)
    with CaptureQueriesContext(connection) as few:
        visitor.read(PATH)
    for number in range(20):
        add_kpi(by=ada, name=f"KPI {number}")
    with CaptureQueriesContext(connection) as many:
        visitor.read(PATH)
    assert len(many) <= len(few) <= 9
