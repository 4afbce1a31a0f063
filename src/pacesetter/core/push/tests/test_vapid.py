"""Who is sending."""

from datetime import UTC, datetime, timedelta

import jwt
import pytest

from pacesetter.core.push import new_key, read_key

NOW = datetime.now(UTC)
ENDPOINT = "https://push.example:8443/send/abc?x=1"


def test_the_service_finds_a_signed_token_for_itself_and_the_key_that_it_knows() -> None:
    key = read_key(new_key())
    header = key.authorization(ENDPOINT, contact="mailto:kpi@acme.example", now=NOW)
    scheme, _, rest = header.partition(" ")
    fields = dict(part.split("=", 1) for part in rest.split(", "))
    assert scheme == "vapid"
    assert fields["k"] == key.public
    claims = jwt.decode(
        fields["t"], key.private.public_key(), algorithms=["ES256"], audience="https://push.example:8443"
    )
    assert claims["sub"] == "mailto:kpi@acme.example"
    assert NOW < datetime.fromtimestamp(claims["exp"], UTC) <= NOW + timedelta(hours=24)


def test_a_key_is_read_back_and_never_shown() -> None:
    text = new_key()
    assert read_key(text).public == read_key(f" {text}=\n").public
    assert text not in repr(read_key(text))


@pytest.mark.parametrize("text", ["", "short", "!" * 43, "B" * 43 + "AA", "A" * 43])
def test_what_is_no_key_is_refused_without_being_told(text: str) -> None:
    with pytest.raises(ValueError) as refused:
        read_key(text)
    assert not text or text not in str(refused.value)
