"""Every address of the product. Each door has its own list; here they are hung side by side."""

from django.urls import URLPattern, URLResolver, include, path

from pacesetter.addins.outlook.pages import allowed

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("pacesetter.api.urls")),
    path(".well-known/microsoft-officeaddins-allowed.json", allowed),
    path("addins/", include("pacesetter.addins.urls")),
    path("", include("pacesetter.web.urls")),
]
