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
# Decimal places of what is broken.
NUMBER_PLACES, MONEY_PLACES = 1, 2
# The decimals in a locale's pattern.
_DECIMALS = re.compile(r"\.[0#]+")
# The last digit before the per cent sign in a locale's pattern.
_LAST_DIGIT = re.compile(r"0(?=[^0#.,]*%)")
# Formatting takes many times longer than looking up, and a board has thousands of numbers but few different ones.
_MOST_KEPT = 50_000


def rounded(value: Fraction, places: int) -> Decimal:
    """To so many decimals where it is broken; what is whole has none."""
    return shown(value, 0 if value.denominator == 1 else places)


class NumberForms:
    """The forms of one language. Made once per process and language; keeps what it has formatted."""

    def __init__(self, language: str) -> None:
        self.locale = _locale_named(language)
        self._numbers: dict[tuple[int, int], str] = {}
        self._sums_of_money: dict[tuple[int, int], str] = {}
        self._two_decimals = _DECIMALS.sub(".00", self.locale.decimal_formats[None].pattern)
        self._percents: dict[int | Decimal, str] = {}

    def number(self, value: Fraction | None) -> str:
        """An amount: whole, or with one decimal where it is broken. However large it is: halves that were left out of
        three numbers would be missing from their sum."""
        return NOTHING if value is None else self._kept(value, self._numbers, NUMBER_PLACES, None)

    def money(self, value: Fraction | None) -> str:
        """A sum of money without its sign: whole, or with two decimals where it is broken."""
        return NOTHING if value is None else self._kept(value, self._sums_of_money, MONEY_PLACES, self._two_decimals)

    def _kept(self, value: Fraction, kept: dict[tuple[int, int], str], places: int, pattern: str | None) -> str:
        key = value.as_integer_ratio()
        known = kept.get(key)
        if known is None:
            if len(kept) >= _MOST_KEPT:
                kept.clear()
            form = None if value.denominator == 1 else pattern
            words = format_decimal(rounded(value, places), format=form, locale=self.locale)
            known = kept[key] = str(words)
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
