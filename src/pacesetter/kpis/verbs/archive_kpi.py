"""Archive a KPI."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities.settings_verbs import rows
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.kpis.models import Kpi
from pacesetter.kpis.verbs import fetch, rules
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def archive_kpi(kpi: Kpi, *, by: Member | None, reason: str = "") -> Kpi:
    """Show the KPI no more. Its mappings and targets stay, and what was closed with it stays comparable.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` where it is archived already or a ratio that
    is shown is made of it.
    """
    guards.administrator(by)
    with transaction.atomic():
        guards.one_at_a_time()
        row = fetch.fresh(kpi)
        if row.archived_at is not None:
            raise Refusal(_("This is archived already."), code="archived")
        if ratio := rules.part_of(row, shown_only=True):
            raise Refusal(_("“%(ratio)s” is made of this KPI. Archive that first.") % {"ratio": ratio}, code="in_use")
        rows.change(row, {"archived_at": clock.now()})
        after = {"name": row.name, "archived_at": row.archived_at}
        settle("kpi.archived", ("kpi", row.pk), by=by, after=after, reason=reason, since=rows.today())
    return row
