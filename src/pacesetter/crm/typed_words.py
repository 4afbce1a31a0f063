"""What somebody has typed into a search box, as the index of words is asked for it."""

import re

import phonenumbers
from django.db import connection

from pacesetter.crm.matching import name_key

# As many words as somebody types, and no more than a database likes.
_MOST_WORDS = 8
_DIGITS = re.compile(r"[\d\s()+./-]{4,}")


def query_of(text: str, country: str) -> str | None:
    """What the database is asked; None where no letter or digit was typed."""
    ways = []
    for words in (_words_of_name(text), _words_of_address(text), _number(text, country)):
        if words and words not in ways:
            ways.append(words)
    if not ways:
        return None
    if connection.vendor == "postgresql":
        return " | ".join("(" + " & ".join(f"'{word}':*" for word in words) + ")" for words in ways)
    return " OR ".join("(" + " AND ".join(f'"{word}" *' for word in words) + ")" for words in ways)


def _words_of_name(text: str) -> list[str]:
    """The words as names are matched: without case, accents and legal form."""
    return _plain(name_key(text)) if text.strip() else []


def _words_of_address(text: str) -> list[str]:
    """The words as they stand in e-mail addresses and domains."""
    return _plain(text.casefold())


def _plain(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)[:_MOST_WORDS]


def _number(text: str, country: str) -> list[str]:
    """The digits with which a number begins that is kept in international form."""
    text = text.strip()
    if not _DIGITS.fullmatch(text):
        return []
    digits = "".join(filter(str.isdigit, text))
    if text.startswith("+"):
        return [digits]
    if digits.startswith("00"):
        return [digits[2:]]
    code = phonenumbers.country_code_for_region(country) if country else 0
    return [f"{code}{digits.removeprefix('0')}"] if code else [digits]
