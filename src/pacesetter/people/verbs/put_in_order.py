"""Put a list of settings in order: one verb for every list whose rows have a position."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import models, transaction

from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle
from pacesetter.tenancy.models import Tenanted


def put_in_order(
    among: models.QuerySet[Any],
    kind: str,
    rows: Sequence[Tenanted],
    *,
    by: Member | None,
    since: date,
    reason: str = "",
) -> None:
    """Give the rows of the list `among` the positions 0, 1, 2, …: `rows` first, the others behind them as they stand.

    Records one event about the list as a whole, whose subject has the id 0. `since` is the organisation's today: no
    figure depends on an order. Raises `NotAllowed` for everybody but administrators, and a `Refusal` for a row of
    another organisation.
    """
    guards.administrator(by)
    for row in rows:
        guards.known(row)
    with transaction.atomic():
        guards.one_at_a_time()
        present = {row.pk: row for row in among}
        first = [row.pk for row in rows if row.pk in present]
        wanted = list(dict.fromkeys([*first, *present]))
        if wanted == list(present):
            return
        for position, pk in enumerate(wanted):
            present[pk].position = position
        among.model.objects.bulk_update(present.values(), ["position"])
        before, after = {"order": list(present)}, {"order": wanted}
        settle(f"{kind}.reordered", (kind, 0), by=by, before=before, after=after, reason=reason, since=since)
