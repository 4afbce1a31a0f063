"""The addresses of the app on a phone. The worker's lies at the root, since it sees only what lies below its own."""

from django.urls import URLPattern, URLResolver, path

from pacesetter.web.views.mobile.app_files import manifest, worker
from pacesetter.web.views.mobile.devices import device, devices, trial
from pacesetter.web.views.mobile.notifications import notifications
from pacesetter.web.views.mobile.offline_deeds import offline_deeds
from pacesetter.web.views.mobile.offline_kit import offline_companies, offline_frame, offline_kit

urlpatterns: list[URLPattern | URLResolver] = [
    path("manifest.webmanifest", manifest, name="manifest"),
    path("worker.js", worker, name="worker"),
    path("profile/notifications/", notifications, name="notifications"),
    path("profile/notifications/trial/", trial, name="notification_trial"),
    path("profile/devices/", devices, name="devices"),
    path("profile/devices/<int:device_id>/", device, name="device"),
    path("offline-kit/", offline_kit, name="offline_kit"),
    path("offline-kit/companies/", offline_companies, name="offline_companies"),
    path("offline-kit/frame/", offline_frame, name="offline_frame"),
    path("offline-deeds/", offline_deeds, name="offline_deeds"),
]
