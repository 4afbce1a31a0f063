"""What can be done with the job of an activity."""

from pacesetter.integrations.job_systems.verbs.choose_client import choose_client
from pacesetter.integrations.job_systems.verbs.order_job import ask_again, call_off, order_job
from pacesetter.integrations.job_systems.verbs.set_job_choices import set_job_choices
from pacesetter.integrations.job_systems.verbs.staff_links import link_staff, unlink_staff

__all__ = [
    "ask_again",
    "call_off",
    "choose_client",
    "link_staff",
    "order_job",
    "set_job_choices",
    "unlink_staff",
]
