"""My day: where I stand, and what is to be done."""

from collections.abc import Sequence
from datetime import timedelta

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pacesetter.activities.to_do_list import last_done, to_dos_of
from pacesetter.capture.access import first_to_classify, mails_to_classify
from pacesetter.core import clock
from pacesetter.crm.companies_joined import join_companies
from pacesetter.kpis.book import book_of
from pacesetter.telephony.access import own_calls_to_settle
from pacesetter.web.capture.mails import email_types_of, shown_mails
from pacesetter.web.day.due import short_day
from pacesetter.web.day.ended import ShownEnding, endings_of
from pacesetter.web.day.lines import Line, lines_of
from pacesetter.web.day.open_to_dos import OpenToDos, key_of, open_to_dos
from pacesetter.web.day.standing import standing
from pacesetter.web.live.sign import same_still, sign_of
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.navigation import sees_others
from pacesetter.web.swaps import page_or_part
from pacesetter.wording.pace_words import thresholds_in_words

# As much as a day can hold; the rest is a link away.
_MOST_DONE = 12
_DAYS_AHEAD = 7
_MOST_MAILS = 3


@require_safe
@member_view
def my_day(request: MemberRequest) -> HttpResponse:
    """The first page of everybody."""
    viewer, now = request.member, clock.now()
    today = now.astimezone(viewer.zone()).date()
    book = book_of(viewer.organisation)
    found = open_to_dos(viewer.pk, today, today + timedelta(days=_DAYS_AHEAD + 1))
    open_rows = found.rows
    done_rows = last_done(viewer.pk, today, _MOST_DONE + 1)
    join_companies([*open_rows, *done_rows])
    endings = endings_of(viewer, open_rows)
    asked = {one.id for one in endings}
    shown = [row for row in open_rows if row.pk not in asked]
    where = standing(book, viewer.pk, now)
    waiting = own_calls_to_settle(viewer)
    mails = first_to_classify(viewer, _MOST_MAILS + 1)
    mails_waiting = mails_to_classify(viewer).count() if len(mails) > _MOST_MAILS else len(mails)
    sign = sign_of(
        get_language(), book.version, today, found.numbers, waiting, endings,
        mails_waiting, [(mail.pk, mail.contact_id, mail.company_id) for mail in mails],
        [(row.pk, row.updated_at, str(row.company)) for row in open_rows + done_rows],
        [(one.figure.kpi_id, one.kind, one.figure.actual, one.figure.target) for one in where],
    )  # fmt: skip
    if answer := same_still(request, sign):
        return answer
    lines = lines_of(viewer, shown + done_rows[:_MOST_DONE], today)
    to_dos, done_lines = lines[: len(shown)], lines[len(shown) :]
    context = {
        "today": short_day(today, today),
        "sign": sign,
        "standing": where,
        "thresholds": thresholds_in_words(book.thresholds),
        "groups": _groups(to_dos, endings, found),
        "has_later": not open_rows and to_dos_of([viewer.pk]).exists(),
        "days_ahead": _DAYS_AHEAD,
        "endings": endings,
        "to_dos": to_dos,
        "done": done_lines,
        "done_more": len(done_rows) > _MOST_DONE,
        "calls_to_match": waiting,
        "mails": shown_mails(viewer, mails[:_MOST_MAILS]),
        "mails_waiting": mails_waiting,
        "mail_types": email_types_of(viewer) if mails else [],
        "sees_others": sees_others(viewer),
    }
    return page_or_part(request, "web/day/my_day.html", "web/day/_my_day.html", context)


def _groups(
    to_dos: Sequence[Line], endings: Sequence[ShownEnding], found: OpenToDos
) -> list[tuple[str, list[Line], int, bool]]:
    """The lines by when they are due, with how many there are, and whether that is more than are shown. Those of which
    it is asked how they went stand apart."""
    apart = {one.id for one in endings}
    groups = []
    for key, number in found.numbers.items():
        lines = [line for line in to_dos if line.due.key == key]
        number -= sum(row.pk in apart and key_of(row, found.today) == key for row in found.rows)
        groups.append((key, lines, number, number > len(lines)))
    return groups
