"""What to do instead of putting back, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from pacesetter.events.models import Event
from pacesetter.past_settings.no_way import why_not
from pacesetter.past_settings.table import WAYS

_ARCHIVED_INSTEAD = gettext_lazy("It is archived in its list, from which it can be restored.")
_ADDED_ANEW = gettext_lazy("Nothing had been done with it: add it anew.")

_WORDS: dict[str, str | Promise] = {
    **{
        f"{kind}.added": _ARCHIVED_INSTEAD
        for kind in ("sales_role", "team", "activity_type", "outcome", "next_step", "kpi", "call_source")
    },
    **{f"{kind}.removed": _ADDED_ANEW for kind in ("activity_type", "outcome", "kpi")},
    "organisation.created": gettext_lazy("Everything began with this."),
    "organisation.settled_in": gettext_lazy("Everything that the first steps led to is in the settings."),
    "member.added": gettext_lazy("Whoever should not be here is archived on their page."),
    "member.accepted": gettext_lazy("Whoever should not be here is archived on their page."),
    "member.bound_to_provider": gettext_lazy("Whoever should not be here is archived on their page."),
    "member.invited_again": gettext_lazy("The invitation is taken back on their page."),
    "member.invitation_revoked": gettext_lazy("A new invitation is sent from their page."),
    "member.email_changed": gettext_lazy(
        "They change it back under their profile, since the mailbox has to be shown to be theirs."
    ),
    "member.second_factors_removed": gettext_lazy("They set up new ones under Security."),
    "member.handed_over": gettext_lazy("Hand over from the other member to this one, or assign anew what went astray."),
    "member.restored": gettext_lazy("They are archived on their page, which asks who takes over from them."),
    "member.archiving_taken_back": gettext_lazy(
        "They are archived on their page, which asks who takes over from them."
    ),
    "screen.opened": gettext_lazy("Its link is revoked under Screens on the wall, which asks first."),
    "screen.revoked": gettext_lazy("A link that was revoked stays dead: open another screen."),
}


def what_instead(event: Event) -> str:
    """The words; empty where there is a way back."""
    return why_not(event) or ("" if event.verb in WAYS else str(_WORDS.get(event.verb, "")))
