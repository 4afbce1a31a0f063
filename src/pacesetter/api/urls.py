from django.urls import path

from pacesetter.api.api import api
from pacesetter.api.inbound_calls import inbound_call
from pacesetter.api.inbound_campaigns import inbound_campaign
from pacesetter.api.inbound_mail import inbound_mail

urlpatterns = [
    path("inbound/calls/<str:public_id>/", inbound_call, name="inbound_call"),
    path("inbound/campaigns/<str:public_id>/", inbound_campaign, name="inbound_campaign"),
    path("inbound/mail/<slug:service>/", inbound_mail, name="inbound_mail"),
    path("", api.urls),
]
