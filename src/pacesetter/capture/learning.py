"""What a mail probably is, counted from what its owner chose before, with the reason. Pure.

Nothing is guessed that can't be said in a sentence: of the member's own choices those most like this mail are counted,
and what most of them were is suggested with those two numbers.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Like(StrEnum):
    """In what earlier mails are like this one, the nearest likeness first."""

    THREAD = "thread"
    ADDRESS = "address"
    COMPANY = "company"
    FIRST = "first"  # neither an answer, nor with somebody known
    SORT = "sort"  # the same direction, an answer or none, somebody known or not


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a mail the model looks at. Ids are of the database; None where there is none."""

    direction: str
    address: str
    thread_id: int | None = None
    company_id: int | None = None
    is_answer: bool = False
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """What the member chose for a mail: the id of an activity type, None for "ignore"."""

    traits: Traits
    type_id: int | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`agreeing` of `counted` choices for mails that are like this one in `like` were this type (None: ignored)."""

    type_id: int | None
    like: Like
    agreeing: int
    counted: int


# How many choices a likeness needs before it speaks, and what part of them must agree.
_LEAST = {Like.THREAD: 1, Like.ADDRESS: 1, Like.COMPANY: 2, Like.FIRST: 3, Like.SORT: 5}
_MAJORITY = 0.6


def suggest(mail: Traits, choices: Sequence[Choice], usable: frozenset[int]) -> Suggestion | None:
    """The suggestion of the nearest likeness that has one; None where none is clear. `usable` are the types that can be
    chosen now."""
    for like in Like:
        alike = [one.type_id for one in choices if _is_like(like, mail, one.traits)]
        alike = [type_id for type_id in alike if type_id is None or type_id in usable]
        if len(alike) < _LEAST[like]:
            continue
        # The latest choices come first, and of equally many the one seen first wins.
        (type_id, agreeing), *_rest = Counter(alike).most_common(1)
        if agreeing >= _MAJORITY * len(alike):
            return Suggestion(type_id, like, agreeing, len(alike))
    return None


def _is_like(like: Like, mail: Traits, other: Traits) -> bool:
    if mail.direction != other.direction:
        return False
    if like is Like.THREAD:
        return mail.thread_id is not None and mail.thread_id == other.thread_id
    if like is Like.ADDRESS:
        return mail.address == other.address
    if like is Like.COMPANY:
        return mail.company_id is not None and mail.company_id == other.company_id
    if like is Like.FIRST:
        return not (mail.is_answer or mail.is_known or other.is_answer or other.is_known)
    return (mail.is_answer, mail.is_known) == (other.is_answer, other.is_known)
