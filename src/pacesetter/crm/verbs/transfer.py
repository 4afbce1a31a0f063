"""Give companies to somebody else, one or thousands in one go, and take that back."""

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company, CompanyTransfer
from pacesetter.crm.verbs import guards
from pacesetter.events.recording import Entry
from pacesetter.people.models import Member

_BATCH = 500
_ROLES = ("sales_rep_id", "account_manager_id")

State = tuple[int, int | None, int | None]


def transfer(
    companies: QuerySet[Company],
    *,
    by: Member | None,
    sales_rep: Member | None = None,
    account_manager: Member | None = None,
    only_from: Member | None = None,
    reason: str = "",
) -> CompanyTransfer:
    """Make `sales_rep` the sales rep and `account_manager` the account manager of the companies; who is None is left as
    they are. With `only_from`, they change only where that member has the role. Who may see which companies, the caller
    has made sure.

    Raises a `Refusal` where nobody is named, for members who have left, and where nothing would change.
    """
    guards.of_this_house(by)
    if sales_rep is None and account_manager is None:
        raise Refusal(_("Choose to whom."), field="sales_rep", code="required")
    guards.still_here(sales_rep, "sales_rep")
    guards.still_here(account_manager, "account_manager")
    wanted = (sales_rep.pk if sales_rep else None, account_manager.pk if account_manager else None)
    before: list[State] = []
    with transaction.atomic():
        ids = list(companies.filter(merged_into__isnull=True).order_by("pk").values_list("pk", flat=True))
        for rows in _locked(ids):
            changes: list[tuple[Company, State]] = []
            for row in rows:
                was = _state(row)
                for name, to in zip(_ROLES, wanted, strict=True):
                    if to is not None and (only_from is None or getattr(row, name) == only_from.pk):
                        setattr(row, name, to)
                if _state(row) != was:
                    changes.append((row, was))
            _write(changes, "handed_over", by, reason)
            before += [was for row, was in changes]
        if not before:
            raise Refusal(_("They have these companies already."), code="nothing_to_do")
        made: CompanyTransfer = CompanyTransfer.objects.create(
            by=by, sales_rep=sales_rep, account_manager=account_manager, before=before, made_at=clock.now()
        )
    return made


def take_transfer_back(made: CompanyTransfer, *, by: Member, reason: str = "") -> int:
    """Give the companies back to whom they were with; answers how many those were. One that somebody has given to
    another since stays there.

    Raises a `Refusal` where it was taken back already, and where it was somebody else who handed over.
    """
    guards.of_this_house(by)
    guards.known(made)
    if made.by_id != by.pk and not by.is_administrator:
        raise NotAllowed(_("Only who handed them over can take that back."))
    given = (made.sales_rep_id, made.account_manager_id)
    done = 0
    with transaction.atomic():
        kept = CompanyTransfer.objects.select_for_update(of=("self",)).get(pk=made.pk)
        if kept.taken_back_at is not None:
            raise Refusal(_("This was taken back already."), code="taken_back")
        was = {company_id: roles for company_id, *roles in kept.before}
        here = set(Member.objects.filter(archived_at__isnull=True).values_list("pk", flat=True))
        for rows in _locked(sorted(was)):
            changes: list[tuple[Company, State]] = []
            for row in rows:
                now = _state(row)
                for name, to, back in zip(_ROLES, given, was[row.pk], strict=True):
                    if to is not None and getattr(row, name) == to and (back is None or back in here):
                        setattr(row, name, back)
                if _state(row) != now:
                    changes.append((row, now))
            _write(changes, "given_back", by, reason)
            done += len(changes)
        kept.taken_back_at = clock.now()
        kept.save(update_fields=["taken_back_at"])
    return done


def _locked(ids: Sequence[int]) -> Iterator[list[Company]]:
    for start in range(0, len(ids), _BATCH):
        yield list(Company.objects.select_for_update().filter(pk__in=ids[start : start + _BATCH]).order_by("pk"))


def _state(row: Company) -> State:
    return row.pk, row.sales_rep_id, row.account_manager_id


def _write(changes: Sequence[tuple[Company, State]], verb: str, by: Member | None, reason: str) -> None:
    entries = []
    for row, was in changes:
        changed = [(name, old) for name, old in zip(_ROLES, was[1:], strict=True) if getattr(row, name) != old]
        data: dict[str, object] = {
            "before": dict(changed),
            "after": {name: getattr(row, name) for name, old in changed},
        }
        if reason:
            data["reason"] = reason
        entries.append(Entry(f"company.{verb}", "company", row.pk, by.pk if by else None, data))
        row.updated_at = clock.now()
    Company.objects.bulk_update([row for row, was in changes], ["sales_rep", "account_manager", "updated_at"])
    events.record_many(entries)
