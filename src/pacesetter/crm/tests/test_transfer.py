"""Companies that are given to somebody else in one go."""

import pytest
from django.utils import timezone

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm import verbs
from pacesetter.crm.models import Company
from pacesetter.events.models import Event
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import scope


@pytest.fixture
def three(rita: Member, raj: Member) -> list[Company]:
    return Company.objects.bulk_create(
        [
            Company(name="A", name_key="a", sales_rep=rita),
            Company(name="B", name_key="b", sales_rep=raj, account_manager=rita),
            Company(name="C", name_key="c"),
        ]
    )


def holders() -> list[tuple[str | None, str | None]]:
    return list(Company.objects.order_by("name").values_list("sales_rep__name", "account_manager__name"))


def test_all_get_the_new_sales_rep_and_the_history_says_so(mona: Member, raj: Member, three: list[Company]) -> None:
    made = verbs.transfer(Company.objects.all(), by=mona, sales_rep=raj, reason="new patch")
    assert holders() == [("Raj", None), ("Raj", "Rita"), ("Raj", None)]
    assert len(made.before) == 2
    event = Event.objects.get(subject_id=three[0].pk)
    assert (event.verb, event.actor_id, event.data["reason"]) == ("company.handed_over", mona.pk, "new patch")


def test_only_what_one_member_had_changes(mona: Member, rita: Member, three: list[Company]) -> None:
    verbs.transfer(Company.objects.all(), by=mona, sales_rep=mona, account_manager=mona, only_from=rita)
    assert holders() == [("Mona", None), ("Raj", "Mona"), (None, None)]


def test_taking_it_back_restores_all_that_nobody_has_changed_since(
    mona: Member, rita: Member, raj: Member, three: list[Company]
) -> None:
    made = verbs.transfer(Company.objects.all(), by=mona, sales_rep=mona)
    verbs.edit_company(three[2], by=mona, sales_rep=raj)
    assert verbs.take_transfer_back(made, by=mona) == 2
    assert holders() == [("Rita", None), ("Raj", "Rita"), ("Raj", None)]
    with pytest.raises(Refusal, match="already"):
        verbs.take_transfer_back(made, by=mona)


def test_nobody_gets_back_what_they_had_once_they_have_left(mona: Member, rita: Member, three: list[Company]) -> None:
    made = verbs.transfer(Company.objects.filter(name="A"), by=mona, sales_rep=mona)
    Member.objects.filter(pk=rita.pk).update(archived_at=timezone.now())
    assert verbs.take_transfer_back(made, by=mona) == 0


def test_the_refused(mona: Member, rita: Member, raj: Member, otto: Member, three: list[Company]) -> None:
    everything = Company.objects.all()
    with pytest.raises(Refusal, match="Choose to whom"):
        verbs.transfer(everything, by=mona)
    with pytest.raises(Refusal, match="already"):
        verbs.transfer(everything.filter(name="A"), by=mona, sales_rep=rita)
    with pytest.raises(Refusal, match="not known"):
        verbs.transfer(everything, by=mona, sales_rep=otto)
    with pytest.raises(NotAllowed):
        verbs.transfer(everything, by=otto, sales_rep=rita)
    made = verbs.transfer(everything, by=mona, sales_rep=mona)
    with pytest.raises(NotAllowed):
        verbs.take_transfer_back(made, by=raj)
    with scope(otto.organisation_id), pytest.raises(Refusal, match="not known"):
        verbs.take_transfer_back(made, by=otto)
    Member.objects.filter(pk=raj.pk).update(archived_at=timezone.now())
    raj.refresh_from_db()
    with pytest.raises(Refusal, match="archived"):
        verbs.transfer(everything, by=mona, sales_rep=raj)
