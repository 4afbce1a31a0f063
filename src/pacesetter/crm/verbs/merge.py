"""Make two companies or two contacts one."""

from typing import Any, TypeVar

from django.db import OperationalError, models, transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.core.refusal import Refusal
from pacesetter.crm import mergers
from pacesetter.crm.joining import join
from pacesetter.crm.models import Company, CompanyExternalId, Contact, ContactExternalId
from pacesetter.crm.verbs import guards
from pacesetter.crm.verbs.change import save, values_of
from pacesetter.people.models import Member

R = TypeVar("R", Company, Contact)

_ATTEMPTS = 10
# PostgreSQL's code for a row that somebody else holds.
_LOCK_NOT_AVAILABLE = "55P03"


def merge(kept: R, dropped: R, *, by: Member | None, reason: str = "") -> R:
    """Move everything of `dropped` (activities, contacts, external ids, notes, what `kept` lacks) to `kept`.

    `dropped` stays behind as a signpost to `kept`, and `undo_merge` takes the two apart again. Raises a `Refusal` where
    one of them is merged already, where `kept` is archived, and where figures of a locked period would change.
    """
    guards.of_this_house(by)
    for row in (kept, dropped):
        guards.known(row)
    if kept.pk == dropped.pk:
        raise Refusal(_("Choose two different ones."), code="same")
    with transaction.atomic():
        stays, goes = locked_with_what_hangs(dropped, kept, dropped)
        guards.present(stays)
        guards.present(goes)
        if stays.archived_at is not None:
            raise Refusal(_("“%(name)s” is archived. Restore it first.") % {"name": stays}, code="archived")
        before = values_of(stays)
        join(stays, goes)
        moved = {**_move_own(stays, goes), **mergers.move(goes, stays, by=by, reason=reason)}
        after = values_of(stays)
        changed = [name for name in after if after[name] != before[name]]
        save(stays, before, "filled_by_merge", by=by, reason=reason)
        _leave_signpost(
            stays,
            goes,
            by,
            reason,
            {
                "before": {name: before[name] for name in changed},
                "after": {name: after[name] for name in changed},
                "moved": moved,
            },
        )
    kept.refresh_from_db()
    dropped.refresh_from_db()
    return kept


def locked_with_what_hangs(on: R, one: R, other: R) -> tuple[R, R]:
    """Both rows, locked after what mergers move of `on`.

    Whoever completes an activity holds it, and then wants its company: in the other order the two would wait for each
    other. What came before both rows were locked, and is held already, is not waited for either: everything is let go
    and locked anew. Raises a `Refusal` where that happens again and again.
    """
    for _attempt in range(_ATTEMPTS):
        try:
            with transaction.atomic():
                mergers.lock(on)
                pair = locked_pair(one, other)
                mergers.lock(on, at_once=True)
                return pair
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") != _LOCK_NOT_AVAILABLE:
                raise
    raise Refusal(_("Somebody is working with this right now. Try again in a moment."), code="busy")


def locked_pair(one: R, other: R) -> tuple[R, R]:
    """Both rows, locked in one order, so that two merges never wait for each other in a circle."""
    ids = [one.pk, other.pk]
    rows: dict[int, R] = {
        row.pk: row for row in type(one).objects.select_for_update().filter(pk__in=ids).order_by("pk")
    }
    return rows[one.pk], rows[other.pk]


def own_tables(row: Company | Contact) -> dict[str, tuple[type[models.Model], str]]:
    """What hangs on the row within this room: key in the event -> table and the name of its reference."""
    if isinstance(row, Company):
        return {"contacts": (Contact, "company"), "external_ids": (CompanyExternalId, "company")}
    return {"external_ids": (ContactExternalId, "contact")}


def _move_own(kept: R, dropped: R) -> dict[str, Any]:
    moved: dict[str, Any] = {}
    for key, (table, reference) in own_tables(kept).items():
        rows = table.objects.filter(**{reference: dropped})  # type: ignore[attr-defined]
        moved[key] = sorted(rows.values_list("pk", flat=True))
        rows.update(**{reference: kept})
    return moved


def _leave_signpost(kept: R, dropped: R, by: Member | None, reason: str, data: dict[str, Any]) -> None:
    dropped.merged_into = kept
    dropped.save(update_fields=["merged_into", "updated_at"])
    kind, by_id = kept._meta.model_name or "", by.pk if by else None
    told = {"reason": reason} if reason else {}
    events.record(f"{kind}.merged", kind, kept.pk, by_id=by_id, data={"dropped_id": dropped.pk, **told})
    # All that is needed to take the two apart again.
    events.record(f"{kind}.merged_into", kind, dropped.pk, by_id=by_id, data={"kept_id": kept.pk, **data, **told})
