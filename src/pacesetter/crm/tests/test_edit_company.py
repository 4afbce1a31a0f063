from collections.abc import Callable

import pytest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm import verbs
from pacesetter.crm.models import Company
from pacesetter.events.models import Event
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import scope


def test_fields_change_and_the_history_tells_what(
    rita: Member, raj: Member, initech: Company, last_event: Callable[[], Event]
) -> None:
    verbs.edit_company(initech, by=rita, name="Initech Limited", account_manager=raj, reason="asked for")
    kept = Company.objects.get()
    assert (kept.name, kept.name_key, kept.account_manager, kept.sales_rep) == (
        "Initech Limited",
        "initech",
        raj,
        rita,
    )
    assert initech.name == "Initech Limited"
    assert last_event().data == {
        "before": {"name": "Initech", "account_manager_id": None},
        "after": {"name": "Initech Limited", "account_manager_id": raj.pk},
        "reason": "asked for",
    }


def test_nothing_changed_is_nothing_told(rita: Member, initech: Company) -> None:
    verbs.edit_company(initech, by=rita, name="Initech", sales_rep=rita)
    assert not Event.objects.exists()


def test_a_company_can_be_nobodys_again(rita: Member, initech: Company) -> None:
    verbs.edit_company(initech, by=rita, sales_rep=None)
    assert Company.objects.get().sales_rep is None


def test_a_phone_number_is_read_as_one_of_its_country(rita: Member, initech: Company) -> None:
    verbs.edit_company(initech, by=rita, country="AU")
    verbs.edit_company(initech, by=rita, phone="02 5550 1234")
    assert (Company.objects.get().phone, Company.objects.get().country) == ("+61255501234", "AU")


def test_a_sales_rep_who_left_may_stay_but_not_come(rita: Member, raj: Member, initech: Company) -> None:
    Member.objects.update(archived_at=rita.created_at)
    rita.refresh_from_db()
    raj.refresh_from_db()
    verbs.edit_company(initech, by=None, sales_rep=rita, note="still hers")
    with pytest.raises(Refusal) as refusal:
        verbs.edit_company(initech, by=None, sales_rep=raj)
    assert refusal.value.field == "sales_rep"


def test_a_merged_company_is_refused(rita: Member, initech: Company) -> None:
    other = verbs.add_company(by=rita, name="Hooli")
    verbs.merge(other, initech, by=rita)
    with pytest.raises(Refusal, match="was merged"):
        verbs.edit_company(initech, by=rita, name="Initech II")


@pytest.mark.parametrize(
    ("field", "wrong"), [("name", ""), ("domain", "gmail.com"), ("website", "x y"), ("phone", "x")]
)
def test_what_cannot_be_is_refused(rita: Member, initech: Company, field: str, wrong: str) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.edit_company(initech, by=rita, **{field: wrong})  # type: ignore[arg-type]
    assert refusal.value.field == field


def test_somebody_of_another_organisation_changes_nothing(rita: Member, otto: Member, initech: Company) -> None:
    with pytest.raises(NotAllowed):
        verbs.edit_company(initech, by=otto, name="Mine")
    with scope(otto.organisation_id), pytest.raises(Refusal, match="not known here"):
        verbs.edit_company(initech, by=otto, name="Mine")
    with pytest.raises(Refusal, match="not known here"):
        verbs.edit_company(initech, by=rita, sales_rep=otto)
    assert (Company.objects.get().name, Company.objects.get().sales_rep) == ("Initech", rita)
