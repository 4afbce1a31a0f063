"""What is done to a connection from its page, the organisation's or a member's own, and what is said of it."""

from django.contrib import messages
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.integrations.failure import Failure
from pacesetter.integrations.models import Connection
from pacesetter.integrations.verbs import (
    check_connection,
    disconnect,
    edit_connection,
    pause_connection,
    resume_connection,
)
from pacesetter.web.connections.checking import checked
from pacesetter.web.connections.shown import shown_connection
from pacesetter.web.connections.words import advice
from pacesetter.web.forms.connection import EditConnectionForm
from pacesetter.web.forms.refusals import show_refusal
from pacesetter.web.member_view import MemberRequest
from pacesetter.web.undo import say_with_undo


def saved(request: MemberRequest, connection: Connection, form: EditConnectionForm) -> bool:
    """Change what the form asks. Answers whether that was done; what is refused stands at its field."""
    given = form.cleaned_data
    try:
        edit_connection(
            connection,
            by=request.member,
            given=form.given(),
            mode=given.get("mode"),
            account_id=given.get("account_id"),
        )
    except Refusal as refusal:
        show_refusal(form, refusal)
        return False
    messages.success(request, _("Saved. Check the connection, to see that it works."))
    return True


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
    try:
        if request.method == "DELETE":
            resume_connection(connection, by=request.member)
            messages.success(request, _("The connection is in use again. What waited is sent now."))
        else:
            pause_connection(connection, by=request.member)
            text = _("The connection is paused. Nothing is sent until you take it up again.")
            say_with_undo(request, text, request.path)
    except Refusal as refusal:
        messages.error(request, refusal.message)
