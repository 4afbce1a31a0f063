"""A statement that is composed once, with the places at which its named values stand."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connections
from django.db.models.sql.compiler import SQLCompiler

from pacesetter.tenancy.sent_ids import in_one_value

Value = int | str | date | datetime | Sequence[int]

# Values that nobody has, by which the places of the real ones are found.
_NUMBER, _DAY, _MOMENT = 7_640_891_576_000_000, date(9876, 5, 4), datetime(9876, 5, 4, 3, 2, 1, tzinfo=UTC)


class NamedPlaces:
    """The SQL of a query that was made with `stand_ins`, and where it has them. Raises `ValueError` where it does not
    ask for one of them."""

    def __init__(self, compiler: SQLCompiler, stand_ins: dict[str, Value]) -> None:
        self.sql, parameters = compiler.as_sql()
        self.parameters = list(parameters)
        sought = {_adapted(one): name for name, one in stand_ins.items()}
        self._places = [(place, sought[found]) for place, found in enumerate(self.parameters) if found in sought]
        if missing := set(stand_ins) - {name for _, name in self._places}:
            raise ValueError(f"The query does not ask for {', '.join(sorted(missing))}.")

    @property
    def named(self) -> list[int]:
        """Which of the parameters are named values."""
        return [place for place, _name in self._places]

    def filled(self, values: dict[str, Value]) -> list[Any]:
        """The parameters with the real values in their places."""
        parameters = list(self.parameters)
        for place, name in self._places:
            parameters[place] = _adapted(values[name])
        return parameters


def stand_ins_for(values: dict[str, Value]) -> dict[str, Value]:
    """What stands for these values while the query is made: of the same kinds, and the same each time. Raises
    `TypeError` for one of another kind."""
    return {name: _stand_in(number, value) for number, (name, value) in enumerate(values.items())}


def _adapted(value: Value) -> Any:
    operations = connections["default"].ops
    if isinstance(value, datetime):
        return operations.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return operations.adapt_datefield_value(value)
    return value if isinstance(value, (int, str)) else in_one_value(value)


def _stand_in(number: int, value: Value) -> Value:
    by_kind: dict[type, Value] = {
        int: _NUMBER + number,
        str: f"\x7fstand-in {number}",
        date: _DAY + timedelta(days=number),
        datetime: _MOMENT + timedelta(days=number),
    }
    if isinstance(value, (list, tuple)) and all(type(one) is int for one in value):
        return [_NUMBER + number]
    if type(value) not in by_kind:
        raise TypeError(f"{value!r} is neither a number nor a text, a date or a moment.")
    return by_kind[type(value)]
