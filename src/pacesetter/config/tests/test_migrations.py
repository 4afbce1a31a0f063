"""An empty database gets its tables by one migration for each room. It says what those say that it replaces."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest
from django.db.migrations import Migration, RunPython
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

Key = tuple[str, str]


@cache
def on_disk() -> dict[Key, Migration]:
    return MigrationLoader(None).disk_migrations


SQUASHED = [key for key, migration in on_disk().items() if migration.replaces]


def state_after(keys: Sequence[Key]) -> ProjectState:
    state = ProjectState()
    for key in keys:
        for operation in on_disk()[key].operations:
            operation.state_forwards(key[0], state)
    return state


def told(model: ModelState) -> dict[str, Any]:
    """The model in values that can be compared. Columns stand in their order, but for fields that have none."""
    columns = {name: field.deconstruct()[1:] for name, field in model.fields.items()}
    has_column = [name for name, field in model.fields.items() if not field.many_to_many]
    options = {name: value for name, value in model.options.items() if value != []}
    indexes, constraints = (
        {one.name: one.deconstruct() for one in options.pop(kind, ())} for kind in ("indexes", "constraints")
    )
    return {
        "columns": columns, "order": has_column, "options": options, "indexes": indexes, "constraints": constraints,
        "bases": model.bases, "managers": [name for name, _ in model.managers],
    }  # fmt: skip


def functions_of(key: Key) -> list[tuple[str, Any]]:
    """What the migration does in Python, by name."""
    codes: list[Any] = [one.code for one in on_disk()[key].operations if isinstance(one, RunPython)]
    return [(code.__name__, code) for code in codes]


@pytest.mark.parametrize("key", SQUASHED, ids="-".join)
def test_it_leaves_every_model_as_those_do_that_it_replaces(key: Key) -> None:
    one_by_one = state_after(on_disk()[key].replaces)
    at_once = state_after([key])
    assert set(at_once.models) == set(one_by_one.models)
    for name, model in at_once.models.items():
        assert told(model) == told(one_by_one.models[name]), name


@pytest.mark.parametrize("key", SQUASHED, ids="-".join)
def test_it_replaces_all_of_the_first_ones_without_a_gap(key: Key) -> None:
    app, _ = key
    chain = sorted(name for label, name in on_disk() if label == app and not on_disk()[label, name].replaces)
    replaced = [name for _, name in on_disk()[key].replaces]
    assert replaced == chain[: len(replaced)]


@pytest.mark.parametrize("key", SQUASHED, ids="-".join)
def test_triggers_and_indexes_of_the_database_are_made_as_those_made_them(key: Key) -> None:
    """What only changes rows is left out: there are none. Those are named here, so that no other is forgotten."""
    only_rows = {"fill_in", "set_by_name", "seal"}
    used = [code for name, code in functions_of(key) if name != "finish_tables"]
    needed = [
        code for replaced in on_disk()[key].replaces for name, code in functions_of(replaced) if name not in only_rows
    ]
    assert used == needed
