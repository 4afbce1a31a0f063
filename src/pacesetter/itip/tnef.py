"""What can be read of `winmail.dat`, the form in which Exchange sends a mail where it takes the reader for an Outlook.

A meeting response in it names its meeting by properties of MAPI, and has no iCalendar object. Only its kind and its
words are read here (MS-OXTNEF, section 2.1.3.1: a signature and a key, then attributes one after the other).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from pacesetter.itip.answer import PartStat

MOST_ATTRIBUTES = 500
MOST_TEXT = 4000
_SIGNATURE = 0x223E9F78
_MESSAGE_CLASS, _BODY = 0x00078008, 0x0002800C
# The classes of responses, by their old names, which the attribute has, and those of MAPI (MS-OXTNEF, 2.1.3.2).
_RESPONSES = {
    "ipm.microsoft schedule.mtgrespp": PartStat.ACCEPTED,
    "ipm.microsoft schedule.mtgrespn": PartStat.DECLINED,
    "ipm.microsoft schedule.mtgrespa": PartStat.TENTATIVE,
    "ipm.schedule.meeting.resp.pos": PartStat.ACCEPTED,
    "ipm.schedule.meeting.resp.neg": PartStat.DECLINED,
    "ipm.schedule.meeting.resp.tent": PartStat.TENTATIVE,
}


@dataclass(frozen=True, slots=True)
class OutlookMail:
    """`status` is None where it is no response to a meeting, `text` empty where nothing was written as plain text."""

    status: PartStat | None
    text: str


def read_outlook(data: bytes) -> OutlookMail:
    """What is said there; nothing where it is damaged or no such file. Never raises."""
    found = dict(reversed(list(_attributes(data))))  # the first of each counts
    kind = _words(found.get(_MESSAGE_CLASS, b"")).lower()
    return OutlookMail(_RESPONSES.get(kind), _words(found.get(_BODY, b""))[:MOST_TEXT])


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and value of each, as far as the file goes."""
    if len(data) < 6 or struct.unpack_from("<I", data)[0] != _SIGNATURE:
        return
    place = 6
    for _number in range(MOST_ATTRIBUTES):
        if place + 9 > len(data):
            return
        _level, attribute, length = struct.unpack_from("<BII", data, place)
        place += 9
        if place + length > len(data):
            return
        if attribute in (_MESSAGE_CLASS, _BODY):
            yield attribute, data[place : place + length]
        place += length + 2  # past the checksum


def _words(value: bytes) -> str:
    # The code page stands in an attribute of its own; nearly all of them agree in ASCII, and what doesn't is seen.
    text = value.split(b"\0", 1)[0].decode("cp1252", errors="replace").replace("\r\n", "\n")
    return "".join(sign for sign in text if sign.isprintable() or sign == "\n").strip()
