"""Make the outcomes, activity types, KPIs and targets."""

from pacesetter.activities.category import category_of
from pacesetter.activities.settings_verbs import add_activity_type, add_outcome
from pacesetter.demo.cast.catalogue import OUTCOMES, TYPES
from pacesetter.demo.cast.kpis import KPIS, KpiOf
from pacesetter.demo.cast.story import Story
from pacesetter.demo.cast.targets import TargetOf, targets_of
from pacesetter.demo.making.made import Made
from pacesetter.demo.making.standing import standing_on
from pacesetter.kpis import verbs


def make_types(made: Made) -> None:
    """The outcomes and activity types, as far as their categories can be used."""
    by = made.administrator
    for name in OUTCOMES:
        made.outcomes[name] = add_outcome(by=by, name=name)
    for kind in TYPES:
        if category_of(kind.category).is_offered(made.organisation.pk):
            made.types[kind.name] = add_activity_type(
                by=by,
                name=kind.name,
                category=kind.category,
                default_minutes=kind.default_minutes,
                points=kind.points,
                needs_outcome=kind.needs_outcome,
                outcomes=[made.outcomes[name] for name in kind.outcomes],
            )


def make_kpis(made: Made) -> None:
    """The KPIs with all that they are mapped to. A ratio comes after the two that it is made of."""
    for kpi in KPIS:
        _make_kpi(made, kpi)


def make_targets(made: Made, story: Story) -> None:
    """The targets, each set a week before it counts."""
    for target in targets_of(story):
        with standing_on(target.effective_from, days_before=7, founded_on=story.founded_on):
            _make_target(made, target)


def _make_kpi(made: Made, kpi: KpiOf) -> None:
    by = made.administrator
    row = verbs.add_kpi(
        by=by,
        name=kpi.name,
        measure=kpi.measure,
        moment=kpi.moment,
        credit=kpi.credit,
        direction=kpi.direction,
        numerator=made.kpis.get(kpi.numerator),
        denominator=made.kpis.get(kpi.denominator),
    )
    made.kpis[kpi.name] = row
    for kind in kpi.types:
        if kind.name in made.types:
            verbs.map_type(row, made.types[kind.name], by=by, weight=kpi.weights.get(kind, "1"))
    if kpi.outcomes:
        verbs.set_counted_outcomes(row, [made.outcomes[name] for name in kpi.outcomes], by=by)
    for role, weight in kpi.roles.items():
        verbs.map_role(row, made.roles[role], by=by, weight=weight)


def _make_target(made: Made, target: TargetOf) -> None:
    verbs.set_target(
        made.kpis[target.kpi.name],
        by=made.administrator,
        role=made.roles[target.role] if target.role else None,
        member=made.members[target.person] if target.person else None,
        period_kind=target.per,
        quantity=target.quantity,
        effective_from=target.effective_from,
        reason=target.reason,
    )
