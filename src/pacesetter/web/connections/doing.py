"""What is done to a connection from its page, the organisation's or a member's own, and what is said of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.integrations.failure import Failure
from pacesetter.integrations.models import Connection
from pacesetter.integrations.verbs import (
    check_connection,
    disconnect,
    edit_connection,
    pause_connection,
    replaced_secrets,
    resume_connection,
)
from pacesetter.web.asking import replacing_asked
from pacesetter.web.changing import made_or_asked
from pacesetter.web.connections.checking import checked
from pacesetter.web.connections.coming_back import page_of_connection
from pacesetter.web.connections.shown import shown_connection
from pacesetter.web.connections.words import advice
from pacesetter.web.forms.connection import EditConnectionForm
from pacesetter.web.member_view import MemberRequest
from pacesetter.web.refusals import refusals_said
from pacesetter.web.undo import say_with_undo


def saved(request: MemberRequest, connection: Connection, form: EditConnectionForm) -> HttpResponse | None:
    """Change what the form asks, and show the connection again; a secret that would take the place of another is asked
    about first. None where it is refused: the words stand at the field."""
    given, back = form.cleaned_data, page_of_connection(connection)
    return made_or_asked(
        request,
        lambda: edit_connection(
            connection,
            by=request.member,
            given=form.given(),
            mode=given.get("mode"),
            account_id=given.get("account_id"),
        ),
        question=lambda: replacing_asked(
            request,
            _("Replace the secret of %(system)s?") % {"system": shown_connection(connection).name},
            secrets=replaced_secrets(connection, form.given()),
            back=back,
        ),
        done=_("Saved. Check the connection, to see that it works."),
        back=back,
        form=form,
    )


def end_it(request: MemberRequest, connection: Connection) -> None:
    """Disconnect it, and say so."""
    name = shown_connection(connection).name
    disconnect(connection, by=request.member)
    messages.success(request, _("%(name)s is disconnected.") % {"name": name})


def check_it(request: MemberRequest, connection: Connection) -> None:
    """Ask the other system whether it works, and say the answer."""
    try:
        connection = check_connection(connection, by=request.member)
    except Failure as failure:
        messages.error(request, advice(failure.kind.value, connection.way, failure.text))
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        checked(request, connection)


def pause_or_resume(request: MemberRequest, connection: Connection) -> None:
    """Let it rest; DELETE takes it up again."""
    with refusals_said(request):
        if request.method == "DELETE":
            resume_connection(connection, by=request.member)
            messages.success(request, _("The connection is in use again. What waited is sent now."))
        else:
            pause_connection(connection, by=request.member)
            text = _("The connection is paused. Nothing is sent until you take it up again.")
            say_with_undo(request, text, request.path)
