"""What can be done to companies and contacts. Each verb lives once, here; doors only translate.

A verb guards, changes the rows and records an event, all in one transaction.
"""

from pacesetter.crm.verbs.add_company import add_company
from pacesetter.crm.verbs.add_contact import add_contact
from pacesetter.crm.verbs.archive import archive, restore
from pacesetter.crm.verbs.become_client import become_client, become_lead
from pacesetter.crm.verbs.contact_lists import forget_contact_list, save_contact_list
from pacesetter.crm.verbs.edit_company import edit_company
from pacesetter.crm.verbs.edit_contact import edit_contact
from pacesetter.crm.verbs.external_ids import attach_external_id, detach_external_id
from pacesetter.crm.verbs.merge import merge
from pacesetter.crm.verbs.tell_apart import forget_difference, tell_apart
from pacesetter.crm.verbs.transfer import take_transfer_back, transfer
from pacesetter.crm.verbs.undo_edit import undo_edit
from pacesetter.crm.verbs.undo_merge import undo_merge

__all__ = [
    "add_company",
    "add_contact",
    "archive",
    "attach_external_id",
    "become_client",
    "become_lead",
    "detach_external_id",
    "edit_company",
    "edit_contact",
    "forget_contact_list",
    "forget_difference",
    "merge",
    "restore",
    "save_contact_list",
    "take_transfer_back",
    "tell_apart",
    "transfer",
    "undo_edit",
    "undo_merge",
]
