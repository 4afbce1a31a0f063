"""The addresses of the settings: the organisation and the KPI set-up."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
