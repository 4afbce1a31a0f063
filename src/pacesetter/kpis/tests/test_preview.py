from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.apps import apps
from django.db import connection, transaction

from pacesetter.activities import settings_verbs
from pacesetter.activities import verbs as activity_verbs
from pacesetter.activities.models import ActivityType
from pacesetter.core import clock
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.kpis import closing, verbs
from pacesetter.kpis.book import book_of
from pacesetter.kpis.closing import PeriodLocked
from pacesetter.kpis.models import Kpi, Target
from pacesetter.kpis.preview import PeriodPreview, Preview, preview
from pacesetter.people.models import Leave, Member, RoleAssignment, SalesRole
from pacesetter.people.verbs.edit_organisation import edit_organisation
from pacesetter.tenancy.models import Organisation, touch_settings

NOW = datetime(2026, 3, 15, 20, tzinfo=UTC)
Try = Callable[[Callable[[], object]], Preview]


@pytest.fixture
def calls(ada: Member, bdm: SalesRole, call: ActivityType, rita: Member, raj: Member) -> Kpi:
    """50 a week of each; Rita made three in February and one in March, Raj one in February."""
    with clock.standing_at(NOW):
        kpi = verbs.add_kpi(by=ada, name="Calls")
        verbs.map_type(kpi, call, by=ada)
        verbs.map_role(kpi, bdm, by=ada)
        verbs.set_target(
            kpi, by=ada, role=bdm, period_kind="week", quantity=50, effective_from=date(2020, 1, 1), past=True
        )
    for member, month, day in ((rita, 2, 3), (rita, 2, 4), (rita, 2, 5), (rita, 3, 4), (raj, 2, 3)):
        activity_verbs.log(by=member, activity_type=call, owner=member, at=datetime(2026, month, day, tzinfo=UTC))
    return kpi


@pytest.fixture
def tried(organisation: Organisation) -> Try:
    def tried(change: Callable[[], object]) -> Preview:
        with clock.standing_at(NOW):
            return preview(organisation, change, NOW)

    return tried


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of ours."""
    rows: dict[str, list[tuple[object, ...]]] = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if model.__module__.startswith("pacesetter."):
                cursor.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608
                rows[model._meta.db_table] = sorted(cursor.fetchall(), key=repr)
    return rows


def told(period: PeriodPreview) -> dict[tuple[str, str], tuple[object, object]]:
    return {
        (change.member.name, change.kpi.name): (
            change.before and (change.before.actual, change.before.target),
            change.after and (change.after.actual, change.after.target),
        )
        for change in period.figures
    }


def test_a_mapping_shows_figures_old_beside_new(tried: Try, ada: Member, calls: Kpi, call: ActivityType) -> None:
    shown = tried(lambda: verbs.map_type(calls, call, by=ada, weight="0.5"))
    assert shown.last.before.label == shown.last.after.label == "February 2026"
    assert told(shown.last) == {
        ("Rita", "Calls"): ((3, 200), (Fraction(3, 2), 200)),
        ("Raj", "Calls"): ((1, 200), (Fraction(1, 2), 200)),
    }
    assert told(shown.current) == {("Rita", "Calls"): ((1, 220), (Fraction(1, 2), 220))}
    assert [(score.member.name, score.after) for score in shown.current.scores] == [("Rita", Fraction(1, 440))]
    assert (len(shown.member_ids), len(shown.current.member_ids), shown.coming.figures) == (2, 1, ())


def test_a_target_that_begins_next_month_is_seen_there(tried: Try, ada: Member, calls: Kpi, rita: Member) -> None:
    shown = tried(
        lambda: verbs.set_target(
            calls, by=ada, member=rita, period_kind="day", quantity=1, effective_from=date(2026, 4, 1)
        )
    )
    assert (shown.last.figures, shown.current.figures) == ((), ())
    assert told(shown.coming) == {("Rita", "Calls"): ((0, 220), (0, 22))}


def test_a_kpi_with_targets_a_week_is_looked_at_week_by_week_too(
    tried: Try, ada: Member, calls: Kpi, call: ActivityType, rita: Member
) -> None:
    activity_verbs.log(by=rita, activity_type=call, owner=rita, at=datetime(2026, 3, 15, 1, tzinfo=UTC))
    shown = tried(lambda: verbs.map_type(calls, call, by=ada, weight="0.5"))
    assert list(shown.own) == [PeriodKind.WEEK]
    last, current = shown.own[PeriodKind.WEEK]
    # It is Monday, the 16th, in Auckland; the call of the 15th was on the Sunday before.
    assert (last.after.starts_on, current.after.starts_on) == (date(2026, 3, 9), date(2026, 3, 16))
    assert told(last) == {("Rita", "Calls"): ((1, 50), (Fraction(1, 2), 50))}
    assert told(current) == {}
    assert last.scores == ()


def test_a_target_a_year_is_looked_at_over_the_years(tried: Try, ada: Member, calls: Kpi, rita: Member) -> None:
    shown = tried(
        lambda: verbs.set_target(
            calls, by=ada, member=rita, period_kind="year", quantity=1000, effective_from=date(2026, 7, 1)
        )
    )
    # Nothing of it is seen in the months around today, and still it alters figures.
    assert (shown.last.figures, shown.current.figures, shown.coming.figures) == ((), (), ())
    assert not shown.changes_nothing
    last, current = shown.own[PeriodKind.YEAR]
    assert told(last) == {}
    before, after = told(current)["Rita", "Calls"]
    assert isinstance(before, tuple) and isinstance(after, tuple)
    assert before[1] == 2610
    assert after[1] != before[1]
    assert shown.own[PeriodKind.WEEK][1].figures == ()


def test_a_kpi_that_the_change_makes_is_looked_at_in_its_own_periods_too(
    calls: Kpi, ada: Member, bdm: SalesRole, call: ActivityType, tried: Try
) -> None:
    made: list[int] = []

    def add() -> None:
        kpi = verbs.add_kpi(by=ada, name="Talks")
        verbs.map_type(kpi, call, by=ada)
        verbs.map_role(kpi, bdm, by=ada)
        verbs.set_target(
            kpi, by=ada, role=bdm, period_kind="quarter", quantity=640, effective_from=date(2020, 1, 1), past=True
        )
        made.append(kpi.pk)

    _last, current = tried(add).own[PeriodKind.QUARTER]
    # Without an end where each try makes another one, as on PostgreSQL.
    assert len(made) == 2
    assert told(current)["Rita", "Talks"] == (None, (4, 640))


def test_a_figure_that_goes_or_comes_has_nothing_beside_it(
    tried: Try, ada: Member, mona: Member, bdm: SalesRole, calls: Kpi
) -> None:
    def swap() -> None:
        RoleAssignment.objects.filter(member__name="Raj").delete()
        RoleAssignment.objects.create(member=mona, role=bdm, starts_on=date(2026, 3, 1))

    shown = tried(swap)
    assert told(shown.current) == {("Mona", "Calls"): (None, (0, 220)), ("Raj", "Calls"): ((0, 220), None)}


def test_settings_of_people_can_be_tried_too(tried: Try, rita: Member, calls: Kpi) -> None:
    shown = tried(
        lambda: Leave.objects.create(member=rita, starts_on=date(2026, 3, 16), ends_on=date(2026, 3, 21), share="0.5")
    )
    assert told(shown.current) == {("Rita", "Calls"): ((1, 220), (1, 195))}
    assert shown.last.figures == ()


def test_points_of_a_type_can_be_tried(tried: Try, ada: Member, calls: Kpi, call: ActivityType) -> None:
    verbs.edit_kpi(calls, by=ada, measure="points")
    shown = tried(lambda: settings_verbs.edit_activity_type(call, by=ada, points=10))
    assert told(shown.current) == {("Rita", "Calls"): ((2, 220), (10, 220))}


def test_thresholds_change_the_words_and_are_shown(tried: Try, ada: Member, calls: Kpi) -> None:
    cent = Decimal("0.01")
    shown = tried(lambda: edit_organisation(by=ada, pace_on_track=cent, pace_behind=cent))
    change = shown.last.figures[0]
    assert change.before is not None and change.after is not None
    assert (change.before.pace_state, change.after.pace_state) == ("off_track", "on_track")


def test_a_change_without_effect_shows_nothing(tried: Try, ada: Member, calls: Kpi) -> None:
    assert tried(lambda: verbs.edit_kpi(calls, by=ada, name="Dials")).changes_nothing


def test_nothing_stays_of_what_was_tried(
    tried: Try, organisation: Organisation, ada: Member, calls: Kpi, rita: Member, bdm: SalesRole
) -> None:
    def much() -> None:
        kpi = verbs.add_kpi(by=ada, name="Tried")
        verbs.map_role(kpi, bdm, by=ada)
        verbs.set_target(calls, by=ada, member=rita, period_kind="day", quantity=1, effective_from=date(2026, 4, 1))
        transaction.on_commit(lambda: after_commit.append("called"))

    after_commit: list[str] = []
    before = everything()
    assert tried(much).member_ids
    assert everything() == before
    assert after_commit == []
    assert {"events_event", "jobs_job", "kpis_target", "tenancy_organisation"} <= before.keys()


def test_what_is_refused_is_refused_and_leaves_nothing(
    tried: Try, ada: Member, calls: Kpi, rita: Member, bdm: SalesRole
) -> None:
    def refused() -> None:
        verbs.add_kpi(by=ada, name="Tried")
        verbs.set_target(calls, by=ada, role=bdm, period_kind="day", quantity=-1, effective_from=date(2026, 4, 1))

    before = everything()
    with pytest.raises(Refusal, match="below 0"):
        tried(refused)
    with pytest.raises(NotAllowed):
        tried(lambda: verbs.archive_kpi(calls, by=rita))
    assert everything() == before


def test_a_locked_period_refuses_the_attempt_as_it_would_the_change(
    tried: Try, ada: Member, calls: Kpi, rita: Member
) -> None:
    closing.close(period_holding(PeriodKind.MONTH, date(2026, 2, 1), Calendar()), by=ada, locked=True)
    with pytest.raises(PeriodLocked):
        tried(
            lambda: verbs.set_target(
                calls, by=ada, member=rita, period_kind="day", quantity=1, effective_from=date(2026, 2, 1), past=True
            )
        )


def test_what_a_process_keeps_is_right_after_an_attempt(
    tried: Try, organisation: Organisation, ada: Member, calls: Kpi
) -> None:
    def looked_at() -> None:
        verbs.edit_kpi(calls, by=ada, name="Tried")
        book_of(Organisation.objects.get(pk=organisation.pk))

    tried(looked_at)
    assert book_of(Organisation.objects.get(pk=organisation.pk)).kpis[calls.pk].name == "Calls"
    verbs.edit_kpi(calls, by=ada, name="Done")
    assert book_of(Organisation.objects.get(pk=organisation.pk)).kpis[calls.pk].name == "Done"


def test_the_work_around_an_attempt_goes_on(
    tried: Try, organisation: Organisation, ada: Member, calls: Kpi, rita: Member
) -> None:
    with transaction.atomic():
        verbs.add_kpi(by=ada, name="Kept")
        with pytest.raises(Refusal):
            tried(lambda: verbs.archive_kpi(verbs.archive_kpi(calls, by=ada), by=ada))
        assert tried(lambda: verbs.archive_kpi(calls, by=ada)).member_ids
        touch_settings()
    assert list(Kpi.objects.filter(archived_at__isnull=True).values_list("name", flat=True)) == ["Calls", "Kept"]
    assert Target.objects.count() == 1
