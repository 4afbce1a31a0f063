"""The mails of the day and of the week, as a mail program with a dark and with a light look shows them."""

from datetime import UTC, date, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.core import clock
from pacesetter.kpis.models import Kpi
from pacesetter.mail.models import OutgoingMessage
from pacesetter.notifications.digests.kinds import Digest
from pacesetter.notifications.digests.writing import write
from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.conftest import THEMES

MONDAY = date(2026, 3, 23)
# How light the ground is on which the words stand, from 0 to 255.
_LIGHTNESS = """() => {
  const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number);
  return (r + g + b) / 3;
}"""


@pytest.mark.django_db(transaction=True)
def test_they_can_be_read_in_the_dark_and_on_a_phone(
    chromium: Browser, rita: Member, call: ActivityType, calls: Kpi
) -> None:
    with clock.standing_at(datetime(2026, 3, 22, 19, 30, tzinfo=UTC)) as now:
        verbs.plan(by=rita, activity_type=call, owner=rita, subject="Budget", due_on=MONDAY)
        verbs.plan(by=rita, activity_type=call, owner=rita, subject="Forgotten", due_on=date(2026, 3, 18))
        write(Digest.DAILY, rita, MONDAY, now)
        write(Digest.WEEKLY, rita, MONDAY, now)
    for message in OutgoingMessage.objects.order_by("pk"):
        for theme in THEMES:
            context = chromium.new_context(viewport={"width": 360, "height": 740}, color_scheme=theme)  # type: ignore[arg-type]
            page = context.new_page()
            page.set_content(message.html)
            assert (page.evaluate(_LIGHTNESS) < 80) is (theme == "dark")
            assert page.evaluate("document.documentElement.scrollWidth") <= 360
            violations = Axe().run(page).response["violations"]
            assert [one for one in violations if one["id"] == "color-contrast"] == []
            context.close()
