"""The playbooks that the product offers. A new one is a file in `offered/` and a line here."""

from pacesetter.playbooks.offered.account_management import ACCOUNT_MANAGEMENT
from pacesetter.playbooks.offered.empty import EMPTY
from pacesetter.playbooks.offered.example import EXAMPLE
from pacesetter.playbooks.offered.new_business import NEW_BUSINESS
from pacesetter.playbooks.offered.professional_services import PROFESSIONAL_SERVICES
from pacesetter.playbooks.playbook import Playbook

__all__ = ["EXAMPLE", "playbook_of", "playbooks"]

_OFFERED = (NEW_BUSINESS, ACCOUNT_MANAGEMENT, PROFESSIONAL_SERVICES, EMPTY)


def playbooks() -> tuple[Playbook, ...]:
    """The playbooks to choose from, the empty one last."""
    return _OFFERED


def playbook_of(key: str) -> Playbook | None:
    """The playbook with this key."""
    return next((playbook for playbook in _OFFERED if playbook.key == key), None)
