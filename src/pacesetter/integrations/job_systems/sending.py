"""Make a job, in steps that can be taken up again after any interruption.

What a step made is written down at once. Before a step that makes something there, `begun` is written: whoever finds it
without a result can't know whether the other side has acted, and looks before making it again.
"""

import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import cached_property

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from pacesetter.activities.models import Activity, ActivityContact, Status
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Company
from pacesetter.integrations.failure import OF_THE_CONNECTION, Failure, FailureKind, NotConnected
from pacesetter.integrations.job_systems.choices import JobChoices, choices_of
from pacesetter.integrations.job_systems.staff import staff_of
from pacesetter.integrations.job_systems.system import Client, JobDraft, JobSystem, Person, SeenJob
from pacesetter.integrations.job_systems.words import FORMER, UNSEEN, rest_of, tried_again
from pacesetter.integrations.links import link, theirs_of, unlink
from pacesetter.integrations.models import JobOrder, OrderState
from pacesetter.people.models import Member

# What was not answered may still be under way on the other side.
_BEFORE_LOOKING = timedelta(seconds=30)
CLIENT, CONTACT, JOB, TEMPLATE, MANAGER = "client", "contact", "job", "template", "manager"
# Among what was begun: which client a job was asked for.
_FOR = "job for "
# Somebody may choose the client then, too, and the choice is kept.
_OF_A_DRY_RUN = frozenset({"state", "problem", "client_choices", "client_of"})


class NeedsAnswer(Exception):
    """Somebody has to say which client it is; until then nothing more can be done."""


class _CalledOff(Exception):
    """Nobody wants the job any more, and it is not there."""


class Sending:
    """One order on its way. In a dry run nothing is written down but what it came to."""

    def __init__(
        self, order: JobOrder, system: JobSystem, *, is_dry: bool = False, stay: Callable[[], None] = lambda: None
    ) -> None:
        self.order, self.system, self.is_dry, self._stay = order, system, is_dry, stay
        self.activity: Activity = Activity.objects.select_related("activity_type", "owner", "company").get(
            pk=order.activity_id
        )
        self.choices: JobChoices = choices_of(self.activity)

    def run(self) -> None:
        """All steps that are left. Raises `Failure`, and `NeedsAnswer`; both are written down."""
        try:
            for step in (
                self._look,
                self._forget_others,
                self._client,
                self._contact,
                self._job,
                self._template,
                self._staff,
            ):
                self._stay()
                step()
        except NeedsAnswer:
            self._keep(state=OrderState.ASKING, problem="")
            raise
        except _CalledOff:
            self._keep(state=OrderState.CANCELLED, problem="")
            return
        except Failure as failure:
            self._failed(failure)
            raise
        self._keep(state=OrderState.PRETENDED if self.is_dry else OrderState.DONE, problem=rest_of(self.order))

    # The steps --------------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Look for a job that was asked for and not heard of, before anything else. The activity may have got another
        company since, so it is looked for with every client that it was asked for."""
        order = self.order
        if order.job_id or JOB not in order.begun:
            return
        # However long ago that was: the connection may have rested for weeks since. Their day may not be ours yet.
        since = order.created_at.date() - timedelta(days=2)
        clients = [one.removeprefix(_FOR) for one in order.begun if one.startswith(_FOR)]
        for client_id in dict.fromkeys(filter(None, [order.client_id, *clients])):
            seen = self.system.find_job(client_id, order.reference, since)
            if seen is None:
                continue
            if client_id != self._client_now():
                self._begin(FORMER)
            self._keep(client_id=client_id)
            self._made(seen)
            return

    def _client_now(self) -> str:
        order, company = self.order, self.activity.company
        is_of_it = company is not None and order.client_of in (None, company.pk)
        return order.client_id if order.client_id and is_of_it else self._known_client()

    def _forget_others(self) -> None:
        """What is known of the client and the contact may be of others than the activity names by now: whatever changed
        it, and whether or not anybody told us. One that can't be told is looked for anew."""
        order = self.order
        if order.job_id:
            return
        company_id, ours = self.activity.company_id, self._ours
        is_known = order.client_id or order.client_choices or order.client_is_new
        if is_known and (company_id is None or order.client_of != company_id):
            self._keep(client_id="", client_choices=[], client_is_new=False, contact_id="")
        elif order.contact_id and (ours is None or order.contact_of != ours.contact_id):
            self._keep(contact_id="")

    def _client(self) -> None:
        order, company = self.order, self.activity.company
        if order.job_id:
            return
        if order.client_id:
            self._link("client", order.client_id, "company", company.pk if company else None)
            return
        if company is None:
            raise Failure(FailureKind.PERMANENT, _("A job needs a company. Enter one in the activity, then try again."))
        known = self._known_client()
        if known:
            self._keep(client_id=known, client_of=company.pk)
            return
        # Looking comes first in any case, so one that was made without our hearing of it is found.
        found = self._chosen(company, self.system.find_clients(company.name))
        if found is None:
            self._begin(CLIENT)
            found = self.system.create_client(company.name, self._person())
        self._keep(client_id=found.id, client_choices=[], client_of=company.pk)
        self._link("client", found.id, "company", company.pk)

    def _known_client(self) -> str:
        company = self.activity.company
        return theirs_of(self.order.connection, "client", "company", company.pk) if company else ""

    def _chosen(self, company: Company, clients: Sequence[Client]) -> Client | None:
        same = [one for one in clients if _plain(one.name) == _plain(company.name)]
        if len(same) == 1:
            return same[0]
        if not clients or self.order.client_is_new:
            return None
        self._keep(client_choices=[[one.id, one.name] for one in (same or clients)[:20]], client_of=company.pk)
        raise NeedsAnswer

    def _contact(self) -> None:
        order, ours = self.order, self._ours
        if order.contact_id or order.job_id or ours is None:
            return
        linked = theirs_of(order.connection, "contact", "contact", ours.contact_id)
        there, person = self.system.contacts_of(order.client_id), _person_of(ours)
        # One that is linked with the contact may be of another client, for which the person worked before.
        same = [one for one in there if one.id == linked] or [one for one in there if _is_same(one, person)]
        if same:
            known = same[0].id
        else:
            self._begin(CONTACT)
            known = self.system.create_contact(order.client_id, person).id
        self._keep(contact_id=known, contact_of=ours.contact_id)
        if linked and linked != known and not self.is_dry:
            unlink(order.connection, "contact", "contact", ours.contact_id)
        self._link("contact", known, "contact", ours.contact_id)

    def _job(self) -> None:
        order = self.order
        if order.job_id:
            return
        if self._is_called_off():
            raise _CalledOff
        self._begin(JOB, _FOR + order.client_id)
        self._made(self.system.create_job(self._draft()))

    def _made(self, seen: SeenJob) -> None:
        order = self.order
        self._keep(
            job_id=seen.id,
            number=seen.number[:60],
            address=seen.address[:500],
            status=seen.status[:100],
            seen_at=clock.now(),
            has_template=order.has_template or self.system.capabilities.template_in_draft,
        )
        self._link("job", seen.id, "activity", order.activity_id)

    def _is_called_off(self) -> bool:
        """Whether the activity was cancelled or deleted, at this moment."""
        called_off = Q(status=Status.CANCELLED) | Q(deleted_at__isnull=False)
        return Activity.objects.filter(called_off, pk=self.order.activity_id).exists()

    def _template(self) -> None:
        order = self.order
        if order.has_template or not self.choices.template or not self.system.capabilities.templates:
            return
        if TEMPLATE in order.begun:
            tasks = self.system.job(order.job_id).has_tasks
            if tasks is not False:
                # Twice would double every task, and that is worse than to ask somebody to look.
                self._keep(has_template=True)
                if tasks is None:
                    self._begin(UNSEEN)
                return
        self._begin(TEMPLATE)
        self.system.apply_template(order.job_id, self.choices.template)
        self._keep(has_template=True)

    def _staff(self) -> None:
        order = self.order
        self._manager()
        wanted = [one for one in self._wanted_staff() if one not in order.assigned]
        if not wanted or not self.system.capabilities.staff:
            return
        there = self.system.job(order.job_id).staff_ids
        for staff_id in wanted:
            self._stay()
            if staff_id not in there:
                try:
                    self.system.assign(order.job_id, staff_id)
                except Failure as failure:
                    if failure.kind is not FailureKind.PERMANENT:
                        raise
                    # The others can work all the same.
                    self._keep(unassigned={**order.unassigned, staff_id: failure.text[:200]})
                    continue
            self._keep(assigned=[*order.assigned, staff_id])

    def _manager(self) -> None:
        if self.choices.manager and not self.system.capabilities.manager_in_draft and MANAGER not in self.order.begun:
            self.system.assign_manager(self.order.job_id, self.choices.manager)
            self._begin(MANAGER)  # afterwards: twice does no harm

    # What they need ---------------------------------------------------------------------------------------------------

    def _draft(self) -> JobDraft:
        activity, choices = self.activity, self.choices
        starts_on = clock.today(activity.owner.zone())
        due_on = activity.due_on or starts_on + timedelta(days=choices.due_days)
        company = activity.company.name if activity.company else ""
        return JobDraft(
            reference=self.order.reference,
            name=(activity.subject or f"{activity.activity_type.name} {company}".strip())[:100],
            client_id=self.order.client_id,
            contact_id=self.order.contact_id,
            description=activity.note,
            starts_on=starts_on,
            due_on=max(due_on, starts_on),
            status_id=choices.status,
            category_id=choices.category,
            manager_id=choices.manager,
            template_id=choices.template,
        )

    @cached_property
    def _ours(self) -> ActivityContact | None:
        found: ActivityContact | None = self.activity.contact_links.select_related("contact").order_by("pk").first()
        return found

    def _person(self) -> Person | None:
        return _person_of(self._ours) if self._ours else None

    def _wanted_staff(self) -> list[str]:
        wanted = list(self.choices.staff)
        if self.choices.adds_people and "staff" not in self.activity.details.get("job", {}):
            wanted += staff_of(self.order.connection, self._people())
        return list(dict.fromkeys(wanted))

    def _people(self) -> list[Member]:
        return [self.activity.owner, *(one.member for one in self.activity.participants.select_related("member"))]

    # Writing down -----------------------------------------------------------------------------------------------------

    def _begin(self, *steps: str) -> None:
        new = [one for one in steps if one not in self.order.begun]
        if new:
            self._keep(begun=[*self.order.begun, *new])

    def _keep(self, **values: object) -> None:
        for name, value in values.items():
            setattr(self.order, name, value)
        if self.is_dry:
            values = {name: value for name, value in values.items() if name in _OF_A_DRY_RUN}
        if values:
            JobOrder.objects.filter(pk=self.order.pk).update(**values)

    def _link(self, kind: str, external_id: str, our_kind: str, our_id: int | None) -> None:
        if self.is_dry or our_id is None or not external_id:
            return
        try:
            with transaction.atomic():
                link(self.order.connection, kind, external_id, our_kind, our_id)
        except Refusal:
            # Two companies of ours may be one client there: the job is right all the same, and the first link stays.
            return

    def _failed(self, failure: Failure) -> None:
        if failure.kind is FailureKind.TEMPORARY:
            if failure.may_have_acted:
                failure.retry_after = max(failure.retry_after or timedelta(0), _BEFORE_LOOKING)
            self._keep(problem=tried_again(failure.text)[:500])
        elif failure.kind in OF_THE_CONNECTION or isinstance(failure, NotConnected):
            self._keep(
                state=OrderState.FAILED,
                problem=_(
                    "The connection rests or needs an administrator. Once it is in use again, this goes on by itself."
                ),
            )
        else:
            self._keep(state=OrderState.FAILED, problem=failure.text[:500])


def _person_of(ours: ActivityContact) -> Person:
    return Person(ours.contact.name, ours.contact.email, ours.contact.phone)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()


def _is_same(there: Person, ours: Person) -> bool:
    if there.email and ours.email:
        return there.email.strip().lower() == ours.email.strip().lower()
    return _plain(there.name) == _plain(ours.name)
