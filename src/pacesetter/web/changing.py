"""A form that changes something by a verb: what every such view does with what was sent."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events import noting
from pacesetter.web.asking import asked
from pacesetter.web.confirming import confirmed
from pacesetter.web.deeds import say_deed
from pacesetter.web.forms.refusals import show_refusal
from pacesetter.web.member_view import MemberRequest
from pacesetter.web.undo import say_with_undo


def made_or_asked(
    request: MemberRequest,
    change: Callable[[], Any],
    *,
    done: str | Promise | Callable[[Any], str],
    back: str,
    what: str | Promise = "",
    place: str = "",
    form: forms.Form | None = None,
    undo: Callable[[Any], str] | None = None,
    question: Callable[[], HttpResponse | None] | None = None,
) -> HttpResponse | None:
    """Make the change by `change`, which calls verbs, and go `back` with the words `done`; first ask where it alters
    figures, naming it by `what`, or where `question` asks instead: what is lost by it, say. None where the rules refuse
    it: their words stand in the form then, for the caller to show it again, or where there is no form, they are a
    message on the page one goes back to.

    `done` may make its words of what `change` answered, and `undo` makes of it the address to which DELETE takes it
    back. Without `undo` it is that of the events that were recorded, where all of them have a way back.
    """
    try:
        page = question() if question else confirmed(request, change, what, back=back, place=place)
        if page is not None:
            return page
        with noting() as event_ids:
            result = change()
    except NotAllowed:
        raise
    except Refusal as refusal:
        if form is not None:
            show_refusal(form, refusal)
            return None
        messages.error(request, refusal.message)
        return redirect(back)
    text = done(result) if callable(done) else str(done)
    if undo is None:
        say_deed(request, text, event_ids)
    else:
        say_with_undo(request, text, undo(result))
    return redirect(back)


def done_if_sure(
    request: MemberRequest,
    change: Callable[[], Any],
    *,
    what: str,
    loss: str,
    deed: str,
    done: str | Promise | Callable[[Any], str],
    back: str,
) -> HttpResponse:
    """Ask whether the person is sure (`asked` says by which words), and once they are make the change by `change`, and
    go `back` with the words `done`, or with those by which the rules refuse it."""

    def question() -> HttpResponse | None:
        return asked(request, what=what, loss=loss, deed=deed, back=back)

    return made_or_asked(request, change, question=question, done=done, back=back) or redirect(back)
