"""The addresses of my day, to-dos, the activity form, the calendar."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
