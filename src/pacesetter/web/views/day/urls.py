"""The addresses of my day, to-dos, the activity form, the calendar."""

from django.urls import URLPattern, URLResolver, path

from pacesetter.web.views.day.leave_off import leave_off

urlpatterns: list[URLPattern | URLResolver] = [
    path("mails/<str:token>/", leave_off, name="leave_off"),
]
