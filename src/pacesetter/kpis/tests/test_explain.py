from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from pytest_django import DjangoAssertNumQueries

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Company
from pacesetter.kpis.book import load_book
from pacesetter.kpis.explain import Explained, Explanation, Reason, explain, pages
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiOutcome, KpiRole
from pacesetter.people.models import Member, RoleAssignment, SalesRole, Team
from pacesetter.tenancy.models import Organisation

MARCH = (date(2026, 3, 1), date(2026, 4, 1))


def noon(day: int, month: int = 3) -> datetime:
    return datetime(2026, month, day, 0, 30, tzinfo=UTC)  # about noon in Auckland


@pytest.fixture
def calls(bdm: SalesRole, call: ActivityType) -> Kpi:
    kpi = Kpi.objects.create(name="Calls")
    KpiActivityType.objects.create(kpi=kpi, activity_type=call, weight="0.5")
    KpiRole.objects.create(kpi=kpi, role=bdm)
    return kpi


@pytest.fixture
def explained(organisation: Organisation, rita: Member) -> Callable[[Kpi], Explained]:
    def explained(kpi: Kpi) -> Explained:
        return explain(load_book(organisation), rita.pk, kpi.pk, *MARCH).numerator

    return explained


def why(part: Explained) -> dict[str, str | None]:
    return {activity.subject: activity.reason for activity in part.not_counted.activities}


def test_what_counted_shows_its_weight_and_adds_up(
    rita: Member,
    call: ActivityType,
    calls: Kpi,
    initech: Company,
    connected: Outcome,
    explained: Callable[[Kpi], Explained],
) -> None:
    verbs.log(
        by=rita, activity_type=call, owner=rita, at=noon(3), company=initech, outcome=connected, minutes=12,
        value_minor=1050, subject="Jane",
    )  # fmt: skip
    verbs.log(by=rita, activity_type=call, owner=rita, at=noon(4), subject="Joe")
    part = explained(calls)
    assert (part.actual, part.counted_total, part.not_counted_total) == (Fraction(1), 2, 0)
    joe, jane = part.counted.activities
    assert (joe.subject, joe.company, joe.outcome, joe.counts) == ("Joe", None, None, True)
    assert (jane.day, jane.activity_type, jane.company, jane.owner) == (
        date(2026, 3, 3), "Discovery call", "Initech", "Rita",
    )  # fmt: skip
    assert (jane.outcome, jane.minutes, jane.value, jane.weight) == ("Connected", 12, Fraction(21, 2), Fraction(1, 2))


def test_what_did_not_count_tells_the_first_reason(
    rita: Member,
    raj: Member,
    call: ActivityType,
    meeting: ActivityType,
    calls: Kpi,
    connected: Outcome,
    voicemail: Outcome,
    explained: Callable[[Kpi], Explained],
) -> None:
    KpiOutcome.objects.create(kpi=calls, outcome=connected)

    def done(subject: str, **fields: object) -> Activity:
        given = {"activity_type": call, "owner": rita, "outcome": connected, "by": rita, "at": noon(5)} | fields
        return verbs.log(subject=subject, **given)  # type: ignore[arg-type]

    first = done("counts")
    done("a demo", activity_type=meeting, outcome=None)
    verbs.plan(by=rita, activity_type=call, owner=rita, due_on=date(2026, 3, 6), subject="still to do", at=noon(1, 2))
    verbs.cancel(
        verbs.plan(by=rita, activity_type=call, owner=rita, due_on=date(2026, 3, 6), subject="called off", at=noon(1)),
        by=rita,
    )
    verbs.delete(done("deleted"), by=rita)
    done("left a message", outcome=voicemail)
    done("in April", at=noon(2, 4))
    done("for Raj", owner=raj)
    done("a newsletter", provenance="campaign_recipient")
    verbs.mark_duplicate(done("again"), by=rita, of=first)
    part = explained(calls)
    assert [activity.subject for activity in part.counted.activities] == ["counts"]
    assert why(part) == {
        "a demo": "other_type",
        "still to do": "not_completed",
        "called off": "cancelled",
        "deleted": "deleted",
        "left a message": "outcome_not_counted",
        "in April": "outside_period",
        "for Raj": "others_credit",
        "a newsletter": "provenance_not_counted",
        "again": "duplicate",
    }
    assert part.by_reason == dict.fromkeys(part.by_reason, 1)
    assert list(part.by_reason) == [reason for reason in Reason if reason in part.by_reason]


def test_days_without_the_role_or_outside_the_team_do_not_count(
    organisation: Organisation, rita: Member, bdm: SalesRole, call: ActivityType, calls: Kpi
) -> None:
    RoleAssignment.objects.filter(member=rita).update(starts_on=date(2026, 3, 10))
    rita.team_memberships.update(starts_on=date(2026, 3, 20))
    for day in (9, 10, 20):
        verbs.log(by=rita, activity_type=call, owner=rita, at=noon(day), subject=str(day))
    book = load_book(organisation)
    assert why(explain(book, rita.pk, calls.pk, *MARCH).numerator) == {"9": "role_not_held"}
    in_team = explain(book, rita.pk, calls.pk, *MARCH, team_id=Team.objects.get(name="North").pk)
    assert why(in_team.numerator) == {"10": "not_in_team", "9": "role_not_held"}
    assert in_team.actual == Fraction(1, 2)


def test_a_company_counts_once_however_often_it_was_reached(
    rita: Member, call: ActivityType, calls: Kpi, initech: Company, explained: Callable[[Kpi], Explained]
) -> None:
    Kpi.objects.update(measure="companies")
    for day, company in ((9, initech), (3, initech), (4, None)):
        verbs.log(by=rita, activity_type=call, owner=rita, at=noon(day), company=company, subject=str(day))
    part = explained(calls)
    assert [(activity.subject, activity.weight) for activity in part.counted.activities] == [("3", Fraction(1))]
    assert why(part) == {"9": "company_counted", "4": "no_company"}


def test_activities_far_from_the_range_are_left_out(
    rita: Member, call: ActivityType, meeting: ActivityType, calls: Kpi, explained: Callable[[Kpi], Explained]
) -> None:
    verbs.log(by=rita, activity_type=call, owner=rita, at=noon(7, 4), subject="a week later")
    verbs.log(by=rita, activity_type=call, owner=rita, at=noon(8, 4), subject="too late")
    verbs.log(by=rita, activity_type=meeting, owner=rita, at=noon(1, 4), subject="other type outside")
    assert why(explained(calls)) == {"a week later": "outside_period"}


def test_what_was_cancelled_in_the_range_is_near_whenever_it_was_due(
    rita: Member, call: ActivityType, calls: Kpi, explained: Callable[[Kpi], Explained]
) -> None:
    with clock.standing_at(noon(10)):
        never_booked = verbs.log(by=rita, activity_type=call, owner=rita, at=noon(2, 1), subject="never booked")
        verbs.cancel(verbs.reopen(never_booked, by=rita), by=rita)
        for subject, due_on in (("due in June", date(2026, 6, 1)), ("due some day", None)):
            made = verbs.plan(by=rita, activity_type=call, owner=rita, due_on=due_on, at=noon(2, 1), subject=subject)
            verbs.cancel(made, by=rita)
    assert why(explained(calls)) == dict.fromkeys(("never booked", "due in June", "due some day"), "cancelled")


def test_a_ratio_explains_both_of_its_parts(
    organisation: Organisation, rita: Member, bdm: SalesRole, call: ActivityType, calls: Kpi, connected: Outcome
) -> None:
    connects = Kpi.objects.create(name="Connects")
    KpiActivityType.objects.create(kpi=connects, activity_type=call)
    KpiOutcome.objects.create(kpi=connects, outcome=connected)
    rate = Kpi.objects.create(name="Rate", measure="ratio", numerator=connects, denominator=calls)
    KpiRole.objects.create(kpi=rate, role=bdm)
    verbs.log(by=rita, activity_type=call, owner=rita, at=noon(3), outcome=connected)
    for day in (4, 5):
        verbs.log(by=rita, activity_type=call, owner=rita, at=noon(day))
    made = explain(load_book(organisation), rita.pk, rate.pk, *MARCH)
    assert [(part.kpi.name, part.actual, part.counted_total) for part in made.parts] == [
        ("Connects", 1, 1),
        ("Calls", Fraction(3, 2), 3),
    ]
    assert made.actual == Fraction(2, 3)


@pytest.fixture
def busy(rita: Member, call: ActivityType, calls: Kpi) -> Callable[[int], None]:
    def busy(days: int) -> None:
        for n in range(days):
            at = noon(1) + timedelta(hours=n)
            verbs.log(by=rita, activity_type=call, owner=rita, at=at)
            verbs.log(by=rita, activity_type=call, owner=rita, at=at, provenance="campaign_recipient")

    return busy


def test_the_pages_hold_every_activity_once(
    organisation: Organisation, rita: Member, calls: Kpi, busy: Callable[[int], None]
) -> None:
    busy(23)
    book = load_book(organisation)
    part = explain(book, rita.pk, calls.pk, *MARCH, size=10).numerator
    for first, following, total in (
        (part.counted, pages.counted, part.counted_total),
        (part.not_counted, pages.not_counted, part.not_counted_total),
    ):
        seen, page = list(first.activities), first
        while page.after is not None:
            assert len(page.activities) == 10
            page = following(book, part.rule, after=page.after, size=10)
            seen += page.activities
        assert len(seen) == total == 23
        places = [(activity.day, activity.activity_id) for activity in seen]
        assert places == sorted(set(places), reverse=True)


def test_one_reason_can_be_paged_alone(
    organisation: Organisation, rita: Member, call: ActivityType, calls: Kpi, busy: Callable[[int], None]
) -> None:
    busy(2)
    verbs.plan(by=rita, activity_type=call, owner=rita, due_on=date(2026, 3, 6), subject="to do")
    book = load_book(organisation)
    rule = explain(book, rita.pk, calls.pk, *MARCH).numerator.rule
    page = pages.not_counted(book, rule, reason=Reason.NOT_COMPLETED)
    assert [activity.subject for activity in page.activities] == ["to do"]


def test_the_number_of_queries_does_not_grow(
    organisation: Organisation,
    rita: Member,
    calls: Kpi,
    busy: Callable[[int], None],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    book = load_book(organisation)
    for more in (1, 60):
        busy(more)
        with django_assert_num_queries(1):
            made: Explanation = explain(book, rita.pk, calls.pk, *MARCH)
    assert (made.numerator.counted_total, len(made.numerator.counted.activities)) == (61, 50)


def test_somebody_of_another_organisation_is_not_known(organisation: Organisation, otto: Member, calls: Kpi) -> None:
    with pytest.raises(Refusal, match="not known"):
        explain(load_book(organisation), otto.pk, calls.pk, *MARCH)


def test_a_page_that_nobody_gave_is_refused(organisation: Organisation, rita: Member, calls: Kpi) -> None:
    book = load_book(organisation)
    rule = explain(book, rita.pk, calls.pk, *MARCH).numerator.rule
    with pytest.raises(Refusal, match="does not exist"):
        pages.counted(book, rule, after="2026-03-40.7")
