"""Leave off a mail, by the link in it."""

from pacesetter.notifications.digests.kinds import Digest
from pacesetter.notifications.digests.links import left_off
from pacesetter.notifications.verbs import choose
from pacesetter.people.models import Member
from pacesetter.people.verbs import edit_profile
from pacesetter.tenancy.scope import scope


def digest_of(token: str) -> Digest | None:
    """Which mail the link leaves off, None for a link that is none of ours."""
    found = left_off(token)
    return found[2] if found else None


def set_wanted(token: str, *, wanted: bool) -> bool:
    """Leave the mail off, or take it up again. Says whether the link was one of ours.

    Who no longer is a member gets no mail anyway, so for them nothing is left to do.
    """
    found = left_off(token)
    if found is None:
        return False
    organisation_id, member_id, digest = found
    with scope(organisation_id):
        member = Member.objects.filter(pk=member_id, archived_at__isnull=True).first()
        if member is not None and digest is Digest.DAILY:
            edit_profile(member, by=member, wants_daily_mail=wanted)
        elif member is not None and digest is Digest.REMINDER:
            choose(member, by=member, reminds_by_mail=wanted)
        elif member is not None:
            edit_profile(member, by=member, wants_weekly_mail=wanted)
    return True
