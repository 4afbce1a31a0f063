"""Previews while others work: real transactions, so these tests clean up after themselves."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from pacesetter.activities import verbs as activity_verbs
from pacesetter.activities.models import ActivityType
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed
from pacesetter.kpis import verbs
from pacesetter.kpis.models import Kpi
from pacesetter.kpis.preview import preview
from pacesetter.people.models import Member, SalesRole
from pacesetter.tenancy.models import Organisation, touch_settings
from pacesetter.tenancy.scope import scope

NOW = datetime(2026, 3, 15, 20, tzinfo=UTC)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer, so nobody works meanwhile"),
]


@pytest.fixture
def calls(transactional_db: None, ada: Member, bdm: SalesRole, call: ActivityType) -> Kpi:
    with clock.standing_at(NOW):
        kpi = verbs.add_kpi(by=ada, name="Calls")
        verbs.map_type(kpi, call, by=ada)
        verbs.map_role(kpi, bdm, by=ada)
    return kpi


@pytest.fixture
def meanwhile(organisation: Organisation) -> Callable[[Callable[[], object]], None]:
    """Does something by another connection and commits it."""

    def meanwhile(work: Callable[[], object]) -> None:
        def in_scope() -> None:
            with scope(organisation):
                work()
            connection.close()

        with ThreadPoolExecutor(1) as pool:
            pool.submit(in_scope).result()

    return meanwhile


def test_what_others_record_meanwhile_is_no_effect_of_the_change(
    organisation: Organisation,
    rita: Member,
    call: ActivityType,
    calls: Kpi,
    meanwhile: Callable[[Callable[[], object]], None],
) -> None:
    at = datetime(2026, 3, 5, tzinfo=UTC)
    shown = preview(
        organisation,
        lambda: meanwhile(lambda: activity_verbs.log(by=rita, activity_type=call, owner=rita, at=at)),
        NOW,
    )
    assert shown.changes_nothing


def test_settings_that_others_change_meanwhile_are_taken_up(
    organisation: Organisation,
    ada: Member,
    rita: Member,
    bdm: SalesRole,
    calls: Kpi,
    meanwhile: Callable[[Callable[[], object]], None],
) -> None:
    attempts: list[int] = []

    def change() -> None:
        attempts.append(1)
        if len(attempts) == 1:
            meanwhile(touch_settings)
        verbs.set_target(
            calls, by=ada, role=bdm, period_kind="day", quantity=1, effective_from=date(2026, 3, 1), past=True
        )

    assert rita.pk in preview(organisation, change, NOW).member_ids
    assert len(attempts) == 2


def test_a_refused_attempt_is_not_repeated(organisation: Organisation, rita: Member, calls: Kpi) -> None:
    attempts: list[int] = []

    def change() -> None:
        attempts.append(1)
        verbs.archive_kpi(calls, by=rita)

    with pytest.raises(NotAllowed):
        preview(organisation, change, NOW)
    assert len(attempts) == 1
