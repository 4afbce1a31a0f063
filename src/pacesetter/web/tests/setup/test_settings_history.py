import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.activities import settings_verbs
from pacesetter.activities import verbs as activity_verbs
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.core import clock
from pacesetter.events.models import Event
from pacesetter.kpis import verbs
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member, OrganisationHoliday, SalesRole
from pacesetter.people.verbs import (
    add_sales_role,
    archive_sales_role,
    edit_organisation,
    order_sales_roles,
    remove_holiday,
    set_holiday,
)
from pacesetter.tenancy.scope import scope
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.setup.sent import form_of

pytestmark = pytest.mark.usefixtures("at_noon")
PATH = "/settings/history/"


def change(label: str, before: str, after: str) -> str:
    """How a change reads on the page."""
    return (
        f'<dt>{label}</dt><dd><del><span class="visually-hidden">from </span>{before}</del> <span aria-hidden="true">→'
        f'</span> <ins><span class="visually-hidden">to </span>{after}</ins>'
    )


def test_every_sort_of_change_is_told_in_words(
    visitor: Visitor, ada: Member, bdm: SalesRole, call: ActivityType, connected: Outcome, calls: Kpi, connects: Kpi
) -> None:
    rate = verbs.add_kpi(by=ada, name="Rate", measure="ratio", numerator=connects, denominator=calls)
    verbs.edit_kpi(calls, by=ada, measure="minutes", direction="less", reason="Agreed in March")
    verbs.set_counted_outcomes(calls, [connected], by=ada)
    verbs.map_role(calls, bdm, by=ada, weight="2.5")
    settings_verbs.edit_activity_type(call, by=ada, points="7", category="meeting", needs_outcome=True, symbol="star")
    hunter = add_sales_role(by=ada, name="Hunter")
    order_sales_roles([hunter], by=ada)
    edit_organisation(by=ada, first_weekday=6)
    set_holiday(date(2026, 4, 3), by=ada, name="Party")
    verbs.set_target(
        calls, by=ada, role=bdm, period_kind="month", quantity="200", effective_from=clock.today(ada.zone())
    )  # fmt: skip
    page = visitor.log_in(ada).read(PATH)
    for words in (
        change("Measure", "Number", "Minutes"),
        change("Direction", "More is better", "Less is better"),
        "Agreed in March",
        change("Outcomes", "–", "Connected"),
        change("Business Development Manager", "weight 1", "weight 2.5"),
        change("Points", "2", "7"),
        change("Category", "Phone call", "Meeting"),
        change("An outcome must be chosen", "No", "Yes"),
        change("Symbol", "–", "Star"),
        change("Order", "Business Development Manager, Hunter", "Hunter, Business Development Manager"),
        change("The week begins on", "Monday", "Sunday"),
        change("Ratio of", "–", "Connected calls"),
        change("Business Development Manager, from Mar 23, 2026", "–", "200 a month"),
        "holiday set",
    ):
        assert words in page, words
    assert f'<a href="?thing=kpi:{rate.pk}">Rate</a>' in page
    assert "Ada, <time" in page


def test_an_order_is_told_of_the_list_and_put_back_as_one(visitor: Visitor, ada: Member, bdm: SalesRole) -> None:
    order_sales_roles([add_sales_role(by=ada, name="Hunter")], by=ada)
    event = Event.objects.get(verb="sales_role.reordered")
    page = visitor.log_in(ada).read(PATH)
    assert "<span>Roles: <strong>put in order</strong></span>" in page
    visitor.post(f"{PATH}{event.pk}/before/", {"confirmed": "yes"})
    assert "Roles: the order is as it was before." in visitor.read(PATH)
    assert [role.name for role in SalesRole.objects.order_by("position")] == [bdm.name, "Hunter"]


def test_a_target_is_told_in_the_numbers_of_the_language(
    visitor: Visitor, ada: Member, calls: Kpi, bdm: SalesRole
) -> None:
    verbs.set_target(calls, by=ada, role=bdm, period_kind="month", quantity="1200.5", effective_from=date(2026, 4, 1))
    visitor.log_in(ada)
    assert "1,200.5 a month" in visitor.read("/settings/history/")
    ada.locale = "de"
    ada.save()
    assert "1.200,5 im Monat" in visitor.read("/settings/history/")


def test_a_target_that_comes_or_goes_is_told_with_what_was_in_effect(
    visitor: Visitor, ada: Member, rita: Member, calls: Kpi, bdm: SalesRole
) -> None:
    april, may = date(2026, 4, 1), date(2026, 5, 1)
    from_april, from_may = (
        f"{name}, from {month} 1, 2026" for name in ("Business Development Manager",) for month in ("Apr", "May")
    )
    verbs.set_target(calls, by=ada, role=bdm, period_kind="week", quantity=60, effective_from=april)
    target = verbs.set_target(calls, by=ada, role=bdm, period_kind="week", quantity=70, effective_from=may)
    verbs.remove_target(target, by=ada)
    verbs.set_target(calls, by=ada, member=rita, period_kind="week", quantity=20, effective_from=april)
    # Another kind of period is a series of its own; in a grid it ends the one that was.
    verbs.set_targets([verbs.TargetSteps(bdm, calls, "month", [(may, 300)])], by=ada)
    page = visitor.log_in(ada).read(PATH)
    for words in (
        change(from_april, "50 a week", "60 a week"),
        change(from_may, "60 a week", "70 a week"),
        change(from_may, "70 a week", "60 a week"),
        change("Rita, from Apr 1, 2026", "the role’s", "20 a week"),
        change(from_may, "60 a week", "nothing expected"),
        change(from_may, "–", "300 a month"),
    ):
        assert words in page, words


def offered(page: str) -> set[int]:
    """The events that a press would put back."""
    return {int(pk) for pk in re.findall(r'action="/settings/history/(\d+)/before/', page)}


def test_what_would_be_refused_is_not_offered_and_says_why(
    visitor: Visitor, ada: Member, calls: Kpi, connects: Kpi, bdm: SalesRole, call: ActivityType
) -> None:
    april = date(2026, 4, 1)
    target = verbs.set_target(calls, by=ada, role=bdm, period_kind="week", quantity=60, effective_from=april)
    verbs.remove_target(target, by=ada)
    verbs.archive_kpi(connects, by=ada)
    verbs.restore_kpi(connects, by=ada)
    verbs.map_type(connects, call, by=ada, weight=2)
    verbs.unmap_type(connects, call, by=ada)
    hunter = add_sales_role(by=ada, name="Hunter")
    verbs.map_role(connects, hunter, by=ada, weight=2)
    verbs.map_role(connects, hunter, by=ada, weight=3)
    archive_sales_role(hunter, by=ada)
    set_holiday(april, by=ada, name="Party")
    remove_holiday(OrganisationHoliday.objects.get(day=april), by=ada)
    # Of several alike the newest.
    events = {event.verb: event for event in Event.objects.order_by("id")}
    page = visitor.log_in(ada).read(PATH)
    there = offered(page)
    for verb, words in (
        ("target.set", "What this tells of is no longer there."),
        ("target.removed", ""),
        ("kpi.archived", "It is in use again."),
        ("kpi.restored", ""),
        ("kpi.type_mapped", ""),
        ("kpi.type_unmapped", ""),
        ("kpi.role_mapped", "“Hunter” is archived. Restore it first."),
        ("sales_role.archived", ""),
        ("holiday.set", "What this tells of is no longer there."),
        ("holiday.removed", ""),
    ):
        line = page[page.index(f'id="event-{events[verb].pk}"') :]
        line = line[: line.index("</li>")]
        assert (events[verb].pk in there) is not bool(words), verb
        assert words in line, verb
        if words:
            visitor.post(f"/settings/history/{events[verb].pk}/before/", {"confirmed": "yes"})
            assert "is as it was before." not in visitor.read(PATH), verb
    visitor.post(f"/settings/history/{events['kpi.type_unmapped'].pk}/before/", {"confirmed": "yes"})
    assert "is as it was before." in visitor.read(PATH)


def test_the_target_of_a_ratio_is_a_level(visitor: Visitor, ada: Member, connect_rate: Kpi, bdm: SalesRole) -> None:
    verbs.set_target(
        connect_rate, by=ada, role=bdm, period_kind="month", quantity="0.325", effective_from=date(2026, 4, 1)
    )
    visitor.log_in(ada)
    assert change("Business Development Manager, from Apr 1, 2026", "–", "32.5%") in visitor.read(PATH)
    ada.locale = "de"
    ada.save()
    assert "32,5\N{NO-BREAK SPACE}%" in visitor.read(PATH)


def test_it_is_narrowed_to_a_kind_or_to_one_thing(visitor: Visitor, ada: Member, calls: Kpi, bdm: SalesRole) -> None:
    other = verbs.add_kpi(by=ada, name="Proposals")
    verbs.edit_kpi(calls, by=ada, name="Talks")
    add_sales_role(by=ada, name="Hunter")
    today = clock.today(ada.zone()) + timedelta(days=9)
    verbs.set_target(calls, by=ada, role=bdm, period_kind="day", quantity=3, effective_from=today)
    visitor.log_in(ada)
    kinds = visitor.read(f"{PATH}?kind=sales_role")
    assert "Hunter" in kinds
    assert "Proposals" not in kinds
    targets = visitor.read(f"{PATH}?kind=target")
    assert "3 a day" in targets
    assert "Proposals" not in targets
    one = visitor.read(f"{PATH}?thing=kpi:{other.pk}")
    assert "Proposals" in one
    assert "Hunter" not in one
    for nonsense in ("thing=kpi", "thing=company:1", "thing=kpi:x", "thing=kpi:²"):
        assert visitor.get(f"{PATH}?{nonsense}").status_code == 404
    assert "Hunter" in visitor.read(f"{PATH}?kind=nonsense&before=nonsense")


def test_what_is_no_setting_is_not_shown(visitor: Visitor, ada: Member, rita: Member, call: ActivityType) -> None:
    activity_verbs.log(by=rita, activity_type=call, owner=rita)
    page = visitor.log_in(ada).read(PATH)
    assert "Nothing has changed yet" in page


def test_what_was_archived_is_told_by_that_word_alone(visitor: Visitor, ada: Member, calls: Kpi) -> None:
    verbs.archive_kpi(calls, by=ada)
    page = visitor.log_in(ada).read(PATH)
    assert "<strong>archived</strong>" in page
    assert "<dl>" not in page


def test_it_is_paged(visitor: Visitor, ada: Member) -> None:
    for number in range(60):
        settings_verbs.add_outcome(by=ada, name=f"Outcome {number:02}")
    page = visitor.log_in(ada).read(f"{PATH}?kind=outcome")
    assert "Outcome 59" in page
    assert "Outcome 09" not in page
    older = page.split('rel="next" href="', 1)[1].split('"', 1)[0].replace("&amp;", "&")
    page = visitor.read(f"{PATH}{older}")
    assert "Outcome 09" in page
    assert "Back to the latest" in page


def test_putting_back_asks_where_figures_change(
    visitor: Visitor, ada: Member, rita: Member, call: ActivityType, calls: Kpi
) -> None:
    activity_verbs.log(by=rita, activity_type=call, owner=rita)
    verbs.edit_kpi(calls, by=ada, measure="minutes")
    event = Event.objects.get(verb="kpi.edited")
    question = visitor.log_in(ada).post(f"{PATH}{event.pk}/before/").content.decode()
    assert "Nothing is saved yet" in question
    calls.refresh_from_db()
    assert calls.measure == "minutes"
    assert visitor.post(f"{PATH}{event.pk}/before/", form_of(question)).status_code == 302
    calls.refresh_from_db()
    assert calls.measure == "count"
    assert "“Calls” is as it was before." in visitor.read(PATH)


def test_what_is_refused_is_said(visitor: Visitor, ada: Member, calls: Kpi) -> None:
    verbs.edit_kpi(calls, by=ada, name="Talks")
    event = Event.objects.get(verb="kpi.edited")
    verbs.add_kpi(by=ada, name="Calls")
    visitor.log_in(ada).post(f"{PATH}{event.pk}/before/")
    assert "There is one already." in visitor.read(PATH)


def test_events_about_other_things_are_not_put_back_here(
    visitor: Visitor, ada: Member, rita: Member, call: ActivityType
) -> None:
    activity_verbs.log(by=rita, activity_type=call, owner=rita)
    event = Event.objects.get(subject_kind="activity")
    assert visitor.log_in(ada).post(f"{PATH}{event.pk}/before/").status_code == 404


def test_nothing_of_another_organisation_is_told_or_put_back(visitor: Visitor, ada: Member, otto: Member) -> None:
    with scope(otto.organisation_id):
        theirs = verbs.add_kpi(by=otto, name="Theirs")
        verbs.edit_kpi(theirs, by=otto, name="Still theirs")
        event = Event.objects.get(verb="kpi.edited")
    assert "heirs" not in visitor.log_in(ada).read(PATH)
    assert visitor.post(f"{PATH}{event.pk}/before/").status_code == 404


def test_members_are_refused(visitor: Visitor, mona: Member, ada: Member, calls: Kpi) -> None:
    verbs.edit_kpi(calls, by=ada, name="Talks")
    visitor.log_in(mona)
    assert visitor.get(PATH).status_code == 403
    assert visitor.post(f"{PATH}{Event.objects.get(verb='kpi.edited').pk}/before/").status_code == 403


def test_queries_do_not_grow_with_rows(visitor: Visitor, ada: Member, calls: Kpi) -> None:
    verbs.edit_kpi(calls, by=ada, name="Talks")
    visitor.log_in(ada).read(PATH)
    with CaptureQueriesContext(connection) as few:
        visitor.read(PATH)
    for number in range(20):
        verbs.edit_kpi(verbs.add_kpi(by=ada, name=f"KPI {number}"), by=ada, name=f"Renamed {number}")
    with CaptureQueriesContext(connection) as many:
        visitor.read(PATH)
    assert len(many) <= len(few) <= 10
