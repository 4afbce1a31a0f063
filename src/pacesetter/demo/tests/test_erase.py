import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome
from pacesetter.conftest import make_member
from pacesetter.crm.models import Company
from pacesetter.demo.erase import erase
from pacesetter.demo.tests.counting import row_counts
from pacesetter.events.models import Event
from pacesetter.jobs.models import Job, JobStep
from pacesetter.kpis.models import TallyDay
from pacesetter.people.models import Member, User
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope


def busy(organisation: Organisation) -> None:
    """Let there be rows in many tables, some of which name each other."""
    with scope(organisation):
        rita = make_member(organisation, "Rita")
        call = ActivityType.objects.create(name="Call", category="phone_call")
        company = Company.objects.create(name="Initech", name_key="initech", sales_rep=rita)
        first = verbs.log(by=rita, activity_type=call, owner=rita, company=company)
        second = verbs.log(by=rita, activity_type=call, owner=rita, company=company)
        verbs.mark_duplicate(second, by=rita, of=first)
        Outcome.objects.create(name="Connected")
    job = Job.objects.create(
        organisation=organisation, kind="x", max_attempts=1, run_at=first.created_at, created_at=first.created_at
    )
    JobStep.objects.create(job=job, name="first", started_at=first.created_at)


def test_everything_goes_and_what_others_have_stays(db: None, other_organisation: Organisation) -> None:
    busy(other_organisation)
    before = row_counts()
    doomed = Organisation.objects.create(name="Doomed", slug="doomed")
    busy(doomed)
    erase(doomed)
    assert row_counts() == before
    connection.check_constraints()
    with scope(other_organisation):
        assert (Activity.objects.count(), Event.objects.count(), TallyDay.objects.count()) == (2, 3, 1)


def test_somebody_who_belongs_elsewhere_too_keeps_the_log_in(
    organisation: Organisation, rita: Member, otto: Member, raj: Member
) -> None:
    Member.objects.create(user=otto.user, name="Otto", email="otto@acme.example")
    User.objects.create_superuser("operator@acme.example", "correct horse battery")
    erase(organisation)
    assert sorted(User.objects.values_list("email", flat=True)) == ["operator@acme.example", "otto@globex.example"]


def test_sessions_of_who_is_gone_are_gone(organisation: Organisation, rita: Member, client: Client) -> None:
    before = row_counts()
    client.post(reverse("account_login"), {"login": rita.email, "password": "correct horse battery"})
    assert Session.objects.exists()
    erase(organisation)
    assert not Session.objects.exists()
    assert {table: count for table, count in row_counts().items() if count > before[table]} == {}


@pytest.mark.django_db(transaction=True)
def test_nothing_goes_where_one_thing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    doomed = Organisation.objects.create(name="Doomed", slug="doomed")
    busy(doomed)
    before = row_counts()

    def fail(users: list[User]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pacesetter.demo.erase._forget", fail)
    with pytest.raises(KeyboardInterrupt):
        erase(doomed)
    assert row_counts() == before
    connection.check_constraints()
