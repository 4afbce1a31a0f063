"""`pacesetter manage …`: Django's own management commands, for developers and operators."""

from argparse import REMAINDER, ArgumentParser, Namespace

from pacesetter.cli.command import Command


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("arguments", nargs=REMAINDER, help="the management command and its options")


def _run(options: Namespace) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["pacesetter manage", *options.arguments])
    return 0


MANAGE = Command("manage", "Run one of Django's own management commands.", _run, _add_arguments, needs_django=False)
