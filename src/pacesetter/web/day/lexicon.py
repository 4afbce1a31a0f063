"""The words of the member's language for the quick line: the translations of ours, and the calendar's from Unicode."""

from dataclasses import replace
from functools import lru_cache

from babel import Locale
from babel.dates import get_day_names, get_month_names
from django.utils.translation import get_language, gettext, pgettext

from pacesetter.activities.catalogue import Catalogue
from pacesetter.activities.quick_line import Lexicon, OutcomeWord, TypeWord, Vocabulary
from pacesetter.activities.quick_line.vocabulary import fold
from pacesetter.wording.numbers import current_locale

ENGLISH = Lexicon()


def vocabulary_of(catalogue: Catalogue) -> Vocabulary:
    """What lines of this organisation can name, in the language of the request."""
    locale = current_locale()
    types = [
        TypeWord(kind.pk, kind.name, kind.category, kind.allowed_outcome_ids)
        for kind in catalogue.types.values()
        if kind.archived_at is None
    ]
    outcomes = [OutcomeWord(row.pk, row.name) for row in catalogue.outcomes.values() if row.archived_at is None]
    return Vocabulary(types, outcomes, lexicon_of(locale), day_first=is_day_first(locale))


def is_day_first(locale: Locale) -> bool:
    """Whether 3/4 is the third of April there."""
    pattern = str(locale.date_formats["short"].pattern)
    return pattern.find("d") < pattern.find("M")


def lexicon_of(locale: Locale) -> Lexicon:
    """English words always count; those of the language are added."""
    return _lexicon(locale, get_language())


@lru_cache(maxsize=100)
def _lexicon(locale: Locale, language: str | None) -> Lexicon:
    weekdays, months = dict(ENGLISH.weekdays), dict(ENGLISH.months)
    for width in ("wide", "abbreviated"):
        weekdays |= {fold(name).rstrip("."): day for day, name in get_day_names(width, locale=locale).items()}
        months |= {fold(name).rstrip("."): number for number, name in get_month_names(width, locale=locale).items()}
    added = {
        # Translators: words that people type, with a bar between them.
        "today": pgettext("quick log", "today"),
        "tomorrow": pgettext("quick log", "tomorrow"),
        "yesterday": pgettext("quick log", "yesterday"),
        "next": pgettext("quick log", "next"),
        "last": pgettext("quick log", "last"),
        "ago": pgettext("quick log", "ago"),
        "in_": pgettext("quick log", "in"),
        "on": pgettext("quick log", "on"),
        "at": pgettext("quick log", "at"),
        "for_": pgettext("quick log", "for"),
        "day": pgettext("quick log", "day|days"),
        "week": pgettext("quick log", "week|weeks"),
        "minute": pgettext("quick log", "min|minute|minutes"),
        "hour": pgettext("quick log", "h|hour|hours"),
        "people": pgettext("quick log", "at|with|to|from|for|of|and"),
        "about": pgettext("quick log", "about|re|regarding"),
        "planned": pgettext("quick log", "plan|todo"),
        "done": pgettext("quick log", "done|did|logged"),
        "fillers": pgettext("quick log", "a|an|the"),
    }
    words = {
        name: tuple(dict.fromkeys((*getattr(ENGLISH, name), *(fold(word) for word in text.split("|")))))
        for name, text in added.items()
    }
    categories = {key: (*english, *_of_category(key)) for key, english in ENGLISH.categories.items()}
    said = tuple((*english, *own) for english, own in zip(ENGLISH.said_outcomes, _of_outcomes(), strict=True))
    return replace(ENGLISH, weekdays=weekdays, months=months, categories=categories, said_outcomes=said, **words)


def _of_outcomes() -> list[tuple[str, ...]]:
    texts = (
        # Translators: what people type for these outcomes, beginning with its name, with a bar between them.
        pgettext("quick log", "voicemail|left a message"),
        pgettext("quick log", "no answer|did not answer"),
        pgettext("quick log", "connected|reached|spoke to"),
    )
    return [tuple(fold(word) for word in text.split("|")) for text in texts]


def _of_category(key: str) -> tuple[str, ...]:
    texts = {
        "phone_call": pgettext("quick log", "call|called"),
        "email": pgettext("quick log", "email|emailed"),
        "meeting": pgettext("quick log", "meeting|met"),
        "follow_up": pgettext("quick log", "follow-up"),
        "email_campaign": pgettext("quick log", "campaign"),
    }
    return tuple(fold(word) for word in texts.get(key, gettext("other")).split("|"))
