"""Countries by name or code."""

from functools import lru_cache

from babel import Locale

from pacesetter.imports.values.texts import folded

_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")
_ALSO = {"usa": "US", "u s a": "US", "uk": "GB", "u k": "GB", "great britain": "GB", "england": "GB", "uae": "AE"}


@lru_cache
def _codes() -> dict[str, str]:
    codes = dict(_ALSO)
    for language in _LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                codes.setdefault(folded(name), code)
                codes.setdefault(code.lower(), code)
    return codes


def country_code(text: str) -> str:
    """The two-letter code of the country; empty where it is not known."""
    return _codes().get(folded(text), "")
