"""Messages that only their browser can read."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from pacesetter.core.push import LONGEST, UnusableKeys, encrypted, read_key
from pacesetter.core.push.encoding import decoded, encoded
from pacesetter.core.push.encryption import CURVE
from pacesetter.core.push.tests.reading import Browser

# Appendix A of RFC 8291.
PUBLIC = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
PRIVATE = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl9"
    "5bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)
WATERMELON = b"When I grow up, I want to be a watermelon"


def test_it_comes_out_as_the_standard_prints_it() -> None:
    made = encrypted(WATERMELON, public=PUBLIC, auth=AUTH, salt=decoded(SALT), sender=read_key(SENDER).private)
    assert encoded(made) == BODY


def test_our_reader_reads_what_the_standard_prints() -> None:
    browser = Browser(read_key(PRIVATE).private, decoded(AUTH))
    assert browser.read(decoded(BODY)) == WATERMELON


@pytest.mark.parametrize("length", [0, 1, LONGEST])
def test_its_browser_reads_it_and_it_fits_the_record(length: int) -> None:
    browser = Browser.new()
    message = b"x" * length
    body = encrypted(message, public=browser.public, auth=browser.auth)
    assert browser.read(body) == message
    assert len(body) <= 4096


def test_two_messages_share_neither_key_nor_salt() -> None:
    browser = Browser.new()
    first, second = (encrypted(b"x", public=browser.public, auth=browser.auth) for _ in range(2))
    assert first[:16] != second[:16]
    assert first[21:86] != second[21:86]


def test_what_is_too_long_is_refused() -> None:
    browser = Browser.new()
    with pytest.raises(ValueError, match="at most 3993 bytes"):
        encrypted(b"x" * (LONGEST + 1), public=browser.public, auth=browser.auth)


@pytest.mark.parametrize(
    ("public", "auth"),
    [
        ("", AUTH),
        (PUBLIC[:-2], AUTH),
        ("B" + "A" * 86, AUTH),  # no point of the curve
        ("not base 64!", AUTH),
        (PUBLIC, ""),
        (PUBLIC, AUTH + "AA"),
        (PUBLIC, "ü"),
    ],
)
def test_keys_that_are_none_are_refused(public: str, auth: str) -> None:
    with pytest.raises(UnusableKeys):
        encrypted(b"x", public=public, auth=auth)


def test_a_key_of_another_curve_is_refused() -> None:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    other = ec.generate_private_key(ec.SECP384R1()).public_key()
    point = encoded(other.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))
    assert CURVE.name == "secp256r1"
    with pytest.raises(UnusableKeys):
        encrypted(b"x", public=point, auth=AUTH)
