"""What the rules refuse, said where the person sees it.

    with refusals_said(request):
        archive_next_step(step, by=request.member)
        messages.success(request, _("It holds no longer."))
    return redirect("next_steps")

The rest of the block is left out then. `NotAllowed` goes on, and is answered with 403 (`member_view`).
"""

from collections.abc import Callable
from types import TracebackType

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.web.forms.refusals import show_refusal


class Telling:
    """A block whose refusal is told by `tell`, and ends the block."""

    def __init__(self, tell: Callable[[Refusal], None]) -> None:
        self._tell = tell

    def __enter__(self) -> None:
        return None

    # A plain bool, and no generator: type checkers know then that the lines behind the block are reached.
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Refusal) or isinstance(error, NotAllowed):
            return False
        self._tell(error)
        return True


def refusals_said(request: HttpRequest) -> Telling:
    """As a message on the next page."""
    return Telling(lambda refusal: messages.error(request, refusal.message))


def refusals_shown(form: forms.Form) -> Telling:
    """In the form, beside the field that it is about; the caller shows it again."""
    return Telling(lambda refusal: show_refusal(form, refusal))
