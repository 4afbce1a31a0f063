"""What screens on the wall show to whoever has their link, in words."""

from typing import Any

from django.utils.translation import gettext as _

from pacesetter.events.models import Event
from pacesetter.web.setup.history.change import Change
from pacesetter.web.setup.history.known import KnownNames
from pacesetter.web.setup.history.values import NOTHING


def screen_changes(
    event: Event, before: dict[str, Any], after: dict[str, Any], known: KnownNames
) -> list[Change] | None:
    """Whose figures and which; None for events about other things."""
    if event.subject_kind != "screen":
        return None
    if not after:
        return []  # the deed says it all
    whose = known.name("team", after.get("team_id")) or _("(removed)") if after.get("team_id") else _("Everybody")
    kpis = [known.name("kpi", pk) or _("(removed)") for pk in after.get("kpi_ids", ())]
    return [Change(_("Team"), NOTHING, whose), Change(_("KPIs"), NOTHING, ", ".join(kpis) or NOTHING)]
