"""Mails that mean harm, or were broken on the way. Made here, since some are too large to keep."""

import base64
from collections.abc import Callable

from pacesetter.itip.tests.outlook_files import winmail

_HEAD = b"From: Jane <jane@initech.example>\r\nSubject: Accepted\r\nMIME-Version: 1.0\r\n"
_REPLY = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\n"
    "END:VCALENDAR\r\n"
)
_USUAL = "UID:{uid}\r\nDTSTAMP:{stamp}\r\nSEQUENCE:{sequence}\r\nATTENDEE;PARTSTAT=DECLINED:mailto:{who}"


def _calendar(body: bytes, *, more: bytes = b"") -> bytes:
    return _HEAD + b"Content-Type: text/calendar; method=REPLY" + more + b"\r\n\r\n" + body


def _reply(
    uid: str, *, stamp: str = "20260323T000000Z", sequence: str = "0", who: str = "jane@initech.example"
) -> bytes:
    return _REPLY.format(lines=_USUAL.format(uid=uid, stamp=stamp, sequence=sequence, who=who)).encode()


def _nested(depth: int) -> bytes:
    parts = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (number, number) for number in range(depth)
    )
    return _HEAD + parts + b"Content-Type: text/plain\r\n\r\nhello\r\n"


def _many_parts(number: int) -> bytes:
    part = b"--b\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    return _HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part * number + b"--b--\r\n"


def _bomb() -> bytes:
    """An attachment that grows when it is unpacked; nobody here unpacks it."""
    zeros = base64.encodebytes(b"PK\x03\x04" + b"\x00" * 200_000)
    return _HEAD + b"Content-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n" + zeros


Mail = Callable[[str], bytes]
# Name -> the mail about the meeting of this UID. None of them is an answer that may count.
HOSTILE: dict[str, Mail] = {
    "a calendar of a million letters": lambda uid: _calendar(_reply(uid + "x" * 1_000_000)),
    "a header of a million letters": lambda uid: b"X-Long: " + b"x" * 1_000_000 + b"\r\n" + _HEAD + b"\r\nhello\r\n",
    "ten thousand headers": lambda uid: b"X-Many: 1\r\n" * 10_000 + _HEAD + b"\r\nhello\r\n",
    "nested two thousand deep": lambda uid: _nested(2_000),
    "a thousand parts": lambda uid: _many_parts(1_000),
    "a packed bomb": lambda uid: _bomb(),
    "components nested without end": lambda uid: _calendar(b"BEGIN:VEVENT\r\n" * 5_000),
    "no such charset": lambda uid: _calendar(_reply("other"), more=b"; charset=klingon"),
    "a transfer encoding that is none": lambda uid: _calendar(
        b"=XX=ZZ", more=b"\r\nContent-Transfer-Encoding: quoted-unprintable"
    ),
    "base64 that is cut off": lambda uid: _calendar(
        base64.b64encode(_reply(uid))[:101], more=b"\r\nContent-Transfer-Encoding: base64"
    ),
    "UTF-16 in a calendar of UTF-8": lambda uid: _calendar(_reply(uid).decode().encode("utf-16")),
    "nulls between": lambda uid: _calendar(_reply("o\x00ther\x00")),
    "half of a surrogate": lambda uid: _HEAD + b"\r\n\xed\xa0\x80\xff\xfe\r\n",
    "no boundary": lambda uid: _HEAD + b"Content-Type: multipart/mixed\r\n\r\nhello\r\n",
    "a sender of line breaks": lambda uid: b"From: a\r\n\tb <x@y.example>\r\nBcc: all@acme.example\r\n\r\nhello\r\n",
    "two senders": lambda uid: b"From: a@x.example\r\nFrom: b@y.example\r\n\r\nhello\r\n",
    "a report that names nobody": lambda uid: (
        _HEAD + b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: message/delivery-status\r\n\r\nAction: failed\r\n\r\n--b--\r\n"
    ),
    "a winmail.dat that is said to be larger than it is": lambda uid: (
        _HEAD
        + b"Content-Type: application/ms-tnef\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(winmail()[:15] + b"\x08\x80\x07\x00\xff\xff\xff\xff" + b"x" * 1000)
    ),
    "our own notice come back": lambda uid: _HEAD + b"Auto-Submitted: auto-generated\r\n\r\nJane has accepted\r\n",
}
# Name -> a mail whose answer counts all the same, though something in it makes no sense.
ODD: dict[str, Mail] = {
    "the day after the last": lambda uid: _calendar(_reply(uid, stamp="99991231T235959Z")),
    "a day that never was": lambda uid: _calendar(_reply(uid, stamp="20260230T000000Z")),
    "before all time": lambda uid: _calendar(_reply(uid, stamp="00010101T000000Z")),
    "a sequence of words": lambda uid: _calendar(_reply(uid, sequence="many")),
    "a sequence beyond all counting": lambda uid: _calendar(_reply(uid, sequence="9" * 400)),
    "an answer of nobody, sent by Jane": lambda uid: _calendar(_reply(uid, who="")),
    "an address too long to be one, sent by Jane": lambda uid: _calendar(
        _reply(uid, who="a" * 5_000 + "@initech.example")
    ),
}
