"""E-mails that wait to be classified, on their page and on my day."""

import re
from datetime import timedelta
from typing import Any

import pytest

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.capture.models import CapturedMail, MailState, RemovedSetting, StandingRule
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.web.tests.conftest import NOW, Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


def waiting_mail(owner: Member, number: int = 1, **fields: Any) -> CapturedMail:
    address, name = f"p{number}@initech.example", f"Person {number}"
    said = {"address": address, "name": name, "others": [[address, name]], "direction": "out", "routes": ["imap"]}
    made: CapturedMail = CapturedMail.objects.create(
        owner=owner,
        message_id=f"m-{number}",
        sent_at=NOW - timedelta(minutes=number),
        captured_at=NOW,
        is_trusted=True,
        **{**said, **fields},
    )
    return made


@pytest.fixture
def follow_up(organisation: Organisation) -> ActivityType:
    return ActivityType.objects.create(name="Follow-up e-mail", category="email")


def test_it_stands_on_my_day_and_is_logged_with_one_press(
    visitor: Visitor, rita: Member, follow_up: ActivityType
) -> None:
    mail = waiting_mail(rita)
    page = visitor.log_in(rita).read("/day/")
    assert f'action="/mail/{mail.pk}/classification/"' in page
    # The only type that there is stands chosen already.
    assert f'<option value="{follow_up.pk}" selected>' in page
    answer = visitor.post(f"/mail/{mail.pk}/classification/", {"type": str(follow_up.pk), "next": "/day/"})
    assert answer.headers["Location"] == "/day/"
    assert Activity.objects.get().owner == rita
    assert "E-mails to classify" not in visitor.read("/day/")


def test_two_clicks_at_most_from_opening_a_mail_to_an_activity_of_any_type(
    visitor: Visitor, rita: Member, follow_up: ActivityType, organisation: Organisation
) -> None:
    ActivityType.objects.create(name="New business e-mail", category="email")
    mail = waiting_mail(rita)
    assert f'href="/mail/{mail.pk}/"' in visitor.log_in(rita).read("/day/")  # the first opens it
    page = visitor.read(f"/mail/{mail.pk}/")
    found = re.search(r'name="type" value="(\d+)">New business e-mail</button>', page)
    assert found is not None
    visitor.post(f"/mail/{mail.pk}/classification/", {"type": found[1]})  # the second is the type
    assert Activity.objects.get().activity_type.name == "New business e-mail"


def test_logging_is_taken_back(visitor: Visitor, rita: Member, follow_up: ActivityType) -> None:
    mail = waiting_mail(rita)
    visitor.log_in(rita).post(f"/mail/{mail.pk}/classification/", {"type": str(follow_up.pk)})
    visitor.delete(f"/mail/{mail.pk}/classification/")
    assert CapturedMail.objects.get().state == MailState.WAITING
    assert Activity.objects.get().deleted_at is not None


def test_ignoring_is_taken_back(visitor: Visitor, rita: Member) -> None:
    mail = waiting_mail(rita)
    visitor.log_in(rita).post(f"/mail/{mail.pk}/ignored/")
    assert CapturedMail.objects.get().state == MailState.IGNORED
    assert f'action="/mail/{mail.pk}/ignored/"' in visitor.read("/mail/")
    visitor.delete(f"/mail/{mail.pk}/ignored/")
    assert CapturedMail.objects.get().state == MailState.WAITING


def test_what_a_rule_has_ignored_is_seen_by_whose_it_is_and_asked_about_again(
    visitor: Visitor, rita: Member, raj: Member
) -> None:
    row = waiting_mail(rita, state="ignored", is_by_rule=True, settled_at=NOW)
    assert "Person 1" not in visitor.log_in(raj).read("/mail/ignored/")
    assert "/mail/ignored/" in visitor.log_in(rita).read("/profile/mail/")
    assert "Person 1" in visitor.read("/mail/ignored/")
    visitor.delete(f"/mail/{row.pk}/ignored/")
    assert "Person 1" not in visitor.read("/mail/ignored/")
    assert CapturedMail.objects.get().state == "waiting"


def test_without_a_type_it_asks(visitor: Visitor, rita: Member, follow_up: ActivityType) -> None:
    mail = waiting_mail(rita)
    answer = visitor.log_in(rita).post(f"/mail/{mail.pk}/classification/", {"type": ""})
    assert answer.status_code == 422
    assert "Choose what sort of e-mail it was." in answer.content.decode()


def test_somebody_unknown_becomes_a_lead_with_what_the_address_tells(
    visitor: Visitor, rita: Member, follow_up: ActivityType
) -> None:
    mail = waiting_mail(rita, address="jane.doe@blue-sky.co.nz", name="", others=[["jane.doe@blue-sky.co.nz", ""]])
    page = visitor.log_in(rita).read(f"/mail/{mail.pk}/")
    assert 'value="Jane Doe"' in page
    assert 'value="Blue Sky"' in page
    sent = {"type": str(follow_up.pk), "who": "new", "contact": "Jane Doe", "company": "Blue Sky"}
    visitor.post(f"/mail/{mail.pk}/classification/", sent)
    lead = Company.objects.get()
    assert (lead.name, lead.domain, lead.sales_rep) == ("Blue Sky", "blue-sky.co.nz", rita)
    assert Activity.objects.get().company == lead


def test_nobody_is_left_behind_where_it_is_refused(visitor: Visitor, rita: Member, follow_up: ActivityType) -> None:
    ActivityType.objects.filter(pk=follow_up.pk).update(needs_outcome=True)
    mail = waiting_mail(rita)
    sent = {"type": str(follow_up.pk), "who": "new", "contact": "Jane", "company": "Umbrella"}
    answer = visitor.log_in(rita).post(f"/mail/{mail.pk}/classification/", sent)
    assert answer.status_code == 422
    assert 'value="Umbrella"' in answer.content.decode()
    assert (Company.objects.count(), Contact.objects.count()) == (0, 0)


def test_a_choice_holds_for_everything_with_this_person(
    visitor: Visitor, rita: Member, follow_up: ActivityType
) -> None:
    mail, other = waiting_mail(rita), waiting_mail(rita, 2, address="p1@initech.example")
    visitor.log_in(rita).post(f"/mail/{mail.pk}/classification/", {"type": str(follow_up.pk), "always": "contact"})
    other.refresh_from_db()
    assert other.state == MailState.LOGGED
    assert "Sent to Person 1" in visitor.read("/profile/mail/")
    visitor.delete(f"/profile/mail/rules/{StandingRule.objects.get().pk}/")
    assert StandingRule.objects.count() == 0
    assert "Removed: Sent to Person 1: Follow-up e-mail." in visitor.read("/profile/mail/")
    visitor.delete(f"/profile/mail/removed/{RemovedSetting.objects.get().pk}/")
    assert StandingRule.objects.count() == 1


def test_several_are_settled_at_once_and_taken_back_at_once(
    visitor: Visitor, rita: Member, raj: Member, follow_up: ActivityType
) -> None:
    ids = [str(waiting_mail(rita, number).pk) for number in (1, 2)]
    of_raj = waiting_mail(raj, 3)
    visitor.log_in(rita).post("/mail/changes/", {"do": "suggested", "mail": [*ids, str(of_raj.pk)]})
    assert CapturedMail.objects.filter(state=MailState.LOGGED).count() == 2
    page = visitor.read("/mail/")
    assert "2 e-mails settled." in page
    undo = page.partition('action="/mail/changes/')[2].partition('"')[0]
    visitor.delete(f"/mail/changes/{undo}")
    assert CapturedMail.objects.filter(state=MailState.WAITING).count() == 3


def test_several_are_ignored_at_once(visitor: Visitor, rita: Member) -> None:
    ids = [str(waiting_mail(rita, number).pk) for number in (1, 2)]
    visitor.log_in(rita).post("/mail/changes/", {"do": "ignore", "mail": ids})
    assert CapturedMail.objects.filter(state=MailState.IGNORED).count() == 2
    assert "Choose at least one" in _after(visitor, {"do": "ignore"})


def test_what_can_not_be_logged_together_waits_with_the_reason(
    visitor: Visitor, rita: Member, follow_up: ActivityType
) -> None:
    ActivityType.objects.create(name="Another", category="email")
    sent = {"do": "suggested", "mail": [str(waiting_mail(rita).pk)]}
    visitor.log_in(rita)
    assert "Choose what sort of e-mail it was." in _after(visitor, sent)


def _after(visitor: Visitor, sent: Any) -> str:
    visitor.post("/mail/changes/", sent)
    return visitor.read("/mail/")


def test_it_says_in_words_by_which_ways_it_came(visitor: Visitor, rita: Member) -> None:
    row = waiting_mail(rita, routes=["gmail", "graph", "imap"])
    page = visitor.log_in(rita).read(f"/mail/{row.pk}/")
    assert "your account at Google, your account at Microsoft, your mailbox" in page


def test_nobody_else_sees_it(visitor: Visitor, rita: Member, mona: Member, ada: Member) -> None:
    mail = waiting_mail(rita)
    for somebody in (mona, ada):
        visitor.log_in(somebody)
        assert "Every e-mail is classified" in visitor.read("/mail/")
        assert visitor.get(f"/mail/{mail.pk}/").status_code == 404
        assert visitor.post(f"/mail/{mail.pk}/ignored/").status_code == 404


def test_queries_do_not_grow_with_mails(
    visitor: Visitor, rita: Member, follow_up: ActivityType, django_assert_max_num_queries: Any
) -> None:
    waiting_mail(rita)
    visitor.log_in(rita).read("/mail/")
    with django_assert_max_num_queries(40) as few:
        visitor.read("/mail/")
    for number in range(2, 12):
        waiting_mail(rita, number)
    with django_assert_max_num_queries(len(few)):
        visitor.read("/mail/")
