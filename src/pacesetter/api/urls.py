from django.urls import path

from pacesetter.api.api import api
from pacesetter.api.inbound_calls import inbound_call
from pacesetter.api.inbound_campaigns import inbound_campaign

urlpatterns = [
    path("inbound/calls/<str:public_id>/", inbound_call, name="inbound_call"),
    path("inbound/campaigns/<str:public_id>/", inbound_campaign, name="inbound_campaign"),
    path("", api.urls),
]
