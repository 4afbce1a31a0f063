"""Every address of the product. Each door has its own list; here they are hung side by side."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("pacesetter.api.urls")),
    path("addins/", include("pacesetter.addins.urls")),
    path("", include("pacesetter.web.urls")),
]
