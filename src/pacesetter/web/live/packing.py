"""A compressed stream that is put together from pieces, each of which was compressed once for many streams.

A block of deflate (RFC 1951) that refers to nothing before it and ends at a whole byte can stand behind any other one.
"""

import zlib

# What a gzip stream begins with (RFC 1952): deflate, no name, no time, of an unknown system.
HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_LEVEL = 5
_MOST_STORED = 0xFFFF


def packed(text: str) -> bytes:
    """The text, compressed, to be sent on any number of streams."""
    made = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return made.compress(text.encode()) + made.flush(zlib.Z_FULL_FLUSH)


def stored(text: str) -> bytes:
    """A short text as it is, for which compressing would cost more than it saves."""
    content = text.encode()
    assert len(content) <= _MOST_STORED  # noqa: S101 - lines of a stream
    length = len(content)
    return b"\x00" + length.to_bytes(2, "little") + (length ^ 0xFFFF).to_bytes(2, "little") + content
