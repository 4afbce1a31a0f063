"""The deployment, judged by Google's own form of it."""

import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.urls import resolve
from google.cloud import gsuiteaddons_v1
from google.protobuf import json_format  # type: ignore[import-untyped]

from pacesetter.capture.gmail.deployment import deployment


@pytest.fixture(autouse=True)
def public(settings: Any) -> None:
    settings.PUBLIC_URL = "https://kpi.example"


def addresses_in(said: Any) -> list[str]:
    """Every address of ours in it."""
    if isinstance(said, dict):
        return [one for value in said.values() for one in addresses_in(value)]
    if isinstance(said, list):
        return [one for value in said for one in addresses_in(value)]
    return [said] if isinstance(said, str) and said.startswith("https://kpi.example") else []


def test_google_s_own_form_takes_it() -> None:
    read = gsuiteaddons_v1.Deployment.pb()()
    json_format.ParseDict(deployment(), read, ignore_unknown_fields=False)
    assert read.add_ons.gmail.compose_trigger.draft_access == read.add_ons.gmail.compose_trigger.DraftAccess.METADATA
    assert len(read.oauth_scopes) == 5


def test_every_address_in_it_is_ours_and_answers() -> None:
    found = addresses_in(deployment())
    assert len(found) == 4
    for address in found:
        path = urlsplit(address).path
        assert finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else resolve(path)


def test_nothing_is_asked_for_but_the_head_of_the_open_mail() -> None:
    scopes = " ".join(deployment()["oauthScopes"])
    assert "message.metadata" in scopes
    assert not any(word in scopes for word in ("readonly", "modify", "mail.google.com", "gmail.metadata"))
    assert json.loads(json.dumps(deployment())) == deployment()
