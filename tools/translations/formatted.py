"""Texts within f-strings, which GNU gettext does not look into."""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog

# How the product calls what translates a text, and how many texts that takes.
_TEXTS = {
    "_": 1, "gettext": 1, "gettext_lazy": 1, "ngettext": 2, "ngettext_lazy": 2,
}  # fmt: skip


def add_formatted(catalogue: Catalog, package: Path) -> None:
    """Add what stands in f-strings of the package, so that it is translated and checked like every other text."""
    for path in sorted(package.rglob("*.py")):
        place = (str(path.relative_to(package)), None)
        for text in texts_in_formatted(path.read_text(encoding="utf-8")):
            flags = ("python-format",) if "%(" in text[0] else ()
            catalogue.add(text[0] if len(text) == 1 else text, locations=[place], flags=flags)  # type: ignore[list-item]


def texts_in_formatted(source: str) -> Iterator[tuple[str, ...]]:
    """The texts that are translated within f-strings of the source; a singular together with its plural."""
    for formatted in ast.walk(ast.parse(source)):
        if not isinstance(formatted, ast.JoinedStr):
            continue
        for call in ast.walk(formatted):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in _TEXTS:
                given = [one.value for one in call.args[: _TEXTS[call.func.id]] if isinstance(one, ast.Constant)]
                texts = tuple(one for one in given if isinstance(one, str))
                if len(texts) == _TEXTS[call.func.id]:
                    yield texts
