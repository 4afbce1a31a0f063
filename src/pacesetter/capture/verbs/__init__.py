"""What can be done with captured mail."""

from pacesetter.capture.setting_rules import Always
from pacesetter.capture.verbs.add_ins import allow_add_in, log_in_add_in, revoke_add_in
from pacesetter.capture.verbs.add_newcomer import add_newcomer, add_recipient
from pacesetter.capture.verbs.addresses import renew_address, revoke_address
from pacesetter.capture.verbs.aliases import add_alias, ask_about_alias, confirm_alias, remove_alias, vouch_for_alias
from pacesetter.capture.verbs.blocking import block, erased_by_block, unblock
from pacesetter.capture.verbs.bringing_back import bring_back
from pacesetter.capture.verbs.classify import classify, take_back_classification
from pacesetter.capture.verbs.edit_settings import edit_settings, lost_by_settings
from pacesetter.capture.verbs.entra import (
    link_entra_identity,
    log_in_by_entra,
    set_entra_app,
    unlink_entra_identity,
)
from pacesetter.capture.verbs.forget import forget_unclassified
from pacesetter.capture.verbs.google_accounts import connect_google_account, disconnect_google_account
from pacesetter.capture.verbs.house_address import renew_house_address, revoke_house_address
from pacesetter.capture.verbs.ignore_mail import ignore_mail, take_up_mail
from pacesetter.capture.verbs.intending import drop_intent, intend, log_intent, take_back_log
from pacesetter.capture.verbs.mailboxes import connect_mailbox, disconnect_mailbox
from pacesetter.capture.verbs.standing import remove_rule

__all__ = [
    "Always",
    "add_alias",
    "add_newcomer",
    "add_recipient",
    "allow_add_in",
    "ask_about_alias",
    "block",
    "bring_back",
    "classify",
    "confirm_alias",
    "connect_google_account",
    "connect_mailbox",
    "disconnect_google_account",
    "disconnect_mailbox",
    "drop_intent",
    "edit_settings",
    "erased_by_block",
    "forget_unclassified",
    "ignore_mail",
    "intend",
    "link_entra_identity",
    "log_in_add_in",
    "log_in_by_entra",
    "log_intent",
    "lost_by_settings",
    "remove_alias",
    "remove_rule",
    "renew_address",
    "renew_house_address",
    "revoke_add_in",
    "revoke_address",
    "revoke_house_address",
    "set_entra_app",
    "take_back_classification",
    "take_back_log",
    "take_up_mail",
    "unblock",
    "unlink_entra_identity",
    "vouch_for_alias",
]
