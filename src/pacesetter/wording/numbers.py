"""Numbers in the locale's form. Rounding happens here and nowhere before."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal, format_percent
from django.utils.translation import get_language

from pacesetter.core.exact import Quotient
from pacesetter.kpis.formulas import shown, shown_percent

# What has no value.
NOTHING = "–"
# From here on the decimals of a number only cost time to read.
_WHOLE_FROM = 100
# The last digit before the per cent sign in a locale's pattern.
_LAST_DIGIT = re.compile(r"0(?=[^0#.,]*%)")
# Formatting takes many times longer than looking up, and a board has thousands of numbers but few different ones.
_MOST_KEPT = 50_000


class NumberForms:
    """The forms of one language. Made once per process and language; keeps what it has formatted."""

    def __init__(self, language: str) -> None:
        self.locale = _locale_named(language)
        self._numbers: dict[tuple[int, int], str] = {}
        self._percents: dict[int | Decimal, str] = {}

    def number(self, value: Fraction | None) -> str:
        """An amount: whole, or with one decimal where it is small and broken."""
        if value is None:
            return NOTHING
        key = value.as_integer_ratio()
        known = self._numbers.get(key)
        if known is None:
            if len(self._numbers) >= _MOST_KEPT:
                self._numbers.clear()
            whole = value.denominator == 1 or abs(value) >= _WHOLE_FROM
            rounded = shown(value, 0 if whole else 1)
            known = self._numbers[key] = str(format_decimal(rounded, format=None, locale=self.locale))
        return known

    def percent(self, share: Quotient | None) -> str:
        """A share as whole per cent. One just under 100 % gets a decimal, since "100 %, behind" would look like a
        mistake."""
        if share is None:
            return NOTHING
        top, bottom = share.as_integer_ratio()
        # Rounds as `shown_percent` does, in whole numbers: a board asks for it in every cell.
        rounded: int | Decimal = (
            (200 * top + bottom) // (2 * bottom) if top >= 0 else int(shown_percent(Fraction(top, bottom)))
        )
        if rounded == 100 and top < bottom:
            rounded = min(shown_percent(Fraction(top, bottom), 1), Decimal("99.9"))
        known = self._percents.get(rounded)
        if known is None:
            if len(self._percents) >= _MOST_KEPT:
                self._percents.clear()
            known = self._percents[rounded] = self._percent_in_words(rounded)
        return known

    def _percent_in_words(self, per_hundred: int | Decimal) -> str:
        pattern = None
        if per_hundred % 1:
            pattern = _LAST_DIGIT.sub("0.0", self.locale.percent_formats[None].pattern, count=1)
        return str(format_percent(Decimal(per_hundred) / 100, format=pattern, locale=self.locale))


@lru_cache
def _forms_of(language: str) -> NumberForms:
    return NumberForms(language)


def number_forms() -> NumberForms:
    """The forms of the language that this request is answered in. Ask once for many numbers."""
    return _forms_of(get_language() or "en")


def _locale_named(language: str) -> Locale:
    """Babel's locale for one of Django's languages, such as "en-gb"; English where Babel doesn't know it."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def current_locale() -> Locale:
    """Babel's locale for the language that this request is answered in."""
    return number_forms().locale


def number(value: Fraction | None) -> str:
    """See `NumberForms.number`."""
    return number_forms().number(value)


def percent(share: Fraction | None) -> str:
    """See `NumberForms.percent`."""
    return number_forms().percent(share)
