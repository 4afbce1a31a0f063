"""Every page there is, read off the addresses, so that a new one is tested without anybody thinking of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver

from pacesetter.web.member_view import Audience
from pacesetter.web.urls import urlpatterns


@dataclass(frozen=True)
class KnownPage:
    """A page of ours: its name, its address with the names of its parts, and for whom it is (None: for anybody)."""

    name: str
    route: str
    audience: Audience | None

    @property
    def parts(self) -> list[str]:
        """Such as ["member_id", "kpi_id"]."""
        return re.findall(r"<(?:\w+:)?(\w+)>", self.route)


def every_page() -> list[KnownPage]:
    """All of our own; those of the accounts package look after themselves."""
    return [page for page in _walk(urlpatterns, "") if not page.route.startswith("accounts/")]


def _walk(patterns: Iterable[URLPattern | URLResolver], before: str) -> Iterator[KnownPage]:
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, route)
        elif one.name:
            yield KnownPage(one.name, route, getattr(one.callback, "audience", None))
