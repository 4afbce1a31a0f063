"""Why a request to another system came to nothing, sorted by who can do something about it."""

from collections.abc import Collection
from datetime import timedelta
from enum import StrEnum

from pacesetter.integrations.redaction import redacted


class FailureKind(StrEnum):
    """What has to happen before it can succeed."""

    TEMPORARY = "temporary"  # nothing: it is tried again by itself
    PERMANENT = "permanent"  # somebody changes what was asked for
    CONFIGURATION = "configuration"  # an administrator mends the settings of the connection, here or there
    AUTHORISATION = "authorisation"  # an administrator connects anew


# A connection with such a failure works for nobody until a person has seen to it.
OF_THE_CONNECTION = frozenset({FailureKind.CONFIGURATION, FailureKind.AUTHORISATION})


class Failure(Exception):
    """A request failed. The text is for administrators, and holds no secret.

    `retry_after` is what the other side asked for. `may_have_acted` is set where no answer came: the other side may
    have done what was asked, so a caller looks before it asks again.
    """

    def __init__(
        self,
        kind: FailureKind,
        text: str,
        *,
        status: int | None = None,
        retry_after: timedelta | None = None,
        may_have_acted: bool = False,
    ) -> None:
        super().__init__(text)
        self.kind = kind
        self.text = text
        self.status = status
        self.retry_after = retry_after
        self.may_have_acted = may_have_acted

    def without(self, secrets: Collection[str]) -> "Failure":
        """The failure without these secrets in its text: the other side may repeat what it was sent."""
        return Failure(
            self.kind,
            redacted(self.text, secrets),
            status=self.status,
            retry_after=self.retry_after,
            may_have_acted=self.may_have_acted,
        )


class NotConnected(Failure):
    """The connection is paused, has ended or waits for somebody: nothing was sent, and the request may be good."""

    def __init__(self, text: str) -> None:
        super().__init__(FailureKind.PERMANENT, text)
