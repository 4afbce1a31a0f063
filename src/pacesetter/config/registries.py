"""Every table of plug-ins. An addition is one new file and one line here.

The rooms below can't import this one: `settings.py` hands each table to them under the same name.
"""

# Key of an activity category -> dotted path of its class.
ACTIVITY_CATEGORIES: dict[str, str] = {
    "phone_call": "pacesetter.categories.phone_call.PhoneCall",
    "email": "pacesetter.categories.email.Email",
    "meeting": "pacesetter.categories.meeting.Meeting",
    "follow_up": "pacesetter.categories.follow_up.FollowUp",
    "workflowmax_job": "pacesetter.categories.workflowmax_job.WorkflowMaxJob",
    "email_campaign": "pacesetter.categories.email_campaign.EmailCampaign",
    "other": "pacesetter.categories.other.Other",
}

# Who keeps totals of activities (see `activities.ledger`).
ACTIVITY_LEDGERS: tuple[str, ...] = ("pacesetter.kpis.tallies.TallyLedger",)

# Who is told that settings which figures depend on have changed (see `tenancy.settings_changes`).
SETTINGS_LISTENERS: tuple[str, ...] = ("pacesetter.kpis.closing.restate_settings",)

# What somebody who leaves hands over (see `people.handover`): key -> dotted path.
HANDOVERS: dict[str, str] = {
    "companies": "pacesetter.crm.handover.CompanyHandover",
    "to_dos": "pacesetter.activities.handover.ToDoHandover",
}

# Who ends what somebody let them do, once they have left (see `people.leaving`).
LEAVING_LISTENERS: tuple[str, ...] = (
    "pacesetter.capture.leaving.end_capture",
    "pacesetter.integrations.leaving.end_accounts",
)

# What moves along when two companies or contacts become one (see `crm.mergers`): key -> dotted path. The keys are kept
# in events, so that a merge can be undone: never rename one.
MERGERS: dict[str, str] = {
    "activities": "pacesetter.activities.mergers.ActivityMerger",
    "call_cycles": "pacesetter.activities.cycle_merger.CycleMerger",
    "calls": "pacesetter.telephony.mergers.CallMerger",
    "links": "pacesetter.integrations.mergers.LinkMerger",
    "campaign_recipients": "pacesetter.integrations.mergers.RecipientMerger",
}

# What a company's timeline is made of (see `crm.timeline`): key -> dotted path. The keys stand in addresses.
TIMELINE_SOURCES: dict[str, str] = {
    "activities": "pacesetter.activities.timeline.ActivityEntries",
    "events": "pacesetter.crm.timeline_events.CompanyEvents",
}

# Which rooms take mail (see `mail.inbound.route`): the first part of their addresses -> dotted path. The keys stand in
# addresses that people have in their address books: never rename one.
INBOUND_ROUTES: dict[str, str] = {
    "meetings": "pacesetter.meetings.reading.MeetingReplies",
    "log": "pacesetter.capture.receiving.CopiesOfMail",
}

# Who is told of answers to meeting requests, beside the organiser's mail (see `meetings.listeners`).
ANSWER_LISTENERS: tuple[str, ...] = ("pacesetter.notifications.answers.tell_of_answer",)

# Who reads the answers to meeting requests that lie in members' own mailboxes (see `capture.calendar_replies`).
MAILBOX_REPLIES = "pacesetter.meetings.mailbox.MailboxReplies"

# The ways beside mail by which meeting requests go out (see `meetings.transports`): key -> dotted path. The keys stand
# in rows: never rename one.
MEETING_TRANSPORTS: dict[str, str] = {
    "calendars": "pacesetter.integrations.calendars.transport.CalendarTransport",
}

# Who knows of more that members are busy with than their plans (see `meetings.busy`).
BUSY_SOURCES: tuple[str, ...] = ("pacesetter.integrations.calendars.busy.busy_by_calendars",)

# Key of a provider that can be connected to -> dotted path of its class. The keys stand in rows: never rename one.
INTEGRATION_PROVIDERS: dict[str, str] = {
    "workflowmax": "pacesetter.integrations.workflowmax.provider.WorkflowMax",
    "workflowmax_v1": "pacesetter.integrations.workflowmax_v1.provider.WorkflowMaxV1",
    "xero_projects": "pacesetter.integrations.xero_projects.provider.XeroProjects",
    "xero_practice_manager": "pacesetter.integrations.xero_practice_manager.provider.XeroPracticeManager",
    "mailchimp": "pacesetter.integrations.mailchimp.provider.MailchimpProvider",
    "brevo": "pacesetter.integrations.brevo.provider.BrevoProvider",
    "google": "pacesetter.integrations.google.provider.Google",
    "microsoft": "pacesetter.integrations.microsoft.provider.Microsoft",
    "caldav": "pacesetter.integrations.caldav.provider.CalDav",
}
