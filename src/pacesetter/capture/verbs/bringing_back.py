"""Bring back what was taken away by mistake."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pacesetter.activities.models import ActivityType
from pacesetter.capture.locking import lock_mail_of
from pacesetter.capture.models import MailThread, RemovedKind, RemovedSetting, StandingRule
from pacesetter.capture.removing import KEPT
from pacesetter.capture.verbs.aliases import put_alias_back
from pacesetter.capture.verbs.blocking import block
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member


def bring_back(removed: RemovedSetting, *, by: Member) -> None:
    """Let the rule, the alias or the block hold again as it did: an alias counts again where it counted, and of what a
    block is about everything goes that was kept meanwhile.

    Raises `NotAllowed` to everybody but whoever took it away, and a `Refusal` a day later, where it was brought back
    already, and where something else holds in its place by now.
    """
    if removed.member_id != by.pk or by.is_archived or removed.organisation_id != by.organisation_id:
        raise NotAllowed(_("This is somebody else's."))
    if removed.removed_at < clock.now() - KEPT:
        raise Refusal(_("This was too long ago to undo."), code="too_late")
    with transaction.atomic():
        gone, _rows = RemovedSetting.objects.filter(pk=removed.pk).delete()
        if not gone:
            raise _changed()
        data: dict[str, Any] = removed.data
        if removed.kind == RemovedKind.RULE:
            _rule(data, by)
        elif removed.kind == RemovedKind.ALIAS:
            confirmed_at = datetime.fromisoformat(data["confirmed_at"]) if data["confirmed_at"] else None
            put_alias_back(data["member_id"], data["address"], confirmed_at, by=by)
        else:
            block(data["pattern"], by=by, for_everybody=data["for_everybody"])


def _rule(data: dict[str, Any], by: Member) -> None:
    lock_mail_of(by)
    thread_id, type_id = data["thread_id"], data["activity_type_id"]
    if thread_id is not None and not MailThread.objects.filter(pk=thread_id, owner=by).exists():
        raise _changed()
    if type_id is not None and not ActivityType.objects.filter(pk=type_id).exists():
        raise _changed()
    company_id, contact_id = data["company_id"], data["contact_id"]
    values = {
        **data,
        "company_id": company_id if Company.objects.filter(pk=company_id).exists() else None,
        "contact_id": contact_id if Contact.objects.filter(pk=contact_id).exists() else None,
        "made_at": datetime.fromisoformat(data["made_at"]),
    }
    try:
        with transaction.atomic():
            StandingRule.objects.create(owner=by, **values)
    except IntegrityError:
        # Another one for the same thread or person, made since.
        raise _changed() from None


def _changed() -> Refusal:
    return Refusal(_("This has changed since, so there is nothing to undo."), code="changed_since")
