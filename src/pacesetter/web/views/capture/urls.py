"""The addresses of captured mail."""

from django.urls import URLPattern, URLResolver, path

from pacesetter.web.views.capture.aliases import own_mail_alias, own_mail_alias_link, own_mail_aliases
from pacesetter.web.views.capture.capture_settings import capture_settings
from pacesetter.web.views.capture.gmail_add_on import gmail_add_on, gmail_deployment
from pacesetter.web.views.capture.google_accounts import google_account, google_account_request
from pacesetter.web.views.capture.house_address import house_address
from pacesetter.web.views.capture.intents import mail_intent, mail_intent_activity
from pacesetter.web.views.capture.mail import mail, mail_classification, mail_ignored
from pacesetter.web.views.capture.mails import mail_changes, mail_changes_undo, mails, mails_ignored
from pacesetter.web.views.capture.outlook_access import outlook_access
from pacesetter.web.views.capture.outlook_add_in import outlook_add_in, outlook_manifest
from pacesetter.web.views.capture.own_mail import (
    own_mail,
    own_mail_address,
    own_mail_blocked,
    own_mail_waiting,
    own_mailbox,
)
from pacesetter.web.views.capture.person_addresses import person_address, person_addresses
from pacesetter.web.views.capture.taking_away import (
    own_mail_add_in,
    own_mail_block,
    own_mail_microsoft,
    own_mail_removed,
    own_mail_rule,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("mail/", mails, name="mails"),
    path("mail/ignored/", mails_ignored, name="mails_ignored"),
    path("mail/changes/", mail_changes, name="mail_changes"),
    path("mail/changes/<str:changes>/", mail_changes_undo, name="mail_changes_undo"),
    path("mail/<int:mail_id>/", mail, name="mail"),
    path("mail/<int:mail_id>/classification/", mail_classification, name="mail_classification"),
    path("mail/<int:mail_id>/ignored/", mail_ignored, name="mail_ignored"),
    path("mail/intents/<int:intent_id>/", mail_intent, name="mail_intent"),
    path("mail/intents/<int:intent_id>/activity/", mail_intent_activity, name="mail_intent_activity"),
    path("profile/mail/", own_mail, name="own_mail"),
    path("profile/mail/address/", own_mail_address, name="own_mail_address"),
    path("profile/mail/aliases/", own_mail_aliases, name="own_mail_aliases"),
    path("profile/mail/aliases/<int:alias_id>/", own_mail_alias, name="own_mail_alias"),
    path("profile/mail/aliases/<str:secret>/", own_mail_alias_link, name="own_mail_alias_link"),
    path("profile/mail/blocked/", own_mail_blocked, name="own_mail_blocked"),
    path("profile/mail/blocked/<int:blocked_id>/", own_mail_block, name="own_mail_block"),
    path("profile/mail/rules/<int:rule_id>/", own_mail_rule, name="own_mail_rule"),
    path("profile/mail/removed/<int:removed_id>/", own_mail_removed, name="own_mail_removed"),
    path("profile/mail/waiting/", own_mail_waiting, name="own_mail_waiting"),
    path("profile/mail/mailbox/", own_mailbox, name="own_mailbox"),
    path("profile/mail/add-ins/<int:add_in_id>/", own_mail_add_in, name="own_mail_add_in"),
    path("profile/mail/microsoft/<int:identity_id>/", own_mail_microsoft, name="own_mail_microsoft"),
    path("mail/outlook/", outlook_access, name="outlook_access"),
    path("settings/mail/outlook/", outlook_add_in, name="outlook_add_in"),
    path("settings/mail/outlook/manifest.xml", outlook_manifest, name="outlook_manifest"),
    path("profile/mail/google/<int:google_account_id>/", google_account, name="google_account"),
    path("profile/mail/google/<str:ticket>/", google_account_request, name="google_account_request"),
    path("settings/mail/gmail/", gmail_add_on, name="gmail_add_on"),
    path("settings/mail/gmail/deployment/", gmail_deployment, name="gmail_deployment"),
    path("settings/people/<int:member_id>/addresses/", person_addresses, name="person_addresses"),
    path("settings/people/addresses/<int:alias_id>/", person_address, name="person_address"),
    path("settings/mail/address/", house_address, name="house_address"),
    path("settings/mail/", capture_settings, name="capture_settings"),
]
