"""The symbols that an activity type can have instead of its category's."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pacesetter.activities.category import categories

# Name of the icon (see icons.txt) -> what it is called.
SYMBOLS: dict[str, str | Promise] = {
    "phone": _("Phone"),
    "phone-outgoing": _("Phone, outgoing"),
    "mail": _("Envelope"),
    "send": _("Paper plane"),
    "message-circle": _("Speech bubble"),
    "brand-linkedin": _("LinkedIn"),
    "video": _("Camera"),
    "calendar-event": _("Calendar"),
    "users": _("Several people"),
    "user-plus": _("New person"),
    "presentation": _("Presentation"),
    "school": _("Training"),
    "map-pin": _("Place"),
    "car": _("Car"),
    "coffee": _("Coffee"),
    "file-text": _("Document"),
    "file-dollar": _("Offer"),
    "signature": _("Signature"),
    "trophy": _("Trophy"),
    "heart-handshake": _("Handshake"),
    "clipboard-check": _("Checklist"),
    "search": _("Magnifying glass"),
    "speakerphone": _("Campaign"),
    "briefcase": _("Briefcase"),
    "alert-circle": _("Attention"),
    "star": _("Star"),
}


def symbol_of(symbol: str, category: str) -> str:
    """The icon of an activity type: its own, else its category's, else that of no category."""
    if symbol in SYMBOLS:
        return symbol
    known = categories().get(category)
    return known.symbol if known else "dots"


def symbol_choices(own: str = "") -> list[tuple[str, str | Promise]]:
    """The symbols to choose from; one that came from elsewhere stays choosable where it is `own`."""
    strange = [(own, own)] if own and own not in SYMBOLS else []
    return [("", _("The category's")), *SYMBOLS.items(), *strange]
