from django.urls import path

from pacesetter.api.api import api
from pacesetter.api.inbound_calls import inbound_call

urlpatterns = [path("inbound/calls/<str:public_id>/", inbound_call, name="inbound_call"), path("", api.urls)]
