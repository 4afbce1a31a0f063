"""Addresses that are worked out once are those that Django works out."""

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix

from pacesetter.web.addresses import address


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("my_day", []),
        ("activity", [7]),
        ("activity", ["7"]),
        ("why", [3, 918273645000001]),
        ("why", [918273645000002, 918273645000001]),
        ("company_difference", [1, 2]),
        ("screen", ["secret"]),
    ],
)
def test_an_address_is_djangos(name: str, args: list[object]) -> None:
    assert address(name, args) == reverse(name, args=args)
    assert address(name, args) == reverse(name, args=args)


@pytest.mark.parametrize(
    ("name", "args"), [("nowhere", []), ("activity", []), ("activity", [-1]), ("activity", [1, 2])]
)
def test_what_has_no_address_is_refused(name: str, args: list[object]) -> None:
    with pytest.raises(NoReverseMatch):
        address(name, args)


def test_it_stands_below_the_prefix_of_the_server() -> None:
    assert address("activity", [7]) == "/activities/7/"
    set_script_prefix("/sales/")
    try:
        assert address("activity", [7]) == "/sales/activities/7/"
    finally:
        set_script_prefix("/")
