"""Ending the first steps."""

import pytest

from pacesetter.core.refusal import NotAllowed
from pacesetter.events.models import Event
from pacesetter.people.models import Member
from pacesetter.people.verbs import settle_in


def test_an_administrator_ends_them_once(ada: Member) -> None:
    first = settle_in(by=ada).settled_in_at
    assert first is not None
    assert settle_in(by=ada).settled_in_at == first
    assert Event.objects.filter(verb="organisation.settled_in").count() == 1


@pytest.mark.parametrize("who", ["rita", "otto"])
def test_nobody_else_does(who: str, request: pytest.FixtureRequest, rita: Member) -> None:
    with pytest.raises(NotAllowed):
        settle_in(by=request.getfixturevalue(who))
