"""Companies that look like one: the same e-mail domain, or names that mean the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import CharField, Count, F, Func, QuerySet

from pacesetter.crm.access import companies_seen_by, few_companies_seen_by
from pacesetter.crm.models import Company, DifferentCompanies
from pacesetter.people.models import Member

# So many groups of each sort are looked at; whoever has merged them sees the next.
_MOST = 100
# Somebody who works through them sees the next ones without looking for them anew.
_KEPT, _KEPT_SECONDS = 150, 60
# "data com" and "datacom" are written by the same people. Without parameters, which SQLite would not find in the index.
_LETTERING = Func(F("name_key"), template="REPLACE(%(expressions)s, ' ', '')", output_field=CharField())


@dataclass(frozen=True)
class LookAlikes:
    """Companies that share `what` ("domain" or "name"), the one with the latest contact first."""

    what: str
    companies: Sequence[Company]


def look_alikes(viewer: Member) -> list[LookAlikes]:
    """Groups of companies that the viewer may see and nobody has told apart, by name. Three queries, and one for the
    ids of whoever sees few."""
    theirs = few_companies_seen_by(viewer)
    # By their ids: otherwise SQLite goes through everybody's in the order of what they share.
    seen = (companies_seen_by(viewer) if theirs is None else theirs).filter(archived_at__isnull=True)
    named = seen.annotate(key=_LETTERING)
    apart = set(DifferentCompanies.objects.values_list("first_id", "second_id"))
    groups: dict[frozenset[int], LookAlikes] = {}
    for what, rows in (("domain", seen.exclude(domain="").annotate(key=F("domain"))), ("name", named)):
        for companies in _groups(rows, _shared(viewer, what, rows)):
            for few in _not_told_apart(companies, apart):
                groups.setdefault(frozenset(one.pk for one in few), LookAlikes(what, few))
    return sorted(groups.values(), key=lambda group: group.companies[0].name_key)


def _shared(viewer: Member, what: str, rows: QuerySet[Any]) -> list[str]:
    """What several of the companies share. Who sees everybody's has an index read to its end for it, so it is kept for
    a short time: what is shown is still as it is now, and what came up since then joins it afterwards."""
    key = f"pacesetter.crm.shared.{viewer.organisation_id}.{what}" if viewer.sees_everyone else ""
    kept: list[str] | None = cache.get(key) if key else None
    if kept is None:
        found = rows.order_by().values("key").annotate(number=Count("*")).filter(number__gt=1).order_by("key")
        kept = [row["key"] for row in found[:_KEPT]]
        if key:
            cache.set(key, kept, _KEPT_SECONDS)
    return kept


def _groups(rows: QuerySet[Any], shared: Sequence[str]) -> list[list[Company]]:
    """Up to `_MOST` groups of what is shared now, in its order."""
    found: dict[str, list[Company]] = {}
    if shared:
        for company in rows.filter(key__in=shared).order_by("key", F("last_contact_on").desc(nulls_last=True), "pk"):
            found.setdefault(company.key, []).append(company)
    return [companies for companies in found.values() if len(companies) > 1][:_MOST]


def _not_told_apart(companies: list[Company], apart: set[tuple[int, int]]) -> list[list[Company]]:
    """The group, without those that were told apart from the first of it; they may be a group themselves."""
    left, groups = companies, []
    while len(left) > 1:
        first = left[0]
        others = [one for one in left[1:] if (min(one.pk, first.pk), max(one.pk, first.pk)) not in apart]
        if others:
            groups.append([first, *others])
        left = [one for one in left[1:] if one not in others]
    return groups
