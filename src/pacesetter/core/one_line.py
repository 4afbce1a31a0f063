"""What people type as a name, in the form in which it is kept."""

# They turn the direction of all that follows, beyond the end of the name (Unicode, UAX 9: embeddings, overrides and
# isolates). Marks of direction, which are for one place alone, stay.
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def one_line(text: str) -> str:
    """The text without line breaks, double spaces, spaces around it, and signs that turn the direction of writing."""
    return " ".join(text.translate(_TURNING).split())
