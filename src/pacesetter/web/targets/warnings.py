"""What is odd about the targets as they are, so that nobody finds out at the end of the month."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.kpis.book import Book, KpiRule
from pacesetter.people.models import SalesRole
from pacesetter.web.targets.standing import Standing, Standings
from pacesetter.web.targets.subjects import Subject
from pacesetter.web.targets.words import PER


@dataclass(frozen=True)
class Warning:
    """One sort of oddity, with what it is about."""

    text: Promise
    about: Sequence[str]


def warnings_of(book: Book, roles: Sequence[SalesRole], subjects: Sequence[Subject], day: date) -> list[Warning]:
    """The oddities of all roles in use and of these rows."""
    standings = Standings(book, day)
    kpis = [kpi for kpi in book.kpis.values() if not kpi.is_archived]
    names = {role.pk: role.name for role in roles}
    found = [
        Warning(
            gettext_lazy("Roles without KPIs: nothing is expected of who holds them."),
            [role.name for role in roles if not any(role.pk in kpi.role_weights for kpi in kpis)],
        ),
        Warning(
            gettext_lazy("KPIs without a role: they are expected of nobody."),
            [kpi.name for kpi in kpis if not names.keys() & kpi.role_weights.keys()],
        ),
        Warning(
            gettext_lazy("KPIs without a target: they are counted, but there is nothing to reach."),
            list(_without_target(standings, kpis, names, subjects)),
        ),
        Warning(
            gettext_lazy(
                "Targets for two kinds of period at once: they do not add up. The higher one on a working day counts."
            ),
            list(_contradicting(standings, kpis, subjects)),
        ),
    ]
    return [warning for warning in found if warning.about]


def _without_target(
    standings: Standings, kpis: Sequence[KpiRule], names: Mapping[int, str], subjects: Sequence[Subject]
) -> Iterator[str]:
    for kpi in kpis:
        for role_id in kpi.role_weights:
            if role_id not in names or _is_set(standings.of(True, role_id, kpi)):
                continue
            holders = [one for one in subjects if not one.is_role and role_id in one.role_ids]
            own = (_is_set(standings.of(False, one.id, kpi)) for one in holders)
            if not holders or not all(own):
                yield _("%(kpi)s (%(role)s)") % {"kpi": kpi.name, "role": names[role_id]}


def _is_set(standing: Standing) -> bool:
    return standing.now is not None or standing.coming is not None


def _contradicting(standings: Standings, kpis: Sequence[KpiRule], subjects: Sequence[Subject]) -> Iterator[str]:
    book = standings.book
    # Most members have no targets of their own.
    with_own = {
        is_role: {subject_id for _kpi_id, subject_id in series}
        for is_role, series in ((True, book.role_targets), (False, book.member_targets))
    }
    for subject in subjects:
        if subject.id not in with_own[subject.is_role]:
            continue
        for kpi in kpis:
            standing = standings.of(subject.is_role, subject.id, kpi)
            if standing.contradicts:
                kinds = ", ".join((str(PER[kind]) % {"quantity": ""}).strip() for kind in standing.kinds)
                yield _("%(kpi)s of %(name)s (%(kinds)s)") % {"kpi": kpi.name, "name": subject.name, "kinds": kinds}
