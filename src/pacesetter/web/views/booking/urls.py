"""The addresses of booking pages and bookings."""

from django.urls import URLPattern, URLResolver, path

from pacesetter.web.views.booking.booking import booking, booking_time
from pacesetter.web.views.booking.page import booking_page, visit
from pacesetter.web.views.booking.settings import own_booking_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("profile/booking-page/", own_booking_page, name="own_booking_page"),
    path("book/<slug:organisation>/<slug:slug>/", booking_page, name="booking_page"),
    path("book/<slug:organisation>/<slug:slug>/visit/", visit, name="visit"),
    path("bookings/<str:secret>/", booking, name="booking"),
    path("bookings/<str:secret>/time/", booking_time, name="booking_time"),
]
