"""The one view behind both mappings."""

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events import noting
from pacesetter.web.confirming import confirmed
from pacesetter.web.deeds import say_deed
from pacesetter.web.exports import exported
from pacesetter.web.member_view import MemberRequest
from pacesetter.web.setup.lists.list_page import NotSaved
from pacesetter.web.setup.mapping.export import mapping_export
from pacesetter.web.setup.mapping.mapping import Mapping
from pacesetter.web.setup.mapping.page import MappingPage


def mapping_answer(request: MemberRequest, mapping: Mapping) -> HttpResponseBase:
    """Show the table, or all of it as a file; POST saves it, after a question where figures change."""
    is_sent = request.method == "POST"
    if not is_sent and (answer := exported(request, mapping_export(mapping))):
        return answer
    page = MappingPage(mapping, request.GET, request.POST if is_sent else None, request.member)
    fault, here = "", request.get_full_path()
    if is_sent:
        try:
            question = confirmed(request, page.save, mapping.what, back=here, place=mapping.place, if_recorded=True)
            if question is not None:
                return question
            with noting() as event_ids:
                page.save()
        except NotAllowed:
            raise
        except NotSaved:
            fault = _("Nothing is saved yet. What has to be mended stands beside its field.")
        except Refusal as refusal:
            fault = refusal.message
        else:
            say_deed(request, _("Saved."), event_ids)
            return redirect(here)
    facts = {"mapping": mapping, "page": page, "fault": fault, "settings_place": mapping.place}
    return render(request, "web/setup/mapping.html", facts, status=422 if is_sent else 200)
