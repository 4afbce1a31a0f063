"""Keys of deeds from phones are erased once they are needed no longer."""

from datetime import timedelta

import pytest

from pacesetter import jobs
from pacesetter.activities.models import OfflineDeed
from pacesetter.activities.offline_deeds import OLDEST
from pacesetter.core import clock
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import scope


def deed(member: Member, key: str, age: timedelta) -> None:
    made_at = clock.now() - age
    OfflineDeed.objects.create(member=member, key=key, fingerprint="f", made_at=made_at, received_at=made_at)


def test_only_keys_that_could_not_be_sent_again_are_erased(rita: Member) -> None:
    for key, age in (("new", timedelta()), ("last", OLDEST), ("old", OLDEST + timedelta(days=8))):
        deed(rita, key, age)
    jobs.enqueue("activities.tidy")
    jobs.run_due()
    assert sorted(OfflineDeed.objects.values_list("key", flat=True)) == ["last", "new"]


@pytest.mark.usefixtures("organisation")
def test_those_of_another_organisation_stay(otto: Member) -> None:
    with scope(otto.organisation):
        deed(otto, "theirs", timedelta(days=90))
    jobs.enqueue("activities.tidy")
    jobs.run_due()
    with scope(otto.organisation):
        assert OfflineDeed.objects.count() == 1
