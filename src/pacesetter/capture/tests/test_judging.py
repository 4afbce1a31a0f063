"""Which mails are kept, and whom they are with."""

import pytest

from pacesetter.capture.judging import House, judge
from pacesetter.capture.mail_head import Direction, Dropped
from pacesetter.capture.tests.conftest import JANE, answer, mail

HOUSE = House(
    own=frozenset({"rita@acme.example", "rita@private.example"}),
    colleagues=frozenset({"rita@acme.example", "raj@freelance.example"}),
    domains=frozenset({"acme.example"}),
    product=frozenset({"pacesetter@kpi.example", "@in.kpi.example"}),
    blocked=frozenset({"mum@family.example", "@lawyers.example"}),
)


def test_what_the_member_sends_is_with_those_outside() -> None:
    verdict = judge(mail(Cc="raj@acme.example, joe@initech.example, log+abc@in.kpi.example"), HOUSE)
    assert verdict.direction is Direction.OUT
    assert [one.address for one in verdict.others] == [JANE, "joe@initech.example"]


def test_what_the_member_gets_is_with_its_sender_first() -> None:
    verdict = judge(answer(Cc="joe@initech.example"), HOUSE)
    assert verdict.direction is Direction.IN
    assert [one.address for one in verdict.others] == [JANE, "joe@initech.example"]


def test_another_address_of_the_member_is_theirs() -> None:
    assert judge(mail(From="rita@private.example"), HOUSE).direction is Direction.OUT


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"To": "raj@acme.example"}, Dropped.INTERNAL),
        ({"To": "raj@eu.acme.example, raj@freelance.example"}, Dropped.INTERNAL),
        ({"From": "raj@acme.example"}, Dropped.COLLEAGUE),
        ({"From": "Pacesetter <pacesetter@kpi.example>"}, Dropped.AUTOMATIC),
        ({"From": ""}, Dropped.AUTOMATIC),
        ({"Cc": "mum@family.example"}, Dropped.BLOCKED),
        ({"Cc": "ann@london.lawyers.example"}, Dropped.BLOCKED),
        ({"Sensitivity": "private"}, Dropped.PRIVATE),
    ],
)
def test_what_is_dropped(headers: dict[str, str], reason: Dropped) -> None:
    assert judge(mail(**headers), HOUSE).dropped == reason


def test_a_domain_that_only_ends_like_ours_is_not_ours() -> None:
    assert judge(mail(To="eve@notacme.example"), HOUSE).dropped is None


def test_mail_to_others_counts_only_from_the_member_s_own_mailbox() -> None:
    head = answer(To="team@initech.example")
    assert judge(head, HOUSE, is_delivered=False).dropped is Dropped.STRANGER
    assert judge(head, HOUSE, is_delivered=True).direction is Direction.IN


def test_received_mail_can_be_left_out() -> None:
    house = House(own=HOUSE.own, domains=HOUSE.domains, takes_incoming=False)
    assert judge(answer(), house).dropped is Dropped.INCOMING
    assert judge(mail(), house).dropped is None
