"""Open a screen: make the link that shows it."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.periods import PeriodKind
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.kpis.models import Kpi
from pacesetter.people.access import may_look, teams_led_by
from pacesetter.people.models import Member, Team
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle
from pacesetter.rewards.models import Screen, ScreenKpi
from pacesetter.rewards.screens import hash_of, new_secret

# As many as can be read from across a room.
MOST_KPIS = 4


class OpenedScreen(NamedTuple):
    """The screen and the secret of its link, which is shown once and kept nowhere."""

    screen: Screen
    secret: str


def open_screen(
    *, by: Member, name: str, team: Team | None, kpis: Sequence[Kpi], period_kind: str = PeriodKind.MONTH
) -> OpenedScreen:
    """Let whoever has the link see these KPIs of this team (of everybody without one).

    Administrators may, and a lead for the own team. Raises `NotAllowed` or a `Refusal`.
    """
    guards.of_this_house(by)
    _may_show(by, team)
    name = guards.required(name, "name", longest=100)
    if not kpis or len(kpis) > MOST_KPIS:
        message = _("Choose between one and %(most)s KPIs.") % {"most": MOST_KPIS}
        raise Refusal(message, field="kpis", code="how_many")
    for kpi in kpis:
        guards.known(kpi, "kpis")
    if period_kind not in set(PeriodKind):
        raise Refusal(_("Choose a period."), field="period_kind", code="unknown")
    secret = new_secret()
    with transaction.atomic():
        screen = Screen.objects.create(
            name=name, secret_hash=hash_of(secret), team=team, period_kind=period_kind, created_by=by
        )
        rows = [
            ScreenKpi(organisation_id=screen.organisation_id, screen=screen, kpi=kpi, position=place)
            for place, kpi in enumerate(kpis)
        ]
        ScreenKpi.objects.bulk_create(rows)
        after = {"name": name, "team_id": team.pk if team else None, "kpi_ids": [kpi.pk for kpi in kpis]}
        settle("screen.opened", ("screen", screen.pk), by=by, after=after)
    return OpenedScreen(screen, secret)


def _may_show(by: Member, team: Team | None) -> None:
    guards.known(team, "team")
    leads = team is not None and teams_led_by(by).filter(team=team).exists()
    if not may_look(by) or not (by.is_administrator or leads):
        raise NotAllowed(_("Administrators open screens, and team leads those of their team."))
