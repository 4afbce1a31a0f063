"""Numbers as a form field wants them."""

from decimal import Decimal


def plain(number: Decimal) -> str:
    """The number without zeros at its end and without an exponent: 1.00 is 1, 100 is 100."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
