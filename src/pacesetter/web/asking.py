"""Ask before something is done that can't be undone."""

from django.http import HttpResponse
from django.shortcuts import render

from pacesetter.web.confirming.confirmed import FIELD
from pacesetter.web.member_view import MemberRequest


def asked(request: MemberRequest, *, what: str, loss: str, deed: str, back: str) -> HttpResponse | None:
    """None where the person has said yes; otherwise the page to answer with, which sends the same form again.

    `what` is the question, `loss` what is gone then, `deed` the words on the button, `back` the address of Cancel. The
    view must take its input from `request.POST` alone.
    """
    if request.POST.get(FIELD) == "yes":
        return None
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in (FIELD, "_method", "csrfmiddlewaretoken")
        for value in values
    ]
    if request.method == "DELETE":
        fields.append(("_method", "DELETE"))
    context = {"what": what, "loss": loss, "deed": deed, "back": back, "fields": fields, "action": request.path}
    return render(request, "web/asked.html", context)
