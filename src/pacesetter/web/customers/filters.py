"""What a list of companies shows: read from the address, and put into a query."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from pacesetter.activities.models import CallCycle
from pacesetter.core import clock
from pacesetter.crm.access import companies_seen_by, few_companies_seen_by
from pacesetter.crm.models import Company, CompanyKind
from pacesetter.crm.searching import CompanySearch
from pacesetter.crm.silence import Silence, silent
from pacesetter.people.access import may_look, on_day
from pacesetter.people.models import Member, Team, TeamMembership
from pacesetter.web.board.teams import chosen_team, teams_shown_to
from pacesetter.web.customers.members import chosen_member, member_options

NOBODY = "nobody"
SILENCES: tuple[tuple[str, Promise], ...] = (
    ("30", _("30 days")),
    ("60", _("60 days")),
    ("90", _("90 days")),
    ("180", _("half a year")),
    ("365", _("a year")),
)
PLANS: tuple[tuple[str, Promise], ...] = (
    ("none", _("Nothing planned")),
    ("overdue", _("Overdue")),
    ("planned", _("Something planned")),
    ("cycle", _("Call cycle")),
    ("cycle_overdue", _("Call cycle overdue")),
)
SORTS: tuple[tuple[str, Promise], ...] = (
    ("name", _("Name")),
    ("longest", _("Longest without contact")),
    ("latest", _("Latest contact")),
    ("next", _("Next activity")),
    ("newest", _("Newest")),
)
# Plans that `Silence` knows of by itself.
_AS_SILENCE_SAYS = {"": None, "none": False, "planned": True}
_ORDERS: dict[str, tuple[str | OrderBy, ...]] = {
    "name": ("name_key", "pk"),
    "longest": (F("last_contact_on").asc(nulls_first=True), "pk"),
    "latest": (F("last_contact_on").desc(nulls_last=True), "-pk"),
    "next": (F("next_due_on").asc(nulls_last=True), "pk"),
    "newest": ("-pk",),
}


@dataclass(frozen=True)
class CompanyFilters:
    """What was asked for. An answer that is none of the choices counts as not asked."""

    viewer: Member
    text: str
    kind: str
    sales_rep: str
    account_manager: str
    team: Team | None
    teams: list[Team]
    plan: str
    silent: str
    is_archived: bool
    sort: str

    @property
    def are_set(self) -> bool:
        """Whether anything but the order was asked for."""
        return bool(
            self.text or self.kind or self.sales_rep or self.account_manager or self.team or self.plan or self.silent
        )

    @property
    def are_everybodys(self) -> bool:
        """Whether it is all companies in use that are shown."""
        return self.viewer.sees_everyone and may_look(self.viewer) and not (self.are_set or self.is_archived)

    @property
    def have_more(self) -> bool:
        """Whether one of those was asked for that stand behind "Filter"."""
        return self.are_set and not (self.text and not (self.kind or self.plan or self.silent or self._who))

    @property
    def _who(self) -> bool:
        return bool(self.sales_rep or self.account_manager or self.team)

    @property
    def sales_reps(self) -> SafeString:
        """The members as options, with the chosen one."""
        return member_options(self.viewer, self.sales_rep)

    @property
    def account_managers(self) -> SafeString:
        """The same for account managers."""
        return member_options(self.viewer, self.account_manager)

    @property
    def today(self) -> date:
        return clock.today(self.viewer.zone())

    def companies(self) -> QuerySet[Company]:
        """The companies that fit, in their order."""
        return self.unordered().order_by(*_ORDERS[self.sort])

    @property
    def leave_few(self) -> bool:
        """Whether they are known to be a few thousand at most."""
        if self._few is not None or self._search.leaves_few:
            return True
        return self._silence is not None and self._silence.are_few

    @property
    def leave_many(self) -> bool:
        """Whether they are known to be more than anybody counts."""
        silence = self._silence
        if silence is None or self.text or self.kind or self._who or self.plan not in _AS_SILENCE_SAYS:
            return False
        return not silence.are_few

    def unordered(self, *, only_some: bool = False) -> QuerySet[Company]:
        """The same in no order; with `only_some` as many of them as tell that they are many (see `crm.searching`),
        unless they are few anyway."""
        found = companies_seen_by(self.viewer) if self._few is None else self._few
        found = found.filter(archived_at__isnull=not self.is_archived)
        if self._few is not None:
            found = self._search.among_few(found)
        else:
            found = self._search.some_among(found) if only_some else self._search.among(found)
        if self.kind:
            found = found.filter(kind=self.kind)
        for role, value in (("sales_rep", self.sales_rep), ("account_manager", self.account_manager)):
            if value:
                found = found.filter(**({f"{role}__isnull": True} if value == NOBODY else {role: int(value)}))
        if self.team:
            ids = TeamMembership.objects.filter(on_day(self.today), team=self.team).values("member_id")
            found = found.filter(Q(sales_rep__in=ids) | Q(account_manager__in=ids))
        if self._silence:
            found = self._silence.among(found)
        elif self.silent:
            found = found.filter(silent(self._since))
        return found.filter(self._planned())

    # All are looked up first where they leave few. Pages, counts and columns of one answer share that.
    @cached_property
    def _few(self) -> QuerySet[Company] | None:
        return few_companies_seen_by(self.viewer)

    @cached_property
    def _search(self) -> CompanySearch:
        return CompanySearch(self.text, self.viewer.organisation.country)

    @cached_property
    def _silence(self) -> Silence | None:
        """Who was forgotten of all companies in use, where that is asked."""
        if not self.silent or self.is_archived or not self.viewer.sees_everyone:
            return None
        return Silence(self._since, has_plans=_AS_SILENCE_SAYS.get(self.plan))

    @property
    def _since(self) -> date:
        return self.today - timedelta(days=int(self.silent))

    def _planned(self) -> Q:
        if self.plan == "none":
            return Q(has_plans=False)
        if self.plan == "planned":
            return Q(has_plans=True)
        if self.plan == "overdue":
            return Q(next_due_on__lt=self.today)
        cycles = CallCycle.objects.filter(paused_at__isnull=True).values("company")
        if self.plan == "cycle":
            return Q(pk__in=cycles)
        if self.plan == "cycle_overdue":
            return Q(pk__in=cycles) & (Q(has_plans=False) | Q(next_due_on__lt=self.today))
        return Q()


def filters_from(viewer: Member, asked: QueryDict) -> CompanyFilters:
    """The filters that an address or a form says."""
    teams = list(teams_shown_to(viewer))

    def one_of(name: str, choices: tuple[tuple[str, Promise], ...], usual: str = "") -> str:
        value = asked.get(name, "")
        return value if value in dict(choices) else usual

    def member(name: str) -> str:
        value = asked.get(name, "")
        if value == NOBODY:
            return value
        found = chosen_member(viewer, value)
        return str(found.pk) if found else ""

    kind = asked.get("kind", "")
    return CompanyFilters(
        viewer=viewer,
        text=asked.get("q", "").strip()[:200],
        kind=kind if kind in CompanyKind.values else "",
        sales_rep=member("rep"),
        account_manager=member("manager"),
        team=chosen_team(teams, asked.get("team", "")),
        teams=teams,
        plan=one_of("plan", PLANS),
        silent=one_of("silent", SILENCES),
        is_archived=asked.get("state") == "archived",
        sort=one_of("sort", SORTS, "name"),
    )
