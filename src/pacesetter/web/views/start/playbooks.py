"""Ready-made set-ups: which there are, what each would make, and making it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pacesetter.people.models import Member
from pacesetter.playbooks import Playbook, apply_playbook, contents, playbook_of, playbooks
from pacesetter.playbooks.playbook import TRY_AFTER
from pacesetter.web.changing import made_or_asked
from pacesetter.web.member_view import MemberRequest, administrator_view
from pacesetter.web.playbooks.shown import shown


@require_safe
@administrator_view
def playbook_choice(request: MemberRequest) -> HttpResponse:
    """Every playbook in a few words."""
    offered = [{"playbook": one, "roles": [str(role.name) for role in one.roles]} for one in playbooks()]
    return render(request, "web/playbooks/choice.html", {"offered": offered})


@require_http_methods(["GET", "POST"])
@administrator_view
def playbook(request: MemberRequest, key: str) -> HttpResponse:
    """Everything that the playbook would make, with what is there already; POST makes it."""
    chosen = _known(key)
    if request.method == "POST":
        done = _("%(playbook)s is set up. Everything in it can be changed.") % {"playbook": chosen.name}
        if not chosen.roles:
            done = _("You begin with an empty set-up.")
        # Whoever begins with nothing makes roles next, and whoever is alone here invites others.
        alone = not Member.objects.filter(archived_at__isnull=True).exclude(pk=request.member.pk).exists()
        return made_or_asked(
            request,
            lambda: apply_playbook(chosen, by=request.member),
            what=_("Set up: %(playbook)s") % {"playbook": chosen.name},
            done=done,
            back=reverse("sales_roles" if not chosen.roles else "people_invitations" if alone else "first_steps"),
            place="playbook_choice",
        ) or redirect("first_steps")
    found = contents(chosen)
    facts = {
        "playbook": chosen,
        "found": found,
        "shown": shown(found),
        "try_after": TRY_AFTER,
        "settings_place": "playbook_choice",
    }
    return render(request, "web/playbooks/playbook.html", facts)


def _known(key: str) -> Playbook:
    found = playbook_of(key)
    if found is None:
        raise Http404
    return found
