"""A list with what was typed into it."""

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db import models
from django.http import QueryDict

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.models import Member
from pacesetter.tenancy.models import settings_together
from pacesetter.web.setup.lists.edited_list import EditedList, Note
from pacesetter.web.setup.lists.row_form import NEW, RowForm

R = TypeVar("R", bound=models.Model)

ACT = "act"
MOVES = {"up": -1, "down": 1}


class NotSaved(Refusal):
    """At least one line was refused; the words stand beside it."""


@dataclass
class Line(Generic[R]):
    """One line; `row` is None in the empty one. `refused` is what the rules say to it as a whole."""

    row: R | None
    form: RowForm
    notes: list[Note] = field(default_factory=list)
    symbol: str = ""
    refused: str = ""

    @property
    def key(self) -> str:
        return NEW if self.row is None else str(self.row.pk)

    @property
    def name(self) -> str:
        return "" if self.row is None else str(self.row)

    def attempt(self, verbs: Callable[[], Any]) -> None:
        """Call the verbs; a refusal is noted beside the field that it is about."""
        try:
            verbs()
        except NotAllowed:
            raise
        except Refusal as refusal:
            if refusal.field in self.form.fields:
                self.form.add_error(refusal.field, refusal.message)
            else:
                self.refused = refusal.message


class Lost(Generic[R]):
    """What was typed into the line of a row that is archived by now: it is told once. False where nothing was."""

    def __init__(self, row: R, form: RowForm) -> None:
        self.name = str(row)
        self._changed = form.changed_data
        self.typed = ", ".join(text for name in self._changed for text in form.values(name))

    def __bool__(self) -> bool:
        return bool(self._changed)


class ListPage(Generic[R]):
    """The lines of a list. With `data` they hold what was sent."""

    def __init__(self, edited: EditedList[R], data: QueryDict | None, by: Member) -> None:
        self.edited = edited
        self.by = by
        rows = list(edited.rows())
        active = [row for row in rows if getattr(row, "archived_at", None) is None]
        self.archived = [row for row in rows if getattr(row, "archived_at", None) is not None]
        # A row that somebody archived or added meanwhile is not in what was sent.
        sent = set(data.getlist("row")) if data is not None else set()
        # Somebody has archived it while another typed into it.
        self.lost = [
            lost for row in self.archived if str(row.pk) in sent and (lost := Lost(row, edited.form(row, data)))
        ]
        self.lines: list[Line[R]] = [
            Line(
                row, edited.form(row, data if str(row.pk) in sent else None), edited.notes(row), edited.symbol(row)
            )
            for row in active
        ]  # fmt: skip
        self.new: Line[R] = Line(None, edited.form(None, data))
        self.act, _, self.act_on = (data.get(ACT, "") if data is not None else "").partition(":")
        self.added: R | None = None

    @property
    def all_lines(self) -> list[Line[R]]:
        return [*self.lines, self.new]

    @property
    def changed(self) -> list[Line[R]]:
        """The lines in which something was typed."""
        return [line for line in self.all_lines if line.form.is_bound and line.form.has_changed()]

    @property
    def has_changes(self) -> bool:
        return bool(self.changed) or self.acted_on is not None

    @property
    def acted_on(self) -> Line[R] | None:
        """The line whose button was pressed."""
        return next((line for line in self.lines if line.key == self.act_on), None) if self.act else None

    def is_valid(self) -> bool:
        """Whether every line can be read, and nothing of what was changed in it has become something else since."""
        for line in self.changed:
            if line.row is not None and line.form.is_valid():
                line.form.refuse_overtaken()
        faulty = [line for line in self.changed if not line.form.is_valid()]
        return not faulty and not self.lost

    @property
    def alters_figures(self) -> bool:
        """Whether figures can depend on what was changed; a new line counts nothing yet."""
        archives = self.act == "archive" and self.edited.archiving_alters_figures
        return archives or any(
            self.edited.figures_depend_on & set(line.form.changed_data) for line in self.changed if line.row is not None
        )

    def save(self) -> None:
        """Carry out what was typed and pressed, all or nothing. Raises `NotSaved`, or the `Refusal` of all together
        (a locked period, say). May be called more than once."""
        with settings_together():
            for line in self.changed:
                line.attempt(lambda line=line: self._save(line))  # type: ignore[misc]
            pressed = self.acted_on
            if pressed is not None:
                pressed.attempt(lambda: self._act(pressed))
            if any(line.form.errors or line.refused for line in self.all_lines if line.form.is_bound):
                raise NotSaved("")

    def _save(self, line: Line[R]) -> None:
        given = line.form.cleaned_data
        if line.row is None:
            self.added = self.edited.add(given, by=self.by)
        else:
            self.edited.edit(copy.copy(line.row), given, line.form.changed_data, by=self.by)

    def _act(self, line: Line[R]) -> None:
        assert line.row is not None  # noqa: S101 - only rows have buttons
        if self.act == "archive":
            self.edited.archive(copy.copy(line.row), by=self.by)
        elif self.act in MOVES:
            self.edited.order(self._moved(line), by=self.by)

    def _moved(self, line: Line[R]) -> Sequence[R]:
        rows = [one.row for one in self.lines if one.row is not None]
        place = self.lines.index(line)
        other = min(max(place + MOVES[self.act], 0), len(rows) - 1)
        rows.insert(other, rows.pop(place))
        return rows
