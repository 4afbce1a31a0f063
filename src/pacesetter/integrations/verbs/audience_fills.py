"""Fill an audience from a saved list of contacts: begun, agreed to, stopped."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import ContactList
from pacesetter.integrations.campaigns.audiences.choosing import contacts_of
from pacesetter.integrations.campaigns.looking import settings_of
from pacesetter.integrations.campaigns.source import source_of
from pacesetter.integrations.enqueueing import enqueue_once
from pacesetter.integrations.models import AudienceFill, Connection, FillState
from pacesetter.integrations.verbs import rules
from pacesetter.people.models import Member
from pacesetter.people.verbs.settle import settle


def begin_fill(connection: Connection, *, by: Member, audience_id: str, chosen: ContactList) -> AudienceFill:
    """Choose a list and an audience. Nothing is sent before somebody agrees (`agree_to_fill`).

    Raises `NotAllowed`, and a `Refusal` for an audience that is not known and a system that can't be filled.
    """
    rules.may_change(by, connection.owner_id)
    if not source_of(connection).fills_at_once:
        raise Refusal(_("Nobody can be added to audiences of this system."), code="unable")
    names = {known: str(name) for known, name, _count in settings_of(connection).audiences}
    if audience_id not in names:
        raise Refusal(_("Choose one of the audiences."), field="audience", code="unknown")
    filters = {name: getattr(chosen, name) for name in ("words", "kind", "sales_rep_id", "silent_days")}
    fill = AudienceFill(
        connection=connection,
        audience_id=audience_id,
        audience_name=names[audience_id][:200],
        list_name=chosen.name,
        chosen=filters,
        member=by,
    )
    fill.total = contacts_of(fill).count()
    if not fill.total:
        raise Refusal(_("Nobody is in this list now."), field="chosen", code="empty")
    fill.save(force_insert=True)
    return fill


def agree_to_fill(fill: AudienceFill, *, by: Member, have_consented: bool, updates_names: bool = False) -> AudienceFill:
    """Send them; `updates_names` gives those who are there already the names that they have here. Raises `NotAllowed`,
    and a `Refusal` where nobody says that the people want mail."""
    rules.may_change(by, fill.connection.owner_id)
    if not have_consented:
        raise Refusal(
            _("Say that these people have agreed to receive mail. Without that it may be against the law."),
            field="have_consented",
            code="consent",
        )
    with transaction.atomic():
        row = AudienceFill.objects.select_for_update().get(pk=fill.pk)
        if row.state not in (FillState.ASKED, FillState.STOPPED):
            raise Refusal(_("It was agreed to already."), code="agreed")
        row.state, row.agreed_at, row.ended_at = FillState.GOING_ON, clock.now(), None
        row.updates_names = updates_names
        row.save(update_fields=["state", "agreed_at", "ended_at", "updates_names"])
        payload = {"connection": row.connection_id, "fill": row.pk}
        enqueue_once("integrations.fill_audience", payload, or_runs=False)
        after = {"list": row.list_name, "audience": row.audience_name, "total": row.total}
        settle("audience.filled", ("connection", row.connection_id), by=by, after=after)
    return row


def stop_fill(fill: AudienceFill, *, by: Member) -> AudienceFill:
    """Send no more; who was added stays. One that nobody has agreed to is forgotten. Raises `NotAllowed`."""
    rules.may_change(by, fill.connection.owner_id)
    with transaction.atomic():
        row = AudienceFill.objects.select_for_update().get(pk=fill.pk)
        if row.state == FillState.ASKED:
            row.delete()
        elif row.state == FillState.GOING_ON:
            row.state, row.ended_at = FillState.STOPPED, clock.now()
            row.save(update_fields=["state", "ended_at"])
    return row
