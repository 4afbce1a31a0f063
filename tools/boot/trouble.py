"""Something the person at the terminal can mend."""


class Trouble(Exception):
    """`wrong` says what is the matter, `remedy` what to do."""

    def __init__(self, wrong: str, remedy: str) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.remedy = remedy
