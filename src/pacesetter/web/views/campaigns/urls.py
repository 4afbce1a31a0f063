"""The addresses of campaigns."""

from django.urls import URLPattern, URLResolver, path

from pacesetter.web.views.campaigns.audiences import audience_fill, audiences, audiences_reading
from pacesetter.web.views.campaigns.campaigns import campaign, campaigns
from pacesetter.web.views.campaigns.settings import campaign_settings
from pacesetter.web.views.campaigns.webhooks import campaign_webhook, campaign_webhooks

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/campaigns/", campaigns, name="campaigns"),
    path("settings/campaigns/<int:campaign_id>/", campaign, name="campaign"),
    path("settings/connections/<int:connection_id>/campaigns/", campaign_settings, name="campaign_settings"),
    path("settings/connections/<int:connection_id>/audiences/", audiences, name="audiences"),
    path("settings/connections/<int:connection_id>/audiences/reading/", audiences_reading, name="audiences_reading"),
    path("settings/connections/<int:connection_id>/audiences/<int:fill_id>/", audience_fill, name="audience_fill"),
    path("settings/connections/<int:connection_id>/webhooks/", campaign_webhooks, name="campaign_webhooks"),
    path(
        "settings/connections/<int:connection_id>/webhooks/<int:webhook_id>/",
        campaign_webhook,
        name="campaign_webhook",
    ),
]
