"""The addresses of imports."""

from django.urls import URLPattern, URLResolver, path

from pacesetter.web.views.imports.files import import_left_out, import_template
from pacesetter.web.views.imports.imports import imports
from pacesetter.web.views.imports.one import one_import
from pacesetter.web.views.imports.removal import import_removal
from pacesetter.web.views.imports.run import import_run

urlpatterns: list[URLPattern | URLResolver] = [
    path("imports/", imports, name="imports"),
    path("imports/<int:import_id>/", one_import, name="import"),
    path("imports/<int:import_id>/run/", import_run, name="import_run"),
    path("imports/<int:import_id>/removal/", import_removal, name="import_removal"),
    path("imports/<int:import_id>/left-out/", import_left_out, name="import_left_out"),
    path("imports/templates/<slug:key>/", import_template, name="import_template"),
]
