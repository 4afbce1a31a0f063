"""Whose mail is nobody's business: what is there of it already goes, too."""

import pytest

from pacesetter.activities.models import ActivityType
from pacesetter.capture.keeping import keep
from pacesetter.capture.models import CapturedMail, MailIntent
from pacesetter.capture.tests.conftest import JANE, mail
from pacesetter.capture.verbs import block, classify, intend
from pacesetter.core.refusal import NotAllowed
from pacesetter.people.models import Member


def kept(owner: Member, number: int, **headers: str) -> CapturedMail:
    row = keep(owner, mail(Message_ID=f"<{number}@x.example>", **headers), route="imap", is_trusted=True)
    assert isinstance(row, CapturedMail)
    return row


def names() -> list[str]:
    return sorted(name.partition("@")[0] for name in CapturedMail.objects.values_list("message_id", flat=True))


@pytest.mark.parametrize("pattern", ["union.example", "@union.example", "Ann@mail.union.example"])
def test_everything_in_which_they_take_part_is_erased_unless_it_is_logged(
    pattern: str, rita: Member, raj: Member, follow_up: ActivityType
) -> None:
    theirs = {"Cc": "joe@x.example, Ann <ann@mail.union.example>"}
    kept(rita, 1, **theirs)
    kept(rita, 2, Cc="ann@reunion.example")
    kept(raj, 3, From="raj@acme.example", **theirs)
    classify(kept(rita, 4, **theirs), by=rita, activity_type=follow_up)
    for to in ("ann@mail.union.example", JANE):
        intend(by=rita, to=[to], activity_type=follow_up, route="gmail_add_on")
    block(pattern, by=rita)
    assert names() == ["2", "3", "4"]
    assert [one.address for one in MailIntent.objects.all()] == [JANE]


def test_for_everybody_it_is_erased_for_everybody(
    rita: Member, raj: Member, ada: Member, follow_up: ActivityType
) -> None:
    kept(raj, 1, From="raj@acme.example", Cc="ann@union.example")
    with pytest.raises(NotAllowed):
        block("union.example", by=rita, for_everybody=True)
    assert names() == ["1"]
    block("union.example", by=ada, for_everybody=True)
    assert names() == []
