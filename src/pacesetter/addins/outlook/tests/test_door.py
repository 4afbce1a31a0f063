"""Who gets in, and what a token of an add-in opens: nothing but the add-in."""

from typing import Any

import pytest
from django.test import Client

from pacesetter.addins.outlook.tests.conftest import CHALLENGE, VERIFIER, Pane, opened
from pacesetter.capture.models import AddInToken
from pacesetter.capture.verbs import allow_add_in, revoke_add_in
from pacesetter.people.models import Member
from pacesetter.people.verbs import create_token
from pacesetter.web.tests.pages import every_page

ASKED = [
    ("POST", "mail/"),
    ("POST", "activities/"),
    ("POST", "ignored/"),
    ("DELETE", "mail/1/settled/"),
    ("DELETE", "log-in/"),
]


@pytest.mark.parametrize(("method", "path"), ASKED)
@pytest.mark.parametrize("secret", ["", "psa_nobody", "pst_nobody", "eyJhbGciOiJub25lIn0.e30."])
def test_without_a_token_that_works_nothing_opens(method: str, path: str, secret: str, db: None) -> None:
    status, told = Pane(secret).ask(path, opened(), method=method)
    assert (status, told["code"]) == (401, "no_token")


def test_a_session_of_the_browser_is_no_token(rita: Member) -> None:
    client = Client()
    assert rita.user is not None
    client.force_login(rita.user)
    assert client.post("/addins/outlook/mail/", "{}", content_type="application/json").status_code == 401


def test_a_token_of_the_api_is_none_here(rita: Member) -> None:
    assert Pane(create_token(rita, by=rita, name="x").secret).ask("mail/", opened())[0] == 401


def test_a_revoked_token_opens_nothing(pane: Pane, rita: Member) -> None:
    assert pane.ask("mail/", opened())[0] == 200
    revoke_add_in(AddInToken.objects.get(), by=rita)
    assert pane.ask("mail/", opened())[0] == 401


def test_it_opens_no_page_and_nothing_of_the_api(pane: Pane, rita: Member) -> None:
    client = Client(headers={"Authorization": f"Bearer {pane.secret}"})
    for page in every_page():
        if page.audience is not None and not page.parts:
            answer = client.get(f"/{page.route}")
            sent_to = answer.headers.get("Location", "")[:16]
            assert (answer.status_code, sent_to) in [(302, "/accounts/login/"), (405, "")], page
    paths = _api_paths()
    assert len(paths) > 10
    for path in paths:
        assert client.get(path).status_code in (401, 405), path


def _api_paths() -> list[str]:
    from pacesetter.api.api import api

    schema: Any = api.get_openapi_schema(path_prefix="/api/v1/")
    return [path.replace("{", "").replace("}", "") for path in schema["paths"] if "get" in schema["paths"][path]]


def test_a_code_is_changed_for_a_token_once_and_logging_out_ends_it(rita: Member) -> None:
    code = allow_add_in(rita, by=rita, program="outlook", challenge=CHALLENGE)
    sent = {"code": code, "verifier": VERIFIER}
    status, told = Pane().ask("log-in/", sent)
    assert (status, told["name"]) == (200, "Rita")
    assert Pane().ask("log-in/", sent)[0] == 422
    pane = Pane(told["token"])
    assert pane.ask("log-in/", method="DELETE")[0] == 200
    assert pane.ask("log-in/", method="DELETE")[0] == 401


@pytest.mark.parametrize("body", ["", "[]", "nonsense", '{"sent_at": "yesterday"}', b"\xff\xfe", '{"to": [{}]}'])
def test_what_can_not_be_read_is_refused_in_words(body: Any, pane: Pane) -> None:
    status, told = pane.ask("mail/", body if body else " ")
    assert (status, told["code"]) == (400, "unreadable")


def test_what_is_too_long_is_refused_unread(pane: Pane) -> None:
    assert pane.ask("mail/", "x" * 300_001)[0] == 413


@pytest.mark.parametrize("said", ["²", "٣", "-1", "9" * 5_000])
def test_a_length_that_is_none_is_refused(said: str, pane: Pane) -> None:
    headers = {"Authorization": f"Bearer {pane.secret}"}
    kind = "application/json"
    answer = Client().post("/addins/outlook/mail/", "{}", content_type=kind, headers=headers, CONTENT_LENGTH=said)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_long")


def test_other_methods_are_refused(pane: Pane) -> None:
    assert pane.ask("mail/", method="GET")[0] == 405


def test_other_origins_may_ask_since_no_cookie_counts(pane: Pane) -> None:
    answer = Client().options("/addins/outlook/mail/", headers={"Origin": "https://outlook.office.com"})
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (204, "*")
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert answer.headers["Access-Control-Allow-Headers"] == "Authorization, Content-Type"
    assert "Pacesetter-Member" not in answer.headers
