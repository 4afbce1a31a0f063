"""Two requests that want each other's rows: PostgreSQL ends one of them, and nobody notices."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.activities.tests.at_once import joined, run_at_once, until_somebody_waits, while_the_other_is_ended
from pacesetter.api.tests.test_record_activity import token_of
from pacesetter.config import urls
from pacesetter.config.once_more import OnceMoreMiddleware
from pacesetter.core import outside
from pacesetter.crm.models import Company
from pacesetter.crm.verbs import add_company, edit_company
from pacesetter.events.models import Event
from pacesetter.kpis import tallies
from pacesetter.people.models import Member
from pacesetter.tenancy.prepared import fetch_row

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]
FORM = "application/x-www-form-urlencoded"


def test_a_merge_that_was_ended_is_done_once_more(rita: Member, initech: Company) -> None:
    client = Client()
    assert rita.user is not None
    client.force_login(rita.user, "django.contrib.auth.backends.ModelBackend")
    # The first request of a session chooses the organisation.
    client.get("/companies/")

    def meet() -> tuple[Company, list[Any]]:
        double = add_company(by=rita, name="Initech Pty", allow_same_name=True)
        answers: list[Any] = []

        def merge() -> None:
            # Takes the first of the two, and then wants the second.
            body = urlencode({"into": initech.pk})
            answers.append(client.post(f"/companies/{double.pk}/merge/", body, content_type=FORM))

        with joined() as threads, transaction.atomic():
            edit_company(double, by=rita, note="likes blue")
            threads.append(run_at_once(merge, rita.organisation_id, head_start=0))
            until_somebody_waits()
            edit_company(initech, by=rita, note="likes red")
        return double, answers

    double, answers = while_the_other_is_ended(meet)
    assert [answer.status_code for answer in answers] == [302]
    assert len(list(get_messages(answers[0].wsgi_request))) == 1
    double.refresh_from_db()
    assert double.merged_into == initech
    assert Event.objects.filter(verb="company.merged_into", subject_id=double.pk).count() == 1


@pytest.mark.parametrize("kind", ["of a known caller", "in one transaction with what belongs to it"])
def test_what_the_api_records_is_there_once(
    rita: Member, call: ActivityType, meeting: ActivityType, initech: Company, kind: str
) -> None:
    headers = {"Authorization": f"Bearer {token_of(rita)}"}
    answers: list[Any] = []
    known = kind == "of a known caller"
    planned = {"status": "planned", "due_on": "2030-01-07", "meeting": {"place": "Room 1"}}

    def record() -> None:
        given = {"activity_type_id": call.pk if known else meeting.pk, "company_id": initech.pk}
        body = json.dumps(given if known else given | planned)
        answers.append(Client().post("/api/v1/activities", body, content_type="application/json", headers=headers))

    if known:
        # Whoever has called before needs one trip to the database, which is a transaction of its own.
        run_at_once(record, rita.organisation_id, head_start=0).join(30)

    def meet() -> None:
        with joined() as threads, transaction.atomic():
            # What was written is tied to its company at the end.
            Company.objects.select_for_update().get(pk=initech.pk)
            threads.append(run_at_once(record, rita.organisation_id, head_start=0))
            until_somebody_waits()
            if known:
                verbs.log(by=rita, activity_type=call, owner=rita)
            else:
                verbs.plan(by=rita, activity_type=meeting, owner=rita)

    while_the_other_is_ended(meet)
    assert {answer.status_code for answer in answers} == {201}
    assert Activity.objects.count() == len(answers) + 1
    assert tallies.mismatches() == []


class Ended(Exception):
    sqlstate = "40P01"


class Other(Exception):
    sqlstate = "55P03"


def asked(view: Callable[[HttpRequest], HttpResponse], request: HttpRequest | None = None) -> HttpResponse:
    middleware = OnceMoreMiddleware(lambda request: HttpResponse())
    request = request or RequestFactory().post("/")
    answer: Any = middleware.process_view(request, view, (), {})
    # As Django does with what it is given.
    answer = view(request) if answer is None else answer
    if hasattr(answer, "render"):
        answer.render()
    return answer  # type: ignore[no-any-return]


class Fails:
    """A view that does something and is ended, until it has been called as often as it is patient."""

    def __init__(self, do: Callable[[HttpRequest], object], cause: type[Exception] = Ended, patience: int = 9) -> None:
        self.times = 0
        self._do, self._cause, self._patience = do, cause, patience

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.times += 1
        self._do(request)
        if self.times < self._patience:
            raise OperationalError from self._cause()
        return HttpResponse()


def keep(company: Company) -> None:
    with transaction.atomic():
        company.save()


def taken_back(company: Company) -> None:
    with transaction.atomic():
        company.save()
        transaction.set_rollback(True)


def in_one_trip(company: Company) -> None:
    fetch_row("UPDATE crm_company SET note = $1 WHERE id = $2 RETURNING id", ["blue", company.pk])


@pytest.mark.parametrize(
    ("do", "tried"),
    [
        (lambda company: company.refresh_from_db(), 3),
        (taken_back, 3),
        (keep, 1),
        (lambda company: company.save(), 1),
        (lambda company: Company.objects.filter(pk=company.pk).update(note="blue"), 1),
        (in_one_trip, 1),
        (lambda company: outside.speak(), 1),
    ],
)
def test_nothing_is_done_twice_that_is_kept_or_was_said_to_others(
    initech: Company, do: Callable[[Company], object], tried: int
) -> None:
    view = Fails(lambda request: do(initech))
    if tried > 1:
        assert asked(view).status_code == 503
    else:
        with pytest.raises(OperationalError):
            asked(view)
    assert view.times == tried


def test_neither_where_the_session_was_changed(db: None) -> None:
    changed = RequestFactory().post("/")
    changed.session = SessionStore()
    view = Fails(lambda request: request.session.update({"chosen": 1}))
    with pytest.raises(OperationalError):
        asked(view, changed)
    assert view.times == 1


def test_where_files_were_read_it_is_said_at_once_that_nothing_was_saved(db: None) -> None:
    with_file = RequestFactory().post("/", {"file": SimpleUploadedFile("a.csv", b"a")})
    view = Fails(lambda request: list(request.FILES.items()))
    assert asked(view, with_file).status_code == 503
    assert view.times == 1


def test_other_errors_go_their_way(db: None) -> None:
    view = Fails(lambda request: None, Other)
    with pytest.raises(OperationalError):
        asked(view)
    assert view.times == 1


def has_to_log_in_anew(request: HttpRequest) -> HttpResponse:
    raise ImmediateHttpResponse(HttpResponse("log in anew"))


def breaks(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def is_always_ended(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Saved.")
    raise OperationalError from Ended()


urlpatterns = [
    *urls.urlpatterns,
    path("anew/", has_to_log_in_anew),
    path("breaks/", breaks),
    path("ended/", is_always_ended),
    path("addins/outlook/ended/", is_always_ended),
]


def test_what_is_ended_each_time_is_answered_by_a_page_that_says_so(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    answer = Client().post("/ended/")
    assert (answer.status_code, answer.headers["Retry-After"], answer.headers["Pacesetter-Kept"]) == (
        503,
        "2",
        "nothing",
    )
    assert "Nothing that you sent was saved." in answer.content.decode()
    assert "Saved." not in answer.content.decode()
    assert not list(get_messages(answer.wsgi_request))


def test_the_pane_in_a_mail_program_can_read_that_nothing_was_saved(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    answer = Client().post("/addins/outlook/ended/")
    assert (answer.status_code, answer.headers["Retry-After"], answer.json()["code"]) == (503, "2", "busy")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_api_tells_programs_to_send_it_again(
    rita: Member, call: ActivityType, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Where the API has a view that waits for nobody, nothing can end it but a test.
    def ended(**given: Any) -> Activity:
        raise OperationalError from Ended()

    monkeypatch.setattr(verbs, "log", ended)
    headers = {"Authorization": f"Bearer {token_of(rita)}"}
    given = {"activity_type_id": call.pk, "minutes": 5}
    answer = Client().post("/api/v1/activities", given, content_type="application/json", headers=headers)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.json()["code"], Activity.objects.count()) == ("busy", 0)


def test_errors_that_are_answers_of_other_middleware_stay_so(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    client = Client(raise_request_exception=False)
    assert client.post("/anew/").content == b"log in anew"
    with pytest.raises(ZeroDivisionError):
        Client().post("/breaks/")


def test_the_next_attempt_finds_the_request_as_it_was(rita: Member) -> None:
    request = RequestFactory().post("/", "a=1", content_type=FORM)
    request.member = rita  # type: ignore[attr-defined]
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    seen = []

    def change(request: HttpRequest) -> None:
        seen.append((rita.name, rita.organisation.name, request.POST["a"], len(request._messages)))  # type: ignore[attr-defined]
        rita.name = rita.organisation.name = "otherwise"
        request._messages.add(20, "done")  # type: ignore[attr-defined]

    assert asked(Fails(change, patience=3), request).status_code == 200
    assert seen == [seen[0]] * 3
    assert seen[0][3] == 0
    assert len(request._messages) == 1  # type: ignore[attr-defined]


def test_whoever_only_reads_is_left_to_django(db: None) -> None:
    middleware = OnceMoreMiddleware(lambda request: HttpResponse())
    assert middleware.process_view(RequestFactory().get("/"), Fails(lambda request: None), (), {}) is None
