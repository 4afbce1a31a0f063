"""What a browser reads to install the app."""

import json

from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor


def test_the_manifest_is_open_to_everybody_and_names_icons_that_are_there(visitor: Visitor) -> None:
    from django.contrib.staticfiles import finders

    answer = visitor.get("/manifest.webmanifest")
    about = json.loads(answer.content)
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (about["start_url"], about["scope"], about["display"]) == ("/day/", "/", "standalone")
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in about["icons"]}
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in about["icons"])


def test_the_worker_is_a_script_at_the_root_that_is_never_kept_unasked(visitor: Visitor) -> None:
    answer = visitor.get("/worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert b"{%" not in answer.content


def test_pages_of_members_name_whose_they_are_and_others_do_not(visitor: Visitor, rita: Member) -> None:
    assert "Pacesetter-Member" not in visitor.get("/accounts/login/").headers
    assert visitor.log_in(rita).get("/day/").headers["Pacesetter-Member"] == str(rita.pk)
