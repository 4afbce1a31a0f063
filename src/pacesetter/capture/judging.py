"""Whether a mail is kept, and whom it is with. Pure."""

from dataclasses import dataclass

from pacesetter.capture.mail_head import Direction, Dropped, MailHead, Party


@dataclass(frozen=True)
class House:
    """Who is who, for one member. Addresses and domains are in lower case.

    `own` are the member's addresses, `colleagues` everybody's here; `domains` are the organisation's; `product` are
    domains and addresses of the product itself. In `blocked` a domain stands as "@example.org".
    """

    own: frozenset[str]
    colleagues: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    product: frozenset[str] = frozenset()
    blocked: frozenset[str] = frozenset()
    takes_incoming: bool = True

    def is_ours(self, address: str) -> bool:
        """Whether the address is the member's, a colleague's, or of a domain of the organisation."""
        return address in self.own or address in self.colleagues or _in_domains(address, self.domains)

    def is_product(self, address: str) -> bool:
        """Whether the address is one of the product's own."""
        return address in self.product or f"@{address.rpartition('@')[2]}" in self.product

    def is_blocked(self, address: str) -> bool:
        """Whether nothing is to be kept of mail with this address."""
        blocked_domains = frozenset(one[1:] for one in self.blocked if one.startswith("@"))
        return address in self.blocked or _in_domains(address, blocked_domains)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a mail is: dropped with a reason, or with these others, the one it is mainly with in front."""

    direction: Direction = Direction.OUT
    others: tuple[Party, ...] = ()
    dropped: Dropped | None = None


def judge(head: MailHead, house: House, *, is_delivered: bool = True) -> Verdict:
    """Judge a mail of the member. `is_delivered`: it lay in the member's own mailbox, so it was for them whatever To
    and Cc say (a blind copy, a team's address)."""
    sender = head.sender.address
    if head.unwanted is not None:
        return Verdict(dropped=head.unwanted)
    if not sender or house.is_product(sender):
        return Verdict(dropped=Dropped.AUTOMATIC)
    everybody = [head.sender, *head.recipients]
    if any(house.is_blocked(one.address) for one in everybody):
        return Verdict(dropped=Dropped.BLOCKED)
    others = tuple(one for one in everybody if not house.is_ours(one.address) and not house.is_product(one.address))
    if not others and house.is_ours(sender):
        return Verdict(dropped=Dropped.INTERNAL)
    if sender in house.own:
        return Verdict(Direction.OUT, others)
    if house.is_ours(sender):
        return Verdict(dropped=Dropped.COLLEAGUE)
    if not is_delivered and not any(one.address in house.own for one in head.recipients):
        return Verdict(dropped=Dropped.STRANGER)
    return Verdict(Direction.IN, others) if house.takes_incoming else Verdict(dropped=Dropped.INCOMING)


def _in_domains(address: str, domains: frozenset[str]) -> bool:
    labels = address.rpartition("@")[2].split(".")
    return any(".".join(labels[start:]) in domains for start in range(len(labels)))
