"""Which pages of the product no picture shows."""

import os
import re
from collections.abc import Iterable

from tools.screenshots.pages import ADMINISTRATOR
from tools.screenshots.rounds import Round

# What there is no picture of -> why.
WITHOUT = {
    "home": "leads on to another page, except for an installation with nothing in it",
    "offline_frame": "a page for whichever was never opened, which the worker fills",
    "within": "asks only whoever is in two organisations",
}


def never_pictured(asking: Round, visited: Iterable[str]) -> list[str]:
    """The names and addresses of those that can be opened, and were not. The server says which can be: what only takes
    what is sent refuses to show anything."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacesetter.config.settings_for_tests")
    import django

    django.setup()
    from pacesetter.web.tests.pages import every_page
    from pacesetter.web.tests.test_looked_at import NO_PAGE, name_of

    seen = {name_of(path) for path in visited} | NO_PAGE.keys() | WITHOUT.keys()
    request = asking.window_of(ADMINISTRATOR).page.context.request
    left = []
    for page in every_page():
        if page.name not in seen:
            path = "/" + re.sub(r"<\w+:\w+>", "x", re.sub(r"<int:\w+>", "1", page.route))
            if request.get(path, max_redirects=0).status != 405:
                left.append(f"{page.name} (/{page.route})")
    return left
