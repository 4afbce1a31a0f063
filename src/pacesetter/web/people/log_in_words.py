"""How somebody logs in, in words."""

from collections import Counter
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacesetter.people.models import User
from pacesetter.people.second_factors import second_factors_of

# Recovery codes come with either, and say nothing of their own.
_WORDS: dict[str, Callable[[int], str]] = {
    "webauthn": lambda count: ngettext("%(count)d passkey", "%(count)d passkeys", count) % {"count": count},
    "totp": lambda count: _("authenticator app"),
}


def second_factors_in_words(user: User) -> str:
    """Such as "authenticator app, 2 passkeys"; an empty text where there are none."""
    counted = Counter(second_factors_of(user))
    return ", ".join(words(counted[key]) for key, words in sorted(_WORDS.items()) if counted[key])
