"""A generated case played twice: by the real verbs and by the oracle."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.kpis.tests.generated.cases import LATER, Case
from pacesetter.kpis.tests.generated.performed import Performance
from pacesetter.kpis.tests.generated.settled import Settled, settle_in
from pacesetter.kpis.tests.oracle.deeds import Diary
from pacesetter.kpis.tests.oracle.things import Deed, Refused
from pacesetter.tenancy.models import Organisation


@dataclass(frozen=True)
class Played:
    """What stands in the database, and what should."""

    case: Case
    settled: Settled
    performance: Performance
    diary: Diary


@contextmanager
def played(case: Case, organisation: Organisation) -> Iterator[Played]:
    """Play the case; afterwards the database is as it was. Verbs and oracle must refuse the same deeds."""
    with transaction.atomic(), clock.standing_at(LATER):
        settled = settle_in(case.world, organisation)
        made = Played(case, settled, Performance(settled), Diary(case.world))
        for deed in case.history:
            play(made, deed)
        yield made
        transaction.set_rollback(True)


def play(made: Played, deed: Deed) -> bool:
    """One deed, done by both. False where both refuse it."""
    try:
        made.diary.do(deed)
    except Refused:
        _refused(made, deed)
        return False
    made.performance.do(deed)
    return True


def _refused(made: Played, deed: Deed) -> None:
    try:
        made.performance.do(deed)
    except Refusal:
        return
    raise AssertionError(f"not refused: {deed}")
