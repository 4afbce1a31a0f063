"""Take a merge back."""

from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.core.refusal import Refusal
from pacesetter.crm import mergers
from pacesetter.crm.joining import part
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.verbs import guards
from pacesetter.crm.verbs.change import save, values_of
from pacesetter.crm.verbs.merge import locked_with_what_hangs, own_tables
from pacesetter.events.models import Event
from pacesetter.people.models import Member

R = TypeVar("R", Company, Contact)


def undo_merge(dropped: R, *, by: Member | None, reason: str = "") -> R:
    """Take the row that was merged out of the other one again, with all that came with it.

    What somebody has moved or changed since stays as they left it. Raises a `Refusal` where the row is not merged, and
    where the other one was merged itself since: undo that first.
    """
    guards.of_this_house(by)
    guards.known(dropped)
    with transaction.atomic():
        signpost = type(dropped).objects.get(pk=dropped.pk).merged_into
        if signpost is None:
            raise Refusal(_("“%(name)s” is not merged.") % {"name": dropped}, code="not_merged")
        kept, goes_free = locked_with_what_hangs(signpost, signpost, dropped)
        if goes_free.merged_into_id != kept.pk:
            raise Refusal(_("“%(name)s” is not merged.") % {"name": dropped}, code="not_merged")
        if kept.merged_into_id is not None:
            raise Refusal(
                _("“%(name)s” was merged itself since then. Undo that merge first.") % {"name": kept}, code="merged"
            )
        was = _what_was_done(goes_free)
        before = values_of(kept)
        part(kept, was["before"], was["after"])
        save(kept, before, "emptied_by_undone_merge", by=by, reason=reason)
        goes_free.merged_into = None
        goes_free.save(update_fields=["merged_into", "updated_at"])
        _move_back(was["moved"], kept, goes_free, by=by, reason=reason)
        _tell(kept, goes_free, by, reason)
    dropped.refresh_from_db()
    return dropped


def _what_was_done(dropped: Company | Contact) -> dict[str, Any]:
    kind = dropped._meta.model_name or ""
    event = (
        Event.objects.filter(subject_kind=kind, subject_id=dropped.pk, verb=f"{kind}.merged_into")
        .order_by("-id")
        .first()
    )
    if event is None:
        raise Refusal(_("Nothing is known of this merge any more."), code="forgotten")
    done: dict[str, Any] = event.data
    return done


def _move_back(moved: dict[str, Any], kept: R, dropped: R, *, by: Member | None, reason: str) -> None:
    own = own_tables(kept)
    for key, (table, reference) in own.items():
        rows = table.objects.filter(pk__in=moved[key], **{reference: kept})  # type: ignore[attr-defined]
        rows.update(**{reference: dropped})
    rest = {key: what for key, what in moved.items() if key not in own}
    mergers.move_back(rest, kept, dropped, by=by, reason=reason)


def _tell(kept: R, dropped: R, by: Member | None, reason: str) -> None:
    kind, by_id = kept._meta.model_name or "", by.pk if by else None
    told = {"reason": reason} if reason else {}
    events.record(f"{kind}.merge_undone", kind, kept.pk, by_id=by_id, data={"dropped_id": dropped.pk, **told})
    events.record(f"{kind}.merge_undone", kind, dropped.pk, by_id=by_id, data={"kept_id": kept.pk, **told})
