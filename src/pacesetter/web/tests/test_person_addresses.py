"""From which other addresses somebody writes: administrators see, add, confirm and remove them."""

import pytest

from pacesetter.capture.models import MailAlias, RemovedSetting
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import NOW, Visitor

pytestmark = pytest.mark.usefixtures("at_noon")

PRIVATE = "rita@private.example"


def page_of(member: Member) -> str:
    return f"/settings/people/{member.pk}/addresses/"


def claimed(member: Member, address: str = PRIVATE) -> str:
    return f"/settings/people/addresses/{MailAlias.objects.create(member=member, address=address).pk}/"


def test_an_administrator_finds_what_waits_and_confirms_it(visitor: Visitor, ada: Member, rita: Member) -> None:
    path = claimed(rita)
    states = visitor.log_in(ada).read("/settings/mail/")
    assert "1 address is not confirmed" in states
    assert f'href="{page_of(rita)}"' in states
    assert f'href="{page_of(rita)}"' in visitor.read(f"/settings/people/{rita.pk}/")
    page = visitor.read(page_of(rita))
    assert "Not confirmed: it counts once Rita has opened the link" in page
    assert rita.email in page
    assert visitor.post(path).headers["Location"] == page_of(rita)
    assert MailAlias.objects.get().confirmed_at == NOW
    page = visitor.read(page_of(rita))
    assert "are Rita&#x27;s. Rita is told by e-mail." in page
    assert "Not confirmed" not in page
    assert "not confirmed" not in visitor.read("/settings/mail/")


def test_one_that_an_administrator_adds_counts_at_once(visitor: Visitor, ada: Member, rita: Member) -> None:
    visitor.log_in(ada).post(page_of(rita), {"address": "Sales@acme.example"})
    alias = MailAlias.objects.get()
    assert (alias.member, alias.address, alias.confirmed_at) == (rita, "sales@acme.example", NOW)
    assert "sales@acme.example" in Visitor().log_in(rita).read("/profile/mail/")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("nonsense", "no e-mail address"),
        ("raj@acme.example", "raj@acme.example is a colleague"),
        ("raj@private.example", "raj@private.example is a colleague"),
        ("rita@acme.example", "known already"),
    ],
)
def test_what_is_refused_stands_beside_the_field(
    address: str, said: str, visitor: Visitor, ada: Member, rita: Member, raj: Member
) -> None:
    MailAlias.objects.create(member=raj, address="raj@private.example", confirmed_at=NOW)
    answer = visitor.log_in(ada).post(page_of(rita), {"address": address})
    page = answer.content.decode()
    assert (answer.status_code, said in page, f'value="{address}"' in page) == (422, True, True)
    assert MailAlias.objects.count() == 1


def test_what_a_colleague_has_by_now_is_not_confirmed(visitor: Visitor, ada: Member, rita: Member, raj: Member) -> None:
    path = claimed(rita)
    MailAlias.objects.create(member=raj, address=PRIVATE, confirmed_at=NOW)
    visitor.log_in(ada).post(path)
    assert "is a colleague" in visitor.read(page_of(rita))
    assert MailAlias.objects.get(member=rita).confirmed_at is None


def test_one_is_removed_and_brought_back(visitor: Visitor, ada: Member, rita: Member) -> None:
    path = claimed(rita)
    assert visitor.log_in(ada).delete(path).headers["Location"] == page_of(rita)
    assert MailAlias.objects.count() == 0
    undo = f"/profile/mail/removed/{RemovedSetting.objects.get().pk}/"
    assert undo in visitor.read(page_of(rita))
    # Whose it was has not removed it.
    assert Visitor().log_in(rita).delete(undo).status_code == 404
    visitor.delete(undo)
    assert MailAlias.objects.get().member == rita


def test_one_s_own_are_confirmed_by_nobody_s_word(visitor: Visitor, ada: Member) -> None:
    path = claimed(ada, "ada@private.example")
    page = visitor.log_in(ada).read(page_of(ada))
    assert "Nobody confirms their own addresses" in page
    assert "Add and confirm" not in page
    assert visitor.post(path).status_code == 403
    assert visitor.post(page_of(ada), {"address": "boss@acme.example"}).headers["Location"] == "/profile/mail/"
    assert list(MailAlias.objects.values_list("confirmed_at", flat=True)) == [None]


def test_for_somebody_who_has_left_nothing_is_added(visitor: Visitor, ada: Member, rita: Member) -> None:
    path = claimed(rita)
    Member.objects.filter(pk=rita.pk).update(archived_at=NOW)
    assert "Rita has left" in visitor.log_in(ada).read(page_of(rita))
    visitor.post(path)
    assert "Rita has left." in visitor.read(page_of(rita))
    assert visitor.post(page_of(rita), {"address": "sales@acme.example"}).status_code == 422
    assert list(MailAlias.objects.values_list("confirmed_at", flat=True)) == [None]


def test_nobody_else_gets_here(
    visitor: Visitor, ada: Member, rita: Member, mona: Member, raj: Member, otto: Member
) -> None:
    path = claimed(rita)
    Member.objects.filter(pk=raj.pk).update(access_level="coordinator")
    for other in (rita, mona, raj):
        visitor.log_in(other)
        for asked in (page_of(rita), path):
            assert visitor.post(asked, {"address": "x@y.example"}).status_code == 403
        assert visitor.delete(path).status_code == 403
    visitor.log_in(otto)
    assert visitor.get(page_of(rita)).status_code == 404
    assert [visitor.post(path).status_code, visitor.delete(path).status_code] == [404, 404]
    assert MailAlias.objects.get().confirmed_at is None


def test_they_are_paged_and_asked_for_in_as_many_queries(visitor: Visitor, ada: Member, rita: Member) -> None:
    claimed(rita)
    visitor.log_in(ada)
    few = visitor.queries(page_of(rita))
    for number in range(50):
        claimed(rita, f"a{number:02}@x.example")
    assert visitor.queries(page_of(rita)) == few
    assert "Page 1 of 2" in visitor.read(page_of(rita))
