"""Emptying the database between tests, on what a busy organisation leaves behind."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client, TransactionTestCase
from tools import emptied

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.crm.models import Company
from pacesetter.demo.tests.counting import row_counts
from pacesetter.events.models import Event
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation


@pytest.fixture
def before(transactional_db: None) -> dict[str, int]:
    return row_counts()


@pytest.fixture
def busy(before: dict[str, int], rita: Member, call: ActivityType, initech: Company, client: Client) -> Iterator[None]:
    done = verbs.log(by=rita, activity_type=call, owner=rita, company=initech)
    verbs.mark_duplicate(verbs.log(by=rita, activity_type=call, owner=rita, company=initech), by=rita, of=done)
    assert rita.user is not None
    client.force_login(rita.user, "django.contrib.auth.backends.ModelBackend")
    yield


@pytest.mark.parametrize("large", [0, emptied._LARGE], ids=["large", "small"])
def test_it_is_as_it_was_migrated(
    large: int, before: dict[str, int], busy: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(emptied, "_LARGE", large)
    assert Event.objects.exists()
    assert sum(row_counts().values()) > sum(before.values()) + 10
    emptied.empty(connection)
    assert row_counts() == before
    connection.check_constraints()


def test_what_django_wrote_while_migrating_stays(busy: None) -> None:
    emptied.empty(connection)
    assert ContentType.objects.get_for_model(Organisation).pk
    assert Permission.objects.filter(codename="add_organisation").exists()


def test_tests_that_commit_are_tidied_up_after_by_it() -> None:
    assert TransactionTestCase._fixture_teardown is emptied._after_test  # type: ignore[attr-defined]
