"""Read the PACESETTER_* environment variables, and fail loudly on the first start with a wrong one.

All faults are told at once: which variable, what is wrong, what would be right. A variable nobody knows is a fault
too, because a misspelt setting that is silently ignored is found much later, in production.
"""

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ImproperlyConfigured

from pacesetter.config.parsers import Unreadable

PREFIX = "PACESETTER_"

T = TypeVar("T")


@dataclass(frozen=True)
class Variable(Generic[T]):
    """One setting from the environment.

    `default` is the value where the variable is unset or empty; `default_shown` is how the documentation names it.
    `group` is the heading it stands under there. `needs` names other variables without which this one does nothing:
    where one of them is empty, the start fails.
    """

    name: str
    group: str
    meaning: str
    parse: Callable[[str], T]
    default: T
    default_shown: str
    needs: tuple[str, ...] = ()


class Environment:
    """Typed access to the declared variables: `environment[variables.DATA]`."""

    def __init__(self, declared: Iterable[Variable[Any]], given: Mapping[str, str]) -> None:
        table = {variable.name: variable for variable in declared}
        faults = [_unknown(name, table) for name in sorted(given) if name.startswith(PREFIX) and name not in table]
        self._values: dict[str, Any] = {}
        for variable in table.values():
            raw = given.get(variable.name, "").strip()
            try:
                self._values[variable.name] = variable.parse(raw) if raw else variable.default
            except Unreadable as unreadable:
                faults.append(f"{variable.name}: {unreadable.wrong}\n    Right would be: {unreadable.right}")
        faults += _missing(table, given)
        if faults:
            raise ImproperlyConfigured("The environment is not right.\n  " + "\n  ".join(faults))

    def __getitem__(self, variable: Variable[T]) -> T:
        value: T = self._values[variable.name]
        return value


def _missing(table: Mapping[str, Variable[Any]], given: Mapping[str, str]) -> list[str]:
    def is_set(name: str) -> bool:
        return bool(given.get(name, "").strip())

    return [
        f"{needed}: this must not be empty while {one.name} is set.\n    It is: {table[needed].meaning}"
        for one in table.values()
        for needed in one.needs
        if is_set(one.name) and not is_set(needed)
    ]


def _unknown(name: str, table: Mapping[str, Variable[Any]]) -> str:
    near = difflib.get_close_matches(name, table, n=1)
    return f"{name}: there is no such variable." + (f"\n    Perhaps you meant {near[0]}." if near else "")
