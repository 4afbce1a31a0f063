"""The refusal of a whole file."""


class Unreadable(Exception):
    """The file cannot be read as a table. `reason` says what was found, `advice` what the person can do about it."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(f"{reason} {advice}")
        self.reason = reason
        self.advice = advice
