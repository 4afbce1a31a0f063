"""Bring the files of translations up to date with the source."""

from io import BytesIO

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from tools.translations.extracting import extracted
from tools.translations.places import catalogues

_CHATTER = tuple(
    f'"{name}'.encode()
    for name in (
        "POT-Creation",
        "PO-Revision",
        "Last-Translator",
        "Language-Team",
        "Report-Msgid",
        "Generated",
        "Project",
    )
)


def update() -> None:
    """Add new texts, empty, and drop those that are gone; nothing is guessed."""
    texts = extracted()
    for language, path in catalogues().items():
        with path.open("rb") as file:
            known = read_po(file, locale=language)
        fresh = Catalog(locale=language, project="Pacesetter", fuzzy=False)
        for text in texts:
            if text.id:
                fresh.add(
                    text.id,
                    _translation(known, text),
                    locations=sorted({(name, 0) for name, _ in text.locations}),
                    flags=text.flags - {"fuzzy"},
                    auto_comments=text.auto_comments,
                    context=text.context,
                )
        path.write_bytes(_written(fresh))
        print(f"{language}: {len(fresh)} texts, {sum(not is_translated(one) for one in fresh if one.id)} to translate")


def _written(catalogue: Catalog) -> bytes:
    file = BytesIO()
    catalogue.header_comment = (
        f"# The pages of Pacesetter in {catalogue.locale_identifier}. Texts come by `make messages`."
    )
    write_po(file, catalogue, sort_output=True, width=120, include_lineno=False)
    # Moments and addresses in the heading would change with every run.
    return b"".join(line for line in file.getvalue().splitlines(keepends=True) if not line.startswith(_CHATTER))


def _translation(known: Catalog, text: Message) -> str | tuple[str, ...] | None:
    found = known.get(text.id if isinstance(text.id, str) else text.id[0], text.context)
    if found is None or isinstance(found.string, tuple | list) != isinstance(text.id, tuple | list):
        return None
    return tuple(found.string) if isinstance(found.string, list) else found.string


def is_translated(message: Message) -> bool:
    """Whether every form of it says something."""
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(strings)
