"""The addresses of leaderboards, trends, exports of figures."""

from django.urls import URLPattern, URLResolver, path

from pacesetter.web.views.reports.leaderboard import leaderboard
from pacesetter.web.views.reports.live import live, live_screen
from pacesetter.web.views.reports.screen import screen
from pacesetter.web.views.reports.screens import screen_revocation, screens
from pacesetter.web.views.reports.trends import trends

urlpatterns: list[URLPattern | URLResolver] = [
    path("leaderboard/", leaderboard, name="leaderboard"),
    path("trends/", trends, name="trends"),
    path("leaderboard/screens/", screens, name="screens"),
    path("leaderboard/screens/<int:screen_id>/", screen_revocation, name="screen_revocation"),
    path("screens/<str:secret>/", screen, name="screen"),
    path("live/", live, name="live"),
    path("live/screens/<str:secret>/", live_screen, name="live_screen"),
]
