"""Say which outcomes a KPI counts."""

from collections.abc import Sequence

from django.db import transaction

from pacesetter.activities.models import Outcome
from pacesetter.kpis.models import Kpi, KpiOutcome
from pacesetter.kpis.verbs import fetch, rules
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def set_counted_outcomes(kpi: Kpi, outcomes: Sequence[Outcome], *, by: Member | None, reason: str = "") -> Kpi:
    """Let the KPI count only activities that ended in one of these, past ones included; none means all of them.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` for outcomes of a KPI that counts bookings or
    is a ratio.
    """
    guards.administrator(by)
    with transaction.atomic():
        guards.one_at_a_time()
        row = fetch.usable(kpi)
        for outcome in outcomes:
            guards.known(outcome, "outcomes")
        if outcomes:
            rules.takes_outcomes(row)
        present = sorted(row.counted_outcomes.values_list("outcome_id", flat=True))
        wanted = sorted({outcome.pk for outcome in outcomes})
        if wanted != present:
            row.counted_outcomes.all().delete()
            KpiOutcome.objects.bulk_create(KpiOutcome(kpi=row, outcome_id=outcome_id) for outcome_id in wanted)
            before, after = {"outcomes": present}, {"outcomes": wanted}
            settle("kpi.outcomes_set", ("kpi", row.pk), by=by, before=before, after=after, reason=reason, since=None)
    return row
