"""What the few Jinja templates have at hand: the same words as Django's."""

from typing import Any

from django.templatetags.static import static
from django.utils.translation import gettext, ngettext
from jinja2 import Environment

from pacesetter.web.addresses import address
from pacesetter.web.broken_lines import breakable
from pacesetter.web.templatetags.icon import icon


def environment(**options: Any) -> Environment:
    """Jinja's environment, translating like Django's templates do."""
    made = Environment(**options, extensions=["jinja2.ext.i18n"])  # noqa: S701 - Django turns autoescaping on
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update({"static": static, "url": address, "icon": icon})
    made.filters["breakable"] = breakable
    return made
