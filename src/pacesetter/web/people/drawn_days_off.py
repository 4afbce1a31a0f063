"""Who is off as HTML: put together in Python, since a template looks at each of six hundred cells by itself."""

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pacesetter.web.addresses import address_around
from pacesetter.web.escaping import escape
from pacesetter.web.people.days_off import LineOff

_SIGNS = {"off": "●", "half": "◐"}


def drawn(lines: Sequence[LineOff]) -> SafeString:
    """A row for each of the members."""
    words = {"off": _("off"), "half": _("half day off")}
    cells = {key: f'<td class="off-{key}">{_sign(key, words)}</td>' for key in ("off", "half", "idle", "work")}
    before, after = address_around("member_leave")
    html = "".join(
        f'<tr><th scope="row"><a href="{before}{line.member.pk}{after}">{escape(line.member.name)}</a></th>'
        f"{''.join([cells[day.key] for day in line.days])}</tr>"
        for line in lines
    )
    return mark_safe(html)  # noqa: S308 - words are escaped where they are put in


def _sign(key: str, words: dict[str, str]) -> str:
    if key not in words:
        return ""
    return f'<span aria-hidden="true">{_SIGNS[key]}</span><span class="visually-hidden">{escape(words[key])}</span>'
