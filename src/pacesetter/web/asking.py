"""Ask before something is done that can't be undone."""

from collections.abc import Collection

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from pacesetter.core.sealing import Unsealable
from pacesetter.tenancy.sealed import ring
from pacesetter.web.confirming.confirmed import FIELD
from pacesetter.web.member_view import MemberRequest

# Goes before the name of a field whose value is sealed while the question is asked.
_SEALED = "sealed."


def asked(
    request: MemberRequest, *, what: str, loss: str, deed: str, back: str, secret: Collection[str] = ()
) -> HttpResponse | None:
    """None where the person has said yes; otherwise the page to answer with, which sends the same form again.

    `what` is the question, `loss` what is gone then, `deed` the words on the button, `back` the address of Cancel. The
    view must take its input from `request.POST` alone. The fields named in `secret` never stand on the page but sealed:
    the view reads what was `sent`.
    """
    if request.POST.get(FIELD) == "yes":
        return None
    fields = [
        (f"{_SEALED}{name}", ring().seal(value, bound_to=_place(request, name))) if name in secret else (name, value)
        for name, values in request.POST.lists()
        if name not in (FIELD, "_method", "csrfmiddlewaretoken")
        for value in values
    ]
    if request.method == "DELETE":
        fields.append(("_method", "DELETE"))
    context = {"what": what, "loss": loss, "deed": deed, "back": back, "fields": fields, "action": request.path}
    response = render(request, "web/asked.html", context)
    if secret:
        response.headers["Cache-Control"] = "no-store"
    return response


def replacing_asked(request: MemberRequest, what: str, *, secrets: Collection[str], back: str) -> HttpResponse | None:
    """The same before the fields named in `secrets` take the place of others; None where there are none."""
    if not secrets:
        return None
    loss = _("The one that is there now is erased, and can't be brought back.")
    return asked(request, what=what, loss=loss, deed=_("Replace it"), back=back, secret=secrets)


def sent(request: MemberRequest) -> QueryDict:
    """What was sent, with secrets that were sealed for the question opened. One that is not this member's, or was meant
    for another page, is as if it had been left empty."""
    found = request.POST.copy()
    for name in [name for name in found if name.startswith(_SEALED)]:
        plain = name.removeprefix(_SEALED)
        try:
            found[plain] = ring().unseal(str(found[name]), bound_to=_place(request, plain))
        except Unsealable:
            found[plain] = ""
        del found[name]
    return found


def _place(request: MemberRequest, name: str) -> str:
    member = request.member
    return f"web.asking:{member.organisation_id}:{member.pk}:{request.path}:{name}"
