"""Say who it was, so that a call can be logged."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.verbs import edit_contact
from pacesetter.people.models import Member
from pacesetter.telephony.models import Call, CallState
from pacesetter.telephony.recording import log_call


def settle_call(
    call: Call,
    *,
    by: Member,
    company: Company | None = None,
    contact: Contact | None = None,
    member: Member | None = None,
    keep_number: bool = False,
) -> Call:
    """Log a call that waits, with this company or contact; `member` where nobody was known on our side.

    With `keep_number` the contact gets the number, so that the next call is known by itself. Raises a `Refusal` for a
    call that is settled, that lacks somebody on either side, or that the rules of activities refuse.
    """
    with transaction.atomic():
        row = Call.objects.select_for_update().get(pk=call.pk)
        source = row.source
        if row.state != CallState.UNMATCHED:
            raise Refusal(_("This call is settled already."), code="settled")
        row.member = row.member or member
        row.company, row.contact = company or (contact.company if contact else None), contact
        if row.member is None:
            raise Refusal(_("Say who of you spoke."), field="member", code="required")
        if row.company is None and row.contact is None:
            raise Refusal(_("Choose the company or the contact."), field="company", code="required")
        if log_call(row, source, by=by) is None:
            raise Refusal(row.question, code="refused")
        if keep_number and contact is not None and row.e164 and not contact.phone:
            edit_contact(contact, by=by, phone=row.e164)
        row.save()
        events.record("call.settled", "call", row.pk, by_id=by.pk, data={"activity": row.activity_id})
    return row
