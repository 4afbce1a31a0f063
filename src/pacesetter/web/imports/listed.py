"""The imports there were, as lines of a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pacesetter.imports.fields.field import Kind
from pacesetter.imports.models import BatchState, ImportBatch
from pacesetter.people.models import Member
from pacesetter.web.customers.members import member_names
from pacesetter.web.imports.kinds import KINDS
from pacesetter.web.imports.result import in_digits
from pacesetter.web.imports.state import Standing, standing_of
from pacesetter.wording.numbers import NOTHING


@dataclass(frozen=True)
class Line:
    """One import."""

    id: int
    file: str
    kind: str
    by: str
    at: datetime
    rows: str
    created: str
    left_out: str
    standing: Standing


def lines_of(viewer: Member, imports: Iterable[ImportBatch]) -> list[Line]:
    """The lines; jobs are asked for in one go."""
    names, batches = member_names(viewer), list(imports)
    standings = standing_of(batches)
    lines = []
    for one in batches:
        is_in = one.state not in (BatchState.STARTED, BatchState.CHECKED)
        lines.append(
            Line(
                one.pk,
                one.file_name,
                str(KINDS[Kind(one.kind)]),
                names.get(one.by_id or 0, ""),
                one.created_at,
                in_digits(one.rows_total),
                in_digits(one.created) if is_in else NOTHING,
                in_digits(one.failed) if is_in else NOTHING,
                standings[one.pk],
            )
        )
    return lines
