"""What a playbook is made of: plain values, told apart by name.

Names are translated when they are used: a team gets its activities in the language of whoever sets it up.
"""

from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise

Text = str | Promise

# Another try is suggested so many working days later, and so many times in a row at most.
TRY_AFTER, MOST_TRIES = 2, 5


@dataclass(frozen=True)
class PlaybookType:
    """An activity type. `points` is what one of it is worth in KPIs that add up points. After the outcomes in
    `tries_again` another try is suggested (see `TRY_AFTER`)."""

    name: Text
    category: str
    default_minutes: int
    points: str
    outcomes: tuple[Text, ...] = ()
    needs_outcome: bool = False
    tries_again: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Counted:
    """An activity type that a KPI counts other than once."""

    type: PlaybookType
    weight: str


@dataclass(frozen=True)
class PlaybookKpi:
    """A KPI. `counts` is empty for a ratio, which is made of two others instead."""

    name: Text
    measure: str = "count"
    counts: tuple[PlaybookType | Counted, ...] = ()
    outcomes: tuple[Text, ...] = ()
    moment: str = "completed"
    credit: str = "owner"
    direction: str = "more"
    numerator: "PlaybookKpi | None" = None
    denominator: "PlaybookKpi | None" = None

    @property
    def weighted(self) -> tuple[Counted, ...]:
        """The activity types that it counts, each with its weight."""
        return tuple(one if isinstance(one, Counted) else Counted(one, "1") for one in self.counts)


@dataclass(frozen=True)
class Expected:
    """A KPI that is expected of a role. `quantity` per `per` is the target, none where it can't be said beforehand (an
    amount of money, say); `weight` is the KPI's share in the role's score."""

    kpi: PlaybookKpi
    quantity: str = ""
    per: str = ""
    weight: str = "1"


@dataclass(frozen=True)
class PlaybookRole:
    """A sales role with all that is expected of it."""

    name: Text
    expects: tuple[Expected, ...]


@dataclass(frozen=True)
class Playbook:
    """A ready-made set-up. Everything in it follows from the roles; `others` are activity types that no KPI counts."""

    key: str
    name: Text
    says: Text
    roles: tuple[PlaybookRole, ...] = ()
    others: tuple[PlaybookType, ...] = ()

    @cached_property
    def kpis(self) -> tuple[PlaybookKpi, ...]:
        """Every KPI once, in the order in which the roles name them, a ratio behind the two that it is made of."""
        found: dict[PlaybookKpi, None] = {}
        for role in self.roles:
            for expected in role.expects:
                kpi = expected.kpi
                found.update(dict.fromkeys(part for part in (kpi.denominator, kpi.numerator) if part))
                found[kpi] = None
        return tuple(found)

    @cached_property
    def types(self) -> tuple[PlaybookType, ...]:
        """Every activity type once."""
        counted = (counted.type for kpi in self.kpis for counted in kpi.weighted)
        return tuple(dict.fromkeys((*counted, *self.others)))

    @cached_property
    def outcomes(self) -> tuple[Text, ...]:
        """Every outcome once."""
        of_types = [outcome for kind in self.types for outcome in kind.outcomes]
        of_kpis = [outcome for kpi in self.kpis for outcome in kpi.outcomes]
        return tuple({str(outcome): outcome for outcome in (*of_types, *of_kpis)}.values())
