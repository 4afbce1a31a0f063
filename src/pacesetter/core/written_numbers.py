"""Whole numbers as other programs write them, in headers above all."""

# What a database keeps a number in holds no more digits (64 bits), and Python refuses to read some thousands.
_LONGEST = 18


def written_number(written: str) -> int | None:
    """The number; None for what is none or far too large. Digits of other scripts, and raised ones, are none."""
    return int(written) if written.isascii() and written.isdecimal() and len(written) <= _LONGEST else None


def longer_than(most: int, said: str | None) -> bool:
    """Whether a Content-Length says more bytes than `most`, or something that is no number of bytes."""
    number = written_number(said or "0")
    return number is None or number > most
