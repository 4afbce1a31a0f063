"""What was taken away of what decides on somebody's mail, said beside its undo."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pacesetter.capture.models import RemovedSetting
from pacesetter.web.member_view import MemberRequest
from pacesetter.web.undo import say_with_undo


def say_removed(request: MemberRequest, what: str, removed: RemovedSetting) -> None:
    """Say on the next page that `what` was removed; its Undo works for a day."""
    text = _("Removed: %(what)s.") % {"what": what}
    say_with_undo(request, text, reverse("own_mail_removed", args=[removed.pk]))
