"""Write the mails: gather what stands in them, in the member's zone and language, and hand them to the outbox."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacesetter import mail
from pacesetter.core.periods import PeriodKind, period_holding
from pacesetter.kpis.book import book_of
from pacesetter.notifications.digests.figures import figure_lines, team_table
from pacesetter.notifications.digests.kinds import Digest
from pacesetter.notifications.digests.links import leave_off_headers, leave_off_link, leave_off_token, link
from pacesetter.notifications.digests.todos import TodoList, due_between, overdue
from pacesetter.notifications.digests.when import week_behind
from pacesetter.people.access import members_led_by, members_seen_in
from pacesetter.people.models import Member
from pacesetter.wording.pace_words import thresholds_in_words
from pacesetter.wording.periods import day_label, period_label


def write(digest: Digest, member: Member, day: date, now: datetime) -> None:
    """Write the member's mail of this local day, once whatever happens: its key is member, kind and day."""
    with translation.override(member.locale or settings.LANGUAGE_CODE), timezone.override(member.zone()):
        subject, facts = _daily(member, day, now) if digest is Digest.DAILY else _weekly(member, day, now)
        token = leave_off_token(member, digest)
        facts |= {
            "member": member,
            "subject": subject,
            "day_link": link("/day/"),
            "scorecard_link": link("/scorecard/"),
            "board_link": link("/board/"),
            "profile_link": link("/profile/"),
            "leave_off_link": leave_off_link(token),
        }
        mail.send(
            to=member.email,
            subject=subject,
            text=_as_lines(render_to_string(f"notifications/{digest}.txt", facts)),
            html=render_to_string(f"notifications/{digest}.html", facts),
            key=f"{digest}:{member.pk}:{day.isoformat()}",
            headers=leave_off_headers(token),
        )


def _daily(member: Member, day: date, now: datetime) -> tuple[str, dict[str, Any]]:
    book = book_of(member.organisation)
    late, today = overdue(member, day), due_between(member, day, day + timedelta(days=1))
    month = period_holding(PeriodKind.MONTH, day, book.calendar)
    facts = {
        "overdue": late,
        "today": today,
        "figures": figure_lines(book, member.pk, month, now),
        "period": period_label(month),
        "thresholds": thresholds_in_words(book.thresholds),
    }
    return _daily_subject(day, late, today), facts


def _daily_subject(day: date, late: TodoList, today: TodoList) -> str:
    words: Mapping[str, object] = {"day": day_label(day), "count": today.count}
    subject = ngettext("%(day)s: %(count)s to-do", "%(day)s: %(count)s to-dos", today.count) % words
    if late.count:
        subject += ngettext(", %(count)s overdue", ", %(count)s overdue", late.count) % {"count": late.count}
    return str(subject)


def _weekly(member: Member, day: date, now: datetime) -> tuple[str, dict[str, Any]]:
    book = book_of(member.organisation)
    week = period_holding(PeriodKind.WEEK, week_behind(day), book.calendar)
    month = period_holding(PeriodKind.MONTH, week_behind(day), book.calendar)
    # What is left of this week too: a mail on Saturday must not forget Sunday's exhibition.
    until = period_holding(PeriodKind.WEEK, day + timedelta(days=7), book.calendar).ends_on
    facts = {
        "overdue": overdue(member, day),
        "coming": due_between(member, day, until),
        "figures": figure_lines(book, member.pk, week, now),
        "period": period_label(week),
        "month_figures": figure_lines(book, member.pk, month, now),
        "month": period_label(month),
        "team": _team(member, book, week, now),
        "thresholds": thresholds_in_words(book.thresholds),
    }
    return _("Your week, %(week)s") % {"week": period_label(week)}, facts


def _team(member: Member, book: Any, week: Any, now: datetime) -> Any:
    """What a manager sees: everybody for those who see everybody, else those whom they lead and led in that week."""
    seen = members_seen_in(member, week.starts_on, week.ends_on)
    if not member.sees_everyone:
        seen = seen.filter(pk__in=members_led_by(member).values("pk"))
    ids = [pk for pk in seen.values_list("pk", flat=True) if pk != member.pk]
    return team_table(book, ids, week, now) if ids else None


def _as_lines(text: str) -> str:
    """Without the blank lines that tags leave behind."""
    kept: list[str] = []
    for line in (line.rstrip() for line in text.strip().splitlines()):
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept) + "\n"
