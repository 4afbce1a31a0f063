"""Whether every text of the product is translated into every language, with the same places for values."""

import re
from collections.abc import Iterable, Iterator

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tools.translations.extracting import extracted
from tools.translations.places import catalogues
from tools.translations.updating import is_translated

_PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
MOST_SHOWN = 20


def check() -> int:
    """0 where all is well; else what is wrong is printed."""
    texts = extracted()
    wrong: list[str] = []
    for language, path in catalogues().items():
        with path.open("rb") as file:
            wrong += [f"{language}: {fault}" for fault in faults(read_po(file, locale=language), texts)]
    for fault in wrong[:MOST_SHOWN]:
        print(fault)
    if wrong:
        print(f"{len(wrong)} faults. `make messages` brings the files up to date; then translate what is empty.")
    return 1 if wrong else 0


def faults(known: Catalog, texts: Iterable[Message]) -> Iterator[str]:
    """What the catalogue lacks, against the texts of the source."""
    wanted = {(_key(text), text.context): text for text in texts if text.id}
    for (text, context), original in wanted.items():
        found = known.get(text, context)
        if found is None or not is_translated(found):
            yield f"not translated: {text[:80]!r}"
        elif found.fuzzy:
            yield f"only guessed: {text[:80]!r}"
        elif not _same_places(original, found):
            yield f"other places for values: {text[:80]!r}"
    for message in known:
        if message.id and (_key(message), message.context) not in wanted:
            yield f"gone from the source: {_key(message)[:80]!r}"


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _same_places(original: Message, found: Message) -> bool:
    ids = (original.id,) if isinstance(original.id, str) else tuple(original.id)
    strings = (found.string,) if isinstance(found.string, str) else tuple(found.string or ())
    allowed = [frozenset(_PLACES.findall(text)) for text in ids]
    # A plural form may leave out the number ("one call"); none may name what is not given.
    return all(
        places in allowed or (len(ids) > 1 and any(places <= one for one in allowed))
        for places in (frozenset(_PLACES.findall(text)) for text in strings)
    )
