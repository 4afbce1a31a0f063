from django.urls import path

from pacesetter.api.api import api

urlpatterns = [path("", api.urls)]
