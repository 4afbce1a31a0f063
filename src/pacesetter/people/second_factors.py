"""With what, beside a password, somebody logs in."""

from allauth.mfa.models import Authenticator

from pacesetter.people.models import Member, User


def second_factors_of(user: User) -> list[str]:
    """The sort of each passkey, app and set of recovery codes that the log-in has: webauthn, totp, recovery_codes."""
    return list(Authenticator.objects.filter(user=user).order_by("type", "pk").values_list("type", flat=True))


def is_only_here(member: Member) -> bool:
    """Whether the member's log-in opens no other organisation, so that what is done to it concerns this one alone."""
    elsewhere = Member.across_organisations.filter(user=member.user_id, archived_at__isnull=True)
    return not elsewhere.exclude(organisation=member.organisation_id).exists()
