"""Numbers in the locale's form. Rounding happens here and nowhere before."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal, format_percent
from django.utils.translation import get_language

from pacesetter.kpis.formulas import shown

# What has no value.
NOTHING = "–"
_ALMOST = Decimal("0.999")
# The last digit before the per cent sign in a locale's pattern.
_LAST_DIGIT = re.compile(r"0(?=[^0#.,]*%)")
# From here on the decimals of a number only cost time to read.
_WHOLE_FROM = 100


@lru_cache
def locale_named(language: str) -> Locale:
    """Babel's locale for one of Django's languages, such as "en-gb"; English where Babel doesn't know it."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def current_locale() -> Locale:
    """The locale of the language that this request is answered in."""
    return locale_named(get_language() or "en")


def number(value: Fraction | None) -> str:
    """An amount: whole, or with one decimal where it is small and broken."""
    if value is None:
        return NOTHING
    return _number(value.numerator, value.denominator, get_language() or "en")


def percent(share: Fraction | None) -> str:
    """A share as whole per cent. One just under 100 % gets a decimal, since "100 %, behind" would look like a mistake."""
    if share is None:
        return NOTHING
    return _percent(share.numerator, share.denominator, get_language() or "en")


@lru_cache(maxsize=10_000)
def _number(numerator: int, denominator: int, language: str) -> str:
    whole = denominator == 1 or abs(numerator) >= _WHOLE_FROM * denominator
    rounded = shown(Fraction(numerator, denominator), 0 if whole else 1)
    return str(format_decimal(rounded, format=None, locale=locale_named(language)))


@lru_cache(maxsize=10_000)
def _percent(numerator: int, denominator: int, language: str) -> str:
    share, locale = Fraction(numerator, denominator), locale_named(language)
    rounded = shown(share, 2)
    if rounded < 1 or share >= 1:
        return str(format_percent(rounded, locale=locale))
    with_decimal = _LAST_DIGIT.sub("0.0", locale.percent_formats[None].pattern, count=1)
    return str(format_percent(min(shown(share, 3), _ALMOST), format=with_decimal, locale=locale))
