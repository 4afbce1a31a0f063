"""The words that a line is read by. No Django here."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


def fold(text: str) -> str:
    """The text without case and accents, so that "Défi" is "defi"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@dataclass(frozen=True, slots=True)
class TypeWord:
    """An activity type that a line can name."""

    id: int
    name: str
    category: str
    outcome_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class OutcomeWord:
    """An outcome that a line can name."""

    id: int
    name: str


def _weekdays() -> dict[str, int]:
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return {form: day for day, name in enumerate(names) for form in (name, name[:3])} | {
        "tues": 1,
        "thur": 3,
        "thurs": 3,
    }


def _months() -> dict[str, int]:
    names = (
        "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december",
    )  # fmt: skip
    return {form: number for number, name in enumerate(names, 1) for form in (name, name[:3])} | {"sept": 9}


@dataclass(frozen=True)
class Lexicon:
    """The words of a language, folded. These are the English ones; other languages add theirs."""

    categories: Mapping[str, Sequence[str]] = field(
        default_factory=lambda: {
            "phone_call": ("call", "called", "phone", "phoned", "rang", "ring"),
            "email": ("email", "e-mail", "emailed", "mail", "mailed", "wrote"),
            "meeting": ("meeting", "meet", "met", "visit", "visited"),
            "follow_up": ("follow-up", "followup", "follow up"),
            "email_campaign": ("campaign", "newsletter"),
        }
    )
    weekdays: Mapping[str, int] = field(default_factory=_weekdays)
    months: Mapping[str, int] = field(default_factory=_months)
    today: Sequence[str] = ("today",)
    tomorrow: Sequence[str] = ("tomorrow", "tmrw", "tmw")
    yesterday: Sequence[str] = ("yesterday",)
    now: Sequence[str] = ("now", "just now")
    noon: Sequence[str] = ("noon", "midday")
    next: Sequence[str] = ("next",)
    last: Sequence[str] = ("last",)
    ago: Sequence[str] = ("ago",)
    in_: Sequence[str] = ("in",)
    on: Sequence[str] = ("on",)
    at: Sequence[str] = ("at", "@")
    for_: Sequence[str] = ("for",)
    day: Sequence[str] = ("day", "days")
    week: Sequence[str] = ("week", "weeks")
    minute: Sequence[str] = ("m", "min", "mins", "minute", "minutes")
    hour: Sequence[str] = ("h", "hr", "hrs", "hour", "hours")
    people: Sequence[str] = ("at", "with", "to", "from", "for", "of", "@", "and", "&", "w/")
    about: Sequence[str] = ("about", "re", "re:", "regarding", "subject")
    planned: Sequence[str] = ("plan", "todo", "to-do", "schedule", "remind me to")
    done: Sequence[str] = ("done", "did", "log", "logged", "had")
    fillers: Sequence[str] = ("a", "an", "the", "i", "my", "left")
    # What people say for an outcome: one whose name is among the words of a row is meant by each of them.
    said_outcomes: Sequence[Sequence[str]] = (
        (
            "voicemail", "mailbox", "left a message", "left message", "left him a message", "left her a message",
            "left them a message", "left a voicemail", "left voicemail", "left a vm", "left vm", "message left", "vm",
        ),
        (
            "no answer", "did not answer", "didn't answer", "didnt answer", "nobody answered", "no one answered",
            "did not pick up", "didn't pick up", "didnt pick up", "not reached", "no reply",
        ),
        (
            "connected", "reached", "got through", "spoke to", "spoke with", "spoke", "talked to", "talked with",
            "talked",
        ),
    )  # fmt: skip


@dataclass(frozen=True)
class Vocabulary:
    """What an organisation's lines can name, and the words around it."""

    types: Sequence[TypeWord]
    outcomes: Sequence[OutcomeWord]
    lexicon: Lexicon = field(default_factory=Lexicon)
    # 3/4 is the third of April; where false, the fourth of March.
    day_first: bool = True
