"""Say which client a company is in the job system."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.integrations.job_systems.verbs.order_job import ask_again
from pacesetter.integrations.models import JobOrder, OrderState


def choose_client(order: JobOrder, *, client_id: str) -> JobOrder:
    """Use this client, one of those offered, or make a new one where the id is empty; then go on. The caller has
    checked that the activity may be changed. Raises a `Refusal`."""
    with transaction.atomic():
        row = JobOrder.objects.select_for_update().get(pk=order.pk)
        if row.state != OrderState.ASKING:
            raise Refusal(_("It is known already which client it is."), code="settled")
        if client_id and client_id not in {one[0] for one in row.client_choices}:
            raise Refusal(_("Choose one of the clients."), field="client", code="unknown")
        row.client_id, row.client_is_new = client_id, not client_id
        row.save(update_fields=["client_id", "client_is_new"])
        return ask_again(row)
