"""Somebody who belongs to several organisations, about to let an add-in work for them in one."""

from pacesetter.web.member_view import MemberRequest
from pacesetter.web.membership import choice_on_the_way_to, memberships_of


def elsewhere(request: MemberRequest) -> str:
    """Where they choose another organisation and come back to this page; empty for whoever belongs to one alone."""
    assert request.user.pk is not None  # noqa: S101 - a member is logged in
    if memberships_of(request.user.pk, request.session).count() < 2:
        return ""
    return choice_on_the_way_to(request.get_full_path())
