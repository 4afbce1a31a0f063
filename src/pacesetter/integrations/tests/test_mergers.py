"""Links follow companies that become one, and come back when that is undone."""

from pacesetter.crm.models import Company
from pacesetter.integrations.links import link, theirs_of
from pacesetter.integrations.mergers import LinkMerger
from pacesetter.integrations.models import Connection


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
