"""One member, for administrators."""

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.people.access import get_member_for
from pacesetter.people.verbs import change_access_level, edit_member, edit_profile
from pacesetter.web.changing import made_or_asked
from pacesetter.web.forms.people.about import MEMBER, PROFILE, AboutForm
from pacesetter.web.forms.people.days import until
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.people.person_page import person_page


@require_http_methods(["GET", "POST"])
@administrator_view
def person(request: MemberRequest, member_id: int) -> HttpResponse:
    """Show everything about the member; POST changes what is kept about them."""
    member = get_member_for(request.member, member_id)
    if request.method != "POST":
        return person_page(request, member)
    form = AboutForm(member, request.POST)
    if form.is_valid():
        answer = made_or_asked(
            request,
            lambda: _change(request, member_id, form),
            what=_("Change what is kept about %(name)s") % {"name": member.name},
            done=_("Saved."),
            back=reverse("person", args=[member_id]),
            place="people",
            form=form,
        )
        if answer is not None:
            return answer
    return person_page(request, member, about=form)


def _change(request: MemberRequest, member_id: int, form: AboutForm) -> None:
    given, by = form.only_changed(form.cleaned_data), request.member
    with transaction.atomic():
        member = get_member_for(by, member_id)
        edit_profile(member, by=by, **{name: given[name] for name in PROFILE if name in given})
        edits = {name: given[name] for name in MEMBER if name in given}
        if "last_day" in given:
            edits["left_on"] = until(given["last_day"])
        edit_member(member, by=by, **edits)
        # Last: whoever gives away their own right has used it for the rest.
        if "access_level" in given:
            change_access_level(member, given["access_level"], by=by)
