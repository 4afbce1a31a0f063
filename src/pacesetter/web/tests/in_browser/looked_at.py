"""The pages that the tests in a browser look at, with something on each. `test_looked_at.py` says which are missing."""

from datetime import timedelta

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.capture.gmail.connecting import connecting_link
from pacesetter.core import clock
from pacesetter.kpis.models import Kpi
from pacesetter.meetings.tests.visits import booked, first_free, open_page
from pacesetter.notifications.digests.kinds import Digest
from pacesetter.notifications.digests.links import leave_off_token
from pacesetter.people.models import Member, TeamMembership
from pacesetter.people.setting_up import new_set_up_link
from pacesetter.people.verbs import invite
from pacesetter.rewards.verbs import open_screen
from pacesetter.web.booking.times import as_sent
from pacesetter.web.tests.in_browser.rows import (
    call_of,
    first_of_series,
    links_of,
    log_in_elsewhere,
    mail_of,
    next_step_after,
    own_calendar_of,
    path_of,
    some_customers,
    some_imports,
    time_off_of,
)

# What links lead to that work no longer, and what is refused, to whoever is not logged in -> the status.
REFUSED = {
    "/nowhere/": 404,
    "/invitations/none/": 410,
    "/start/none/": 410,
    "/screens/none/": 410,
    "/log-in/back/": 403,
}
# The same to a team member.
REFUSED_TO_MEMBERS = {
    "/settings/people/": 403,
    "/profile/email/none/": 410,
    "/profile/mail/aliases/none/": 410,
    "/profile/mail/google/none/": 410,
}


def before_log_in(ada: Member) -> list[str]:
    return [
        "/accounts/login/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/done/",
        "/accounts/signup/",
        "/demo/",
        "/log-in/",
        "/log-in/?organisation=nobody",
        path_of(invite(by=ada, email="nia@acme.example", name="Nia").link),
    ]


def of_empty_installation() -> list[str]:
    return ["/", "/demo/", path_of(new_set_up_link())]


def of_visitors(ada: Member, rita: Member, meeting: ActivityType, calls: Kpi) -> list[str]:
    """Pages of whoever has a link: who books, who looks at the wall, who gets mails."""
    booking_page = open_page(rita, meeting)
    starts_at = first_free(booking_page)
    booked(booking_page, starts_at, secret="s" * 43)
    screen = open_screen(by=ada, name="Sales floor", team=None, kpis=[calls])
    return [
        "/book/acme/rita/",
        f"/book/acme/rita/visit/?at={as_sent(starts_at)}&minutes=60",
        f"/bookings/{'s' * 43}/",
        f"/bookings/{'s' * 43}/time/",
        f"/screens/{screen.secret}/",
        *(f"/mails/{leave_off_token(rita, digest)}/" for digest in Digest),
    ]


def of_members(ada: Member, rita: Member, call: ActivityType, calls: Kpi, connect_rate: Kpi) -> list[str]:
    """Ada's, with what Rita has done."""
    done = verbs.log(by=rita, activity_type=call, owner=rita)
    for days in (-2, 0, 2):
        day = clock.today(rita.zone()) + timedelta(days=days)
        to_do = verbs.plan(by=rita, activity_type=call, owner=rita, due_on=day, subject="Price")
    company, double, jane = some_customers(rita, call)
    call_there, own = call_of(rita), own_calendar_of(ada)
    role_id = calls.role_mappings.get().role_id
    log_in_elsewhere()
    return [
        "/companies/",
        "/companies/?plan=none&silent=30&sort=longest",
        "/companies/?q=nobody",
        "/companies/new/",
        "/companies/recency/",
        "/companies/look-alikes/",
        f"/companies/{company.pk}/",
        f"/companies/{double.pk}/",
        f"/companies/{company.pk}/details/",
        f"/companies/{double.pk}/merge/?into={company.pk}",
        f"/companies/{double.pk}/merge/",
        "/contacts/",
        f"/contacts/new/?company={company.pk}",
        f"/contacts/{jane.pk}/",
        f"/contacts/{jane.pk}/details/",
        f"/contacts/{jane.pk}/merge/",
        "/day/",
        "/todos/?owner=all",
        "/calendar/",
        f"/calendar/?period=week&member={rita.pk}",
        "/activities/new/",
        f"/activities/new/?type={call.pk}&company_text=Nobody",
        f"/activities/{done.pk}/",
        f"/activities/{to_do.pk}/",
        f"/activities/{to_do.pk}/fields/",
        f"/activities/{to_do.pk}/completion/",
        f"/activities/{to_do.pk}/due/",
        f"/activities/{to_do.pk}/owner/",
        f"/activities/{first_of_series(rita).pk}/series/",
        f"/activities/{done.pk}/duplicate/",
        "/quick-log/",
        "/quick-log/?line=call+Jane+today",
        "/board/",
        "/board/?period=week&sort=-score",
        "/board/?period=month&day=2020-01-01",
        "/scorecard/",
        f"/members/{rita.pk}/scorecard/?period=week",
        f"/members/{rita.pk}/kpis/{calls.pk}/why/",
        f"/members/{rita.pk}/kpis/{connect_rate.pk}/why/",
        "/leaderboard/",
        f"/leaderboard/?kpi={calls.pk}&period=year",
        "/leaderboard/screens/",
        "/trends/",
        f"/trends/?kpi={calls.pk}",
        "/calls/",
        f"/calls/{call_there.pk}/",
        f"/calls/{call_there.pk}/?search=jane",
        f"/settings/phone/{call_there.source_id}/",
        "/settings/phone/",
        "/settings/phone/new/",
        "/settings/phone/reports/",
        "/settings/targets/",
        f"/settings/targets/members/{rita.pk}/{calls.pk}/",
        f"/settings/targets/roles/{role_id}/{calls.pk}/",
        "/settings/targets/pasted/",
        "/settings/targets/copied/",
        "/settings/periods/",
        "/settings/periods/closing/?period=month&day=2026-02-01",
        "/settings/organisation/",
        "/settings/holidays/",
        "/settings/next-steps/new/",
        f"/settings/next-steps/{next_step_after(call).pk}/",
        "/restatements/",
        "/settings/roles/",
        "/settings/activities/",
        "/settings/outcomes/",
        "/settings/next-steps/",
        "/settings/kpis/",
        "/settings/kpis-to-roles/",
        "/settings/kpis-to-activities/",
        f"/settings/kpis-to-activities/?type={call.pk}",
        "/settings/role-map/",
        f"/settings/role-map/?chosen=kpi-{calls.pk}",
        "/settings/example/",
        "/settings/history/",
        "/settings/first-steps/",
        "/settings/playbooks/",
        "/settings/playbooks/new_business/",
        "/settings/people/",
        "/settings/people/?state=archived",
        "/settings/people/invitations/",
        f"/settings/people/{rita.pk}/",
        f"/settings/people/{rita.pk}/archive/",
        f"/settings/people/{rita.pk}/addresses/",
        "/settings/teams/",
        f"/settings/teams/{TeamMembership.objects.get(member=rita).team_id}/",
        "/settings/log-in/",
        "/settings/log-in/provider/ending/",
        "/settings/connections/",
        "/settings/connections/new/workflowmax/",
        "/settings/connections/apps/google/",
        "/settings/campaigns/",
        "/settings/connections/new/null/?way=key",
        f"/members/{rita.pk}/leave/",
        f"/leave/{time_off_of(rita).pk}/",
        "/time-off/",
        "/time-off/?month=2001-01&search=r",
        "/imports/",
        *(f"/imports/{one.pk}/" for one in some_imports(ada)),
        f"/imports/{some_imports(ada)[-1].pk}/removal/",
        "/organisation/",
        "/profile/",
        "/profile/tokens/",
        "/profile/calendar-feed/",
        "/profile/notifications/",
        "/profile/booking-page/",
        *links_of(ada),
        "/profile/connections/",
        f"/profile/connections/{own.pk}/",
        f"/profile/connections/{own.pk}/ending/",
        "/profile/connections/new/caldav/",
        "/profile/mail/",
        "/settings/mail/",
        "/settings/mail/gmail/",
        "/settings/mail/outlook/",
        f"/mail/outlook/?challenge={'x' * 43}",
        path_of(connecting_link("1", ada.email)),
        "/mail/",
        "/mail/ignored/",
        f"/mail/{mail_of(ada, company).pk}/",
        "/offline-kit/frame/",
        "/accounts/2fa/",
        "/accounts/sessions/",
        "/accounts/password/change/",
        "/accounts/logout/",
    ]
