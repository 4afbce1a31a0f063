"""Money at the door: decimals outside, whole smallest units inside."""

from decimal import Decimal

from pacesetter.core.money import minor_units, to_minor
from pacesetter.people.models import Member


def inward(value: Decimal | None, member: Member) -> int | None:
    """An amount of the member's organisation in its smallest units."""
    return None if value is None else to_minor(value, member.organisation.currency)


def outward(value_minor: int, member: Member) -> Decimal:
    """So many smallest units as an amount."""
    return Decimal(value_minor) / minor_units(member.organisation.currency)
