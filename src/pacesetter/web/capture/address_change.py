"""An address at which mail is taken is made, made anew, or taken away."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pacesetter.web.asking import asked
from pacesetter.web.changing import made_or_asked
from pacesetter.web.member_view import MemberRequest


def address_changed(
    request: MemberRequest,
    *,
    renew: Callable[[], object],
    revoke: Callable[[], object],
    is_there: Callable[[], bool],
    loss: str,
    renewed: str,
    back: str,
) -> HttpResponse:
    """POST makes a (new) address by `renew`, DELETE takes it away by `revoke`; first asked where one `is_there`, which
    takes no mail any more then. `loss` says what that means, `renewed` that there is another one."""
    is_taken_away = request.method == "DELETE"

    def question() -> HttpResponse | None:
        if not is_taken_away and not is_there():
            return None
        what = _("Take the address away?") if is_taken_away else _("Make another address?")
        deed = _("Take it away") if is_taken_away else _("Another address")
        return asked(request, what=what, loss=loss, deed=deed, back=back)

    answer = made_or_asked(
        request,
        revoke if is_taken_away else renew,
        question=question,
        done=_("The address takes no mail any more.") if is_taken_away else renewed,
        back=back,
    )
    return answer or redirect(back)
