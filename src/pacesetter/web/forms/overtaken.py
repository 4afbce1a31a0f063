"""What became something else while somebody was typing."""

from django.utils.translation import gettext as _


def overtaken(now: str) -> str:
    """What is said beside a field that is `now` something else than when the page was drawn."""
    return _("Somebody changed this meanwhile: it is %(now)s now. Check it, and save again.") % {"now": now}
