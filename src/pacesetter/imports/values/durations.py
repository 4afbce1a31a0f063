"""Durations: h:mm:ss, minutes, seconds, milliseconds, "1h 30m", ISO 8601."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.values.cell import MAX_REMEMBERED, BadValue


class DurationUnit(StrEnum):
    """What a bare number in the column means."""

    MILLISECONDS = "milliseconds"
    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"


class ClockForm(StrEnum):
    """What two numbers such as 10:30 mean."""

    HOURS_MINUTES = "h:mm"
    MINUTES_SECONDS = "m:ss"


@dataclass(frozen=True, slots=True)
class DurationFormat:
    """How a column writes durations; None where the column has no such values or nobody knows."""

    unit: DurationUnit | None = None
    clock: ClockForm | None = None


UNKNOWN_DURATION = DurationFormat()

MINUTES_PER: dict[DurationUnit, Fraction] = {
    DurationUnit.MILLISECONDS: Fraction(1, 60_000),
    DurationUnit.SECONDS: Fraction(1, 60),
    DurationUnit.MINUTES: Fraction(1),
    DurationUnit.HOURS: Fraction(60),
    DurationUnit.DAYS: Fraction(1440),
}
MAX_MINUTES = 24 * 60  # as for an activity typed in
_NUMBER = re.compile(r"^-?\d+(?:[.,]\d+)?$")
_TWO = re.compile(r"^(\d+):([0-5]?\d)$")
_THREE = re.compile(r"^(?:(\d+)\s*(?:d|days?)[\s,]*)?(\d+):([0-5]?\d):([0-5]?\d)(?:[.,]\d+)?$")
_WORDS = re.compile(
    r"^(?:(\d+)\s*d(?:ays?)?)?[\s,]*(?:(\d+(?:[.,]\d+)?)\s*h(?:(?:ou)?rs?)?)?[\s,]*(?:(\d+(?:[.,]\d+)?)\s*m(?:in(?:ute)?s?)?\.?)?"
    r"[\s,]*(?:(\d+(?:[.,]\d+)?)\s*s(?:ec(?:ond)?s?)?\.?)?$",
    re.IGNORECASE,
)
_ISO = re.compile(r"^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?)?$")


def duration_reader(written: DurationFormat) -> Callable[[str], int | None]:
    """A converter to whole minutes (half a minute and more counts as one); None for an empty cell."""

    def read(text: str) -> int | None:
        text = text.strip()
        if not text:
            return None
        minutes = _minutes(text, written)
        if not 0 <= minutes <= MAX_MINUTES:
            raise BadValue(ProblemKind.IMPLAUSIBLE_DURATION, text)
        return int(minutes + Fraction(1, 2))

    return read


def _minutes(text: str, written: DurationFormat) -> Fraction:
    if _NUMBER.match(text):
        if written.unit is None:
            raise BadValue(ProblemKind.AMBIGUOUS_DURATION, text)
        return _fraction(text) * MINUTES_PER[written.unit]
    if match := _TWO.match(text):
        if written.clock is None:
            raise BadValue(ProblemKind.AMBIGUOUS_DURATION, text)
        first, second = int(match[1]), int(match[2])
        seconds = first * 3600 + second * 60 if written.clock is ClockForm.HOURS_MINUTES else first * 60 + second
        return Fraction(seconds, 60)
    match = _THREE.match(text) or _WORDS.match(text) or _ISO.match(text)
    if not match or not any(match.groups()):
        raise BadValue(ProblemKind.NOT_A_DURATION, text)
    days, hours, minutes, seconds_part = (_fraction(part) for part in match.groups("0"))
    return days * 1440 + hours * 60 + minutes + seconds_part / 60


def _fraction(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def unit_in(header: str) -> DurationUnit | None:
    """The unit that the column's name tells ("Call duration (seconds)", "CallDurationInSeconds", "Minutes")."""
    words = header.casefold()
    for unit, signs in (
        (DurationUnit.MILLISECONDS, ("millisecond", "(ms)", "_ms")),
        (DurationUnit.SECONDS, ("second", "(s)", "(sec", "secs")),
        (DurationUnit.MINUTES, ("minute", "(min", "mins", "_min")),
        (DurationUnit.HOURS, ("hours", "(h)", "(hrs", "hrs")),
    ):
        if any(sign in words for sign in signs):
            return unit
    return None


def clock_in(header: str) -> ClockForm | None:
    """What the column's name tells about 10:30 ("Duration (hh:mm)")."""
    words = header.casefold().replace(" ", "")
    if "mm:ss" in words and "hh:mm:ss" not in words and "h:mm:ss" not in words:
        return ClockForm.MINUTES_SECONDS
    return ClockForm.HOURS_MINUTES if "h:mm" in words else None


@dataclass(slots=True)
class DurationSurvey:
    """Looks at a whole column of durations. Feed it cells, then see what has to be asked."""

    bare: int = 0
    clocks: int = 0
    example: str = ""
    clock_example: str = ""
    _seen: set[str] = field(default_factory=set)

    def feed(self, cells: Iterable[str]) -> None:
        """Take in some cells of the column."""
        new = set(cells) - self._seen
        if len(self._seen) + len(new) < MAX_REMEMBERED:
            self._seen |= new
        for cell in new:
            text = cell.strip()
            # Nought means the same in every unit.
            if _NUMBER.match(text) and _fraction(text):
                self.bare += 1
                self.example = text
            elif (match := _TWO.match(text)) and (int(match[1]) or int(match[2])):
                self.clocks += 1
                self.clock_example = text

    def needs_unit(self, known: DurationFormat) -> bool:
        """Whether bare numbers are there and nobody knows their unit."""
        return self.bare > 0 and known.unit is None

    def needs_clock(self, known: DurationFormat) -> bool:
        """Whether there are values such as 10:30 and nobody knows what they mean."""
        return self.clocks > 0 and known.clock is None
