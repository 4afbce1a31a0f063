"""Whether an account is connected by somebody else, too."""

from pacesetter.integrations.models import Connection, OAuthApp


def is_shared(connection: Connection) -> bool:
    """Whether another connection that has not ended reaches the same account with the same client, in whichever
    organisation: what is ended there would end for both."""
    if not connection.account_id:
        return False
    others = Connection.across_organisations.filter(
        provider=connection.provider, account_id=connection.account_id, ended_at=None
    ).exclude(pk=connection.pk)
    houses = {*others.values_list("organisation_id", flat=True)}
    if connection.organisation_id in houses:
        return True
    apps = OAuthApp.across_organisations.filter(provider=connection.provider)
    clients = {app.organisation_id: app.setting("client_id") for app in apps.filter(organisation_id__in=houses)}
    mine = OAuthApp.objects.filter(provider=connection.provider).first()
    return mine is not None and mine.setting("client_id") in clients.values()
