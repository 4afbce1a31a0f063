"""Put KPIs in order."""

from collections.abc import Sequence

from pacesetter.activities.settings_verbs import rows
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member
from pacesetter.people.verbs.put_in_order import put_in_order


def order_kpis(kpis: Sequence[Kpi], *, by: Member | None, reason: str = "") -> None:
    """Put these KPIs first, in this order; the others follow as they stand. Raises what `put_in_order` raises."""
    put_in_order(Kpi.objects.all(), "kpi", kpis, by=by, since=rows.today(), reason=reason)
