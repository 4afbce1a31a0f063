"""What Hypothesis draws for a case: one string of bytes.

It likes to vary an example by letting like draws repeat each other. With dice that makes the same case over and over:
of sixty some twenty differed, and several held nothing. One draw has nothing to repeat. Its first bytes throw the dice.
Each of the following stands for a part that is left out where the byte is 0, and so a failure is made smaller.
"""

from hypothesis import strategies as st

_SEED_BYTES = 8


def drawn(parts: int) -> st.SearchStrategy[tuple[int, list[bool]]]:
    """A number for dice, and which of so many parts stay."""
    size = _SEED_BYTES + parts
    return st.binary(min_size=size, max_size=size).map(
        lambda found: (int.from_bytes(found[:_SEED_BYTES]), [byte > 0 for byte in found[_SEED_BYTES:]])
    )
