"""Every event that a verb tells through `settle` has a name in the history, and a way back or a word on what to do."""

import pytest
from django.utils import translation

from pacesetter.events.models import Event
from pacesetter.past_settings.instead import what_instead
from pacesetter.past_settings.table import WAYS
from pacesetter.people.models import Member
from pacesetter.web.setup.history.connections import DEEDS as CONNECTION_DEEDS
from pacesetter.web.setup.history.members import DEEDS as MEMBER_DEEDS
from pacesetter.web.setup.history.words import DEEDS, OWN_WORDS, THINGS
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.setup.told_verbs import told_verbs

# No settings: what members do for themselves, and contacts that were given to a mailing list.
NOT_TOLD = {"api_token.created", "api_token.revoked", "audience.filled"}
VERBS = sorted(set(told_verbs()) - NOT_TOLD)


def test_the_verbs_are_found_however_their_texts_are_made() -> None:
    found = set(told_verbs())
    assert len(found) > 70
    assert found > {"kpi.edited", "team.reordered", "call_source.restored", "next_step.archived", "target.set"}
    assert found > {"connection.paused", "member.profile_edited", "leave.removed", "screen.opened"} | NOT_TOLD


@pytest.mark.parametrize("verb", VERBS)
def test_there_is_a_way_back_or_a_word(verb: str) -> None:
    assert verb in WAYS or what_instead(Event(verb=verb, data={})), told_verbs()[verb]


@pytest.mark.parametrize("verb", VERBS)
def test_the_history_has_a_name_for_it_also_in_german(verb: str) -> None:
    kind, last = told_verbs()[verb].subject_kind, verb.partition(".")[2]
    name = OWN_WORDS.get(verb) or MEMBER_DEEDS.get(verb) or DEEDS.get(last)
    assert name, told_verbs()[verb]
    english = str(name)
    with translation.override("de"):
        assert str(name) != english
    assert kind in ("", *THINGS)
    # Of members and connections only what is named is told.
    assert kind != "member" or verb in MEMBER_DEEDS
    assert kind != "connection" or verb in CONNECTION_DEEDS


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb not in WAYS])
def test_the_word_is_german_for_germans(verb: str) -> None:
    event = Event(verb=verb, data={})
    with translation.override("en"):
        english = what_instead(event)
    with translation.override("de"):
        assert what_instead(event) not in ("", english)


@pytest.mark.django_db
def test_nobody_but_administrators_reads_the_words(visitor: Visitor, rita: Member, mona: Member) -> None:
    for member in (rita, mona):
        assert visitor.log_in(member).get("/settings/history/?kind=screen").status_code == 403
