"""Texts in the letters of the type that every reader of PDFs has."""

import unicodedata

from django.utils.translation import gettext as _

# What the product itself writes, and says with another sign as well.
_INSTEAD = str.maketrans({
    "–": "-", "—": "-", "−": "-", "‑": "-", "…": "...", "→": ">", "×": "x",
    "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u2009": " ", "\u202f": " ", "\u2007": " ",
})  # fmt: skip


def in_western_letters(text: str) -> str:
    """The text in Latin-1: signs by others or by words, letters without the marks that it lacks, "?" for the rest."""
    if text.isascii():
        return text
    text = text.replace("≤", _("at most")).replace("≥", _("at least")).translate(_INSTEAD)
    return "".join(map(_western, text))


def _western(letter: str) -> str:
    if letter <= "\xff":
        return letter
    bare = unicodedata.normalize("NFKD", letter).encode("latin-1", "ignore").decode("latin-1")
    return bare or "?"
