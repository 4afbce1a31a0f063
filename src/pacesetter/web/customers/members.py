"""Members as choices of filters and forms. They are kept in memory, so a page pays no query for them."""

from collections.abc import Sequence
from functools import lru_cache

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.core.written_ids import written_id
from pacesetter.people.access import may_look, members_looked_after_by
from pacesetter.people.models import Member


def members_here(viewer: Member) -> Sequence[Member]:
    """Everybody of the organisation who has not left, by name."""
    return catalogue_of(viewer.organisation).members_here


def members_looked_after(viewer: Member) -> Sequence[Member]:
    """Those whose to-dos the viewer looks after (see `people.access`) and who have not left, by name: whoever sees
    everybody pays no query for them, and others one for the ids alone."""
    if viewer.sees_everyone and may_look(viewer):
        return members_here(viewer)
    known = catalogue_of(viewer.organisation).members
    seen = members_looked_after_by(viewer).filter(archived_at__isnull=True).values_list("pk", flat=True)
    return [known[pk] for pk in seen if pk in known]


def member_options(viewer: Member, chosen: str = "") -> SafeString:
    """The members as options of a select, ready made: two hundred of them, five times on a page, would take a template
    longer than the list itself."""
    text = _options(tuple((one.pk, one.name) for one in members_here(viewer)))
    if written_id(chosen) is not None:
        text = text.replace(f'<option value="{chosen}">', f'<option value="{chosen}" selected>')
    return mark_safe(text)  # noqa: S308 - made by format_html_join


@lru_cache(maxsize=50)
def _options(members: tuple[tuple[int, str], ...]) -> str:
    return str(format_html_join("", '<option value="{}">{}</option>', members))


def member_names(viewer: Member) -> dict[int, str]:
    """The name of every member who ever was, by id."""
    return {pk: one.name for pk, one in catalogue_of(viewer.organisation).members.items()}


def chosen_member(viewer: Member, text: str) -> Member | None:
    """The member with this id, where there is one in the organisation."""
    return catalogue_of(viewer.organisation).members.get(written_id(text) or 0)
