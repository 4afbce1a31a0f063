"""Fill an audience, a batch at a time. Who is there already is left as they are there: nobody who unsubscribed is
subscribed again, and what is sent twice changes nothing."""

from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.campaigns.audiences.choosing import contacts_of, subscribers_of
from pacesetter.integrations.campaigns.shapes import Filled, Subscriber
from pacesetter.integrations.campaigns.source import source_of
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.models import AudienceFill, FillState

MOST_REASONS = 10


def fill_audience(fill: AudienceFill, caller: Caller, *, report: Callable[[int, int], None]) -> None:
    """Send what is left. `report` is told how many are done, of how many. Raises `Failure`."""
    source = source_of(fill.connection)
    dry = [_("Dry run: nothing was changed there.")] if caller.is_dry else []
    while fill.state == FillState.GOING_ON:
        batch = list(contacts_of(fill)[: source.fills_at_once])
        if not batch:
            AudienceFill.objects.filter(pk=fill.pk, state=FillState.GOING_ON).update(
                state=FillState.DONE, ended_at=clock.now()
            )
            return
        people = subscribers_of(batch)
        filled = source.fill(caller, fill.audience_id, people) if people else Filled()
        if filled.added + filled.there + len(filled.refused) > len(people):
            raise Failure(FailureKind.TEMPORARY, "The answer counts more people than were sent.")
        renamed = _renamed(fill, caller, people, filled) if fill.updates_names else 0
        with transaction.atomic():
            # Another worker has counted this batch already where the place is another one.
            AudienceFill.objects.filter(pk=fill.pk, place=fill.place).update(
                place=batch[-1].pk,
                done=F("done") + len(batch),
                added=F("added") + filled.added,
                there=F("there") + filled.there,
                renamed=F("renamed") + renamed,
                left_out=F("left_out") + len(batch) - len(people),
                refused=F("refused") + len(filled.refused),
                reasons=list(dict.fromkeys([*fill.reasons, *dry, *filled.refused]))[:MOST_REASONS],
            )
        fill.refresh_from_db()
        report(fill.done, fill.total)


def _renamed(fill: AudienceFill, caller: Caller, people: Sequence[Subscriber], filled: Filled) -> int:
    """Whoever is sent again after an interruption was renamed already, and is so once more without harm."""
    source, by_address = source_of(fill.connection), {one.address.lower(): one for one in people}
    known = [by_address[address.lower()] for address in filled.known if address.lower() in by_address]
    return sum(source.rename(caller, fill.audience_id, one) for one in known)
