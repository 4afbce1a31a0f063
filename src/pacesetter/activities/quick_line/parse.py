"""What a line says, as far as words alone tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from pacesetter.activities.quick_line.lasting import read_minutes
from pacesetter.activities.quick_line.misspelt import misspelt_type
from pacesetter.activities.quick_line.tokens import Tokens
from pacesetter.activities.quick_line.vocabulary import TypeWord, Vocabulary, fold
from pacesetter.activities.quick_line.when import read_day, read_moment, read_time

# A line is a line: what is longer was pasted by mistake, and reading it would cost time.
LONGEST = 300


@dataclass(frozen=True)
class Parsed:
    """What was understood. `type_ids` and `outcome_ids` have one id where the line is clear, several where it could
    mean either, none where it says nothing. `phrases` are names still to be looked for, `subject` is what it is about.

    `misspelt` is a word of the line that was read as `meant`, from which the types follow. Whoever hears from the
    person that this is wrong has the line read once more without guessing.

    `is_planned` is None where the line doesn't tell whether it was done or is to be done.
    """

    type_ids: tuple[int, ...] = ()
    outcome_ids: tuple[int, ...] = ()
    minutes: int | None = None
    day: date | None = None
    at: time | None = None
    is_planned: bool | None = None
    phrases: tuple[str, ...] = ()
    subject: str = ""
    misspelt: str = ""
    meant: str = ""


def parse(line: str, vocabulary: Vocabulary, now: datetime, *, guess: bool = True) -> Parsed:
    """Read the line. `now` is the moment in the member's own zone. With `guess` a word that is almost one for a kind of
    activity is read as that one, where no other word says the kind."""
    tokens, words = Tokens(line[:LONGEST]), vocabulary.lexicon
    subject = _subject(tokens, words.about)
    says_planned, says_done = tokens.take_any(words.planned), tokens.take_any(words.done)
    outcome_ids = _named_outcomes(tokens, vocabulary)
    types = _named_types(tokens, vocabulary)
    # Before how long it took: "2 hours ago" is a moment.
    moment = read_moment(tokens, words, now)
    minutes = read_minutes(tokens, words)
    was = says_done or (bool(outcome_ids) and not says_planned)
    day = moment.date() if moment else read_day(tokens, vocabulary, now.date(), was=was)
    at = moment.time() if moment else read_time(tokens, words)
    is_now = tokens.take_any(words.now)
    misspelt = misspelt_type(tokens, vocabulary) if guess and not types else None
    if misspelt:
        types = misspelt.types
    if outcome_ids:
        # An outcome that only some types have tells which type is meant.
        possible = types or vocabulary.types
        types = [kind for kind in possible if kind.outcome_ids & set(outcome_ids)] or list(types)
    return Parsed(
        type_ids=tuple(kind.id for kind in types),
        outcome_ids=outcome_ids,
        minutes=minutes,
        day=day,
        at=at,
        is_planned=_is_planned(now, day, at, says_planned=says_planned, says_done=was or is_now),
        phrases=_phrases(tokens, words.people, words.fillers),
        subject=subject,
        misspelt=misspelt.word if misspelt else "",
        meant=misspelt.meant if misspelt else "",
    )


def _is_planned(
    now: datetime, day: date | None, at: time | None, *, says_planned: bool, says_done: bool
) -> bool | None:
    if says_planned != says_done:
        return says_planned
    if day is None and at is None:
        return False
    if day is None or day == now.date():
        # "Today" without a time was this morning or is this evening.
        return None if at is None else at > now.time()
    return day > now.date()


def _subject(tokens: Tokens, about: Sequence[str]) -> str:
    """Everything behind "about"."""
    for place, word in enumerate(tokens.folded):
        if word in about and place + 1 < len(tokens.words):
            subject = " ".join(tokens.words[place + 1 :])
            tokens.take(place, len(tokens.words) - place)
            return subject
    return ""


def _named_outcomes(tokens: Tokens, vocabulary: Vocabulary) -> tuple[int, ...]:
    for outcome in sorted(vocabulary.outcomes, key=lambda one: -len(one.name)):
        if found := tokens.find(outcome.name):
            tokens.take(*found)
            same = fold(outcome.name)
            return tuple(one.id for one in vocabulary.outcomes if fold(one.name) == same)
    for said in vocabulary.lexicon.said_outcomes:
        meant = tuple(one.id for one in vocabulary.outcomes if fold(one.name) in said)
        if meant and tokens.take_any(said):
            return meant
    return ()


def _named_types(tokens: Tokens, vocabulary: Vocabulary) -> list[TypeWord]:
    """By the whole name; else by words of names; else by the category's words; the more a line says, the fewer fit."""
    for kind in sorted(vocabulary.types, key=lambda one: -len(one.name)):
        if found := tokens.find(kind.name):
            tokens.take(*found)
            return [one for one in vocabulary.types if fold(one.name) == fold(kind.name)]
    by_category: list[TypeWord] = []
    category_word = ""
    for category, words in vocabulary.lexicon.categories.items():
        kinds = [kind for kind in vocabulary.types if kind.category == category]
        for word in sorted(words, key=len, reverse=True):
            if kinds and (found := tokens.find(word)):
                tokens.take(*found)
                by_category, category_word = kinds, fold(word)
                break
        if by_category:
            break
    by_word = _by_word_of_name(tokens, by_category or vocabulary.types, category_word)
    return by_word or by_category


def _by_word_of_name(tokens: Tokens, kinds: Sequence[TypeWord], known: str) -> list[TypeWord]:
    """Types one of whose words stands in the line: "demo" means "Product demo" where no other type has the word."""
    for place, word in enumerate(tokens.folded):
        if not tokens.free(place) or len(word) < 4 or word == known:
            continue
        fitting = [kind for kind in kinds if word in fold(kind.name).split()]
        if fitting:
            tokens.take(place)
            return fitting
    return []


def _phrases(tokens: Tokens, people: Sequence[str], fillers: Sequence[str]) -> tuple[str, ...]:
    """What nobody understood, split where a small word stands between names."""
    phrases: list[list[str]] = [[]]
    for word, folded, taken in zip(tokens.words, tokens.folded, tokens.taken, strict=True):
        if taken or folded in people or word in (",", ";"):
            phrases.append([])
        elif folded not in fillers:
            phrases[-1].append(word)
    return tuple(" ".join(phrase) for phrase in phrases if phrase)
