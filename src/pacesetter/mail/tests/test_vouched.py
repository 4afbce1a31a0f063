"""What a mail service says of a sender is put in front of the mail, and the rest of it is left as it came."""

from typing import Any

import pytest

from pacesetter.mail.inbound.services import vouched

REST = b"Authentication-Results: other.example; dmarc=pass\nFrom: J\xfcrgen <a@b.example>\nSubject: hi\r\n  there"


@pytest.fixture(autouse=True)
def named(settings: Any) -> None:
    settings.INBOUND_VOUCHED_BY = "mx.kpi.example"


@pytest.mark.parametrize("name", ["Authentication-Results", "authentication-results"])
def test_what_the_sender_says_in_our_name_is_taken_out_and_nothing_else_is(name: str) -> None:
    ours = f"{name}: mx.kpi.example;\r\n dmarc=pass header.from=b.example\r\n".encode()
    found = vouched(ours + REST + b"\r\n\r\nbody\r\n\r\nof it", "fail")
    said = b"Authentication-Results: mx.kpi.example; dmarc=fail header.from=b.example\n"
    assert found == said + REST + b"\n\nbody\r\n\r\nof it"
    assert vouched(ours + REST + b"\r\n\r\n", "") == REST + b"\n\n"


def test_a_mail_that_was_never_a_good_one_is_passed_on_as_it_is() -> None:
    raw = b"Content-Type: multipart/mixed; boundary=b\r\n\xff\xfe\x00\r\nContent-Type: text/plain; charset*=x''%ff"
    assert raw.splitlines()[1] in vouched(raw + b"\r\n\r\n--b", "pass")
