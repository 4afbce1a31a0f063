"""What was done to an activity, said with a button that takes it back."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacesetter.activities.each import Outcome
from pacesetter.activities.models import Activity
from pacesetter.activities.undoing import Deed, Step, Undo, undo_of
from pacesetter.people.models import Member
from pacesetter.web.undo import say_with_undo

_ONE = {
    Deed.COMPLETED: "activity_completion",
    Deed.CANCELLED: "activity_cancellation",
    Deed.DELETED: "activity_deletion",
}


def called(activity: Activity) -> str:
    """What a message calls the activity: its type, with the company or the subject."""
    about = str(activity.company or "") or activity.subject
    name = activity.activity_type.name
    return f"{name} · {about}" if about else name


def say_done(request: HttpRequest, deed: Deed, activity: Activity) -> None:
    """Say that the activity was completed, cancelled or deleted."""
    text = {
        Deed.COMPLETED: _("Done: %(activity)s."),
        Deed.CANCELLED: _("Cancelled: %(activity)s."),
        Deed.DELETED: _("Deleted: %(activity)s."),
    }[deed] % {"activity": called(activity)}
    say_with_undo(request, text, reverse(_ONE[deed], args=[activity.pk]))


def say_undoable(request: HttpRequest, text: str, undo: Undo) -> None:
    """Say `text` beside a button that takes all of the undo's steps back."""
    say_with_undo(request, text, reverse("undo", args=[undo.as_token()]))


def say_refused(request: HttpRequest, outcome: Outcome) -> None:
    """Say what was not done to some of them, and why."""
    if not outcome.refused:
        return
    count = ngettext("%(number)s to-do stays as it is.", "%(number)s to-dos stay as they are.", outcome.refused) % {
        "number": outcome.refused
    }
    messages.warning(request, f"{count} {' '.join(outcome.reasons)}")


def say_many(request: HttpRequest, deed: Deed, by: Member, steps: Iterable[Step]) -> None:
    """Say what was done to so many to-dos at once."""
    undo = undo_of(by, deed, steps)
    number = len(undo.steps)
    text = {
        Deed.COMPLETED: ngettext("%(number)s to-do done.", "%(number)s to-dos done.", number),
        Deed.CANCELLED: ngettext("%(number)s to-do cancelled.", "%(number)s to-dos cancelled.", number),
        Deed.DELETED: ngettext("%(number)s to-do deleted.", "%(number)s to-dos deleted.", number),
        Deed.MOVED: ngettext("%(number)s to-do moved.", "%(number)s to-dos moved.", number),
        Deed.HANDED_OVER: ngettext("%(number)s to-do handed over.", "%(number)s to-dos handed over.", number),
    }[deed]
    say_undoable(request, text % {"number": number}, undo)
