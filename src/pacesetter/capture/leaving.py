"""Somebody leaves: nothing takes their mail any more, and nobody keeps what would let it."""

from pacesetter.capture.locking import lock_mail_of
from pacesetter.capture.models import (
    AddInCode,
    AddInToken,
    CaptureAddress,
    EntraIdentity,
    GoogleAccount,
    Mailbox,
    RemovedSetting,
)
from pacesetter.capture.verbs.forget import forget_unclassified
from pacesetter.people.models import Member

# By which ways somebody's mail comes, save their accounts at Google and Microsoft.
WAYS = (Mailbox, CaptureAddress, AddInToken, AddInCode, EntraIdentity, GoogleAccount)


def end_capture(member: Member) -> None:
    """Erase the password of their mailbox, their secret address, what lets add-ins in, and all of their mail that is
    not logged: nobody else may see it. As with API tokens, whoever comes back sets it up anew. Rules, blocks and
    addresses stay for that. (A `LeavingListener`.)"""
    # Whoever is reading their mail ends first, and finds it gone then.
    lock_mail_of(member)
    for ways in WAYS:
        ways.objects.filter(member=member).delete()
    RemovedSetting.objects.filter(member=member).delete()
    forget_unclassified(member, by=member)
