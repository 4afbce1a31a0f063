"""Back from changes of connections to other systems, of the apps that members consent to, and of campaigns."""

from collections.abc import Callable
from typing import Any

from pacesetter.events.models import Event
from pacesetter.integrations.job_systems.verbs import link_staff, unlink_staff
from pacesetter.integrations.models import Connection, OAuthApp
from pacesetter.integrations.verbs import pause_connection, put_app_back, put_connection_back, resume_connection
from pacesetter.integrations.verbs.set_campaign_settings import put_campaign_settings_back
from pacesetter.integrations.verbs.set_webhooks import set_webhooks
from pacesetter.past_settings.ways.way import Way, after, before, row_of
from pacesetter.people.models import Member


def _edited(event: Event, by: Member | None) -> None:
    put_connection_back(row_of(Connection, event.subject_id), before(event), by=by)


def _switched(verb: Callable[..., Any]) -> Way:
    def way(event: Event, by: Member | None) -> None:
        verb(row_of(Connection, event.subject_id), by=by)

    return way


def _app(event: Event, by: Member | None) -> None:
    put_app_back(row_of(OAuthApp, event.subject_id), before(event), by=by)


def _campaigns(event: Event, by: Member | None) -> None:
    put_campaign_settings_back(row_of(Connection, event.subject_id), before(event), by=by)


def _reports(event: Event, by: Member | None) -> None:
    set_webhooks(row_of(Connection, event.subject_id), by=by, wanted=before(event)["wanted"])


def _staff(event: Event, by: Member | None) -> None:
    connection, old = row_of(Connection, event.subject_id), before(event)
    member = row_of(Member, (old or after(event))["member_id"])
    if old:
        link_staff(connection, member, old["staff"], by=by)
    else:
        unlink_staff(connection, member, by=by)


CONNECTIONS: dict[str, Way] = {
    "connection.edited": _edited,
    "connection.paused": _switched(resume_connection),
    "connection.resumed": _switched(pause_connection),
    "connection.staff_linked": _staff,
    "connection.staff_unlinked": _staff,
    "oauth_app.registered": _app,
    "campaign_settings.edited": _campaigns,
    "campaign_webhooks.edited": _reports,
}
