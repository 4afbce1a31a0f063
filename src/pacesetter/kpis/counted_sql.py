"""Which activities count at all, in SQL: the same conditions as in `activities.facts`."""

_AT = {
    "completed": "{a}status = 'completed'",
    "booked": "{a}booked_on IS NOT NULL AND {a}status <> 'cancelled'",
}
_ALWAYS = "{a}deleted_at IS NULL AND {a}duplicate_of_id IS NULL AND {a}provenance <> 'campaign_recipient'"


def counted(moment: str, alias: str = "") -> str:
    """The condition under which an activity counts at this moment ("completed" or "booked"). `alias` is what the
    statement calls the table of activities."""
    return f"{_AT[moment]} AND {_ALWAYS}".format(a=f"{alias}." if alias else "")
