"""The one view behind every list that is edited in place."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events import noting
from pacesetter.web.changing import made_or_asked
from pacesetter.web.confirming import confirmed
from pacesetter.web.deeds import say_deed
from pacesetter.web.exports import exported
from pacesetter.web.member_view import MemberRequest
from pacesetter.web.setup.lists.edited_list import EditedList
from pacesetter.web.setup.lists.export import list_export
from pacesetter.web.setup.lists.list_page import ListPage, NotSaved
from pacesetter.web.undo import say_with_undo


def list_answer(request: MemberRequest, edited: EditedList[Any]) -> HttpResponseBase:
    """Show the list; POST saves what was typed into it, whichever button was pressed, and asks first where that alters
    figures. What is refused stays as it was typed, with the reason beside it."""
    is_sent = request.method == "POST"
    # Asked for beforehand, since the table begins with a line of its own.
    if not is_sent and "format" in request.GET and (answer := exported(request, list_export(edited))):
        return answer
    page: ListPage[Any] = ListPage(edited, request.POST if is_sent else None, request.member)
    fault = ""
    if is_sent and page.is_valid():
        back = reverse(edited.place)
        try:
            if page.alters_figures:
                question = confirmed(request, page.save, edited.what, back=back, place=edited.place, if_recorded=True)
                if question is not None:
                    return question
            with noting() as event_ids:
                page.save()
        except NotAllowed:
            raise
        except NotSaved:
            pass
        except Refusal as refusal:
            fault = refusal.message
        else:
            return _saved(request, page, back, event_ids)
    facts = {
        "edited": edited,
        "page": page,
        "fault": fault,
        "is_refused": is_sent,
        "has_symbols": edited.has_symbols,
        "focus_new": "added" in request.GET or not page.lines,
        "settings_place": edited.place,
    }
    return render(request, "web/setup/list.html", facts, status=422 if is_sent else 200)


def _saved(request: MemberRequest, page: ListPage[Any], back: str, event_ids: list[int]) -> HttpResponse:
    pressed = page.acted_on
    if page.act == "archive" and pressed is not None:
        undo = reverse(page.edited.archive_place, args=[pressed.key])
        say_with_undo(request, _("“%(name)s” is archived.") % {"name": pressed.name}, undo)
    elif page.changed:
        say_deed(request, _("Saved."), event_ids)
    if page.added is not None:
        # No fragment: browsers leave autofocus alone where there is one.
        return redirect(f"{back}?added")
    return redirect(f"{back}#line-{pressed.key}" if pressed is not None and page.act != "archive" else back)


def archived_answer(request: MemberRequest, edited: EditedList[Any], row_id: int) -> HttpResponse:
    """The archived state of one row: POST archives, DELETE restores."""
    model = edited.model
    row = model.objects.get(pk=row_id)
    restores = request.method == "DELETE"
    words = _("“%(name)s” is restored.") if restores else _("“%(name)s” is archived.")
    what = _("Restore “%(name)s”") if restores else _("Archive “%(name)s”")
    verb = edited.restore if restores else edited.archive
    back = reverse(edited.place)
    return made_or_asked(
        request,
        lambda: verb(model.objects.get(pk=row_id), by=request.member),
        what=what % {"name": row},
        done=words % {"name": row},
        back=back,
        place=edited.place,
        undo=None if restores else lambda _result: reverse(edited.archive_place, args=[row_id]),
    ) or redirect(back)
