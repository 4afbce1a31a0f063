"""Nothing: for those who know what they want."""

from django.utils.translation import gettext_lazy as _

from pacesetter.playbooks.playbook import Playbook

EMPTY = Playbook("empty", _("Empty"), _("Nothing is made. You set up roles, activities and KPIs yourself."))
