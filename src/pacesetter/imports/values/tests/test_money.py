"""Amounts in the forms of many countries."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.reading.xlsx_cell import text_of
from pacesetter.imports.values.cell import BadValue
from pacesetter.imports.values.money import MoneySurvey, amount_reader


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1234.5", "1234.50"), ("1,234.50", "1234.50"), ("1.234,50", "1234.50"), ("1 234,50", "1234.50"),
        ("1\u202f234,50", "1234.50"), ("1'234.50", "1234.50"), ("1,23,456.78", "123456.78"), ("€ 12,50", "12.50"),
        ("12,50 €", "12.50"), ("EUR 12.50", "12.50"), ("-12.50", "-12.50"), ("(12.50)", "-12.50"), ("12.50-", "-12.50"),
        ("€-12.50", "-12.50"), ("\u221212.50", "-12.50"), ("7", "7"), (".5", "0.5"), ("1,234,567", "1234567"),
        ("0.125", "0.125"),
    ],
)  # fmt: skip
def test_forms_that_leave_no_doubt(text: str, amount: str) -> None:
    assert amount_reader(None, "EUR")(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "-", " "])
def test_an_empty_cell_is_no_amount(text: str) -> None:
    assert amount_reader(None, "EUR")(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1,234", ProblemKind.AMBIGUOUS_AMOUNT),
        ("1.234", ProblemKind.AMBIGUOUS_AMOUNT),
        ("a lot", ProblemKind.NOT_AN_AMOUNT),
        ("(5", ProblemKind.NOT_AN_AMOUNT),
        ("1,2,3", ProblemKind.NOT_AN_AMOUNT),
        ("$5", ProblemKind.OTHER_CURRENCY),
        ("5 GBP", ProblemKind.OTHER_CURRENCY),
        ("£5", ProblemKind.OTHER_CURRENCY),
    ],
)
def test_what_is_no_amount_of_ours_says_why(text: str, kind: ProblemKind) -> None:
    with pytest.raises(BadValue) as refusal:
        amount_reader(None, "EUR")(text)
    assert refusal.value.kind is kind


def test_a_dollar_is_any_dollar_but_a_named_one_is_not() -> None:
    assert amount_reader(None, "NZD")("$5.00") == 5
    assert amount_reader(None, "NZD")("NZ$5.00") == 5
    with pytest.raises(BadValue):
        amount_reader(None, "NZD")("US$5.00")


def test_the_column_settles_the_decimal_sign() -> None:
    survey = MoneySurvey()
    survey.feed(["1.234", "12,50"])
    assert survey.decimal_sign == ","
    assert not survey.needs_answer
    assert amount_reader(",", "EUR")("1.234") == 1234


def test_a_column_that_reads_both_ways_is_asked_about() -> None:
    survey = MoneySurvey()
    survey.feed(["1.234", "500"])
    assert survey.needs_answer


@given(amount=st.decimals(-(10**9), 10**9, places=2), german=st.booleans())
def test_any_amount_survives_both_ways_of_writing(amount: Decimal, german: bool) -> None:
    text = f"{amount:,.2f}"
    if german:
        text = text.translate(str.maketrans(",.", ".,"))
    assert amount_reader("," if german else ".", "EUR")(text) == amount
    assert amount_reader(None, "EUR")(text) == amount


@given(text=st.text(alphabet="0123456789.,'()-+$€ EURkr", max_size=16))
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    survey = MoneySurvey()
    survey.feed([text])
    try:
        amount = amount_reader(survey.decimal_sign, "EUR")(text)
    except BadValue:
        return
    assert amount is None or amount.is_finite()


@pytest.mark.parametrize(("text", "sign"), [("12.50", ","), ("12,50", "."), ("1,234,50", "."), ("12.34.56", ",")])
def test_decimals_with_the_other_sign_are_never_taken_for_thousands(text: str, sign: str) -> None:
    with pytest.raises(BadValue):
        amount_reader(sign, "EUR")(text)


def test_lakh_and_crore_are_read() -> None:
    assert amount_reader(".", "INR")("12,34,567.50") == Decimal("1234567.50")


def test_a_number_typed_into_a_spreadsheet_is_never_taken_for_thousands() -> None:
    survey = MoneySurvey()
    survey.feed([text_of(1.234), text_of(12.25), text_of(7.0)])
    assert survey.decimal_sign == "."
    assert amount_reader(None, "EUR")(text_of(1234.567)) == Decimal("1234.567")
