"""Why no way leads back, in words, and what putting back loses."""

from datetime import timedelta

import pytest

from pacesetter.capture.models import CapturedMail, MailIntent, MailState
from pacesetter.capture.verbs import edit_settings, erased_by_block, lost_by_settings
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.integrations.models import OAuthApp
from pacesetter.integrations.verbs import forget_app, register_app
from pacesetter.past_settings import can_put_back, loss, put_back, why_not
from pacesetter.people.models import Member


def newest() -> Event:
    found = Event.objects.order_by("-id").first()
    assert found is not None
    return found


def keep_mail(owner: Member, number: int, days: int, state: str = MailState.WAITING) -> None:
    CapturedMail.objects.create(
        owner=owner,
        message_id=f"m-{number}",
        subject="Offer",
        others=[["jane@initech.example", "Jane"]],
        direction="out",
        routes=["imap"],
        sent_at=clock.now(),
        captured_at=clock.now() - timedelta(days=days),
        state=state,
    )


def test_an_app_is_put_back_but_for_its_secret(ada: Member) -> None:
    given = {"client_id": "app", "client_secret": "one"}
    register_app(by=ada, provider="google", given=given, uses=["calendar"])
    assert why_not(newest()) == "It is forgotten on its page, which asks first."
    register_app(by=ada, provider="google", given={"client_id": "other"}, uses=["calendar"])
    assert can_put_back(newest())
    register_app(by=ada, provider="google", given={"client_id": "third", "client_secret": "two"}, uses=["calendar"])
    assert not can_put_back(newest())
    with pytest.raises(Refusal, match="is not kept"):
        put_back(newest(), by=ada)
    assert OAuthApp.objects.get().setting("client_id") == "third"
    forget_app(by=ada, provider="google")
    assert "register it again" in why_not(newest())


def test_an_edit_that_changes_nothing_is_no_event(ada: Member) -> None:
    given = {"client_id": "app", "client_secret": "one"}
    register_app(by=ada, provider="google", given=given, uses=["calendar"])
    before = newest().pk
    register_app(by=ada, provider="google", given={**given, "client_secret": ""}, uses=["calendar"])
    assert newest().pk == before


def test_what_a_shorter_time_and_no_subjects_lose_is_counted(ada: Member, rita: Member) -> None:
    edit_settings(by=ada, keeps_subject=True, kept_days=60)
    keep_mail(rita, 1, days=31)
    keep_mail(rita, 2, days=31, state=MailState.LOGGED)
    keep_mail(rita, 3, days=29)
    assert loss(newest()) == (
        "3 subjects are erased. 1 e-mail that nobody has classified is erased. That can't be undone."
    )
    assert lost_by_settings(keeps_subject=True, kept_days=90) == ""
    assert "2 e-mails that nobody has classified are erased." in lost_by_settings(kept_days=1)


def test_what_a_block_would_erase_is_counted_of_whom_it_is_for(ada: Member, rita: Member, raj: Member) -> None:
    keep_mail(rita, 1, days=1)
    keep_mail(raj, 2, days=1)
    keep_mail(raj, 3, days=1, state=MailState.LOGGED)
    assert erased_by_block("initech.example", by=rita) == 1
    assert erased_by_block("initech.example", by=ada) == 0
    assert erased_by_block("initech.example", by=ada, for_everybody=True) == 2
    assert (CapturedMail.objects.count(), MailIntent.objects.count()) == (3, 0)
    with pytest.raises(NotAllowed):
        erased_by_block("initech.example", by=rita, for_everybody=True)


def test_nobody_else_puts_an_app_back(ada: Member, mona: Member) -> None:
    register_app(by=ada, provider="google", given={"client_id": "a", "client_secret": "s"}, uses=["calendar"])
    register_app(by=ada, provider="google", given={"client_id": "b"}, uses=["calendar"])
    with pytest.raises(NotAllowed):
        put_back(newest(), by=mona)
