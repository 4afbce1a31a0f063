from collections.abc import Callable

import pytest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.people import verbs
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import scope


def test_everybody_says_who_and_where_they_are(
    rita: Member, version: Callable[[], int], last_event: Callable[[], Event]
) -> None:
    before = version()
    verbs.edit_profile(rita, by=rita, name="Rita  Ora", time_zone="Europe/London", locale="en", theme="dark")
    verbs.edit_profile(rita, by=rita, phone="12")
    kept = Member.objects.get(pk=rita.pk)
    assert (kept.name, kept.time_zone, kept.theme, kept.phone) == ("Rita Ora", "Europe/London", "dark", "12")
    assert (rita.name, rita.zone().key) == ("Rita Ora", "Europe/London")
    assert version() > before
    assert last_event().data == {"before": {"phone": ""}, "after": {"phone": "12"}}


def test_what_is_not_given_stays(rita: Member) -> None:
    verbs.edit_profile(rita, by=rita, theme="dark")
    verbs.edit_profile(rita, by=rita, name="Rita Ora")
    assert Member.objects.get(pk=rita.pk).theme == "dark"


def test_nothing_changed_is_nothing_told(rita: Member, version: Callable[[], int]) -> None:
    before = version()
    verbs.edit_profile(rita, by=rita, name="Rita")
    assert version() == before
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("time_zone", "Auckland"),
        ("locale", "tlh"),
        ("theme", "pink"),
        ("phone", "1" * 33),
    ],
)
def test_what_cannot_be_is_refused(rita: Member, field: str, wrong: str) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.edit_profile(rita, by=rita, **{field: wrong})  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert not Event.objects.exists()


def test_an_administrator_edits_others_and_nobody_else_does(
    ada: Member, rita: Member, mona: Member, otto: Member
) -> None:
    verbs.edit_profile(rita, by=ada, name="Rita Ora")
    for by in (mona, otto):
        with pytest.raises(NotAllowed):
            verbs.edit_profile(rita, by=by, name="Nobody")
    with scope(otto.organisation_id), pytest.raises(Refusal, match="not known here"):
        verbs.edit_profile(rita, by=otto, name="Nobody")
    assert Member.objects.get(pk=rita.pk).name == "Rita Ora"
