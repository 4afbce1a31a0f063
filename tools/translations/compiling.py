"""Make of each file of translations the one that is read when pages are made."""

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tools.translations.places import catalogues


def compile_all() -> None:
    """Beside each `django.po` its `django.mo`, where that is missing or older."""
    for language, path in catalogues().items():
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime:
            continue
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
        # Written aside and put in place: a server that starts meanwhile never reads half a file.
        unfinished = compiled.with_suffix(".unfinished")
        with unfinished.open("wb") as file:
            write_mo(file, catalogue)
        unfinished.replace(compiled)
