"""The protocol of an activity category: what the system does when an activity of that sort is used.

A category is one file in `pacesetter.categories` and one line in `config/registries.py`. Its hooks run inside the
transaction of the verb: they may write rows and enqueue jobs, and never touch the network.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from pacesetter.activities.actions import Action, ToDo
from pacesetter.activities.detail_fields import DetailField
from pacesetter.tenancy.models import Organisation

if TYPE_CHECKING:
    from pacesetter.activities.models import Activity
    from pacesetter.people.models import Member


# Tones for symbols, each a token of the style sheets with a light and a dark form. On to-do lists colour says when
# something is due, so there a category is told by its symbol alone.
COLOURS = frozenset({"amber", "blue", "rose", "slate", "teal", "violet"})
FORM_FIELDS = frozenset({"contacts", "participants", "minutes", "value", "repeat", "series", "invitation", "job"})


# What a category can need before it does all that it does, in words that follow "Needs".
REQUIREMENTS: "dict[str, str | Promise]" = {
    "connection": _("a connection to the other system"),
    "phone_number": _("a contact or company with a phone number"),
}


class Category:
    """The base of every category: it does nothing outside the system. Subclasses say what they do more."""

    key: str
    label: "str | Promise"
    symbol: str
    # One of `COLOURS`, in which the symbol is drawn where kinds of activities stand beside each other.
    colour: str = "slate"
    help_text: "str | Promise" = ""
    # Kept with an activity as `details`; the names of the keys that the category understands.
    detail_keys: tuple[str, ...] = ()
    # What a form for activities of this category asks for, beside when, whom and what about. Names of `FORM_FIELDS`.
    form_fields: tuple[str, ...] = ("contacts", "participants", "minutes", "value", "repeat")

    # The name of a page with settings of a type of this category, where there is one; its address takes the type's id.
    settings_place: str = ""

    # Fields of its own in the form of an activity, shown on its page too; kept as `details` under their keys.
    details_form: "tuple[DetailField, ...]" = ()

    # Keys of `REQUIREMENTS`. Without a connection nothing of the category can be recorded (`is_offered`); without the
    # rest its actions are missing.
    requires: tuple[str, ...] = ()

    def acts_on(self, moment: str, organisation: Organisation) -> bool:
        """Whether the hook of this name does anything there. Where none does, a new activity is a single statement."""
        return getattr(type(self), moment) is not getattr(Category, moment)

    def is_offered(self, organisation_id: int) -> bool:
        """Whether activity types of this category can be used now (some need a connection)."""
        return True

    def actions(self, to_do: "ToDo") -> "Sequence[Action]":
        """What is offered beside the to-do on lists. Called for every line: it must not ask the database."""
        return ()

    def planned(self, activity: "Activity", *, by: "Member | None") -> None:
        """The activity was planned, or became planned again."""

    def changed(self, activity: "Activity", *, by: "Member | None", before: "dict[str, object]") -> None:
        """Fields of a planned activity changed; `before` holds the old values of those that did."""

    def corrected(self, activity: "Activity", *, by: "Member | None", before: "dict[str, object]") -> None:
        """The same of a completed one."""

    def completed(self, activity: "Activity", *, by: "Member | None") -> None:
        """The activity was completed, or logged as completed."""

    def cancelled(self, activity: "Activity", *, by: "Member | None") -> None:
        """The activity was cancelled or deleted."""

    def reopened(self, activity: "Activity", *, by: "Member | None") -> None:
        """A completed or cancelled activity became planned again."""


class UnknownCategory(KeyError):
    """No category with this key is installed."""


@cache
def categories() -> dict[str, Category]:
    """Every installed category by its key, in the order of the table."""
    found: dict[str, Category] = {}
    for key, path in settings.ACTIVITY_CATEGORIES.items():
        category: Category = import_string(path)()
        if category.key != key:
            raise UnknownCategory(f"{path} calls itself {category.key!r}, the table calls it {key!r}")
        found[key] = category
    return found


def category_of(key: str) -> Category:
    """The category with this key. Raises `UnknownCategory`."""
    try:
        return categories()[key]
    except KeyError:
        raise UnknownCategory(key) from None
