"""What our own mail server says about who a mail is from."""

import pytest

from pacesetter.capture.tests.conftest import raw_mail
from pacesetter.capture.vouching import dmarc_of

RITA = "rita@acme.example"
PASS = "mx.kpi.example; spf=pass smtp.mailfrom=acme.example; dmarc=pass (p=reject) header.from=acme.example"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (PASS, True),
        ("MX.kpi.example 1; dmarc = pass header.from=acme.example", True),
        ("mx.kpi.example; dmarc=fail header.from=acme.example", False),
        ("mx.kpi.example; dmarc=none header.from=acme.example", None),
        ("mx.kpi.example; spf=pass smtp.mailfrom=acme.example", None),
        ("mx.kpi.example; dmarc=pass header.from=evil.example", None),
        ("mx.kpi.example; dmarc=pass", None),
        ("mx.evil.example; dmarc=pass header.from=acme.example", None),
        ("mx.evil.example (mx.kpi.example); dmarc=pass header.from=acme.example", None),
        ('mx.evil.example; reason="mx.kpi.example"; dmarc=pass header.from=acme.example', None),
        ("", None),
    ],
)
def test_only_what_our_own_server_says_of_this_domain_counts(said: str, found: bool | None) -> None:
    raw = raw_mail(Authentication_Results=said)
    assert dmarc_of(raw, said_by="mx.kpi.example", sender=RITA) is found


def test_of_several_the_topmost_is_read() -> None:
    forged = b"Authentication-Results: mx.kpi.example; dmarc=pass header.from=acme.example\r\n"
    ours = b"Authentication-Results: mx.kpi.example; dmarc=fail header.from=acme.example\r\n"
    assert dmarc_of(ours + forged + raw_mail(), said_by="mx.kpi.example", sender=RITA) is False


def test_where_nobody_is_named_nobody_vouches() -> None:
    assert dmarc_of(raw_mail(Authentication_Results=PASS), said_by="", sender=RITA) is None
