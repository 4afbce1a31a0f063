from django.urls import path

from pacesetter.api.api import api
from pacesetter.api.inbound_calls import inbound_call
from pacesetter.api.inbound_campaigns import inbound_campaign
from pacesetter.api.inbound_mail import inbound_mail
from pacesetter.api.inbound_push import inbound_google, inbound_microsoft

urlpatterns = [
    path("inbound/calls/<str:public_id>/", inbound_call, name="inbound_call"),
    path("inbound/campaigns/<str:token>/", inbound_campaign, name="inbound_campaign"),
    path("inbound/mail/<slug:service>/", inbound_mail, name="inbound_mail"),
    path("inbound/push/google/<str:push_id>/", inbound_google, name="inbound_google"),
    path("inbound/push/microsoft/<str:public_id>/", inbound_microsoft, name="inbound_microsoft"),
    path("", api.urls),
]
