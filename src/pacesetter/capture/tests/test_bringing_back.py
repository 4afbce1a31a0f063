"""A rule, an alias and a block that were removed by mistake hold again."""

from datetime import timedelta

import pytest

from pacesetter import jobs
from pacesetter.activities.models import ActivityType
from pacesetter.capture.keeping import keep
from pacesetter.capture.models import (
    BlockedAddress,
    CapturedMail,
    MailAlias,
    MailThread,
    RemovedSetting,
    StandingRule,
)
from pacesetter.capture.tests.conftest import JANE, NOW, mail
from pacesetter.capture.verbs import (
    Always,
    add_alias,
    block,
    bring_back,
    classify,
    ignore_mail,
    remove_alias,
    remove_rule,
    unblock,
)
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.models import Member

ALIAS = "sales@acme.example"


def kept(owner: Member, number: int) -> CapturedMail:
    row = keep(owner, mail(Message_ID=f"<{number}@acme.example>"), route="imap", is_trusted=True)
    assert isinstance(row, CapturedMail)
    return row


def rule_of(owner: Member, follow_up: ActivityType, always: Always = Always.CONTACT) -> StandingRule:
    classify(kept(owner, 1), by=owner, activity_type=follow_up, always=always)
    rule: StandingRule = StandingRule.objects.get()
    return rule


@pytest.mark.parametrize("always", list(Always))
def test_a_rule_says_what_it_said(always: Always, rita: Member, raj: Member, follow_up: ActivityType) -> None:
    rule = rule_of(rita, follow_up, always)
    before = StandingRule.objects.values().get()
    with pytest.raises(NotAllowed):
        remove_rule(rule, by=raj)
    removed = remove_rule(rule, by=rita)
    assert kept(rita, 2).state == "waiting"
    with pytest.raises(NotAllowed):
        bring_back(removed, by=raj)
    bring_back(removed, by=rita)
    after = StandingRule.objects.values().get()
    assert {**after, "id": 0} == {**before, "id": 0}
    if always is Always.CONTACT:
        assert kept(rita, 3).state == "logged"
    with pytest.raises(Refusal, match="nothing to undo"):
        bring_back(removed, by=rita)


def test_a_rule_does_not_come_back_over_one_that_was_made_since_nor_for_a_thread_or_type_that_is_gone(
    rita: Member, follow_up: ActivityType
) -> None:
    removed = remove_rule(rule_of(rita, follow_up), by=rita)
    ignore_mail(kept(rita, 2), by=rita, always=Always.CONTACT)
    with pytest.raises(Refusal, match="has changed since"):
        bring_back(removed, by=rita)
    assert StandingRule.objects.get().activity_type is None
    StandingRule.objects.all().delete()
    for field, gone in (("thread_id", 10**9), ("activity_type_id", 10**9)):
        with pytest.raises(Refusal, match="has changed since"):
            bring_back(RemovedSetting.objects.create(
                member=rita, kind="rule", removed_at=NOW, data={**removed.data, field: gone}
            ), by=rita)  # fmt: skip
    assert StandingRule.objects.count() == 0
    bring_back(RemovedSetting.objects.get(pk=removed.pk), by=rita)
    assert StandingRule.objects.get().activity_type == follow_up


def test_an_alias_counts_again_where_it_counted(rita: Member, raj: Member, ada: Member) -> None:
    alias = add_alias(rita, ALIAS, by=ada)
    with clock.standing_at(NOW + timedelta(hours=1)):
        bring_back(remove_alias(alias, by=rita), by=rita)
    assert MailAlias.objects.get().confirmed_at == NOW
    removed = remove_alias(MailAlias.objects.get(), by=ada)
    add_alias(raj, ALIAS, by=ada)
    with pytest.raises(Refusal, match="colleague"):
        bring_back(removed, by=ada)
    remove_alias(MailAlias.objects.get(), by=ada)
    # Whoever no longer administers brings nothing back for others.
    Member.objects.filter(pk=ada.pk).update(access_level="team_member")
    with pytest.raises(NotAllowed):
        bring_back(removed, by=Member.objects.get(pk=ada.pk))
    bring_back(removed, by=ada)
    assert MailAlias.objects.get().member == rita


def test_one_that_nobody_had_confirmed_comes_back_unconfirmed(rita: Member) -> None:
    bring_back(remove_alias(add_alias(rita, ALIAS, by=rita), by=rita), by=rita)
    assert MailAlias.objects.get().confirmed_at is None


def test_a_block_erases_again_what_was_kept_without_it(rita: Member, ada: Member) -> None:
    removed = unblock(block(JANE, by=ada, for_everybody=True), by=ada)
    kept(rita, 1)
    bring_back(removed, by=ada)
    assert (BlockedAddress.objects.get().member, CapturedMail.objects.count()) == (None, 0)
    bring_back(unblock(block(JANE, by=rita), by=rita), by=rita)
    assert BlockedAddress.objects.filter(member=rita).count() == 1


def test_after_a_day_it_is_too_late_and_nothing_of_it_is_kept(rita: Member) -> None:
    removed = unblock(block(JANE, by=rita), by=rita)
    with clock.standing_at(NOW + timedelta(hours=25)):
        with pytest.raises(Refusal, match="too long ago"):
            bring_back(removed, by=rita)
        jobs.enqueue("capture.tidy", {})
        jobs.run_due()
    assert RemovedSetting.objects.count() == MailThread.objects.count() == 0
