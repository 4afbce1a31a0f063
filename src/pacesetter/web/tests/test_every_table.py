"""Any table of the product is offered as CSV and XLSX, or says here why not: a new page with a table fails until it
does either."""

import re

import pytest
from django.urls import reverse

from pacesetter.activities.models import ActivityType
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.pages import every_page
from pacesetter.web.tests.test_who_gets_in import EXAMPLES, Rows

pytestmark = pytest.mark.usefixtures("at_noon")

# What is a table to somebody who looks at the page: rows and columns, or a long list of like things.
_TABLE = re.compile(r'<table\b|role="table"|class="pages"|class="card (?:connection-list|connection-log|phone-list)"')
_OFFERED = re.compile(r'href="([^"?]*\?[^"]*format=csv)"')

# Pages with a table that is not offered as a file, and why.
_NOT_OFFERED = {
    "person": "what is kept about one member; roles, teams and state of all are offered with the people",
    "organisation_settings": "a form; its history is offered with that of the settings",
    "role_targets": "steps that are being edited; the grid of targets and the history of settings are offered",
    "member_targets": "steps that are being edited; the grid of targets and the history of settings are offered",
    "role_map": "a picture and its words; the mappings it draws are offered",
    "own_connections": "one's own two or three accounts",
    "capture_settings": "settings; who has connected what stands with each member",
    "gmail_add_on": "accounts that their members have connected, private to them",
    "phone_systems": "settings with secrets",
    "import": "the file itself, which somebody has; rows that are left out are offered as a file of their own",
}


@pytest.fixture
def rows(rita: Member, call: ActivityType, calls: Kpi) -> Rows:
    return Rows(rita, call, calls)


def test_every_table_is_offered_as_a_file_or_says_why_not(visitor: Visitor, rows: Rows, ada: Member) -> None:
    made = {part: example(rows) for part, example in EXAMPLES.items()}
    visitor.log_in(ada)
    missing, broken, needless = [], [], set(_NOT_OFFERED)
    offered = 0
    for page in every_page():
        if page.audience is None:
            continue
        response = visitor.get(reverse(page.name, kwargs={part: made[part] for part in page.parts}))
        if response.status_code != 200 or not response.headers["Content-Type"].startswith("text/html"):
            continue
        text = response.content.decode()
        address = _OFFERED.search(text)
        if address is not None:
            offered += 1
            for kind in ("csv", "xlsx"):
                path = address[1].replace("&amp;", "&").replace("format=csv", f"format={kind}")
                file = visitor.get(path)
                is_file = "attachment" in file.headers.get("Content-Disposition", "")
                if not is_file or len(b"".join(file)) < 5:
                    broken.append((page.name, kind))
        elif _TABLE.search(text) and page.name not in _NOT_OFFERED:
            missing.append(page.name)
        elif _TABLE.search(text):
            needless.discard(page.name)
    assert (missing, broken) == ([], [])
    assert sorted(needless) == [], "these have no table any more, or offer it"
    assert offered > 25
