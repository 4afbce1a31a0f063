"""Which organisation the running code works for.

The scope fails closed: a query on a tenant's table with no organisation in scope raises
`NoOrganisation` instead of answering for everybody.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pacesetter.tenancy.models import Organisation

_organisation_id: ContextVar[int | None] = ContextVar("organisation_id", default=None)


class NoOrganisation(RuntimeError):
    """A tenant's data was asked for while no organisation was in scope."""

    def __init__(self) -> None:
        super().__init__(
            "No organisation is in scope. Wrap the call in `with scope(organisation):`, or use the manager "
            "`across_organisations` where all organisations are really meant."
        )


class WrongOrganisation(RuntimeError):
    """A row of one organisation was about to be written or deleted while another was in scope."""

    def __init__(self, what: str) -> None:
        super().__init__(f"This {what} belongs to another organisation than the one in scope.")


@contextmanager
def scope(organisation: "Organisation | int") -> Iterator[None]:
    """Let everything inside the block work for one organisation (the object or its id)."""
    organisation_id = organisation if isinstance(organisation, int) else organisation.pk
    if organisation_id is None:
        raise NoOrganisation
    token = _organisation_id.set(organisation_id)
    try:
        yield
    finally:
        _organisation_id.reset(token)


@contextmanager
def no_scope() -> Iterator[None]:
    """Let everything inside the block work for no organisation, whatever is in scope around it."""
    token = _organisation_id.set(None)
    try:
        yield
    finally:
        _organisation_id.reset(token)


def current_organisation_id() -> int:
    """The id of the organisation in scope. Raises `NoOrganisation` when there is none."""
    organisation_id = _organisation_id.get()
    if organisation_id is None:
        raise NoOrganisation
    return organisation_id


def refuse_another(what: str, organisation_id: int) -> None:
    """Raise `WrongOrganisation` where another organisation than the row's is in scope."""
    in_scope = _organisation_id.get()
    if in_scope is not None and in_scope != organisation_id:
        raise WrongOrganisation(what)


def organisation_id_or_none() -> int | None:
    """The id of the organisation in scope, or None. Only for logging and for entering a scope."""
    return _organisation_id.get()
