"""The lines of a list of to-dos: `{% to_do_lines lines back=request.get_full_path token=csrf_token %}`."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from pacesetter.web.day.drawn import ToDoDrawer
from pacesetter.web.day.lines import Line

register = template.Library()


@register.simple_tag
def to_do_lines(
    lines: Iterable[Line], *, back: str, token: object, group: str = "", can_choose: bool = False
) -> SafeString:
    """See `ToDoDrawer`."""
    return ToDoDrawer(back=back, token=str(token), group=group, can_choose=can_choose).all(lines)
