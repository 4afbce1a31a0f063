"""`pacesetter let-in`: a way in for somebody who has none any more, where mail or administrators can't help."""

from argparse import ArgumentParser, Namespace

from pacesetter.cli.command import Command
from pacesetter.cli.failure import Failure


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("email", help="the address with which they log in")
    parser.add_argument(
        "--without-second-factor",
        action="store_true",
        help="take their passkeys, authenticator app and recovery codes away, and end their sessions",
    )


def _run(options: Namespace) -> int:
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import user_pk_to_url_str
    from django.conf import settings
    from django.urls import reverse

    from pacesetter.core.refusal import Refusal
    from pacesetter.people.models import Member, User
    from pacesetter.people.verbs import remove_second_factors
    from pacesetter.tenancy.scope import scope

    user = User.objects.filter(email=options.email.strip().lower(), is_active=True).first()
    rows = Member.across_organisations.filter(user=user, archived_at__isnull=True).select_related("organisation")
    member = rows.order_by("pk").first() if user else None
    if user is None or member is None:
        if link := _new_invitation(options.email.strip()):
            print(link)
            return 0
        raise Failure(
            f"Nobody here logs in with {options.email}.",
            "look under Settings, People: whoever is archived is brought back there, and others are invited.",
        )
    if options.without_second_factor:
        try:
            with scope(member.organisation):
                remove_second_factors(member, by=None)
        except Refusal as refusal:
            raise Failure(refusal.message, "leave --without-second-factor out") from refusal
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    print(f"{settings.PUBLIC_URL}{reverse('account_reset_password_from_key', kwargs=key)}")
    return 0


def _new_invitation(email: str) -> str:
    """A new link for somebody who was invited and never came in, such as the first administrator of `createorg`."""
    from pacesetter.people.models import Member
    from pacesetter.people.verbs import resend_invitation
    from pacesetter.tenancy.scope import scope

    waiting = Member.across_organisations.filter(email__iexact=email, user__isnull=True, archived_at__isnull=True)
    member = waiting.select_related("organisation").order_by("pk").first()
    if member is None:
        return ""
    with scope(member.organisation):
        return resend_invitation(member, by=None)


LET_IN = Command("let-in", "Print a one-time link with which somebody chooses a new password.", _run, _add_arguments)
