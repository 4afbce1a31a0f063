"""In which language somebody reads."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import translation
from django.utils.translation import check_for_language

from pacesetter.people.models import Member


@contextmanager
def language_of(member: Member) -> Iterator[None]:
    """The member's language, where one is set and known; else whatever the browser asked for."""
    if member.locale and check_for_language(member.locale):
        with translation.override(member.locale):
            yield
    else:
        yield
