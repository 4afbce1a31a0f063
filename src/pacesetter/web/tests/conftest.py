"""How tests visit pages: from outside, with no organisation in scope until the product itself enters one."""

from collections.abc import Callable, Mapping
from contextvars import copy_context
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.core import clock
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiOutcome, KpiRole
from pacesetter.people.models import Member, SalesRole
from pacesetter.tenancy.scope import _organisation_id

# Noon of Monday, 23 March 2026 in Auckland.
NOW = datetime(2026, 3, 22, 23, tzinfo=UTC)


class Visitor:
    """A browser without a screen. Each request runs outside of the test's own scope."""

    def __init__(self) -> None:
        self.client = Client()

    def log_in(self, member: Member) -> "Visitor":
        """Be this member from now on."""
        self._outside(self.client.force_login, member.user, "django.contrib.auth.backends.ModelBackend")
        return self

    def get(self, path: str, **headers: str) -> HttpResponse:
        response: HttpResponse = self._outside(self.client.get, path, headers=headers)
        return response

    def post(self, path: str, data: Mapping[str, str | list[str]] | None = None) -> HttpResponse:
        body = urlencode(data or {}, doseq=True)
        kind = "application/x-www-form-urlencoded"
        response: HttpResponse = self._outside(self.client.post, path, body, content_type=kind)
        return response

    def delete(self, path: str, *, sure: bool = False) -> HttpResponse:
        """DELETE, as a plain form sends it; with `sure` as the page sends it that asks first."""
        return self.post(path, {"_method": "DELETE", **({"confirmed": "yes"} if sure else {})})

    def read(self, path: str, **headers: str) -> str:
        """The page's text; anything but a page fails."""
        response = self.get(path, **headers)
        assert response.status_code == 200, response.status_code
        return response.content.decode()

    def queries(self, path: str) -> int:
        """How many queries the page takes once what is kept in memory is there."""
        self.read(path)
        with CaptureQueriesContext(connection) as seen:
            self.read(path)
        return len(seen)

    def _outside(self, call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        outside = copy_context()
        outside.run(_organisation_id.set, None)
        return outside.run(call, *args, **kwargs)


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    """Each test starts with no request counted: all of them come from one address."""
    cache.clear()


@pytest.fixture
def visitor(db: None) -> Visitor:
    return Visitor()


@pytest.fixture
def at_noon() -> Any:
    """Let it be noon in Auckland on Monday, 23 March 2026."""
    with clock.standing_at(NOW) as moment:
        yield moment


@pytest.fixture
def connects(bdm: SalesRole, call: ActivityType, connected: Outcome) -> Kpi:
    """Calls that ended connected; no target."""
    kpi: Kpi = Kpi.objects.create(name="Connected calls", position=1)
    KpiActivityType.objects.create(kpi=kpi, activity_type=call)
    KpiOutcome.objects.create(kpi=kpi, outcome=connected)
    KpiRole.objects.create(kpi=kpi, role=bdm)
    return kpi


@pytest.fixture
def connect_rate(bdm: SalesRole, calls: Kpi, connects: Kpi) -> Kpi:
    kpi: Kpi = Kpi.objects.create(
        name="Connect rate", measure="ratio", numerator=connects, denominator=calls, position=2
    )
    KpiRole.objects.create(kpi=kpi, role=bdm)
    return kpi


@pytest.fixture
def done(rita: Member, raj: Member, call: ActivityType, calls: Kpi) -> None:
    """Rita has done 3 calls in March and Raj one."""
    for owner, days in ((rita, (2, 3, 4)), (raj, (5,))):
        for day in days:
            verbs.log(by=owner, activity_type=call, owner=owner, at=datetime(2026, 3, day, 1, tzinfo=UTC))
