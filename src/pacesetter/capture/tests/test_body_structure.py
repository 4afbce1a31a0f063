"""Which part of a mail is the answer of a calendar."""

import pytest

from pacesetter.capture.body_structure import calendar_place

_GOOGLE = (
    b'1 (UID 7 BODYSTRUCTURE ((("text" "plain" ("charset" "utf-8") NIL NIL "base64" 300 4 NIL NIL NIL NIL)'
    b'("text" "html" ("charset" "utf-8") NIL NIL "quoted-printable" 900 20 NIL NIL NIL NIL)'
    b'("text" "calendar" ("charset" "utf-8" "method" "REPLY") NIL NIL "7BIT" 1100 30 NIL NIL NIL NIL) '
    b'"alternative" ("boundary" "b") NIL NIL NIL)'
    b'("application" "ics" ("name" "invite.ics") NIL NIL "base64" 1500 NIL ("attachment" NIL) NIL NIL) '
    b'"mixed" ("boundary" "a") NIL NIL NIL))'
)


def test_it_is_found_inside() -> None:
    assert calendar_place(_GOOGLE) == ("1.3", "7bit")


def test_a_mail_that_is_nothing_else_has_one_part() -> None:
    alone = b'2 (BODYSTRUCTURE ("TEXT" "CALENDAR" ("METHOD" "REPLY") NIL NIL "BASE64" 900 12) UID 8)'
    assert calendar_place(alone) == ("1", "base64")


@pytest.mark.parametrize(
    "structure",
    [
        _GOOGLE.replace(b'"method" "REPLY"', b'"method" "REQUEST"').replace(b'"ics"', b'"pdf"'),
        _GOOGLE.replace(b" 1100 ", b" 99999999 ").replace(b'"ics"', b'"pdf"'),
        b'1 (UID 7 BODYSTRUCTURE ("text" "plain" ("charset" "utf-8") NIL NIL "7bit" 12 1))',
        b"1 (UID 7 BODYSTRUCTURE (" + b"(" * 5000,
        b"1 (UID 7 BODYSTRUCTURE (((",
        b"1 (UID 7)",
        b"",
    ],
    ids=["a request", "too large", "words alone", "a bomb", "cut off", "nothing", "less"],
)
def test_everything_else_is_left_alone(structure: bytes) -> None:
    assert calendar_place(structure) is None
