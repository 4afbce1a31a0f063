from django.urls import include, path

from benchmarks.bare import insert

urlpatterns = [path("bare/activities", insert), path("", include("pacesetter.config.urls"))]
