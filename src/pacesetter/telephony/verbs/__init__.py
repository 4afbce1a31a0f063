"""What can be done with reported calls and the systems that report them."""

from pacesetter.telephony.verbs.add_source import add_source
from pacesetter.telephony.verbs.archive_source import archive_source, restore_source
from pacesetter.telephony.verbs.edit_source import edit_source, renew_secret
from pacesetter.telephony.verbs.ignore_call import ignore_call, take_up_call
from pacesetter.telephony.verbs.lines import add_line, remove_line
from pacesetter.telephony.verbs.read_again import read_again, read_all_again
from pacesetter.telephony.verbs.settle_call import settle_call
from pacesetter.telephony.verbs.unsettle_call import unsettle_call

__all__ = [
    "add_line",
    "add_source",
    "archive_source",
    "edit_source",
    "ignore_call",
    "read_again",
    "read_all_again",
    "remove_line",
    "renew_secret",
    "restore_source",
    "settle_call",
    "take_up_call",
    "unsettle_call",
]
