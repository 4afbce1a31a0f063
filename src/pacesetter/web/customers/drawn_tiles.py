"""The tiles of the recency board as HTML: put together in Python, since a template escapes each piece by itself."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacesetter.web.addresses import address_around
from pacesetter.web.customers.recency import Tile
from pacesetter.web.escaping import escape
from pacesetter.web.templatetags.icon import icon


def drawn(tiles: Sequence[Tile]) -> SafeString:
    """The list of them."""
    company, activity = address_around("company"), address_around("activity")
    plan, back = reverse("new_activity"), reverse("recency")
    never, plan_with = f"<b>{escape(_('Never'))}</b>", _("plan with %(name)s")
    days: dict[int, str] = {}

    def one(tile: Tile) -> str:
        ago = never if tile.days is None else days.get(tile.days)
        if ago is None:
            ago = days[tile.days or 0] = _ago(tile.days or 0)
        last = f' <a href="{activity[0]}{tile.last_id}{activity[1]}">{escape(tile.last)}</a>' if tile.last else ""
        following = escape(tile.next)
        if tile.next_state == "none":
            words = escape(plan_with % {"name": tile.name})
            following = (
                f'<a href="{plan}?planned=1&amp;company={tile.id}&amp;next={back}">{following}'
                f'<span class="visually-hidden">: {words}</span></a>'
            )
        seller = tile.account_manager or tile.sales_rep
        who = f'<p class="tile-who">{escape(seller)}</p>\n' if seller else ""
        return (
            f'<li class="tile">\n<p class="tile-name"><a href="{company[0]}{tile.id}{company[1]}">'
            f'{escape(tile.name)}</a></p>\n<p class="tile-days">{ago}{last}</p>\n'
            f'<p class="tile-next next next-{tile.next_state}">{icon(tile.next_symbol)}{following}</p>\n'
            f"{who}</li>\n"
        )

    return mark_safe(f"<ul>\n{''.join(map(one, tiles))}</ul>")  # noqa: S308 - words are escaped where they are put in


def _ago(days: int) -> str:
    return ngettext("<b>%(days)s</b> day", "<b>%(days)s</b> days", days) % {"days": days}
