"""`winmail.dat`, written as MS-OXTNEF describes it."""

import struct


def winmail(kind: str = "IPM.Microsoft Schedule.MtgRespP", body: str = "") -> bytes:
    """A file with a version, a message class, and a body where there is one."""
    attributes = [(0x00089006, struct.pack("<I", 0x00010000)), (0x00078008, kind.encode() + b"\0")]
    if body:
        attributes.append((0x0002800C, body.encode("cp1252") + b"\0"))
    return struct.pack("<IH", 0x223E9F78, 1) + b"".join(_attribute(*one) for one in attributes)


def _attribute(number: int, value: bytes) -> bytes:
    return struct.pack("<BII", 1, number, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)
