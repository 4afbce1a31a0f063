"""Whom a mail is with that is being written, before it has a name: known or not, and what it probably is."""

from collections.abc import Sequence
from email.utils import getaddresses

from pacesetter.capture.houses import house_of
from pacesetter.capture.mail_head import Direction, Party
from pacesetter.capture.matching import known_by
from pacesetter.capture.models import CapturedMail
from pacesetter.core import clock
from pacesetter.people.models import Member


def written_mail(owner: Member, recipients: Sequence[str]) -> CapturedMail | None:
    """The mail to these (To and Cc, with or without names), unsaved; None where nobody is outside of the organisation,
    or one of them is blocked. Writes nothing."""
    house = house_of(owner)
    others = [one for one in parties_in(recipients) if not house.is_ours(one.address)]
    others = [one for one in others if not house.is_product(one.address)]
    if not others or any(house.is_blocked(one.address) for one in others):
        return None
    known = known_by([one.address for one in others])
    return CapturedMail(
        owner=owner,
        direction=Direction.OUT.value,
        sent_at=clock.now(),
        address=others[0].address,
        name=others[0].name,
        others=[[one.address, one.name] for one in others],
        company=known.company,
        contact=known.contact,
        is_known=bool(known.company or known.contact),
    )


def parties_in(recipients: Sequence[str]) -> list[Party]:
    """Everybody who is named there, in their order, each once."""
    found: dict[str, Party] = {}
    for name, address in getaddresses(list(recipients)):
        address = address.strip().lower()
        if "@" in address and len(address) <= 254 and not any(sign in address for sign in "<>\r\n\0 "):
            found.setdefault(address, Party(address, name.strip()[:200]))
    return list(found.values())
