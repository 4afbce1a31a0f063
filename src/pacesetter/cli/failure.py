"""A failure that the person at the terminal can mend."""


class Failure(Exception):
    """`wrong` says what is the matter, `remedy` what to do. Printed without a traceback; the exit code is 1."""

    def __init__(self, wrong: str, remedy: str) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.remedy = remedy
