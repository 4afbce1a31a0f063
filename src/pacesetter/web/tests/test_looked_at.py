"""Every page that can be opened is looked at in a browser, or says here why not: a new page fails until it does either.

Pages of the accounts package and answers to what was pressed are not found by this; they have lines of their own in the
tests in a browser.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from pacesetter.activities.models import ActivityType
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member
from pacesetter.web.tests import in_browser
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.in_browser import looked_at
from pacesetter.web.tests.pages import KnownPage, every_page

LOOK = re.compile(r"\bfaults_(of|once)\(")
_FILE, _DATA, _STREAM = "a file", "data for a script", "a stream"
_PART, _ON = "a part of another page", "leads on to another page"
NO_PAGE = {
    "availability": _PART,
    "calendar_feed": _FILE,
    "company_choices": _PART,
    "consent_callback": _ON,
    "contact_choices": _PART,
    "gmail_deployment": _FILE,
    "import_left_out": _FILE,
    "import_template": _FILE,
    "live": _STREAM,
    "live_screen": _STREAM,
    "manifest": _FILE,
    "offline_companies": _DATA,
    "offline_deeds": _DATA,
    "offline_kit": _DATA,
    "outlook_manifest": _FILE,
    "own_consent_callback": _ON,
    "provider_log_in": _ON,
    "set_up_regions": _PART,
    "worker": _FILE,
}
# Looked at on the way through what is done there -> in which test.
BESIDE = {
    **dict.fromkeys(
        (
            "audience_fill",
            "audiences",
            "campaign",
            "campaign_settings",
            "campaign_webhooks",
            "connection",
            "connection_ending",
            "connection_requests",
            "connection_staff",
            "contact_lists",
            "job_choices",
        ),
        "test_connections.py",
    ),
    "closed_period": "test_closing.py",
    "own_email": "test_asking_pages.py",
    "within": "test_asking_pages.py",
}


def test_every_page_that_can_be_opened_is_looked_at(
    visitor: Visitor,
    ada: Member,
    rita: Member,
    call: ActivityType,
    meeting: ActivityType,
    calls: Kpi,
    connect_rate: Kpi,
) -> None:
    paths = [*looked_at.of_empty_installation(), *looked_at.before_log_in(ada)]
    paths += looked_at.of_visitors(ada, rita, meeting, calls)
    paths += looked_at.of_members(ada, rita, call, calls, connect_rate)
    paths += [*looked_at.REFUSED, *looked_at.REFUSED_TO_MEMBERS]
    seen = {name for path in paths if (name := name_of(path))}
    can_be_opened = {page.name for page in every_page() if page.name in seen or _can_be_opened(page, visitor)}
    assert can_be_opened - seen - NO_PAGE.keys() - BESIDE.keys() == set()
    excepted = [*NO_PAGE, *BESIDE]
    assert [name for name in excepted if name in seen or name not in can_be_opened] == [], "these need no exception"


def name_of(path: str) -> str:
    """The name of the page at a path; empty where there is none."""
    try:
        return resolve(urlsplit(path).path).url_name or ""
    except Resolver404:
        return ""


def _can_be_opened(page: KnownPage, visitor: Visitor) -> bool:
    """Whether it is for looking, and not only for sending something to: what it is about need not be there."""
    numbered = re.sub(r"<int:\w+>", "1", page.route)
    return visitor.get("/" + re.sub(r"<\w+:\w+>", "x", numbered)).status_code != 405


def test_what_another_test_looks_at_is_looked_at_there() -> None:
    folder = Path(in_browser.__file__).parent
    assert [file for file in set(BESIDE.values()) if not LOOK.search((folder / file).read_text("utf-8"))] == []
