"""One role worked through from the activity to the target, to be read and copied."""

from django.utils.translation import gettext_lazy as _

from pacesetter.playbooks.offered.new_business import BDM
from pacesetter.playbooks.playbook import Playbook

EXAMPLE = Playbook("example", _("Example role mapping"), _("A Business Development Manager, step by step."), (BDM,))
