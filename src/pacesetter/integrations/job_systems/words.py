"""What is said of an order, in words for whoever looks at the activity."""

from django.utils.translation import gettext as _

from pacesetter.integrations.models import JobOrder

# Among what was begun: nobody can tell whether the template was applied; that the job was found with the client of the
# company that the activity had then.
UNSEEN, FORMER = "template unseen", "former client"
# Somebody was told to complete the activity, for the job is complete.
TO_COMPLETE = "to complete"


def rest_of(order: JobOrder) -> str:
    """What somebody still has to see to. What went wrong on the way has been mended since, and is not said."""
    if order.unassigned:
        total = len(order.unassigned) + len(order.assigned)
        return _("The job is there; %(missing)d of %(total)d could not be put on it.") % {
            "missing": len(order.unassigned),
            "total": total,
        }
    if UNSEEN in order.begun:
        return _("Look whether the template was applied: no answer came when it was asked for.")
    if FORMER in order.begun:
        return _("The job was made for the company that stood here before. Change its client there.")
    return ""


def given_up(problem: str) -> str:
    """What to say of an order that the queue has given up; `problem` is what was said while it was tried."""
    why = problem.removeprefix(tried_again(""))
    if not why:
        return _("It could not be sent, for a reason that stands with the connection.")
    return (_("It was tried many times, and no longer is by itself. %(why)s") % {"why": why})[:500]


def tried_again(why: str) -> str:
    """What to say while it is tried again."""
    return _("It is tried again by itself. %(why)s") % {"why": why}
