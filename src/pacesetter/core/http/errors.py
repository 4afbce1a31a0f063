"""Why a fetch came to nothing."""

from typing import ClassVar


class FetchError(Exception):
    """A fetch came to nothing. `worth_retrying` tells a job whether a later try may succeed."""

    worth_retrying: ClassVar[bool] = False


class AddressRefused(FetchError):
    """The web address may not be fetched: its scheme, its port, a user name in it, or where it leads."""


class TooLarge(FetchError):
    """The answer is larger than allowed, or compressed, which hides how large it is."""


class TooSlow(FetchError):
    """The answer was not complete in time."""

    worth_retrying = True


class ConnectionFailed(FetchError):
    """The name is unknown, nobody answers there, the certificate does not hold, or the answer makes no sense."""

    worth_retrying = True
