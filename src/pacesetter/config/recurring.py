"""Every periodic job: its kind, and how often it runs."""

from datetime import timedelta

from pacesetter.jobs import Recurring

RECURRING: tuple[Recurring, ...] = (
    Recurring("jobs.prune", every=timedelta(days=1), offset=timedelta(hours=3, minutes=20)),
    # An import of the last hour may have made a table many times as large.
    Recurring("jobs.statistics", every=timedelta(hours=1), offset=timedelta(minutes=33)),
    # Every half hour, since working days begin at any time in any zone; the offset keeps it off the full hour.
    Recurring("notifications.plan", every=timedelta(minutes=30), offset=timedelta(minutes=7)),
    # Reminders come to the minute by their own moment; this only sees to it that they are in the queue by then.
    Recurring("notifications.look", every=timedelta(minutes=2)),
    # Does nothing where no mailbox is set; an answer to a meeting is waited for.
    Recurring("mail.pick_up", every=timedelta(minutes=1)),
    Recurring("mail.tidy", every=timedelta(days=1), offset=timedelta(hours=3, minutes=55)),
    Recurring("activities.tidy", every=timedelta(days=1), offset=timedelta(hours=3, minutes=45)),
    # Meetings that repeat come near by the day; more often only matters after a standstill.
    Recurring("meetings.plan_ahead", every=timedelta(hours=6), offset=timedelta(minutes=25)),
    Recurring("telephony.look_after", every=timedelta(minutes=15), offset=timedelta(minutes=6)),
    Recurring("telephony.tidy", every=timedelta(days=1), offset=timedelta(hours=3, minutes=50)),
    Recurring("capture.tidy", every=timedelta(days=1), offset=timedelta(hours=3, minutes=45)),
    Recurring("integrations.tidy", every=timedelta(days=1), offset=timedelta(hours=3, minutes=45)),
    Recurring("integrations.follow_all_jobs", every=timedelta(minutes=15), offset=timedelta(minutes=4)),
    Recurring("integrations.look_for_campaigns", every=timedelta(minutes=30), offset=timedelta(minutes=11)),
    Recurring("integrations.check_webhooks", every=timedelta(days=1), offset=timedelta(hours=4, minutes=15)),
    Recurring("integrations.read_all_calendars", every=timedelta(minutes=5), offset=timedelta(minutes=1)),
    Recurring("integrations.read_all_mail", every=timedelta(minutes=5), offset=timedelta(minutes=3)),
    Recurring("integrations.subscribe_all_mail", every=timedelta(hours=1), offset=timedelta(minutes=13)),
    Recurring("integrations.read_all_job_lists", every=timedelta(days=1), offset=timedelta(hours=4, minutes=10)),
    Recurring("capture.look", every=timedelta(minutes=5), offset=timedelta(minutes=2)),
    Recurring("imports.tidy", every=timedelta(days=1), offset=timedelta(hours=3, minutes=40)),
)
