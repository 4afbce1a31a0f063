"""Companies without contact for a time."""

from datetime import date, timedelta

import pytest

from pacesetter.crm.models import Company
from pacesetter.crm.silence import Silence, silent
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import scope

DAY = date(2026, 3, 2)


def make(name: str, last: date | None, *, has_plans: bool = False, **fields: object) -> Company:
    made: Company = Company.objects.create(name=name, name_key=name, has_plans=has_plans, **fields)
    # Nothing but triggers writes it.
    Company.objects.filter(pk=made.pk).update(last_contact_on=last)
    return made


@pytest.mark.parametrize("few", [100, 1])
def test_they_are_those_of_the_plain_question_however_many_there_are(
    few: int, rita: Member, otto: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = DAY - timedelta(days=1), DAY + timedelta(days=1)
    make("Never", None)
    make("Never, planned", None, has_plans=True)
    make("Before", before)
    make("Before, planned", before, has_plans=True)
    make("On the day", DAY)
    make("After", after)
    with scope(otto.organisation_id):
        make("Elsewhere", None)
    monkeypatch.setattr("pacesetter.crm.silence.FEW", few)
    in_use = Company.objects.filter(archived_at__isnull=True)

    def names(*, has_plans: bool | None) -> set[str]:
        silence = Silence(DAY, has_plans)
        found = silence.among(in_use)
        plain = in_use.filter(silent(DAY))
        plain = plain if has_plans is None else plain.filter(has_plans=has_plans)
        assert set(found) == set(plain)
        assert silence.are_few == (few == 100)
        return {one.name for one in found}

    assert names(has_plans=None) == {"Never", "Never, planned", "Before", "Before, planned"}
    assert names(has_plans=False) == {"Never", "Before"}
    assert names(has_plans=True) == {"Never, planned", "Before, planned"}


def test_what_the_list_leaves_out_stays_out(rita: Member, raj: Member) -> None:
    make("Hers", None, sales_rep=rita)
    make("His", None, sales_rep=raj)
    assert [one.name for one in Silence(DAY).among(Company.objects.filter(sales_rep=rita))] == ["Hers"]
