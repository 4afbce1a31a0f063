from datetime import timedelta

import pytest
from django.utils import timezone

from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member
from pacesetter.people.undo_tokens import undo_token, undone_by

SALT = "test"


def test_it_says_what_was_done_to_whoever_did_it(rita: Member) -> None:
    token = undo_token(rita.pk, ["moved", [1, 2]], salt=SALT)
    assert undone_by(token, rita, salt=SALT) == ["moved", [1, 2]]


def test_somebody_elses_another_sort_of_and_made_up_ones_are_none(rita: Member, raj: Member) -> None:
    token = undo_token(rita.pk, [1], salt=SALT)
    for text, by, salt in (
        (token, raj, SALT),
        (token, rita, "other"),
        (token[:-2] + "xx", rita, SALT),
        ("", rita, SALT),
    ):
        with pytest.raises(Member.DoesNotExist):
            undone_by(text, by, salt=salt)


def test_that_of_yesterday_is_refused(rita: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    token = undo_token(rita.pk, [1], salt=SALT)
    later = (timezone.now() + timedelta(days=2)).timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    with pytest.raises(Refusal, match="too long ago"):
        undone_by(token, rita, salt=SALT)
