"""What Google calls. Their public forms are the audiences of Google's tokens, and stand in the deployment: never change
one, or every installation has to be deployed again."""

from django.urls import URLPattern, URLResolver, path

from pacesetter.addins.gmail.views.home import (
    again,
    home,
    home_classification,
    home_ignored,
    intent_dropped,
    intent_logged,
)
from pacesetter.addins.gmail.views.mail import mail, mail_classification, mail_ignored, mail_undo
from pacesetter.addins.gmail.views.writing import intent, writing

urlpatterns: list[URLPattern | URLResolver] = [
    path("home/", home, name="gmail_home"),
    path("card/", again, name="gmail_again"),
    path("home/classification/", home_classification, name="gmail_home_classification"),
    path("home/ignored/", home_ignored, name="gmail_home_ignored"),
    path("mail/", mail, name="gmail_mail"),
    path("mail/classification/", mail_classification, name="gmail_mail_classification"),
    path("mail/ignored/", mail_ignored, name="gmail_mail_ignored"),
    path("mail/undo/", mail_undo, name="gmail_mail_undo"),
    path("writing/", writing, name="gmail_writing"),
    path("writing/intent/", intent, name="gmail_intent"),
    path("intent/activity/", intent_logged, name="gmail_intent_logged"),
    path("intent/undo/", intent_dropped, name="gmail_intent_dropped"),
]
