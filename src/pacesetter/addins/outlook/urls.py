"""The addresses of the add-in in Outlook."""

from django.urls import URLPattern, URLResolver, path

from pacesetter.addins.outlook import log_in, pages, reading
from pacesetter.addins.outlook.door import door

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.pane, name="outlook_home"),
    path("handlers/", pages.handlers, name="outlook_handlers"),
    path("launchevent.js", pages.launch_event, name="outlook_launch_event"),
    path("log-in/", door(post=log_in.log_in, delete=log_in.log_out), name="outlook_log_in"),
    path("mail/", door(post=reading.mail), name="outlook_mail"),
    path("mail/<int:mail_id>/settled/", door(delete=reading.settled), name="outlook_mail_settled"),
    path("activities/", door(post=reading.activity), name="outlook_activities"),
    path("ignored/", door(post=reading.ignored), name="outlook_ignored"),
]
