"""Links and campaigns follow who becomes one, and come back when that is undone."""

from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.verbs import merge, undo_merge
from pacesetter.integrations.links import link, theirs_of
from pacesetter.integrations.mergers import LinkMerger
from pacesetter.integrations.models import Campaign, CampaignRecipient, Connection
from pacesetter.people.models import Member


def test_a_link_moves_and_comes_back(by_key: Connection, initech: Company) -> None:
    other = Company.objects.create(name="Initech Ltd", name_key="initech")
    link(by_key, "client", "c1", "company", other.pk)
    link(by_key, "client", "c9", "contact", other.pk)  # of another kind, with the same number by chance
    moved = LinkMerger().move(other, initech, by=None, reason="")
    assert theirs_of(by_key, "client", "company", initech.pk) == "c1"
    LinkMerger().move_back(moved, initech, other, by=None, reason="")
    assert theirs_of(by_key, "client", "company", other.pk) == "c1"


def test_one_that_is_linked_there_keeps_its_own(by_key: Connection, initech: Company) -> None:
    other = Company.objects.create(name="Initech Ltd", name_key="initech")
    link(by_key, "client", "c1", "company", other.pk)
    link(by_key, "client", "c2", "company", initech.pk)
    assert LinkMerger().move(other, initech, by=None, reason="") == []
    assert theirs_of(by_key, "client", "company", initech.pk) == "c2"


def test_campaigns_that_somebody_received_follow_the_contact_and_come_back(
    by_key: Connection, ada: Member, initech: Company
) -> None:
    kept, dropped = (Contact.objects.create(name="Jane", email=f"{name}@x.example", company=initech) for name in "ab")
    now = clock.now()
    first, second = (
        Campaign.objects.create(connection=by_key, external_id=name, sent_at=now, looked_at=now) for name in "cd"
    )
    theirs = CampaignRecipient.objects.create(campaign=first, external_id="r1", contact=dropped)
    CampaignRecipient.objects.create(campaign=second, external_id="r2", contact=kept)
    merge(kept, dropped, by=ada)
    assert list(kept.campaigns_received.order_by("pk").values_list("external_id", flat=True)) == ["r1", "r2"]
    dropped.refresh_from_db()
    undo_merge(dropped, by=ada)
    assert list(dropped.campaigns_received.all()) == [theirs]
    assert kept.campaigns_received.count() == 1
