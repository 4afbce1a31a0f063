"""The places of the settings, and the way through them."""

import pytest

from pacesetter.people.models import Member
from pacesetter.web.settings_places import CHAIN, SETTINGS_PLACES
from pacesetter.web.tests.conftest import Visitor


def test_the_chain_is_in_the_order_of_the_menu() -> None:
    names = [place.name for place in SETTINGS_PLACES]
    assert [name for name in names if name in CHAIN] == list(CHAIN)


@pytest.mark.parametrize(
    ("path", "following"),
    [
        ("/settings/roles/", "Next: Activities"),
        ("/settings/kpis/", "Next: KPIs to roles"),
        ("/settings/targets/", "Next: People"),
        ("/settings/people/", ""),
        ("/settings/outcomes/", ""),
    ],
)
def test_each_page_of_the_set_up_leads_to_the_next(path: str, following: str, visitor: Visitor, ada: Member) -> None:
    page = visitor.log_in(ada).read(path)
    assert ("Next: " in page) == bool(following)
    assert following in page


def test_who_may_not_change_settings_is_led_nowhere(visitor: Visitor, rita: Member) -> None:
    assert visitor.log_in(rita).get("/settings/roles/").status_code == 403
