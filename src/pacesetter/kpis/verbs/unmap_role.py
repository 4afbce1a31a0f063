"""Expect a KPI of a sales role no more."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.kpis.models import Kpi, KpiRole
from pacesetter.kpis.verbs import fetch
from pacesetter.people.models import Member, SalesRole
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def unmap_role(kpi: Kpi, role: SalesRole, *, by: Member | None, reason: str = "") -> None:
    """Expect the KPI no more of those who hold the role, on no day, past ones included. Targets stay and count again if
    it is mapped once more. To end what is expected from a day on, end the target instead.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` where it is not expected of the role.
    """
    guards.administrator(by)
    guards.known(role, "role")
    with transaction.atomic():
        guards.one_at_a_time()
        row = fetch.fresh(kpi)
        mapping = KpiRole.objects.filter(kpi=row, role=role).select_related("role").first()
        if mapping is None:
            raise Refusal(_("This KPI is not expected of the role."), field="role", code="not_mapped")
        before = {"role_id": role.pk, "role": mapping.role.name, "weight": mapping.weight}
        mapping.delete()
        settle("kpi.role_unmapped", ("kpi", row.pk), by=by, before=before, reason=reason, since=None)
