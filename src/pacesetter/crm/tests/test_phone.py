import pytest

from pacesetter.core.refusal import Refusal
from pacesetter.crm.phone import e164, phone_as_found, phone_to_keep, shown_phone


@pytest.mark.parametrize(
    ("written", "country", "kept"),
    [
        ("09 555 1234", "NZ", "+6495551234"),
        ("(02) 5550 1234", "AU", "+61255501234"),
        ("+64 9 555 1234", "", "+6495551234"),
        ("0064 9 555 1234", "DE", "+6495551234"),
        ("09 555 1234 ext 12", "NZ", "+6495551234;ext=12"),
        ("020 7946 0018", "gb", "+442079460018"),
        ("  ", "NZ", ""),
    ],
)
def test_a_number_is_kept_in_international_form(written: str, country: str, kept: str) -> None:
    assert phone_to_keep(written, country) == kept


def test_a_kept_number_stays_as_it_is() -> None:
    assert phone_to_keep("+6495551234;ext=12", "AU") == "+6495551234;ext=12"


@pytest.mark.parametrize(("written", "country"), [("ask Jane", "NZ"), ("12", "NZ"), ("09 555 1234", "")])
def test_what_cannot_be_dialled_is_refused(written: str, country: str) -> None:
    with pytest.raises(Refusal) as refusal:
        phone_to_keep(written, country, field="mobile")
    assert refusal.value.field == "mobile"


def test_a_number_from_elsewhere_is_never_lost() -> None:
    assert phone_as_found(" 09 555 1234 ", "NZ") == "+6495551234"
    assert phone_as_found(" reception, ask Jane ", "NZ") == "reception, ask Jane"


def test_an_unknown_country_is_as_good_as_none() -> None:
    assert e164("09 555 1234", "ZZ") is None
    assert e164("+6495551234", "ZZ") == "+6495551234"


def test_a_number_is_shown_as_its_readers_write_it() -> None:
    assert shown_phone("+6495551234", "NZ") == "09 555 1234"
    assert shown_phone("+6495551234", "AU") == "+64 9 555 1234"
    assert shown_phone("ask Jane", "AU") == "ask Jane"
