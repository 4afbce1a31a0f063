"""Sealing secrets."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.core.sealing import KeyRing, Unsealable, key_of, new_key, read_ring, written_ring

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
RING = KeyRing({"a": OLD}, "a")
BOTH = KeyRing({"b": NEW, "a": OLD}, "b")


@given(st.text(), st.text())
def test_what_is_sealed_for_a_place_opens_there(text: str, place: str) -> None:
    sealed = RING.seal(text, bound_to=place)
    assert RING.unseal(sealed, bound_to=place) == text
    assert len(text) < 4 or text not in sealed


def test_the_same_text_is_never_sealed_the_same_way() -> None:
    assert RING.seal("secret", bound_to="x") != RING.seal("secret", bound_to="x")


def test_in_another_place_it_opens_nothing() -> None:
    with pytest.raises(Unsealable):
        RING.unseal(RING.seal("secret", bound_to="connection.secrets:1"), bound_to="connection.secrets:2")


@given(st.integers(min_value=2, max_value=60), st.sampled_from("AQgw_"))
def test_a_changed_one_opens_nothing(place: int, sign: str) -> None:
    sealed = RING.seal("a secret that is long enough", bound_to="x")
    changed = sealed[:place] + sign + sealed[place + 1 :]
    if changed != sealed:
        with pytest.raises(Unsealable):
            RING.unseal(changed, bound_to="x")


def test_an_old_key_opens_and_the_new_one_seals() -> None:
    sealed = RING.seal("secret", bound_to="x")
    assert BOTH.unseal(sealed, bound_to="x") == "secret"
    assert key_of(BOTH.seal("secret", bound_to="x")) == "b"


def test_a_key_that_is_gone_is_named() -> None:
    with pytest.raises(Unsealable, match="no key 'b'"):
        RING.unseal(BOTH.seal("secret", bound_to="x"), bound_to="x")


@pytest.mark.parametrize("text", ["", "secret", "a.", ".b", "a.b c"])
def test_what_was_never_sealed_is_called_so(text: str) -> None:
    with pytest.raises(Unsealable):
        RING.unseal(text, bound_to="x")


def test_a_ring_comes_back_as_it_was_written() -> None:
    assert read_ring(written_ring(BOTH)) == BOTH
    assert read_ring(written_ring(BOTH).replace("\n", ",")) == BOTH


@pytest.mark.parametrize("text", ["", "a", "a:", "a:short", f"A B:{base64.urlsafe_b64encode(OLD).decode()}", ":x"])
def test_a_ring_without_keys_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="key"):
        read_ring(text)


def test_no_message_and_no_picture_of_a_ring_holds_a_key() -> None:
    secret = base64.urlsafe_b64encode(b"0123456789" * 2).decode()
    with pytest.raises(ValueError) as raised:
        read_ring(f"a:{secret}")
    assert secret not in str(raised.value)
    assert "0123456789" not in str(raised.value)
    assert repr(OLD) not in repr(RING)


def test_new_keys_differ() -> None:
    assert new_key() != new_key()
