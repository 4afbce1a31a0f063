"""The jobs behind audiences: read which there are, and fill one."""

from datetime import timedelta

from django.utils.translation import gettext as _

from pacesetter import jobs
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.campaigns.audiences.filling import MOST_REASONS, fill_audience
from pacesetter.integrations.campaigns.looking import settings_of
from pacesetter.integrations.campaigns.reading import all_audiences
from pacesetter.integrations.models import AudienceFill, CampaignSettings, Connection, ConnectionState, FillState
from pacesetter.integrations.working import reason_of, working_with
from pacesetter.jobs.models import Job


@jobs.handler("integrations.read_audiences", atomic=False, max_attempts=3, limit=timedelta(minutes=10))
def read_audiences(job: jobs.RunningJob) -> None:
    """Keep which audiences there are, to choose from."""
    connection = Connection.objects.get(pk=job.payload["connection"])
    with working_with(connection), Caller(connection, about="audiences", stay=job.stay) as caller:
        found = all_audiences(connection, caller)
    settings_of(connection)
    told = [[one.id, one.name, one.members] for one in found]
    CampaignSettings.objects.filter(connection=connection).update(audiences=told)


def _fill_dead(job: Job) -> None:
    """The page of the fill says why, where it is not the connection that waits for somebody."""
    row = AudienceFill.objects.select_related("connection").filter(pk=job.payload.get("fill")).first()
    if row is None or row.state != FillState.GOING_ON or row.connection.state != ConnectionState.CONNECTED:
        return
    words = _("It does not go on by itself. %(why)s Stop it; once that is mended, go on with the rest.")
    row.reasons = [*row.reasons, words % {"why": reason_of(job)}][-MOST_REASONS:]
    row.save(update_fields=["reasons"])


@jobs.handler(
    "integrations.fill_audience", atomic=False, max_attempts=12, limit=timedelta(minutes=60), on_dead=_fill_dead
)
def fill(job: jobs.RunningJob) -> None:
    """Fill one, from where it stands."""
    row = AudienceFill.objects.select_related("connection", "member__organisation").get(pk=job.payload["fill"])
    if row.state != FillState.GOING_ON:
        return
    with working_with(row.connection), Caller(row.connection, about=f"audience {row.pk}", stay=job.stay) as caller:
        fill_audience(row, caller, report=job.report)
