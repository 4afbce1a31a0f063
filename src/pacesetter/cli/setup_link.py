"""`pacesetter setup-link`: the one-time link with which an empty installation is set up in the browser."""

from argparse import Namespace

from pacesetter.cli.command import Command
from pacesetter.cli.failure import Failure


def _run(options: Namespace) -> int:
    from pacesetter.people.setting_up import new_set_up_link, waits_for_set_up

    if not waits_for_set_up():
        raise Failure(
            "An organisation is here already.", "`pacesetter createorg` makes another one; its members invite others."
        )
    print(new_set_up_link())
    return 0


def words_with_link() -> str:
    """What `pacesetter run` says where there is no organisation yet; nothing otherwise."""
    from pacesetter.people.setting_up import new_set_up_link, waits_for_set_up

    if not waits_for_set_up():
        return ""
    return (
        f"Set up your organisation at {new_set_up_link()}\n"
        "(the link works once, and whoever opens it first becomes administrator)\n"
    )


SETUP_LINK = Command("setup-link", "Print a new one-time link with which an empty installation is set up.", _run)
