"""Quantities of targets as people read and type them: money in the currency's main unit, per cent for ratios, minutes
also as hours."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from babel import Locale
from babel.numbers import NumberFormatError, format_decimal, format_percent, parse_decimal
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.kpis.book import KpiRule
from pacesetter.wording.numbers import current_locale

_HOURS = re.compile(r"^(?P<hours>\d{1,9})\s*(?:h|:)\s*(?P<minutes>[0-5]?\d)?\s*(?:min|m)?$", re.IGNORECASE)
# Signs of units that stand beside numbers in spreadsheets.
_UNITS = re.compile(r"[\s\u00a0\u202f%€$£¥]|[A-Z]{3}\b|\bmin(?:utes)?\b")

# The last digit before the per cent sign in a locale's pattern.
_LAST_DIGIT = re.compile(r"0(?=[^0#.,]*%)")


def typed(quantity: Fraction | None, kpi: KpiRule) -> str:
    """The quantity as it stands in a field: exact, in the locale's form, without what would have to be typed over."""
    if quantity is None:
        return ""
    return _exact(quantity * 100 if kpi.is_ratio else quantity, "0.###")


def in_words(quantity: Fraction, kpi: KpiRule, currency: str) -> str:
    """The quantity with its unit: "2,000 €", "30%", "600 minutes", "50"."""
    if kpi.is_ratio:
        return level(quantity)
    number = _exact(quantity, "#,##0.###")
    if kpi.measure == "value":
        return f"{number} {currency}"
    if kpi.measure == "minutes":
        return _("%(number)s min") % {"number": number}
    return number


def level(share: Fraction) -> str:
    """What a ratio is to be: exact, and as the language writes per cent. It is the same on every day, so no period
    belongs to it."""
    locale = current_locale()
    pattern = _LAST_DIGIT.sub("0.###", locale.percent_formats[None].pattern, count=1)
    return str(format_percent(Decimal(share.numerator) / share.denominator, format=pattern, locale=locale))


def read(text: str, kpi: KpiRule) -> Decimal | None:
    """What was typed, None where it is empty. Raises a `Refusal` for what is no number, with an example that is one."""
    text = text.strip()
    if text in ("", "–", "-"):
        return None
    if kpi.measure == "minutes" and (hours := _HOURS.match(text)):
        return Decimal(int(hours["hours"]) * 60 + int(hours["minutes"] or 0))
    number = _number(_UNITS.sub("", text), text, "quantity")
    return number / 100 if kpi.is_ratio else number


def read_per_cent(text: str, field: str = "fill_amount") -> Decimal:
    """Per cent as somebody types them, with or without the sign. Raises a `Refusal` for what is no number."""
    return _number(_UNITS.sub("", text).replace("−", "-"), text, field)


def _number(written: str, text: str, field: str) -> Decimal:
    """The number that is `written`; `text` is what was typed, for the refusal."""
    try:
        # Strict: what only looks like a number of this language ("1.5" where the comma is the sign) is not guessed at.
        number = Decimal(parse_decimal(written, locale=current_locale(), strict=True))
        # Words such as "Infinity" and "NaN" are numbers to the reader.
        if number.is_finite():
            return number
    except NumberFormatError:
        pass
    example = _exact(Fraction(5, 2), "0.###")
    raise Refusal(
        _("“%(text)s” is not a number. Write it like %(example)s.") % {"text": text[:30], "example": example},
        field=field,
        code="not_a_number",
    )


def changed_by(quantity: Decimal, per_cent: Decimal) -> Decimal:
    """The quantity so many per cent higher, with as many decimal places as it had: 33 and 10 % are 36."""
    places = max(0, -int(quantity.normalize().as_tuple().exponent))
    return (quantity * (1 + per_cent / 100)).quantize(Decimal(1).scaleb(-places), "ROUND_HALF_UP")


def to_be_checked(number: Fraction) -> str:
    """With three decimal places where it has them, so that somebody can reckon with it; what is rounded even so says
    it: "3.75", "≈ 3.333"."""
    words = _exact(number, "#,##0.###")
    return words if (number * 1000).denominator == 1 else f"≈ {words}"


def _exact(number: Fraction, form: str) -> str:
    return _formatted(number.numerator, number.denominator, form, current_locale())


@lru_cache(maxsize=10_000)
def _formatted(numerator: int, denominator: int, form: str, locale: Locale) -> str:
    # A grid has many cells but few different numbers, and forming one takes long.
    # Quantities are kept with three decimal places, so nothing is lost here.
    exact = Decimal(numerator) / Decimal(denominator)
    return str(format_decimal(exact, format=form, locale=locale))
