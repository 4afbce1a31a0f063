"""One target: it can be taken out of its series."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.core.refusal import Refusal
from pacesetter.events import noting
from pacesetter.kpis import verbs
from pacesetter.kpis.models import Target
from pacesetter.web.confirming import confirmed
from pacesetter.web.deeds import say_deed
from pacesetter.web.member_view import MemberRequest, administrator_view


@require_http_methods(["DELETE"])
@administrator_view
def target(request: MemberRequest, target_id: int) -> HttpResponse:
    """DELETE takes the target out as if it had never been set; one that has begun needs a reason."""
    row = Target.objects.select_related("kpi").get(pk=target_id)
    reason = request.POST.get("reason", "").strip()
    subject, pk = ("member", row.member_id) if row.member_id else ("role", row.role_id)
    back = reverse(f"{subject}_targets", args=[pk, row.kpi_id])

    def change() -> None:
        # Saying why is saying that it is meant.
        verbs.remove_target(row, by=request.member, past=bool(reason), reason=reason)

    what = _("Take out the target from %(day)s: %(kpi)s") % {
        "day": date_format(row.effective_from, "DATE_FORMAT"),
        "kpi": row.kpi,
    }
    try:
        question = confirmed(request, change, what, back=back, place="targets")
        if question is not None:
            return question
        with noting() as event_ids:
            change()
    except Refusal as refusal:
        text = _("Say why: this target has begun already, and figures that people have seen would change.")
        messages.error(request, text if refusal.code == "past" else refusal.message)
        return redirect(back)
    say_deed(request, _("The target was taken out."), event_ids)
    return redirect(back)
