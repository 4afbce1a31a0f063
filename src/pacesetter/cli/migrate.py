"""`pacesetter migrate`: bring the database and the collected static files up to this version."""

from argparse import Namespace

from pacesetter.cli.command import Command
from pacesetter.cli.database_version import refuse_newer_version, tables_are_there
from pacesetter.cli.static_files import collect_static_files


def bring_up_to_date() -> None:
    """Apply the migrations that are missing, and collect the static files where they changed."""
    from django.conf import settings
    from django.core.management import call_command

    settings.DATA.mkdir(parents=True, exist_ok=True)
    refuse_newer_version()
    if not tables_are_there():
        print("Making the database; this takes half a minute …", flush=True)
    call_command("migrate", interactive=False, verbosity=0)
    collect_static_files()


def _run(options: Namespace) -> int:
    bring_up_to_date()
    print("The database and the static files are up to date.")
    return 0


MIGRATE = Command("migrate", "Bring the database up to this version.", _run)
