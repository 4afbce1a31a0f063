"""What Outlook opens: who may frame it, and from where it loads scripts."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from pacesetter.capture.outlook.hosts import OFFICE_JS

PAGES = ["/addins/outlook/", "/addins/outlook/handlers/"]


@pytest.mark.parametrize("path", PAGES)
def test_only_hosts_of_outlook_may_frame_it(path: str, settings: Any) -> None:
    settings.OUTLOOK_HOSTS = ("mail.acme.example",)
    answer = Client().get(path)
    assert answer.status_code == 200
    policy = dict(one.split(" ", 1) for one in answer.headers["Content-Security-Policy"].split("; "))
    ancestors = policy["frame-ancestors"].split()
    assert {"https://outlook.office.com", "https://mail.acme.example"} < set(ancestors)
    assert all(one.startswith("https://") for one in ancestors)
    assert "X-Frame-Options" not in answer.headers
    assert policy["script-src"] == "'self' https://appsforoffice.microsoft.com https://ajax.aspnetcdn.com"
    assert (policy["connect-src"], policy["default-src"], policy["base-uri"]) == ("'self'", "'none'", "'none'")
    assert OFFICE_JS in answer.content.decode()


@pytest.mark.parametrize("path", ["/accounts/login/", "/", "/addins/outlook/launchevent.js"])
def test_no_other_page_may_be_framed_or_load_it(path: str, db: None) -> None:
    answer = Client().get(path)
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "microsoft" not in answer.headers["Content-Security-Policy"]


def test_the_pane_is_small_and_brings_no_framework() -> None:
    page = Client().get("/addins/outlook/").content.decode()
    own = re.findall(r'(?:href|src)="/static/([^"]+)"', page)
    assert [one for one in own if "vendor" in one] == []
    sizes = {one: Path(str(finders.find(one))).stat().st_size for one in own}
    # With the page itself, before compression; Office.js around it has ten times as much.
    assert len(page) + sum(sizes.values()) < 48_000, sizes


def test_it_speaks_the_language_of_the_browser() -> None:
    page = Client().get("/addins/outlook/", headers={"Accept-Language": "de"}).content.decode()
    assert '<html lang="de">' in page
    assert "E-Mail erfassen" in page


def test_the_handler_knows_where_the_server_is_and_has_no_part_of_its_own_elsewhere(settings: Any) -> None:
    settings.PUBLIC_URL = "https://kpi.example.org"
    answer = Client().get("/addins/outlook/launchevent.js")
    text = answer.content.decode()
    assert answer.headers["Content-Type"] == "text/javascript"
    assert text.startswith('var PACESETTER_SERVER = "https://kpi.example.org/addins/outlook/";\n')
    assert "import " not in text
    assert 'Office.actions.associate("onMessageSendHandler", onMessageSendHandler)' in text


def test_classic_outlook_is_told_which_script_is_ours(settings: Any) -> None:
    settings.PUBLIC_URL = "https://kpi.example.org"
    answer = Client().get("/.well-known/microsoft-officeaddins-allowed.json")
    assert answer.json() == {"allowed": ["https://kpi.example.org/addins/outlook/launchevent.js"]}
