"""What the verbs on people refuse, said once."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.one_line import one_line
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.access import require_settings_access
from pacesetter.people.models import AccessLevel, Member
from pacesetter.tenancy.models import Organisation, Tenanted
from pacesetter.tenancy.scope import current_organisation_id


def administrator(by: Member | None) -> None:
    """Refuse everybody but administrators of the organisation in scope. None is the product or its operator."""
    if by is not None:
        of_this_house(by)
        require_settings_access(by)


def of_this_house(by: Member) -> None:
    """Refuse an actor of another organisation."""
    if by.organisation_id != current_organisation_id():
        raise NotAllowed(_("You don't belong to this organisation."))


def known(thing: Tenanted | None, field: str = "") -> None:
    """Refuse a row of another organisation, in words that do not tell that it exists."""
    if thing is not None and thing.organisation_id != current_organisation_id():
        raise Refusal(_("This is not known here."), field=field, code="unknown")


def one_at_a_time() -> Organisation:
    """The organisation in scope, locked until the end of the transaction: changes of its people and settings follow
    one another, so that what one of them has checked still holds when it writes.

    Every verb takes this one lock first, so two never wait for each other in a circle. Recording activities does not
    wait for it.
    """
    return Organisation.objects.select_for_update(no_key=True).get(pk=current_organisation_id())


def fresh(member: Member, field: str = "member") -> Member:
    """The member's row as it is now. Refuses one of another organisation."""
    known(member, field)
    row: Member = Member.objects.select_related("organisation", "user").get(pk=member.pk)
    return row


def another_administrator_stays(member: Member) -> None:
    """Refuse to take away the last administrator who can log in. Call it after `one_at_a_time`."""
    others = Member.objects.filter(
        access_level=AccessLevel.ADMINISTRATOR, archived_at__isnull=True, user__is_active=True
    ).exclude(pk=member.pk)
    if member.is_administrator and not others.exists():
        raise Refusal(
            _("%(name)s is the last administrator. Make somebody else administrator first.") % {"name": member},
            code="last_administrator",
        )


def present(member: Member) -> None:
    """Refuse what makes no sense for somebody archived."""
    if member.is_archived:
        raise Refusal(_("%(name)s is archived. Restore them first.") % {"name": member}, code="archived")


def today(member: Member) -> date:
    """The day it is where the member works."""
    return clock.today(member.zone())


def hundredths(value: Decimal, field: str) -> None:
    """Refuse a finer number than is kept: the database would round it, and figures would differ from what was said."""
    if value != round(value, 2):
        raise Refusal(_("Give at most two decimal places."), field=field, code="too_precise")


def required(text: str, field: str, *, longest: int) -> str:
    """The text in one line. Refuses an empty one and one that is too long."""
    text = fits(text, field, longest=longest)
    if not text:
        raise Refusal(_("This must not be empty."), field=field, code="required")
    return text


def fits(text: str, field: str, *, longest: int) -> str:
    """The text in one line, without spaces around it. Refuses one that is too long."""
    text = one_line(text)
    if len(text) > longest:
        raise Refusal(
            _("This is longer than %(longest)d characters.") % {"longest": longest}, field=field, code="too_long"
        )
    return text
