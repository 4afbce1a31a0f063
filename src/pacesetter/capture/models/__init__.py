"""The tables of captured mail."""

from pacesetter.capture.models.add_in import AddInCode, AddInToken
from pacesetter.capture.models.address import CaptureAddress, MailAlias
from pacesetter.capture.models.blocked import BlockedAddress
from pacesetter.capture.models.dropped import DroppedMails, DroppedMark
from pacesetter.capture.models.entra import EntraApp, EntraIdentity
from pacesetter.capture.models.google_account import GoogleAccount, SpentTicket
from pacesetter.capture.models.house_address import HouseAddress
from pacesetter.capture.models.intent import MailIntent
from pacesetter.capture.models.mail import CapturedMail, MailState
from pacesetter.capture.models.mailbox import Mailbox, MailFolder, MailSecurity
from pacesetter.capture.models.removed import RemovedKind, RemovedSetting
from pacesetter.capture.models.rule import StandingRule
from pacesetter.capture.models.settings import CaptureSettings
from pacesetter.capture.models.thread import MailReference, MailThread

__all__ = [
    "AddInCode",
    "AddInToken",
    "BlockedAddress",
    "CaptureAddress",
    "CaptureSettings",
    "CapturedMail",
    "DroppedMails",
    "DroppedMark",
    "EntraApp",
    "EntraIdentity",
    "GoogleAccount",
    "HouseAddress",
    "MailAlias",
    "MailFolder",
    "MailIntent",
    "MailReference",
    "MailSecurity",
    "MailState",
    "MailThread",
    "Mailbox",
    "RemovedKind",
    "RemovedSetting",
    "SpentTicket",
    "StandingRule",
]
