"""Secrets don't get into what is kept, however they are written."""

import base64
import json
from urllib.parse import quote

from hypothesis import given, settings
from hypothesis import strategies as st

from pacesetter.integrations.redaction import LONGEST, MASK, redacted, redacted_address, redacted_body

SECRET = "s3cr/et+value=ünd"


def test_fields_that_tell_of_a_secret_are_masked_at_any_depth() -> None:
    body = json.dumps({"name": "Jane", "auth": {"access_token": "abc", "list": [{"password": "xyz"}]}, "tokens": 3})
    kept = json.loads(redacted_body(body.encode()))
    assert kept == {"name": "Jane", "auth": {"access_token": MASK, "list": [{"password": MASK}]}, "tokens": 3}


def test_forms_and_addresses_lose_the_values_but_not_the_names() -> None:
    assert redacted_body(b"grant_type=refresh_token&refresh_token=abc&code=1") == (
        f"grant_type=refresh_token&refresh_token={MASK}&code={MASK}"
    )
    assert redacted_address("https://user:pw@x.example/a?api_key=abc&page=2#f") == (
        f"https://x.example/a?api_key={MASK}&page=2"
    )


def test_a_sentence_with_an_equals_sign_stays() -> None:
    assert redacted_body(b"<p>token = none</p>") == "<p>token = none</p>"


def test_addresses_at_which_others_report_to_us_lose_what_makes_them_secret() -> None:
    id = "Zk3-abc_DEFghi012345678"
    address = f"https://kpi.example/api/v1/inbound/campaigns/{id}/"
    assert redacted_body(json.dumps({"url": address, "events": {"campaign": True}}).encode()) == json.dumps(
        {"url": f"https://kpi.example/api/v1/inbound/campaigns/{MASK}/", "events": {"campaign": True}}
    )
    push = f"https://kpi.example/api/v1/inbound/push/microsoft/{id}/"
    for kept in (
        redacted_body(f"url={quote(push, safe='')}".encode()),
        redacted_address(f"https://x.example/?to={push}"),
    ):
        assert id not in kept
        assert MASK in kept
    assert (
        redacted(push.replace("/", "\\/"))
        == f"https:\\/\\/kpi.example\\/api\\/v1\\/inbound\\/push\\/microsoft\\/{MASK}\\/"
    )


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12))
def test_a_known_secret_is_found_in_every_form(before: str) -> None:
    basic = base64.b64encode(f"{before}:{SECRET}".encode()).decode()
    for text in (f"{before}{SECRET}", json.dumps({"note": SECRET}), basic, f"?q={SECRET}"):
        kept = redacted(text, [SECRET])
        assert SECRET not in kept
        assert MASK in kept


def test_long_bodies_are_cut_after_they_were_masked() -> None:
    kept = redacted_body(("x" * (LONGEST - 4) + SECRET).encode(), [SECRET])
    assert "s3cr" not in kept
    assert len(kept) <= LONGEST + 1
