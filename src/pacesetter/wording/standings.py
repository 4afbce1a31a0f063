"""Whether a period is closed or locked, in words."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.kpis.closing import Standing, State
from pacesetter.wording.periods import day_label, period_label

_WORDS: dict[State, Promise] = {State.CLOSED: gettext_lazy("Closed"), State.LOCKED: gettext_lazy("Locked")}


@dataclass(frozen=True)
class StandingInWords:
    """A badge: `key` is "closed" or "locked", `sentence` says by whom, when, and what it means for the figures."""

    key: str
    word: Promise
    sentence: str


def standing_in_words(standing: Standing, zone: ZoneInfo) -> StandingInWords | None:
    """The badge of a period, with the day in this time zone (the organisation's). None where it is open."""
    if standing.state not in _WORDS:
        return None
    return StandingInWords(standing.state.value, _WORDS[standing.state], _sentence(standing, zone))


def _sentence(standing: Standing, zone: ZoneInfo) -> str:
    said = {
        "who": standing.by or _("the system"),
        "day": day_label(standing.since.astimezone(zone).date()) if standing.since else "",
        "period": period_label(standing.closing.period) if standing.closing else "",
    }
    if not standing.is_exact:
        if standing.state is State.LOCKED:
            return _("Part of %(period)s, locked by %(who)s on %(day)s. Figures here follow today's rules.") % said
        return _("Part of %(period)s, closed by %(who)s on %(day)s.") % said
    if standing.keeps is not None:
        return _("Locked by %(who)s on %(day)s. Figures are shown as they were kept then.") % said
    if standing.state is State.LOCKED:
        return _("Locked. Figures follow today's rules.")
    return _("Closed by %(who)s on %(day)s. Later changes are listed as restatements.") % said
