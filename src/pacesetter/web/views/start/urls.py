"""The addresses of the first run: organisation, playbook, invitations."""

from django.urls import URLPattern, URLResolver, path

from pacesetter.web.views.start.demo import demo, demo_log_in
from pacesetter.web.views.start.first_steps import first_steps
from pacesetter.web.views.start.playbooks import playbook, playbook_choice
from pacesetter.web.views.start.set_up import set_up, set_up_regions

urlpatterns: list[URLPattern | URLResolver] = [
    path("start/<str:secret>/", set_up, name="set_up"),
    path("start/<str:secret>/regions/", set_up_regions, name="set_up_regions"),
    path("settings/first-steps/", first_steps, name="first_steps"),
    path("settings/playbooks/", playbook_choice, name="playbook_choice"),
    path("settings/playbooks/<slug:key>/", playbook, name="playbook"),
    path("demo/", demo, name="demo"),
    path("demo/log-in/", demo_log_in, name="demo_log_in"),
]
