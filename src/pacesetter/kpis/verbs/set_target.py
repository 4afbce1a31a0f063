"""Set a target."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from pacesetter.activities.settings_verbs.amounts import Number, amount
from pacesetter.kpis.models import Kpi, Target
from pacesetter.kpis.verbs import fetch
from pacesetter.kpis.verbs.target_subject import subject_of
from pacesetter.kpis.verbs.target_writer import TargetWriter, plain_day
from pacesetter.kpis.verbs.target_writer import period_kind as checked_kind
from pacesetter.people.models import Member, SalesRole
from pacesetter.people.verbs import guards


def set_target(
    kpi: Kpi,
    *,
    by: Member | None,
    role: SalesRole | None = None,
    member: Member | None = None,
    period_kind: str,
    quantity: Number | None,
    effective_from: date,
    past: bool = False,
    reason: str = "",
) -> Target:
    """Expect so much of the KPI per period from a day on, of a role or of one member; None expects nothing more.

    It runs until the next target of the same subject, KPI and period kind; one that begins on the same day is replaced.
    Raises `NotAllowed` for everybody but administrators, and a `Refusal` for a quantity below 0 or with more than three
    decimal places, an archived KPI, role or member, and a day before today without `past`.
    """
    guards.administrator(by)
    with transaction.atomic():
        guards.one_at_a_time()
        row = fetch.usable(kpi)
        writer = TargetWriter(subject_of(role, member), by=by, past=past, reason=reason)
        target = writer.set(row, checked_kind(period_kind), plain_day(effective_from), checked_quantity(quantity))
        writer.settle("target.set")
    return target


def checked_quantity(quantity: Number | None) -> Decimal | None:
    """The quantity of a target, exactly. Refuses what is below 0 or too precise to be kept."""
    return None if quantity is None else amount(quantity, "quantity", places=3, at_least=0, below=10**11)
