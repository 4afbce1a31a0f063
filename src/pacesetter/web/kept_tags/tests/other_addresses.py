"""Addresses of a product that keeps the day elsewhere."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def day(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("elsewhere/", day, name="my_day")]
