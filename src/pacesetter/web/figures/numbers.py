"""Numbers in the locale's form. Rounding happens here and nowhere before."""

from fractions import Fraction
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal, format_percent
from django.utils.translation import get_language

from pacesetter.kpis.formulas import shown

# What has no value.
NOTHING = "–"
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
    """A share as whole per cent."""
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
    return str(format_percent(shown(Fraction(numerator, denominator), 2), locale=locale_named(language)))
