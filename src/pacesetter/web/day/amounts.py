"""Minutes and money as people write them."""

from decimal import Decimal
from fractions import Fraction

from babel.numbers import NumberFormatError, format_decimal, parse_decimal
from django.utils.translation import gettext as _

from pacesetter.core.money import from_minor, to_minor
from pacesetter.core.refusal import Refusal
from pacesetter.wording.numbers import current_locale


def read_minutes(written: str) -> int | None:
    """Whole minutes; None where nothing was written. Anything else is a `Refusal`."""
    written = written.strip()
    if not written:
        return None
    if not (written.isascii() and written.isdigit()) or len(written) > 5:
        raise Refusal(_("Give whole minutes, such as 15."), field="minutes", code="not_a_number")
    return int(written)


def read_money(written: str, currency: str) -> int | None:
    """An amount in the locale's form as smallest units; None where nothing was written. Anything else is a
    `Refusal`."""
    written = written.strip()
    if not written:
        return None
    try:
        return to_minor(Decimal(parse_decimal(written, locale=current_locale(), strict=True)), currency)
    except (NumberFormatError, ArithmeticError, ValueError):
        example = format_decimal(Decimal("1250.5"), locale=current_locale())
        raise Refusal(
            _("This is no amount. Write it like %(example)s.") % {"example": example}, field="value", code="not_money"
        ) from None


def money_to_edit(minor: int, currency: str) -> str:
    """Smallest units as they are written into a form; empty for nothing."""
    if not minor:
        return ""
    amount: Fraction = from_minor(minor, currency)
    return str(format_decimal(Decimal(amount.numerator) / amount.denominator, locale=current_locale()))
