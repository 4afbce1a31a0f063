"""The targets that there are, as tests compare them."""

from datetime import date

from pacesetter.kpis.models import Target


def target_rows(**subject: object) -> list[tuple[str, date, object]]:
    """Period kind, first day and quantity of the targets of the KPI, role or member, in the order of their days."""
    found = Target.objects.filter(**subject).order_by("effective_from", "period_kind")
    return list(found.values_list("period_kind", "effective_from", "quantity"))
