"""Loading and removing the demo behind the pages."""

from typing import Any

import pytest
from django.db import connection

from pacesetter import jobs
from pacesetter.core.refusal import Refusal
from pacesetter.demo import demo_organisation
from pacesetter.demo.jobs import ask_for_load, ask_for_removal, work_in_hand
from pacesetter.demo.making import turns
from pacesetter.demo.tests.counting import row_counts
from pacesetter.jobs.models import Job
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import no_scope, scope

# Removing is to be called outside a transaction: inside one SQLite looks for the children of every row that it deletes.


@pytest.mark.slow
@pytest.mark.usefixtures("thin_demo")
@pytest.mark.django_db(transaction=True)
def test_it_is_loaded_in_parts_for_whoever_asked_and_removed_again(
    ada: Member, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[bool] = []
    monkeypatch.setattr(turns, "_let_others", lambda: pauses.append(connection.in_atomic_block))
    with no_scope():
        before = row_counts()
        job = ask_for_load(user_id=ada.user_id)
        assert ask_for_load(user_id=None) == job
        assert jobs.run_due() == 1
        job.refresh_from_db()
        assert (job.state, job.progress_done, job.progress_total) == (Job.State.DONE, 8, 8)
        # Founding, people, settings, customers, places, five times what is typed in, and what is put right.
        assert len(pauses) >= 11
        assert not any(pauses)
        demo = demo_organisation()
        assert demo is not None
        with scope(demo):
            assert Member.objects.get(user=ada.user).is_administrator
            assert Member.objects.count() == 15
        ask_for_removal()
        assert jobs.run_due() == 1
        assert demo_organisation() is None
        Job.objects.all().delete()
        assert row_counts() == before


@pytest.mark.django_db
def test_it_is_refused_where_strangers_reach_the_server(settings: Any) -> None:
    settings.PUBLIC_URL = "https://kpi.example.org"
    with pytest.raises(Refusal, match="known to everybody"):
        ask_for_load(user_id=None)
    assert work_in_hand() is None


@pytest.mark.django_db
def test_removing_what_is_not_there_does_nothing() -> None:
    ask_for_removal()
    assert jobs.run_due() == 1
    assert Job.objects.get().state == Job.State.DONE


@pytest.mark.slow
@pytest.mark.usefixtures("thin_demo")
@pytest.mark.django_db(transaction=True)
def test_a_run_that_was_interrupted_leaves_nothing_half_made(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ask_for_load(user_id=None)
    with monkeypatch.context() as broken:
        broken.setattr("pacesetter.demo.loading.correct", lambda *args: 1 / 0)
        jobs.run_due()
    assert demo_organisation() is not None
    Job.objects.update(run_at=asked.created_at)
    assert jobs.run_due() == 1
    assert Job.objects.get().state == Job.State.DONE
    assert Organisation.objects.filter(is_demo=True).count() == 1
