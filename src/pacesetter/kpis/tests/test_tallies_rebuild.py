import pytest
from django.db import connection

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.kpis import tallies
from pacesetter.kpis.models import TallyDay, TallyMonth
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import NoOrganisation, scope


@pytest.fixture
def recorded(rita: Member, raj: Member, call: ActivityType, meeting: ActivityType) -> None:
    for owner in (rita, raj):
        verbs.log(by=owner, activity_type=call, owner=owner, value_minor=100)
        verbs.plan(by=owner, activity_type=meeting, owner=owner)
    verbs.cancel(verbs.plan(by=rita, activity_type=meeting, owner=rita), by=rita)


def rows(model: type[TallyDay] | type[TallyMonth]) -> set[tuple[object, ...]]:
    return set(
        model.objects.exclude(count=0).values_list("member_id", "activity_type_id", "moment", "count", "minutes")
    )


def test_a_rebuild_of_right_tallies_writes_nothing_but_what_counts_for_nothing(recorded: None) -> None:
    before = rows(TallyDay), rows(TallyMonth)
    tallies.rebuild()
    assert (rows(TallyDay), rows(TallyMonth)) == before
    assert tallies.rebuild().mended == 0


def test_lost_wrong_and_surplus_tallies_are_found_and_mended(recorded: None, rita: Member) -> None:
    before = rows(TallyDay), rows(TallyMonth)
    TallyDay.objects.filter(member_id=rita.pk, moment="c").delete()
    TallyMonth.objects.filter(moment="b").update(count=77)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kpis_tallyday SET period_on = '1999-01-01' WHERE moment = 'b'")
    assert {mismatch.table for mismatch in tallies.mismatches()} == {"kpis_tallyday", "kpis_tallymonth"}
    assert tallies.rebuild().mended > 0
    assert tallies.mismatches() == []
    assert (rows(TallyDay), rows(TallyMonth)) == before


def test_each_wrong_total_is_told_with_what_its_activities_say(recorded: None, rita: Member, raj: Member) -> None:
    TallyDay.objects.filter(member_id=rita.pk, moment="c").delete()
    TallyMonth.objects.filter(member_id=raj.pk, moment="c").update(value_minor=170)
    day, month = tallies.mismatches()
    assert (day.table, day.member_id, day.count, day.value_minor) == ("kpis_tallyday", rita.pk, (0, 1), (0, 100))
    assert (month.table, month.member_id, month.count, month.value_minor) == (
        "kpis_tallymonth",
        raj.pk,
        (1, 1),
        (170, 100),
    )


def test_no_more_are_told_than_asked_for(recorded: None) -> None:
    TallyDay.objects.all().delete()
    TallyMonth.objects.all().delete()
    assert [mismatch.table for mismatch in tallies.mismatches(limit=2)] == ["kpis_tallyday"] * 2 + [
        "kpis_tallymonth"
    ] * 2


def test_from_nothing_everything_is_made(recorded: None) -> None:
    before = rows(TallyDay), rows(TallyMonth)
    TallyDay.objects.all().delete()
    TallyMonth.objects.all().delete()
    made = tallies.rebuild()
    assert (made.days, made.months) == (TallyDay.objects.count(), TallyMonth.objects.count())
    assert (rows(TallyDay), rows(TallyMonth)) == before


def test_another_organisation_is_left_alone(recorded: None, otto: Member) -> None:
    with scope(otto.organisation):
        assert tallies.rebuild() == (0, 0, 0)
    assert TallyDay.objects.exists()


def test_without_an_organisation_nothing_is_rebuilt(db: None) -> None:
    with pytest.raises(NoOrganisation):
        tallies.rebuild()
