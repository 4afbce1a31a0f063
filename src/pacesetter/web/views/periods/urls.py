"""The addresses of closing of periods and restatements."""

from django.urls import URLPattern, URLResolver, path

from pacesetter.web.views.periods.closed_period import closed_period
from pacesetter.web.views.periods.period_closing import period_closing
from pacesetter.web.views.periods.periods import periods
from pacesetter.web.views.periods.restatements import restatements

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/periods/", periods, name="periods"),
    path("settings/periods/closing/", period_closing, name="period_closing"),
    path("settings/periods/<int:closed_period_id>/", closed_period, name="closed_period"),
    path("restatements/", restatements, name="restatements"),
]
