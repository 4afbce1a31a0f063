"""What a KPI has to be like, whichever verb made it so."""

from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.kpis.models import Credit, Direction, Kpi, Measure, Moment
from pacesetter.people.verbs import guards

_CHOICES = {"measure": Measure, "moment": Moment, "credit": Credit, "direction": Direction}


def consistent(kpi: Kpi) -> None:
    """Refuse a KPI whose fields contradict each other, before it is written."""
    for field, choices in _CHOICES.items():
        if getattr(kpi, field) not in choices.values:
            raise Refusal(_("There is no such choice."), field=field, code="unknown")
    if kpi.measure == Measure.RATIO:
        _ratio(kpi)
    elif kpi.numerator is not None or kpi.denominator is not None:
        field = "denominator" if kpi.numerator is None else "numerator"
        raise Refusal(_("Only a ratio is made of two KPIs."), field=field, code="no_ratio")


def _ratio(kpi: Kpi) -> None:
    for field, part in (("numerator", kpi.numerator), ("denominator", kpi.denominator)):
        if part is None:
            raise Refusal(_("Choose the two KPIs of the ratio."), field=field, code="required")
        guards.known(part, field)
        if part.pk == kpi.pk:
            raise Refusal(_("A ratio cannot be made of itself."), field=field, code="cycle")
        if part.measure == Measure.RATIO:
            # Sum over sum has no meaning for a ratio of ratios, and there can be no circle without one.
            raise Refusal(_("A ratio is made of KPIs that add up, not of ratios."), field=field, code="ratio_of_ratio")
        if part.archived_at is not None:
            raise Refusal(_("“%(kpi)s” is archived. Restore it first.") % {"kpi": part}, field=field, code="archived")
    if kpi.numerator == kpi.denominator:
        raise Refusal(_("Choose two different KPIs."), field="denominator", code="same")


def fits_what_is_mapped(kpi: Kpi, was_ratio: bool) -> None:
    """Refuse fields that contradict what is mapped to the KPI or expected of it already."""
    is_ratio = kpi.measure == Measure.RATIO
    if is_ratio and kpi.type_mappings.exists():
        raise Refusal(_("A ratio counts no activity types itself. Remove them first."), field="measure", code="mapped")
    if is_ratio and (ratio := part_of(kpi)):
        raise Refusal(
            _("“%(ratio)s” is made of this KPI, so it cannot be a ratio itself.") % {"ratio": ratio},
            field="measure",
            code="cycle",
        )
    if is_ratio != was_ratio and kpi.targets.exists():
        # 30 would turn from thirty calls into three thousand per cent.
        raise Refusal(
            _("The targets of this KPI would mean something else. Add another KPI instead."),
            field="measure",
            code="has_targets",
        )
    if kpi.counted_outcomes.exists():
        takes_outcomes(kpi, field="measure" if is_ratio else "moment")


def takes_outcomes(kpi: Kpi, field: str = "outcomes") -> None:
    """Refuse a choice of outcomes for a KPI that has none to choose from."""
    if kpi.measure == Measure.RATIO:
        raise Refusal(_("Choose the outcomes of the two KPIs instead."), field=field, code="ratio")
    if kpi.moment == Moment.BOOKED:
        raise Refusal(
            _("A booking counts whatever comes of it, so it has no outcomes."),
            field=field,
            code="booked_has_no_outcome",
        )


def part_of(kpi: Kpi, *, shown_only: bool = False) -> Kpi | None:
    """A ratio that is made of this KPI."""
    ratios = Kpi.objects.filter(numerator=kpi) | Kpi.objects.filter(denominator=kpi)
    if shown_only:
        ratios = ratios.filter(archived_at__isnull=True)
    found: Kpi | None = ratios.first()
    return found
