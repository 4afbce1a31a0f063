"""The jobs behind audiences: read which there are, and fill one."""

from datetime import timedelta

from pacesetter import jobs
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.campaigns.audiences.filling import fill_audience
from pacesetter.integrations.campaigns.looking import settings_of
from pacesetter.integrations.campaigns.reading import all_audiences
from pacesetter.integrations.models import AudienceFill, CampaignSettings, Connection, FillState
from pacesetter.integrations.working import working_with


@jobs.handler("integrations.read_audiences", atomic=False, max_attempts=3, limit=timedelta(minutes=10))
def read_audiences(job: jobs.RunningJob) -> None:
    """Keep which audiences there are, to choose from."""
    connection = Connection.objects.get(pk=job.payload["connection"])
    with working_with(connection), Caller(connection, about="audiences", stay=job.stay) as caller:
        found = all_audiences(connection, caller)
    settings_of(connection)
    told = [[one.id, one.name, one.members] for one in found]
    CampaignSettings.objects.filter(connection=connection).update(audiences=told)


@jobs.handler("integrations.fill_audience", atomic=False, max_attempts=12, limit=timedelta(minutes=60))
def fill(job: jobs.RunningJob) -> None:
    """Fill one, from where it stands."""
    row = AudienceFill.objects.select_related("connection", "member__organisation").get(pk=job.payload["fill"])
    if row.state != FillState.GOING_ON:
        return
    with working_with(row.connection), Caller(row.connection, about=f"audience {row.pk}", stay=job.stay) as caller:
        fill_audience(row, caller, report=job.report)
