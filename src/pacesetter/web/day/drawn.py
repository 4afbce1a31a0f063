"""To-dos as HTML. Sixty lines of eighty pieces each: a template escapes every piece by itself, which takes longer than
all else on the page."""

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pacesetter.activities.actions import Action
from pacesetter.web.addresses import address_around
from pacesetter.web.day.due import Due
from pacesetter.web.day.lines import Line
from pacesetter.web.templatetags.icon import icon

# Stands for what differs from line to line, where words are translated once for all of them.
_PLACE = "\x00"


class ToDoDrawer:
    """Draws the lines of one list. `back` is where one comes back to, `token` the one of forms; in the `group` of today
    the day is not said again to those who see it; with `can_choose` lines are ticked to be changed together."""

    def __init__(self, *, back: str, token: str, group: str, can_choose: bool) -> None:
        self._query = f"?next={quote(back)}"
        self._group, self._can_choose = group, can_choose
        self._check, self._pause, self._person = icon("circle-check"), icon("clock-pause"), icon("user")
        self._activity, self._completion, self._due = (
            address_around(name) for name in ("activity", "activity_completion", "activity_due")
        )
        self._complete = _around(_("Complete: %(what)s") % {"what": _PLACE})
        self._put_off = _around(_("Put off: %(what)s") % {"what": _PLACE})
        self._action_words = _("%(action)s: %(what)s")
        again = f'<span class="visually-hidden">{escape(_("Repeats"))}</span>'
        self._repeats = f'<span class="to-do-repeats">{icon("repeat")}{again}</span>'
        self._sent = (
            f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(token)}">'
            f'<input type="hidden" name="next" value="{escape(back)}">'
        )

    def all(self, lines: Iterable[Line]) -> SafeString:
        """The list of them."""
        # Whatever people have typed is escaped where it is put in; the rest are ids, keys and words of ours.
        return mark_safe(f'<ul class="to-dos">{"".join(map(self._line, lines))}</ul>')  # noqa: S308

    def _line(self, line: Line) -> str:
        words, number = escape(line.words), line.id
        completion = f"{self._completion[0]}{number}{self._completion[1]}"
        due = f"{self._due[0]}{number}{self._due[1]}{self._query}"
        panel = f'hx-target="#panel-{number}" hx-swap="innerHTML"'
        category = escape(line.category)
        about = f' <span class="to-do-about">{escape(line.about)}</span>' if line.about else ""
        return (
            f'<li class="to-do due-{line.due.key}" id="to-do-{number}">{self._choice(number, words)}'
            f"{self._way_to_complete(line, completion, words, panel)}"
            f'<div class="to-do-words"><a class="to-do-name" href="{self._activity[0]}{number}{self._activity[1]}">'
            f'<span class="symbol" title="{category}">{icon(line.symbol)}'
            f'<span class="visually-hidden">{category}: </span></span>'
            f'<span class="to-do-title">{escape(line.name)}{about}</span></a>'
            f'<p class="to-do-facts">{self._facts(line)}</p></div>'
            f'<div class="to-do-ways">'
            f"{''.join(self._action(one, number, completion, words, panel) for one in line.actions)}"
            f'<a class="to-do-way" href="{due}" hx-get="{due}" {panel} '
            f'aria-label="{self._put_off[0]}{words}{self._put_off[1]}">{self._pause}</a></div>'
            f'<div class="to-do-panel" id="panel-{number}"></div></li>'
        )

    def _choice(self, number: int, words: str) -> str:
        if not self._can_choose:
            return ""
        return (
            f'<label class="to-do-choose"><input type="checkbox" name="activity" value="{number}" form="bulk" '
            f'aria-label="{words}"></label>'
        )

    def _way_to_complete(self, line: Line, completion: str, words: str, panel: str) -> str:
        """A question where it can end in several ways, else one press."""
        label = f'aria-label="{self._complete[0]}{words}{self._complete[1]}"'
        if line.outcomes:
            return (
                f'<a class="to-do-check" id="check-{line.id}" href="{completion}{self._query}" '
                f'hx-get="{completion}{self._query}" {panel} {label}>{self._check}</a>'
            )
        return (
            f'<form method="post" action="{completion}" hx-post="{completion}">{self._sent}'
            f'<button class="to-do-check" id="check-{line.id}" type="submit" {label}>{self._check}</button></form>'
        )

    def _facts(self, line: Line) -> str:
        parts = [self._day(line.due)]
        if line.due.time:
            parts.append(f'<span class="to-do-time">{escape(line.due.time)}</span>')
        if line.people or line.company:
            between = ", " if line.people and line.company else ""
            parts.append(f'<span class="to-do-with">{escape(line.people)}{between}{escape(line.company)}</span>')
        if line.repeats:
            parts.append(self._repeats)
        if line.owner:
            parts.append(f'<span class="to-do-owner">{self._person}{escape(line.owner)}</span>')
        return " ".join(parts)

    def _day(self, due: Due) -> str:
        is_said = due.key == "today" and self._group == "today"
        return f'<span class="due due-{due.key}{" visually-hidden" if is_said else ""}">{escape(due.word)}</span>'

    def _action(self, action: Action, number: int, completion: str, words: str, panel: str) -> str:
        more = ""
        if action.asks_outcome:
            more = f' id="dial-{number}" hx-get="{completion}{self._query}" {panel} hx-trigger="called"'
        elif action.address.startswith("https:"):
            more = ' target="_blank" rel="noopener"'
        label = escape(self._action_words) % {"action": escape(action.label), "what": words}
        return (
            f'<a class="to-do-way{" is-dial" if action.asks_outcome else ""}" href="{escape(action.address)}"{more} '
            f'aria-label="{label}">{icon(action.symbol)}</a>'
        )


def _around(words: str) -> tuple[str, str]:
    before, _place, after = escape(words).partition(_PLACE)
    return before, after
