"""The one exception with which the heart of the product says no."""


class Refusal(Exception):
    """A request that the rules do not allow. `message` says what to do; `field` names the input it is about.

    Doors translate it: a form shows the message beside the field, the API answers 422 (403 for `NotAllowed`).
    """

    def __init__(self, message: str, *, field: str = "", code: str = "refused") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.code = code


class NotAllowed(Refusal):
    """The one who asks has no right to it."""

    def __init__(self, message: str, *, code: str = "not_allowed") -> None:
        super().__init__(message, code=code)
