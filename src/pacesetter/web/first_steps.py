"""What a new organisation still needs before its figures say anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pacesetter.activities.recorded import is_any_recorded
from pacesetter.kpis.models import Kpi, Target
from pacesetter.people.models import Member
from pacesetter.people.verbs import settle_in


@dataclass(frozen=True)
class Step:
    """One line of the list: what, why, whether it is done, and where it is done."""

    label: Promise
    why: Promise
    is_done: bool
    address: str


def steps() -> Sequence[Step]:
    """The steps for the organisation in scope, in the order in which they are best taken."""
    return (
        Step(
            _("Have a KPI"),
            _("A playbook brings roles, activity types, KPIs and targets for a kind of team."),
            Kpi.objects.exists(),
            _address("playbook_choice", "kpis"),
        ),
        Step(
            _("Set a target"),
            _("What is expected of a role in a day, week or month."),
            Target.objects.exists(),
            _address("targets"),
        ),
        Step(
            _("Invite somebody"),
            _("Everybody gets a link of their own and chooses a password."),
            Member.objects.filter(archived_at__isnull=True)[:2].count() > 1,
            _address("people_invitations"),
        ),
        Step(
            _("Log an activity"),
            _("The first call, meeting or e-mail: from then on the board has something to show."),
            is_any_recorded(),
            _address("my_day"),
        ),
    )


def lacks_something(member: Member) -> bool:
    """Whether the list is this member's start: administrators', until everything is done or they hid it. Once all is
    done it is written down, so that it is asked no more."""
    if not member.is_administrator or member.organisation.settled_in_at or member.organisation.is_demo:
        return False
    if not all(step.is_done for step in steps()):
        return True
    settle_in(by=member)
    return False


def _address(*names: str) -> str:
    """The first of these pages that there is, or an empty text."""
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""
