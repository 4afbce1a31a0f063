"""What an answer holds, read without trusting that it is of the shape that was promised."""

from datetime import UTC, datetime
from typing import Any


def value_at(row: Any, name: str) -> Any:
    """The value of that name, or None where there is no such thing."""
    return row.get(name) if isinstance(row, dict) else None


def text_at(row: Any, name: str) -> str:
    """The text of that name without blanks around it, or "" where there is none."""
    value = value_at(row, name)
    return value.strip() if isinstance(value, str) else ""


def moment_at(row: Any, name: str) -> datetime | None:
    """The moment of that name, in UTC where no zone is said, or None where there is none."""
    try:
        moment = datetime.fromisoformat(text_at(row, name))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
