"""What a recipient did with a campaign, in words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def campaign_words(details: Mapping[str, Any]) -> str:
    """From the `details` of an activity that a campaign left on a company. Empty where they tell nothing."""
    words = [_opened(details)]
    if clicks := details.get("clicks"):
        words.append(ngettext("clicked once", "clicked %(count)d times", clicks) % {"count": clicks})
    if bounce := details.get("bounce"):
        words.append(_("not delivered, for good") if bounce == "hard" else _("not delivered, for now"))
    if left := _moment(details.get("left_at")):
        words.append(_("unsubscribed %(when)s") % {"when": left})
    return ", ".join(filter(None, words))


def _opened(details: Mapping[str, Any]) -> str:
    if "opened" not in details:
        return ""
    if not details["opened"]:
        # Whom it never reached could not have opened it.
        return "" if details.get("bounce") else _("not opened")
    opens = details.get("opens") or 1
    first, last = _moment(details.get("first_open_at")), _moment(details.get("last_open_at"))
    if opens == 1 or first == last:
        return _("opened %(when)s") % {"when": first} if first else _("opened")
    return ngettext(
        "opened %(count)d time, first %(first)s, last %(last)s",
        "opened %(count)d times, first %(first)s, last %(last)s",
        opens,
    ) % {"count": opens, "first": first, "last": last}


def _moment(text: Any) -> str:
    if not isinstance(text, str):
        return ""
    return date_format(timezone.localtime(datetime.fromisoformat(text)), "SHORT_DATETIME_FORMAT")
