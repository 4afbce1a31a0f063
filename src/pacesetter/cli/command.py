"""What a subcommand of `pacesetter` is made of."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass


def no_arguments(parser: ArgumentParser) -> None:
    """For commands that take none."""


@dataclass(frozen=True)
class Command:
    """One subcommand.

    `run` answers the exit code. With `needs_django` the models are loaded before it is called; without, only
    `django.conf.settings` can be read.
    """

    name: str
    summary: str
    run: Callable[[Namespace], int]
    add_arguments: Callable[[ArgumentParser], None] = no_arguments
    needs_django: bool = True
