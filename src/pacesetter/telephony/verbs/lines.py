"""Say which extension, user id or number of a phone system is whose."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.crm.phone import e164
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle
from pacesetter.telephony.models import MemberLine


def add_line(member: Member, key: str, *, by: Member | None) -> MemberLine:
    """The member is called this by phone systems. A number is kept in international form. Raises `NotAllowed`, and a
    `Refusal` where it is somebody else's already."""
    guards.administrator(by)
    key = guards.required(key, "key", longest=200).lower()
    key = (e164(key, member.organisation.country) if len(key) > 5 else None) or key
    try:
        with transaction.atomic():
            line, made = MemberLine.objects.get_or_create(key=key, defaults={"member": member})
            if made:
                settle("member.line_added", ("member", member.pk), by=by, after={"line": key})
    except IntegrityError:
        line = MemberLine.objects.get(key=key)
    if line.member_id != member.pk:
        raise Refusal(
            _("%(key)s belongs to %(name)s already.") % {"key": key, "name": line.member.name},
            field="key",
            code="taken",
        )
    return line


def remove_line(line: MemberLine, *, by: Member | None) -> None:
    """The member is no longer called this. Raises `NotAllowed`."""
    guards.administrator(by)
    with transaction.atomic():
        settle("member.line_removed", ("member", line.member_id), by=by, before={"line": line.key})
        line.delete()
