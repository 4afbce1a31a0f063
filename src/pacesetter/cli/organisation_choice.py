"""The organisation that a command works on."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from pacesetter.cli.failure import Failure

if TYPE_CHECKING:
    from pacesetter.tenancy.models import Organisation


def add_organisation_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--organisation", metavar="SLUG", help="the organisation's short name; not needed where there is only one"
    )


def chosen_organisation(slug: str | None) -> "Organisation":
    """The organisation with this short name, or the only one there is. A `Failure` names those there are."""
    from pacesetter.tenancy.models import Organisation

    if slug is not None:
        found = Organisation.objects.filter(slug=slug).first()
        if found is not None:
            return found
    present = list(Organisation.objects.order_by("slug"))
    if not present:
        raise Failure(
            "There is no organisation yet.",
            "`pacesetter createorg` makes one, `pacesetter demo` loads one that is ready to look at.",
        )
    if slug is None and len(present) == 1:
        return present[0]
    there_are = ", ".join(f"{organisation.slug} ({organisation.name})" for organisation in present)
    if slug is None:
        raise Failure("There are several organisations.", f"choose one with --organisation: {there_are}.")
    raise Failure(f"There is no organisation “{slug}”.", f"choose one of these with --organisation: {there_are}.")


def chosen_organisations(slug: str | None) -> "list[Organisation]":
    """The organisation with this short name, or all of them. A `Failure` names those there are."""
    from pacesetter.tenancy.models import Organisation

    if slug is None:
        return list(Organisation.objects.order_by("slug"))
    return [chosen_organisation(slug)]
