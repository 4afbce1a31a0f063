"""Expect a KPI of a sales role."""

from django.db import transaction

from pacesetter.activities.settings_verbs import rows
from pacesetter.activities.settings_verbs.amounts import Number
from pacesetter.activities.settings_verbs.amounts import weight as checked_weight
from pacesetter.kpis.models import Kpi, KpiRole
from pacesetter.kpis.verbs import fetch
from pacesetter.people.models import Member, SalesRole
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def map_role(kpi: Kpi, role: SalesRole, *, by: Member | None, weight: Number = 1, reason: str = "") -> KpiRole:
    """Expect the KPI of everybody who holds the role, on every day on which they hold it; `weight` is its share in the
    role's score. Where it is expected already, only the weight changes.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` for an archived KPI or role, and for a weight
    that is not above 0 or has more than three decimal places.
    """
    guards.administrator(by)
    with transaction.atomic():
        guards.one_at_a_time()
        kpi, role, share = fetch.usable(kpi), fetch.usable_role(role), checked_weight(weight)
        named = {"role_id": role.pk, "role": role.name}
        mapping = KpiRole.objects.filter(kpi=kpi, role=role).first()
        # The weight is one of the score alone, and scores are not kept: only a new mapping alters closed figures.
        since = None if mapping is None else rows.today()
        if mapping is None:
            mapping, before = KpiRole(kpi=kpi, role=role), {}
        elif mapping.weight == share:
            return mapping
        else:
            before = named | {"weight": mapping.weight}
        mapping.weight = share
        mapping.save()
        after = named | {"weight": share}
        settle("kpi.role_mapped", ("kpi", kpi.pk), by=by, before=before, after=after, reason=reason, since=since)
    return mapping
