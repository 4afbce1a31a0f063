"""Numbers that people type into settings."""

from decimal import Decimal

from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal

Number = Decimal | int | str


def amount(
    number: Number, field: str, *, places: int, below: int, at_least: int | None = None, above: int | None = None
) -> Decimal:
    """The number, exactly. Refuses what is no number, has more decimal places, or lies outside.

    More places are refused and not rounded: the figure would rest on another number than the one that was typed.
    """
    if isinstance(number, float):
        raise TypeError("a float is not exact: give a Decimal, an int or text")
    try:
        value = Decimal(number)
    except ArithmeticError:
        value = Decimal("NaN")
    if not value.is_finite():
        raise Refusal(_("This is not a number."), field=field, code="not_a_number")
    if above is not None and value <= above:
        raise Refusal(_("This must be above %(limit)d.") % {"limit": above}, field=field, code="out_of_range")
    if at_least is not None and value < at_least:
        raise Refusal(_("This must not be below %(limit)d.") % {"limit": at_least}, field=field, code="out_of_range")
    if value >= below:
        raise Refusal(_("This must be below %(limit)d.") % {"limit": below}, field=field, code="out_of_range")
    # Only now: what has more digits than decimals are reckoned with can't be rounded.
    if value != round(value, places):
        raise Refusal(
            _("Give at most %(places)d decimal places.") % {"places": places}, field=field, code="too_precise"
        )
    # A zero has a sign, too, and would be shown with it.
    return round(value, places) + 0


def weight(number: Number) -> Decimal:
    """A weight: above 0, with at most three decimal places."""
    return amount(number, "weight", places=3, above=0, below=100_000)
