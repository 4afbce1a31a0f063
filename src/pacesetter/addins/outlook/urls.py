"""The addresses of the add-in in Outlook."""

from django.urls import URLPattern, URLResolver, path

from pacesetter.addins.outlook import log_in, pages, reading, writing
from pacesetter.addins.outlook.door import door

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.pane, name="outlook_home"),
    path("handlers/", pages.handlers, name="outlook_handlers"),
    path("launchevent.js", pages.launch_event, name="outlook_launch_event"),
    path("log-in/", door(post=log_in.log_in, delete=log_in.log_out), name="outlook_log_in"),
    path("log-in/microsoft/", door(post=log_in.log_in_by_microsoft), name="outlook_log_in_microsoft"),
    path("microsoft-account/", door(post=log_in.microsoft_account), name="outlook_microsoft_account"),
    path("mail/", door(post=reading.mail), name="outlook_mail"),
    path("mail/<int:mail_id>/settled/", door(delete=reading.settled), name="outlook_mail_settled"),
    path("activities/", door(post=reading.activity), name="outlook_activities"),
    path("drafts/", door(post=writing.draft), name="outlook_drafts"),
    path("intents/", door(post=writing.intents), name="outlook_intents"),
    path("intents/<slug:token>/", door(delete=writing.intent), name="outlook_intent"),
    path("intents/<slug:token>/sent/", door(post=writing.sent), name="outlook_intent_sent"),
    path("questions/", door(post=writing.question), name="outlook_questions"),
    path("ignored/", door(post=reading.ignored), name="outlook_ignored"),
]
