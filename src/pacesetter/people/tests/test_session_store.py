"""Sessions are looked up as Django looks them up."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.module_loading import import_string

from pacesetter.people.session_store import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def key() -> str:
    made = SessionStore()
    made["who"] = "Rita"
    made.save()
    assert made.session_key
    return made.session_key


def test_it_is_the_one_that_is_used() -> None:
    assert import_string(f"{settings.SESSION_ENGINE}.SessionStore") is SessionStore


def test_what_was_kept_is_found_in_one_query(key: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert SessionStore(key)["who"] == "Rita"
    assert len(captured) == 1


def test_one_that_has_expired_is_none_and_its_key_is_dropped(key: str) -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    found = SessionStore(key)
    assert "who" not in found
    assert found.session_key is None


def test_a_key_of_somebodys_own_making_is_not_gone_on_with(key: str) -> None:
    invented = SessionStore("a" * 32)
    assert dict(invented.items()) == {}
    invented["who"] = "Raj"
    invented.save()
    assert invented.session_key not in (None, "a" * 32, key)


def test_one_that_was_ended_is_gone_at_once(key: str) -> None:
    assert SessionStore(key)["who"] == "Rita"
    Session.objects.all().delete()
    assert "who" not in SessionStore(key)
