"""What the add-in is called on buttons, in every language that the product has."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# As Outlook names the languages; those of the product that are English say it as the default does.
_LOCALES = {"de": "de-DE"}


@dataclass(frozen=True)
class LocalText:
    """An English text, and what it is in other locales."""

    english: str
    others: tuple[tuple[str, str], ...]


_TEXTS = {
    "description": _("Log e-mails with customers as activities: with whom and when, never what they say."),
    "button": _("Log e-mail"),
    "read_tip": _("Say what this e-mail is: it becomes an activity."),
    "compose_tip": _("Say what this e-mail is going to be: it becomes an activity when it is sent."),
}


def texts() -> dict[str, LocalText]:
    """All of them, by name."""
    return {name: _in_all_languages(text) for name, text in _TEXTS.items()}


def _in_all_languages(text: Promise) -> LocalText:
    with translation.override("en"):
        english = str(text)
    others = []
    for language, _name in settings.LANGUAGES:
        if language in _LOCALES:
            with translation.override(language):
                others.append((_LOCALES[language], str(text)))
    return LocalText(english, tuple(one for one in others if one[1] != english))
