"""The Undo beside what a form has changed."""

from datetime import UTC, date, datetime

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, CallCycle, Series
from pacesetter.activities.tests.scene import totals
from pacesetter.crm.models import Company, Contact
from pacesetter.events.models import Event
from pacesetter.kpis.models import Kpi, KpiActivityType, Target
from pacesetter.people.models import Member, RoleAssignment, SalesRole, WorkingPattern
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.people.test_person import ABOUT
from pacesetter.web.tests.people.test_profile import ASKED
from pacesetter.web.tests.setup.sent import form_of
from pacesetter.web.tests.undoing import undo_address, undo_last

pytestmark = pytest.mark.usefixtures("at_noon")


def test_an_edited_activity_is_as_before_on_the_board_too(
    visitor: Visitor, rita: Member, call: ActivityType, calls: Kpi, initech: Company
) -> None:
    row = verbs.log(by=rita, activity_type=call, owner=rita, minutes=5, at=datetime(2026, 3, 20, 1, tzinfo=UTC))
    counted = totals()
    visitor.log_in(rita)
    sent = {"day": "2026-02-02", "time": "10:00", "minutes": "50", "company_text": "Initech", "note": "x"}
    response = visitor.post(f"/activities/{row.pk}/fields/?next=/day/", sent)
    assert response.status_code == 303
    assert totals() != counted
    page = undo_last(visitor, visitor.read("/day/"))
    assert "Undone." in page
    assert totals() == counted
    row.refresh_from_db()
    assert (row.minutes, row.company, row.note) == (5, None, "")


def test_a_new_day_and_a_rhythm_are_taken_back_in_one(visitor: Visitor, rita: Member, call: ActivityType) -> None:
    row = verbs.plan(by=rita, activity_type=call, owner=rita, due_on=date(2026, 3, 24), subject="Price")
    sent = {"day": "2026-03-30", "subject": "Offer", "every": "2", "unit": "weeks"}
    visitor.log_in(rita).post(f"/activities/{row.pk}/fields/", sent)
    assert Series.objects.get().every == 2
    undo_last(visitor, visitor.read("/day/"))
    row.refresh_from_db()
    assert (row.due_on, row.subject, Series.objects.exists()) == (date(2026, 3, 24), "Price", False)


def test_a_form_that_changes_nothing_offers_no_undo(visitor: Visitor, rita: Member, initech: Company) -> None:
    visitor.log_in(rita).post(f"/companies/{initech.pk}/details/", {"name": "Initech", "sales_rep": str(rita.pk)})
    page = visitor.read(f"/companies/{initech.pk}/")
    assert "Saved." in page
    assert "/deeds/" not in page


def test_companies_and_contacts_get_their_old_fields(visitor: Visitor, rita: Member, initech: Company) -> None:
    jane = Contact.objects.create(name="Jane", company=initech, email="jane@initech.example")
    visitor.log_in(rita)
    visitor.post(f"/companies/{initech.pk}/details/", {"name": "Initrode", "phone": "+6493334444"})
    assert Company.objects.get().sales_rep is None
    undo_last(visitor, visitor.read(f"/companies/{initech.pk}/"))
    kept = Company.objects.get()
    assert (kept.name, kept.name_key, kept.phone, kept.sales_rep) == ("Initech", "initech", "", rita)
    visitor.post(f"/contacts/{jane.pk}/details/", {"name": "Jane Doe", "company_text": ""})
    assert Contact.objects.get().company is None
    undo_last(visitor, visitor.read(f"/contacts/{jane.pk}/"))
    assert Contact.objects.values_list("name", "company", "email").get() == (
        "Jane", initech.pk, "jane@initech.example"
    )  # fmt: skip


def test_the_own_profile_and_that_of_a_member_come_back(visitor: Visitor, rita: Member, ada: Member) -> None:
    def kept() -> tuple[object, ...]:
        return Member.objects.values_list("name", "phone", "time_zone", "joined_on", "access_level").get(pk=rita.pk)

    before = kept()
    visitor.log_in(rita)
    visitor.post("/profile/", ASKED)
    assert kept() != before
    undo_last(visitor, visitor.read("/profile/"))
    assert kept() == before
    path = f"/settings/people/{rita.pk}/"
    visitor.log_in(ada).post(path, {**ABOUT, "about-joined_on": "2026-03-02", "confirmed": "yes"})
    assert kept() != before
    undo_last(visitor, visitor.read(path))
    assert kept() == before


def test_settings_of_a_list_a_mapping_a_target_and_a_week_come_back(
    visitor: Visitor, ada: Member, rita: Member, call: ActivityType, calls: Kpi, bdm: SalesRole
) -> None:
    visitor.log_in(ada)
    form = form_of(visitor.read("/settings/roles/"))
    name = next(key for key, value in form.items() if value == [bdm.name] and "was" not in key)
    visitor.post("/settings/roles/", {**form, name: "Hunter"})
    assert SalesRole.objects.get().name == "Hunter"
    undo_last(visitor, visitor.read("/settings/roles/"))
    assert SalesRole.objects.get().name == bdm.name
    week = {f"week-day{number}": "0.5" if number < 4 else "0" for number in range(7)}
    week |= {"week-effective_from": "2026-04-06", "week-day_starts_at": "08:00", "week-day_ends_at": "12:00"}
    visitor.post(f"/settings/people/{rita.pk}/weeks/", {**week, "confirmed": "yes"})
    assert WorkingPattern.objects.filter(member=rita).exists()
    undo_last(visitor, visitor.read(f"/settings/people/{rita.pk}/"))
    assert not WorkingPattern.objects.filter(member=rita).exists()
    held = RoleAssignment.objects.values_list("starts_on", "ends_on").get(member=rita)
    assignment = RoleAssignment.objects.get(member=rita)
    visitor.post(f"/settings/roles-held/{assignment.pk}/", {"last_day": "2026-03-31", "confirmed": "yes"})
    assert RoleAssignment.objects.get(member=rita).ends_on == date(2026, 4, 1)
    undo_last(visitor, visitor.read(f"/settings/people/{rita.pk}/"))
    assert RoleAssignment.objects.values_list("starts_on", "ends_on").get(member=rita) == held
    target = Target.objects.get()
    visitor.post(f"/settings/targets/{target.pk}/", {"_method": "DELETE", "reason": "slip", "confirmed": "yes"})
    assert not Target.objects.exists()
    undo_last(visitor, visitor.read("/settings/targets/"))
    assert Target.objects.values_list("quantity", "effective_from").get() == (target.quantity, target.effective_from)
    assert KpiActivityType.objects.count() == 1


def test_what_somebody_changed_since_stays(visitor: Visitor, ada: Member, rita: Member, initech: Company) -> None:
    visitor.log_in(rita).post(f"/companies/{initech.pk}/details/", {"name": "Initrode", "sales_rep": str(rita.pk)})
    address = undo_address(visitor.read(f"/companies/{initech.pk}/"))
    Company.objects.update(name="Other")
    visitor.delete(address)
    assert "changed since" in visitor.read("/day/")
    assert Company.objects.get().name == "Other"
    visitor.post("/profile/", ASKED)
    address = undo_address(visitor.read("/profile/"))
    visitor.post("/profile/", {**ASKED, "name": "Rita Rep"})
    visitor.read("/profile/")
    visitor.delete(address)
    assert "changed since" in visitor.read("/day/")
    assert Member.objects.get(pk=rita.pk).name == "Rita Rep"


@pytest.mark.parametrize("somebody", ["raj", "ada", "otto"])
def test_it_is_its_makers_alone(
    somebody: str, visitor: Visitor, rita: Member, initech: Company, request: pytest.FixtureRequest
) -> None:
    visitor.log_in(rita).post(f"/companies/{initech.pk}/details/", {"name": "Initrode", "sales_rep": str(rita.pk)})
    address = undo_address(visitor.read(f"/companies/{initech.pk}/"))
    visitor.log_in(request.getfixturevalue(somebody))
    assert visitor.delete(address).status_code == 404
    assert visitor.delete(address[:-3] + "xx/").status_code == 404
    assert Company.objects.get().name == "Initrode"


def test_who_lost_the_right_takes_no_setting_back(visitor: Visitor, ada: Member, bdm: SalesRole) -> None:
    form = form_of(visitor.log_in(ada).read("/settings/roles/"))
    name = next(key for key, value in form.items() if value == [bdm.name] and "was" not in key)
    visitor.post("/settings/roles/", {**form, name: "Hunter"})
    address = undo_address(visitor.read("/settings/roles/"))
    Member.objects.filter(pk=ada.pk).update(access_level="team_member")
    assert visitor.delete(address).status_code == 403
    assert SalesRole.objects.get().name == "Hunter"
    assert Event.objects.filter(verb="sales_role.edited").count() == 1
    assert Activity.objects.count() == 0


def test_what_was_added_by_mistake_is_put_away(visitor: Visitor, rita: Member) -> None:
    visitor.log_in(rita).post("/companies/new/", {"name": "Hooli", "sales_rep": str(rita.pk)})
    company = Company.objects.get()
    undo_last(visitor, visitor.read(f"/companies/{company.pk}/"))
    visitor.post("/contacts/new/", {"name": "Joe", "company_text": ""})
    undo_last(visitor, visitor.read(f"/contacts/{Contact.objects.get().pk}/"))
    assert (Company.objects.get().archived_at is None, Contact.objects.get().archived_at is None) == (False, False)


def test_a_call_cycle_that_was_changed_or_ended_is_as_before(
    visitor: Visitor, rita: Member, call: ActivityType, initech: Company
) -> None:
    def cycles() -> list[tuple[object, ...]]:
        return list(CallCycle.objects.values_list("activity_type", "every", "unit", "owner", "paused_at"))

    cycle = verbs.set_call_cycle(initech, by=rita, activity_type=call, every=2, unit="weeks")
    before, planned = cycles(), Activity.objects.filter(status="planned", deleted_at__isnull=True).count()
    path = f"/companies/{initech.pk}/"
    sent = {"type": str(call.pk), "every": "3", "unit": "months", "owner": str(rita.pk)}
    visitor.log_in(rita).post(f"{path}call-cycles/", sent)
    assert cycles() != before
    undo_last(visitor, visitor.read(path))
    assert cycles() == before
    visitor.delete(f"/call-cycles/{cycle.pk}/")
    assert cycles() == []
    undo_last(visitor, visitor.read(path))
    assert cycles() == before
    assert Activity.objects.filter(status="planned", deleted_at__isnull=True).count() == planned == 1
