"""What was done, said beside its undo."""

from collections.abc import Iterable

from django.contrib import messages
from django.urls import reverse

from pacesetter.web.deeds.deed import deed_of
from pacesetter.web.member_view import MemberRequest
from pacesetter.web.undo import say_with_undo


def say_deed(request: MemberRequest, text: str, event_ids: Iterable[int]) -> None:
    """Say `text` on the next page, with an Undo where all that was recorded can be taken back."""
    deed = deed_of(request.member, event_ids)
    if deed is None:
        messages.success(request, text)
    else:
        say_with_undo(request, text, reverse("deed", args=[deed.as_token()]))
