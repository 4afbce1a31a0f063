"""A mail that somebody has forwarded as a quotation, and the same mail by another way."""

from dataclasses import replace

from pacesetter.capture.forwards import Forwarded
from pacesetter.capture.judging import House
from pacesetter.capture.mail_head import Direction, MailHead
from pacesetter.capture.models import CapturedMail
from pacesetter.people.models import Member


def name_that_fits(owner: Member, forwarded: Forwarded, house: House) -> MailHead:
    """The head of the mail inside, under its own Message-ID. Under that of the mail that forwards it where the other
    one belongs to a mail of somebody else: then the mail program meant another mail, and neither is to be lost."""
    head = forwarded.head
    known = CapturedMail.objects.filter(owner=owner, message_id=head.message_id).first()
    if known is None or not forwarded.is_quoted:
        return head
    sender = head.sender.address
    if known.direction == Direction.OUT.value:
        fits = house.is_ours(sender)
    else:
        fits = any(address == sender for address, _name in known.others)
    return head if fits else replace(head, message_id=forwarded.own_id)
