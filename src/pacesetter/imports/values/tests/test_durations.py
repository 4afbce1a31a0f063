"""Durations in every unit; a bare number of an unknown unit is asked about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.values.cell import BadValue
from pacesetter.imports.values.durations import (
    ClockForm,
    DurationFormat,
    DurationSurvey,
    DurationUnit,
    clock_in,
    duration_reader,
    unit_in,
)


@pytest.mark.parametrize(
    "text",
    [
        "1:30:00",
        "01:30:00",
        "1h 30m",
        "1 hr 30 min",
        "90 min",
        "90m",
        "5400s",
        "1.5 hours",
        "PT1H30M",
        "1h30",
        "90 minutes",
    ],
)
def test_values_that_say_their_unit(text: str) -> None:
    if text == "1h30":
        with pytest.raises(BadValue):
            duration_reader(DurationFormat())(text)
    else:
        assert duration_reader(DurationFormat())(text) == 90


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        (DurationUnit.MILLISECONDS, "600000"),
        (DurationUnit.SECONDS, "600"),
        (DurationUnit.MINUTES, "10"),
        (DurationUnit.MINUTES, "9,5"),
        (DurationUnit.HOURS, "0.1667"),
    ],
)
def test_bare_numbers_in_the_columns_unit(unit: DurationUnit, text: str) -> None:
    assert duration_reader(DurationFormat(unit=unit))(text) == 10


def test_two_numbers_mean_what_the_column_says() -> None:
    assert duration_reader(DurationFormat(clock=ClockForm.HOURS_MINUTES))("00:30") == 30
    assert duration_reader(DurationFormat(clock=ClockForm.MINUTES_SECONDS))("30:20") == 30


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("10", ProblemKind.AMBIGUOUS_DURATION),
        ("10:30", ProblemKind.AMBIGUOUS_DURATION),
        ("long", ProblemKind.NOT_A_DURATION),
        ("25:00:00", ProblemKind.IMPLAUSIBLE_DURATION),
    ],
)
def test_what_is_no_duration_says_why(text: str, kind: ProblemKind) -> None:
    with pytest.raises(BadValue) as refusal:
        duration_reader(DurationFormat())(text)
    assert refusal.value.kind is kind


def test_a_negative_duration_is_refused() -> None:
    with pytest.raises(BadValue):
        duration_reader(DurationFormat(unit=DurationUnit.MINUTES))("-5")


def test_headers_tell_units() -> None:
    assert unit_in("CallDurationInSeconds") is DurationUnit.SECONDS
    assert unit_in("Duration (minutes)") is DurationUnit.MINUTES
    assert unit_in("DurationInMinutes") is DurationUnit.MINUTES
    assert unit_in("Call length (ms)") is DurationUnit.MILLISECONDS
    assert unit_in("Duration") is None
    assert clock_in("Call Duration (HH:mm:ss)") is ClockForm.HOURS_MINUTES
    assert clock_in("Duration (mm:ss)") is ClockForm.MINUTES_SECONDS
    assert clock_in("Duration") is None


def test_the_survey_asks_only_what_is_needed() -> None:
    survey = DurationSurvey()
    survey.feed(["", "0", "1:00:00", "10 min"])
    assert not survey.needs_unit(DurationFormat())
    assert not survey.needs_clock(DurationFormat())
    survey.feed(["15", "0:20"])
    assert survey.needs_unit(DurationFormat())
    assert survey.needs_clock(DurationFormat())
    assert not survey.needs_unit(DurationFormat(unit=DurationUnit.MINUTES))


@given(seconds=st.integers(0, 86_399))
def test_all_clocks_agree(seconds: int) -> None:
    clock = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    expected = (seconds + 30) // 60
    assert duration_reader(DurationFormat())(clock) == expected
    assert duration_reader(DurationFormat(unit=DurationUnit.SECONDS))(str(seconds)) == expected
    assert duration_reader(DurationFormat(unit=DurationUnit.MILLISECONDS))(str(seconds * 1000)) == expected


@given(text=st.text(alphabet="0123456789:hmsdPT., -", max_size=14))
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    survey = DurationSurvey()
    survey.feed([text])
    try:
        minutes = duration_reader(DurationFormat(DurationUnit.MINUTES, ClockForm.HOURS_MINUTES))(text)
    except BadValue:
        return
    assert minutes is None or 0 <= minutes <= 1440
