from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.core.http import AddressRefused, ConnectionFailed, Rules, check_address, look_up, networks
from pacesetter.core.http.addresses import permitted_addresses

INSIDE = [
    "127.0.0.1", "127.8.9.10", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",  # noqa: S104
    "169.254.169.254", "100.64.0.1", "192.0.0.8", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "fec0::1", "2001:db8::1",
    # IPv4 wrapped into IPv6: mapped, compatible, NAT64 (well-known and local), 6to4, Teredo.
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
    "2002:7f00:1::", "2001:0:0a00:1:0:0:80ff:fffe",
]  # fmt: skip
PUBLIC = ["1.1.1.1", "93.184.216.34", "172.32.0.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_refused(address: str) -> None:
    with pytest.raises(AddressRefused, match="not on the public internet"):
        check_address(ip_address(address), "crm.example", Rules())


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_on_the_public_internet_is_permitted(address: str) -> None:
    assert permitted_addresses("crm.example", 443, Rules(), lambda *_: [address], 1) == [address]


@given(st.ip_addresses(v=4))
def test_wrapping_an_inside_address_never_helps(address: object) -> None:
    inner = ip_address(str(address))
    try:
        check_address(inner, "crm.example", Rules())
    except AddressRefused:
        for wrapped in (f"::ffff:{inner}", f"64:ff9b::{inner}", f"::{inner}"):
            with pytest.raises(AddressRefused):
                check_address(ip_address(wrapped), "crm.example", Rules())


def test_an_operator_may_allow_a_network_of_their_own_and_only_that() -> None:
    rules = Rules(allowed_networks=networks(["10.1.0.0/16", " ::1 ", ""]))
    check_address(ip_address("10.1.2.3"), "intranet", rules)
    check_address(ip_address("::ffff:10.1.2.3"), "intranet", rules)
    check_address(ip_address("::1"), "intranet", rules)
    with pytest.raises(AddressRefused):
        check_address(ip_address("10.2.0.1"), "intranet", rules)


def test_a_network_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match="intranet"):
        networks(["intranet"])


def test_a_name_with_one_address_inside_is_refused_whole() -> None:
    with pytest.raises(AddressRefused, match=r"leads to 127\.0\.0\.1"):
        permitted_addresses("crm.example", 443, Rules(), lambda *_: ["1.1.1.1", "127.0.0.1"], 1)


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f000001", "localhost"])
def test_other_ways_to_write_a_loopback_address_are_seen_through(host: str) -> None:
    with pytest.raises(AddressRefused):
        permitted_addresses(host, 80, Rules(), look_up, 5)


def test_an_unknown_name_is_said_to_be_unknown() -> None:
    with pytest.raises(ConnectionFailed, match="is not known"):
        look_up("a..b", 80, 5)
