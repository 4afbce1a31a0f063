"""Amounts of money in the forms of many countries: 1,234.50  1.234,50  1 234,50  1'234.50  (12.00)  NZ$ 5."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.values.cell import MAX_REMEMBERED, BadValue

_SPACES = re.compile(r"[\s\u00a0\u202f]")
_PARTS = re.compile(
    r"^(?P<open>\()?(?P<sign>[-\u2212+])?(?P<before>[^\W\d_]{0,4}[$€£¥₹₩₽₺]?|[$€£¥₹₩₽₺][^\W\d_]{0,3})(?P<sign2>[-\u2212+])?"
    r"(?P<number>\d[\d.,']*|[.,]\d+)(?P<after>[$€£¥₹₩₽₺]|[^\W\d_]{1,4}\.?)?(?P<sign3>-)?(?P<close>\))?$"
)
_SYMBOLS = {"€": {"EUR"}, "£": {"GBP"}, "¥": {"JPY", "CNY"}, "₹": {"INR"}, "₩": {"KRW"}, "₽": {"RUB"}, "₺": {"TRY"}}
_DOLLARS = {"NZ$": "NZD", "A$": "AUD", "AU$": "AUD", "US$": "USD", "C$": "CAD", "CA$": "CAD", "S$": "SGD", "HK$": "HKD"}
_WORDS = {"KR": {"SEK", "NOK", "DKK", "ISK"}, "KČ": {"CZK"}, "ZŁ": {"PLN"}, "FT": {"HUF"}, "R": {"ZAR"}, "RS": {"INR"}}
_DOLLAR_WORDS = "USD NZD AUD CAD SGD HKD TWD MXN BRL CLP COP ARS FJD"
_DOLLAR_CURRENCIES = frozenset(_DOLLAR_WORDS.split())
MAX_AMOUNT = Decimal(10) ** 12


def amount_reader(decimal_sign: str | None, currency: str) -> Callable[[str], Decimal | None]:
    """A converter to an amount in the organisation's `currency`; None for an empty cell.

    `decimal_sign` is "." or ",", or None where the column's own values tell in each case.
    """

    def read(text: str) -> Decimal | None:
        packed = _SPACES.sub("", text)
        if packed in ("", "-", "–"):
            return None
        match = _PARTS.match(packed)
        if not match or bool(match["open"]) != bool(match["close"]):
            raise BadValue(ProblemKind.NOT_AN_AMOUNT, text)
        for mark in (match["before"], match["after"]):
            if mark and not _may_be(mark.upper().rstrip("."), currency):
                raise BadValue(ProblemKind.OTHER_CURRENCY, text)
        amount = _amount(match["number"], decimal_sign, text)
        if amount > MAX_AMOUNT:
            raise BadValue(ProblemKind.NOT_AN_AMOUNT, text)
        signs = sum(match[name] in ("-", "\u2212") for name in ("sign", "sign2", "sign3")) + bool(match["open"])
        return -amount if signs % 2 else amount

    return read


def _amount(number: str, decimal_sign: str | None, text: str) -> Decimal:
    sign = decimal_sign or _sign_told_by(number)
    if sign is None:
        if _has_mark(number):
            raise BadValue(ProblemKind.AMBIGUOUS_AMOUNT, text)
        sign = "."
    thousands = "," if sign == "." else "."
    whole, _, decimals = number.partition(sign)
    groups = re.split(f"[{thousands}']", whole)
    if not _are_thousands(groups, thousands) or not (decimals.isdigit() or not decimals):
        raise BadValue(ProblemKind.NOT_AN_AMOUNT, text)
    try:
        return Decimal(f"{''.join(groups) or '0'}.{decimals or '0'}")
    except InvalidOperation:
        raise BadValue(ProblemKind.NOT_AN_AMOUNT, text) from None


def _are_thousands(groups: list[str], sign: str) -> bool:
    """Whether the groups of digits are thousands. Two digits between two commas are lakh and crore (12,34,567); in the
    last group they would be decimals with the other sign, a hundred times as much."""
    if len(groups) == 1:
        return True
    middle = (2, 3) if sign == "," else (3,)
    return len(groups[0]) in (1, 2, 3) and len(groups[-1]) == 3 and all(len(group) in middle for group in groups[1:-1])


def _has_mark(number: str) -> bool:
    return "." in number or "," in number


def _sign_told_by(number: str) -> str | None:
    """The decimal sign where this one number leaves no doubt; 1.234 and 1,234 do."""
    dot, comma = number.rfind("."), number.rfind(",")
    if dot >= 0 and comma >= 0:
        return "." if dot > comma else ","
    mark = "." if dot >= 0 else "," if comma >= 0 else None
    if mark is None:
        return None
    if number.count(mark) > 1:
        return "," if mark == "." else "."
    before, after = number.split(mark)
    if len(after) != 3 or len(before) > 3 or before in ("", "0"):
        return mark
    return None


def _may_be(mark: str, currency: str) -> bool:
    if mark == "$":
        return currency in _DOLLAR_CURRENCIES
    if mark in _DOLLARS:
        return _DOLLARS[mark] == currency
    known = _SYMBOLS.get(mark) or _WORDS.get(mark)
    if known:
        return currency in known
    return mark.strip("$€£¥") == currency


@dataclass(slots=True)
class MoneySurvey:
    """Looks at a whole column of amounts and finds the decimal sign, or that it has to be asked."""

    signs: set[str] = field(default_factory=set)
    doubtful: str = ""
    _seen: set[str] = field(default_factory=set)

    def feed(self, cells: Iterable[str]) -> None:
        """Take in some cells of the column."""
        new = set(cells) - self._seen
        if len(self._seen) + len(new) < MAX_REMEMBERED:
            self._seen |= new
        for cell in new:
            match = _PARTS.match(_SPACES.sub("", cell))
            if not match:
                continue
            sign = _sign_told_by(match["number"])
            if sign:
                self.signs.add(sign)
            elif _has_mark(match["number"]):
                self.doubtful = cell

    @property
    def decimal_sign(self) -> str | None:
        """The column's decimal sign, where its values agree on one."""
        return next(iter(self.signs)) if len(self.signs) == 1 else None

    @property
    def needs_answer(self) -> bool:
        """Whether a value reads both ways and the others don't settle it."""
        return bool(self.doubtful) and self.decimal_sign is None
