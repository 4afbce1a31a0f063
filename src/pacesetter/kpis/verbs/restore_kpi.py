"""Restore an archived KPI."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities.settings_verbs import rows
from pacesetter.core.refusal import Refusal
from pacesetter.kpis.models import Kpi
from pacesetter.kpis.verbs import fetch, rules
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def restore_kpi(kpi: Kpi, *, by: Member | None, reason: str = "") -> Kpi:
    """Show an archived KPI again, with the mappings and targets that it had.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` where it is not archived, or is a ratio of a
    KPI that still is.
    """
    guards.administrator(by)
    with transaction.atomic():
        guards.one_at_a_time()
        row = fetch.fresh(kpi)
        if row.archived_at is None:
            raise Refusal(_("This is not archived."), code="not_archived")
        before, after = rows.assign(row, {"archived_at": None})
        rules.consistent(row)
        row.save(update_fields=after)
        settle("kpi.restored", ("kpi", row.pk), by=by, before=before, after=after, reason=reason, since=rows.today())
    return row
