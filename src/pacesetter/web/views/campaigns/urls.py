"""The addresses of campaigns."""

from django.urls import URLPattern, URLResolver, path

from pacesetter.web.views.campaigns.campaigns import campaign, campaigns
from pacesetter.web.views.campaigns.settings import campaign_settings

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/campaigns/", campaigns, name="campaigns"),
    path("settings/campaigns/<int:campaign_id>/", campaign, name="campaign"),
    path("settings/connections/<int:connection_id>/campaigns/", campaign_settings, name="campaign_settings"),
]
