from datetime import date

import pytest

from pacesetter.activities.models import ActivityType
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.kpis import verbs
from pacesetter.kpis.models import Kpi, KpiActivityType
from pacesetter.people.models import Member, SalesRole


@pytest.fixture
def calls(ada: Member) -> Kpi:
    return verbs.add_kpi(by=ada, name="Calls")


def test_an_archived_kpi_can_be_restored_as_it_was(ada: Member, calls: Kpi, call: ActivityType) -> None:
    verbs.map_type(calls, call, by=ada, weight="0.5")
    assert verbs.archive_kpi(calls, by=ada).archived_at is not None
    with pytest.raises(Refusal, match="archived already"):
        verbs.archive_kpi(calls, by=ada)
    assert verbs.restore_kpi(calls, by=ada).archived_at is None
    with pytest.raises(Refusal, match="not archived"):
        verbs.restore_kpi(calls, by=ada)
    assert KpiActivityType.objects.filter(kpi=calls).exists()
    assert set(Event.objects.filter(subject_id=calls.pk).values_list("verb", flat=True)) >= {
        "kpi.archived",
        "kpi.restored",
    }


def test_a_part_of_a_ratio_outlives_the_ratio(ada: Member, calls: Kpi) -> None:
    held = verbs.add_kpi(by=ada, name="Held")
    rate = verbs.add_kpi(by=ada, name="Rate", measure="ratio", numerator=held, denominator=calls)
    with pytest.raises(Refusal, match="“Rate” is made of this KPI"):
        verbs.archive_kpi(calls, by=ada)
    verbs.archive_kpi(rate, by=ada)
    verbs.archive_kpi(calls, by=ada)
    with pytest.raises(Refusal, match="“Calls” is archived"):
        verbs.restore_kpi(rate, by=ada)


def test_a_kpi_that_nobody_uses_is_removed(ada: Member, calls: Kpi, call: ActivityType) -> None:
    verbs.map_type(calls, call, by=ada)
    verbs.remove_kpi(calls, by=ada)
    assert not Kpi.objects.exists()
    assert Event.objects.get(verb="kpi.removed").data["before"]["name"] == "Calls"


def test_a_kpi_in_use_is_not_removed(ada: Member, calls: Kpi, bdm: SalesRole) -> None:
    held = verbs.add_kpi(by=ada, name="Held")
    verbs.map_role(calls, bdm, by=ada)
    with pytest.raises(Refusal, match="Archive it instead"):
        verbs.remove_kpi(calls, by=ada)
    verbs.unmap_role(calls, bdm, by=ada)
    verbs.set_target(calls, by=ada, role=bdm, period_kind="day", quantity=1, effective_from=date(2200, 1, 1))
    with pytest.raises(Refusal, match="Archive it instead"):
        verbs.remove_kpi(calls, by=ada)
    verbs.add_kpi(by=ada, name="Rate", measure="ratio", numerator=calls, denominator=held)
    with pytest.raises(Refusal, match="Archive it instead"):
        verbs.remove_kpi(held, by=ada)


def test_only_administrators_of_the_organisation_archive_and_remove(
    ada: Member, calls: Kpi, rita: Member, otto: Member
) -> None:
    for member in (rita, otto):
        for verb in (verbs.archive_kpi, verbs.restore_kpi, verbs.remove_kpi):
            with pytest.raises(NotAllowed):
                verb(calls, by=member)
    assert Kpi.objects.get().archived_at is None
