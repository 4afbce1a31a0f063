"""What differs between the lists that are edited in place."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from django.db import models
from django.http import QueryDict
from django.utils.functional import Promise

from pacesetter.people.models import Member
from pacesetter.web.setup.lists.row_form import RowForm

R = TypeVar("R", bound=models.Model)


@dataclass(frozen=True)
class Note:
    """A few words about a line: what it is tied to, or `lacks`. `address` is where that is mended."""

    text: str
    address: str = ""
    lacks: bool = False


class EditedList(ABC, Generic[R]):
    """One list: its words, its rows, and the verbs that change them."""

    # `place` is the name of its address; `archive_place` is that of the archived state of one row.
    model: ClassVar[Any]
    place: ClassVar[str]
    archive_place: ClassVar[str]
    title: ClassVar[Promise]
    says: ClassVar[Promise]
    # Heads the question before the figures change, and labels the empty line.
    what: ClassVar[Promise]
    new_label: ClassVar[Promise]
    # Fields on which figures depend; a change of others needs no question.
    figures_depend_on: ClassVar[frozenset[str]] = frozenset()
    archiving_alters_figures: ClassVar[bool] = False
    has_symbols: ClassVar[bool] = False

    @abstractmethod
    def rows(self) -> Iterable[R]:
        """All rows in their order, archived ones too, in a number of queries that does not grow with them."""

    @abstractmethod
    def form(self, row: R | None, data: QueryDict | None) -> RowForm:
        """The line of a row, or the empty one."""

    @abstractmethod
    def add(self, given: dict[str, Any], *, by: Member) -> R:
        """Make a row of what was typed into the empty line."""

    @abstractmethod
    def edit(self, row: R, given: dict[str, Any], changed: Sequence[str], *, by: Member) -> None:
        """Change the row's `changed` fields to what was `given`."""

    @abstractmethod
    def archive(self, row: R, *, by: Member) -> object: ...

    @abstractmethod
    def restore(self, row: R, *, by: Member) -> object: ...

    @abstractmethod
    def order(self, rows: Sequence[R], *, by: Member) -> None: ...

    def notes(self, row: R) -> list[Note]:
        """What stands beside the line."""
        return []

    def symbol(self, row: R) -> str:
        """The icon in front of the line, if it has one."""
        return ""
