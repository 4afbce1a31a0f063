"""Every periodic job: its kind, and how often it runs."""

from datetime import timedelta

from pacesetter.jobs import Recurring

RECURRING: tuple[Recurring, ...] = (
    Recurring("jobs.prune", every=timedelta(days=1), offset=timedelta(hours=3, minutes=20)),
    Recurring("imports.tidy", every=timedelta(days=1), offset=timedelta(hours=3, minutes=40)),
)
