"""`pacesetter createorg`: an organisation with its first administrator."""

import getpass
import sys
from argparse import ArgumentParser, Namespace
from functools import partial

from pacesetter.cli.command import Command
from pacesetter.cli.failure import Failure

# What the refusals call a field -> the option here, where that has another name.
_OPTIONS = {"email": "--admin-email", "password": "the password"}


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--name", help="name of the organisation (asked for where it is missing)")
    parser.add_argument("--admin-name", help="name of the first administrator (asked for)")
    parser.add_argument("--admin-email", help="their e-mail address (asked for)")
    parser.add_argument("--slug", default="", help="short name for addresses; made of the name by default")
    parser.add_argument(
        "--set-password",
        action="store_true",
        help="ask for the administrator's password (read it from standard input where that is no terminal) instead "
        "of sending an invitation",
    )
    parser.add_argument("--time-zone", default="UTC", metavar="ZONE", help="such as Pacific/Auckland (UTC)")
    parser.add_argument("--country", default="", metavar="CODE", help="for public holidays, such as NZ (none)")
    parser.add_argument("--region", default="", metavar="CODE", help="of that country, such as AUK (none)")
    parser.add_argument("--currency", default="EUR", metavar="CODE", help="such as NZD (EUR)")
    parser.add_argument("--first-weekday", type=int, default=0, metavar="0-6", help="0 is Monday (0)")
    parser.add_argument("--fiscal-month", type=int, default=1, metavar="1-12", help="where the year starts (1)")


def _run(options: Namespace) -> int:
    from django.conf import settings

    from pacesetter.core.refusal import Refusal
    from pacesetter.people.verbs import create_organisation

    make = partial(
        create_organisation,
        name=options.name or _asked("Name of the organisation", "--name"),
        administrator_name=options.admin_name or _asked("Name of the first administrator", "--admin-name"),
        administrator_email=options.admin_email or _asked("Their e-mail address", "--admin-email"),
        slug=options.slug,
        password=_password() if options.set_password else "",
        time_zone=options.time_zone,
        country=options.country,
        region=options.region,
        currency=options.currency,
        first_weekday=options.first_weekday,
        fiscal_month=options.fiscal_month,
    )
    try:
        created = make()
    except Refusal as refusal:
        remedy = f"correct {_OPTIONS.get(refusal.field, '--' + refusal.field.replace('_', '-'))}"
        raise Failure(refusal.message, remedy if refusal.field else "see above") from refusal
    print(f"{created.organisation.name} is there (short name {created.organisation.slug}).")
    if not created.link:
        print(f"{created.administrator.email} logs in at {settings.PUBLIC_URL} with that password.")
    elif settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        # No mail server is set, so the link would lie in a file that nobody looks for.
        print(f"{created.administrator.name} chooses a password at {created.link}")
    else:
        print(f"{created.administrator.email} gets an invitation by mail as soon as a worker runs.")
    return 0


def _asked(question: str, option: str) -> str:
    if not sys.stdin.isatty():
        raise Failure(f"{question}: not given.", f"give it with {option}")
    return input(f"{question}: ")


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("Password: ")
    if getpass.getpass("The same again: ") != password:
        raise Failure("These were two different passwords.", "start again")
    return password


CREATEORG = Command("createorg", "Create an organisation with its first administrator.", _run, _add_arguments)
