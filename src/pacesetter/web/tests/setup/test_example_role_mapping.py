import pytest

from pacesetter.activities import verbs as activity_verbs
from pacesetter.activities.models import ActivityType
from pacesetter.activities.settings_verbs import add_activity_type
from pacesetter.kpis.models import Kpi, Target
from pacesetter.kpis.verbs import add_kpi
from pacesetter.people.models import Member, SalesRole
from pacesetter.people.verbs import assign_role
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.setup.sent import form_of

pytestmark = pytest.mark.usefixtures("at_noon")
PATH = "/settings/example/"


def test_it_is_told_from_the_activity_to_the_target(visitor: Visitor, ada: Member) -> None:
    page = visitor.log_in(ada).read(PATH)
    steps = ["1. Activities", "2. KPIs", "3. Role", "4. Targets"]
    assert [page.index(step) for step in steps] == sorted(page.index(step) for step in steps)
    assert "Discovery call × 0.5" in page
    assert "50 a week" in page
    assert "less is better" in page


def test_one_press_copies_it_and_a_second_is_not_offered(visitor: Visitor, ada: Member) -> None:
    page = visitor.log_in(ada).read(PATH)
    assert visitor.post(PATH, form_of(page)).status_code == 302
    assert SalesRole.objects.get().name == "Business Development Manager"
    assert Target.objects.exists()
    page = visitor.read(PATH)
    assert "The example is in your set-up now." in page
    assert "All of it is in your set-up already." in page
    assert "Copy into my set-up" not in page


def test_what_is_there_already_is_told_apart(visitor: Visitor, ada: Member) -> None:
    add_activity_type(by=ada, name="Prospecting call", category="phone_call")
    assert "there already" in visitor.log_in(ada).read(PATH)


def test_figures_that_would_change_are_shown_first(visitor: Visitor, ada: Member, rita: Member, bdm: SalesRole) -> None:
    kind = add_activity_type(by=ada, name="Prospecting call", category="phone_call")
    activity_verbs.log(by=rita, activity_type=kind, owner=rita)
    page = visitor.log_in(ada).read(PATH)
    question = visitor.post(PATH, form_of(page)).content.decode()
    assert "Nothing is saved yet" in question
    assert not Kpi.objects.exists()
    assert visitor.post(PATH, form_of(question)).status_code == 302
    assert Kpi.objects.filter(name="Calls").exists()


def test_what_contradicts_it_is_said_and_nothing_is_made(visitor: Visitor, ada: Member) -> None:
    first, second = add_kpi(by=ada, name="A"), add_kpi(by=ada, name="B")
    kind = add_activity_type(by=ada, name="Order signed", category="other")
    ActivityType.objects.filter(pk=kind.pk).update(archived_at="2026-01-01T00:00:00Z")
    ratio = add_kpi(by=ada, name="Calls", measure="ratio", numerator=first, denominator=second)
    Kpi.objects.filter(pk__in=[ratio.pk, first.pk]).update(archived_at="2026-01-01T00:00:00Z")
    visitor.log_in(ada).post(PATH, {})
    assert "“A” is archived. Restore it first." in visitor.read(PATH)
    assert not SalesRole.objects.exists()


def test_members_are_refused(visitor: Visitor, mona: Member) -> None:
    visitor.log_in(mona)
    assert visitor.get(PATH).status_code == 403
    assert visitor.post(PATH, {}).status_code == 403
    assert not Kpi.objects.exists()


def test_somebody_with_the_role_has_targets_from_then_on(visitor: Visitor, ada: Member, rita: Member) -> None:
    visitor.log_in(ada).post(PATH, {})
    assign_role(rita, SalesRole.objects.get(), by=ada)
    assert "Meetings held" in visitor.log_in(rita).read("/scorecard/")
