"""Ready-made set-ups of KPIs: roles with what is expected of them, down to the activities that count.

    for playbook in playbooks():
        found = contents(playbook)      # what it would make, and what is there already
    apply_playbook(playbook, by=ada)    # makes it, by the ordinary verbs, in one transaction

A playbook is data (`playbook.py`); those that the product offers lie in `offered/`.
"""

from pacesetter.playbooks.apply import apply_playbook
from pacesetter.playbooks.contents import Contents, Entry, Presence, RoleLink, TypeLink, contents
from pacesetter.playbooks.playbook import Counted, Expected, Playbook, PlaybookKpi, PlaybookRole, PlaybookType
from pacesetter.playbooks.table import EXAMPLE, playbook_of, playbooks

__all__ = [
    "EXAMPLE",
    "Contents",
    "Counted",
    "Entry",
    "Expected",
    "Playbook",
    "PlaybookKpi",
    "PlaybookRole",
    "PlaybookType",
    "Presence",
    "RoleLink",
    "TypeLink",
    "apply_playbook",
    "contents",
    "playbook_of",
    "playbooks",
]
