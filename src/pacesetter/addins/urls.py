"""Where the mail programs call. Each add-in has its own list."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("outlook/", include("pacesetter.addins.outlook.urls")),
    path("gmail/", include("pacesetter.addins.gmail.urls")),
]
