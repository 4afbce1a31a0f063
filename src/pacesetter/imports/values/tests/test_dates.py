"""Dates: every written form, and never a guess about day and month."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.values.cell import BadValue
from pacesetter.imports.values.date_shapes import DateOrder, months_by_name
from pacesetter.imports.values.date_survey import DateDoubt, DateSurvey
from pacesetter.imports.values.moments import Moment, MomentFormat, MomentReader

AUCKLAND = ZoneInfo("Pacific/Auckland")


def read(text: str, order: DateOrder | None = None, dates_only: bool = False) -> Moment | None:
    return MomentReader(MomentFormat(order, dates_only), AUCKLAND)(text)


def survey(*cells: str) -> DateSurvey:
    made = DateSurvey()
    made.feed(cells)
    return made


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-31", "2026/03/31", "2026.3.31", "20260331", "31 Mar 2026", "31-Mar-26", "Mar 31, 2026",
        "March 31 2026",
        "31. März 2026", "31 mars 2026",
        "Tuesday, 31 March 2026", "Tue 31 Mar 2026", "31st March 2026", "2026-Mar-31",
        "31 de marzo de 2026", "46112", "2026-03-31 00:00", "2026-03-31T00:00:00", " 2026-03-31 ",
    ],
)  # fmt: skip
def test_one_day_in_every_form(text: str) -> None:
    assert read(text) == (date(2026, 3, 31), None)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-31 14:05", "2026-03-31T14:05:00", "2026-03-31T01:05:00Z", "2026-03-31T01:05:00.000Z",
        "2026-03-31T01:05:00.000+0000", "2026-03-31T14:05:00+13:00", "31 Mar 2026 2:05 PM", "Mar 31, 2026, 2:05 p.m.",
        "March 31, 2026 at 2:05 PM", "2026/03/31 14:05:00", "1774919100", "1774919100000", "46112.58680556",
        "31 Mar 2026 01:05 UTC", "2026/03/31 14:05:00 PM",
    ],
)  # fmt: skip
def test_one_instant_in_every_form(text: str) -> None:
    moment = read(text)
    assert moment is not None
    assert moment[0] == date(2026, 3, 31)
    assert moment[1] == datetime(2026, 3, 31, 1, 5, tzinfo=UTC)


def test_the_day_is_the_one_in_the_columns_zone() -> None:
    moment = read("2026-03-31T12:30:00Z")
    assert moment is not None
    assert moment[0] == date(2026, 4, 1)


def test_a_column_of_midnights_is_a_column_of_days() -> None:
    # Midnight UTC of the 1st is still the evening before in Los Angeles.
    reader = MomentReader(MomentFormat(dates_only=True), ZoneInfo("America/Los_Angeles"))
    assert reader("2026-04-01T00:00:00.000Z") == (date(2026, 4, 1), None)


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_cell_is_no_date(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("03/04/2026", ProblemKind.AMBIGUOUS_DATE),
        ("soon", ProblemKind.NOT_A_DATE),
        ("2026-02-30", ProblemKind.NOT_A_DATE),
        ("31 Foo 2026", ProblemKind.NOT_A_DATE),
        ("31/02/2026", ProblemKind.NOT_A_DATE),
        ("0024-03-31", ProblemKind.IMPLAUSIBLE_DATE),
        ("1900-01-01", ProblemKind.IMPLAUSIBLE_DATE),
        ("2026/03/31 25:00", ProblemKind.NOT_A_TIME),
        ("2026/03/31 13:00 am", ProblemKind.NOT_A_TIME),
    ],
)
def test_what_is_no_date_says_why(text: str, kind: ProblemKind) -> None:
    with pytest.raises(BadValue) as refusal:
        read(text)
    assert refusal.value.kind is kind


def test_an_answer_decides_between_day_and_month() -> None:
    assert read("03/04/2026", DateOrder.DMY) == (date(2026, 4, 3), None)
    assert read("03/04/2026", DateOrder.MDY) == (date(2026, 3, 4), None)
    assert read("3.4.26", DateOrder.DMY) == (date(2026, 4, 3), None)


def test_one_telling_date_settles_the_whole_column() -> None:
    made = survey("03/04/2026", "05/06/2026 10:00", "25/12/2026")
    assert made.order is DateOrder.DMY
    assert made.doubt is None


def test_a_column_that_reads_both_ways_is_asked_about() -> None:
    made = survey("03/04/2026", "05/06/2026")
    assert made.order is None
    assert made.doubt is DateDoubt.AMBIGUOUS


def test_dates_of_both_kinds_in_one_column_are_asked_about() -> None:
    made = survey("25/12/2026", "12/25/2026")
    assert made.doubt is DateDoubt.CONTRADICTORY
    assert made.format(DateOrder.DMY).order is DateOrder.DMY


def test_iso_and_named_months_need_no_question() -> None:
    made = survey("2026-03-04", "4 Mar 2026", "46085", "")
    assert made.doubt is None
    assert made.order is None


def test_year_first_with_two_digits_is_found_only_where_nothing_else_fits() -> None:
    assert survey("99-03-31").order is DateOrder.YMD
    assert survey("24-03-12").order is DateOrder.DMY


def test_midnights_are_told_from_times() -> None:
    assert survey("2026-03-01T00:00:00.000Z", "2026-03-02T00:00:00.000Z").dates_only
    assert survey("3/1/2026 0:00", "3/2/2026 0:00").dates_only
    assert not survey("2026-03-01T00:00:00Z", "2026-03-02T09:00:00Z").dates_only
    assert not survey("2026-03-01").dates_only


def test_real_dates_beside_one_sided_text_smell_of_a_swap() -> None:
    assert survey("2026-03-04", "13/04/2026", "25/04/2026").swapped_by_excel
    assert not survey("2026-03-04", "4 Mar 2026").swapped_by_excel


def test_months_are_known_in_several_languages_without_confusion() -> None:
    months = months_by_name()
    assert {months[name] for name in ("may", "mai", "mayo", "maggio", "mei")} == {5}
    assert months["dez"] == months["dic"] == months["dec"] == months["déc"] == 12


days = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@given(day=days, order=st.sampled_from([DateOrder.DMY, DateOrder.MDY]), sign=st.sampled_from("/.-"))
def test_any_date_written_in_an_order_is_read_in_it(day: date, order: DateOrder, sign: str) -> None:
    parts = (day.day, day.month) if order is DateOrder.DMY else (day.month, day.day)
    assert read(f"{parts[0]}{sign}{parts[1]:02}{sign}{day.year}", order) == (day, None)


@given(written=st.lists(days, min_size=1, max_size=20))
def test_the_survey_never_settles_on_a_wrong_order(written: list[date]) -> None:
    made = survey(*(f"{day:%d/%m/%Y}" for day in written))
    assert made.order in (DateOrder.DMY, None)
    if any(day.day > 12 for day in written):
        assert made.order is DateOrder.DMY
    else:
        # Also 03/03 reads both ways, to the same day: asking is then harmless.
        assert made.doubt is DateDoubt.AMBIGUOUS


@given(at=st.datetimes(datetime(1991, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_any_instant_survives_iso_text(at: datetime) -> None:
    moment = read(at.isoformat())
    assert moment is not None
    assert moment[1] == at
    assert moment[0] == at.astimezone(AUCKLAND).date()


@given(text=st.text(max_size=30))
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    made = survey(text)
    try:
        moment = read(text, made.order)
    except BadValue:
        return
    assert moment is None or date(1990, 1, 1) - timedelta(days=1) <= moment[0] <= date(2101, 1, 1)
