"""What a person said about a file: everything that is needed to read it the same way again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

# Keys of `types`, `outcomes`, `owners` and `statuses` are folded texts of cells.
ALL_COLUMNS = "*"
LEAVE_OUT = 0


@dataclass(slots=True)
class Answers:
    """Kept with the import as JSON.

    `date_order` and the formats below it: by column, or for `ALL_COLUMNS`. `types` and `outcomes` lead to ids; what is
    in neither is created when `create_missing` is set, or one by one: `new_types` leads to the category of each, and
    `allowed` holds pairs of type and outcome that the type's settings shall allow. `owners` lead to members' ids, or to
    `LEAVE_OUT`.
    `completed_from_due`: what is done and has no completion date was done on the due date. `zone` is the one in which
    the file writes times without a zone (empty: the organisation's).
    """

    date_order: dict[str, str] = field(default_factory=dict)
    dates_only: dict[str, bool] = field(default_factory=dict)
    duration_unit: str = ""
    clock_form: str = ""
    decimal_sign: str = ""
    default_type: str = ""
    types: dict[str, int] = field(default_factory=dict)
    outcomes: dict[str, int] = field(default_factory=dict)
    owners: dict[str, int] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    default_owner: int | None = None
    create_missing: bool = False
    new_types: dict[str, str] = field(default_factory=dict)
    new_outcomes: list[str] = field(default_factory=list)
    allowed: list[list[str]] = field(default_factory=list)
    completed_from_due: bool = False
    zone: str = ""

    def to_json(self) -> dict[str, Any]:
        """The answers as they are kept."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Answers":
        """The answers back again. Keys of another version are passed over."""
        return cls(**{key: value for key, value in data.items() if key in cls.__dataclass_fields__})

    def order_of(self, column: str) -> str:
        """The order of day and month in this column, or empty."""
        return self.date_order.get(column) or self.date_order.get(ALL_COLUMNS, "")
