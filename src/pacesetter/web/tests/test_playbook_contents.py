"""What the page of a playbook tells before anything is made."""

import re
from html import unescape

import pytest

from pacesetter.activities.models import Outcome
from pacesetter.activities.settings_verbs import add_activity_type, add_outcome, archive_activity_type, archive_outcome
from pacesetter.core import clock
from pacesetter.kpis.models import Kpi
from pacesetter.kpis.verbs import add_kpi, archive_kpi, map_role, map_type, set_target
from pacesetter.people.models import Member
from pacesetter.people.verbs import add_sales_role, archive_sales_role
from pacesetter.playbooks import playbooks
from pacesetter.web.tests.conftest import Visitor

NEW_BUSINESS = "/settings/playbooks/new_business/"
SERVICES = "/settings/playbooks/professional_services/"
RESTORED = "archived, will be restored"
SDR = "Sales Development Representative"


def rows_of(page: str) -> list[list[str]]:
    """The cells of every row of every table, as they read."""
    rows = re.findall(r'<tr role="row">(.*?)</tr>', page, re.DOTALL)
    return [[_text(cell) for cell in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in rows]


def row_of(page: str, section: str, name: str) -> list[str]:
    """The cells of the row of that name in the section with that heading."""
    part = next(part for part in page.split("<section")[1:] if _text(part.split("</h2>")[0]).endswith(section))
    return next(row for row in rows_of(part) if row[0].startswith(name))


def _text(part: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>|^[^<]*>", " ", part)).split())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Calls", ["Number: Prospecting call", "1", "50 a week"]),
        (
            "Meetings booked",
            ["Number: Discovery meeting, Product demo · on the day it is booked · for: Creator", "1", "6 a week"],
        ),
        (
            "Meetings held",
            ["Number: Discovery meeting, Product demo, Discovery call × 0.5 · only: Held", "2", "5 a week"],
        ),
        (
            "No-shows",
            [
                "Number: Discovery meeting, Product demo, Discovery call · only: No-show · less is better",
                "1",
                "3 a month",
            ],
        ),
        ("Order value", ["Value: Order signed", "3", "none, it depends on what you sell"]),
    ],
)
def test_a_kpi_is_told_with_everything_that_makes_its_figure(
    name: str, words: list[str], visitor: Visitor, ada: Member
) -> None:
    page = visitor.log_in(ada).read(NEW_BUSINESS)
    assert row_of(page, "Business Development Manager", name) == [name, *words]


def test_kpis_of_the_same_activity_are_told_apart(visitor: Visitor, ada: Member) -> None:
    page = visitor.log_in(ada).read(NEW_BUSINESS)
    assert row_of(page, SDR, "Conversations")[1] == "Number: Prospecting call · only: Connected"
    assert row_of(page, SDR, "Calls")[1] == "Number: Prospecting call"
    assert row_of(page, SDR, "Connect rate")[1:] == ["Conversations over Calls", "1", "20%"]


def test_a_kpi_that_only_a_ratio_is_made_of_is_told(visitor: Visitor, ada: Member) -> None:
    page = visitor.log_in(ada).read(SERVICES)
    assert row_of(page, "KPIs that only serve a ratio", "Engagements signed")[1] == "Number: Order signed"
    assert "KPIs that only serve a ratio" not in visitor.read(NEW_BUSINESS)


@pytest.mark.parametrize("key", [one.key for one in playbooks()])
def test_every_kpi_and_every_activity_has_a_row_of_its_own(key: str, visitor: Visitor, ada: Member) -> None:
    told = {row[0] for row in rows_of(visitor.log_in(ada).read(f"/settings/playbooks/{key}/"))}
    chosen = next(one for one in playbooks() if one.key == key)
    # Jobs need a connection, which nobody has here.
    kinds = {str(kind.name) for kind in chosen.types if kind.category != "workflowmax_job"}
    assert kinds | {str(kpi.name) for kpi in chosen.kpis} <= told


def test_an_activity_is_told_with_its_category_and_that_an_outcome_is_demanded(visitor: Visitor, ada: Member) -> None:
    page = visitor.log_in(ada).read(NEW_BUSINESS)
    call = row_of(page, "Activities and how they end", "Prospecting call")
    assert call[1].startswith(
        "Phone call · ends in: Connected, Voicemail, No answer · an outcome must be chosen After Voicemail"
    )
    assert call[2:] == ["4", "1"]
    assert row_of(page, "Activities and how they end", "Prospecting e-mail")[1:] == ["E-mail", "4", "0.5"]


def test_nothing_is_said_to_be_there_where_nothing_is(visitor: Visitor, ada: Member) -> None:
    page = visitor.log_in(ada).read(NEW_BUSINESS)
    assert [words for words in ("there already", RESTORED, "unchanged", "will count") if words in page] == []


def test_what_is_there_already_is_marked_and_said_to_stay(visitor: Visitor, ada: Member) -> None:
    kind = add_activity_type(by=ada, name="Prospecting call", category="phone_call")
    map_type(add_kpi(by=ada, name="Calls"), kind, by=ada)
    page = visitor.log_in(ada).read(NEW_BUSINESS)
    assert row_of(page, SDR, "Calls")[0] == "Calls there already"
    assert row_of(page, SDR, "Conversations")[0] == "Conversations"
    call = row_of(page, "Activities and how they end", "Prospecting call")
    assert call[0] == "Prospecting call there already"
    # Its rules are its organisation's own.
    assert "another try" not in call[1]
    assert "stays as it is" in page


def test_what_is_archived_is_said_to_be_restored(visitor: Visitor, ada: Member) -> None:
    archive_kpi(add_kpi(by=ada, name="E-mails sent"), by=ada)
    archive_activity_type(add_activity_type(by=ada, name="Chase decision", category="follow_up"), by=ada)
    archive_sales_role(add_sales_role(by=ada, name=SDR), by=ada)
    archive_outcome(add_outcome(by=ada, name="Voicemail"), by=ada)
    page = visitor.log_in(ada).read(NEW_BUSINESS)
    assert row_of(page, SDR, "E-mails sent")[0] == f"E-mails sent {RESTORED}"
    assert row_of(page, "Activities and how they end", "Chase decision")[0] == f"Chase decision {RESTORED}"
    assert page.count(RESTORED) == 4
    assert "there already</span>" not in page
    visitor.post(NEW_BUSINESS)
    assert not Kpi.objects.filter(archived_at__isnull=False).exists()
    assert not Outcome.objects.filter(archived_at__isnull=False).exists()


def test_a_target_and_a_weight_that_the_role_has_are_said_to_stay(visitor: Visitor, ada: Member) -> None:
    role, calls = add_sales_role(by=ada, name=SDR), add_kpi(by=ada, name="Calls")
    map_role(calls, role, by=ada, weight="7")
    today = clock.today(ada.zone())
    set_target(calls, by=ada, role=role, period_kind="week", quantity="9", effective_from=today)
    page = visitor.log_in(ada).read(NEW_BUSINESS)
    assert row_of(page, SDR, "Calls")[2:] == ["unchanged", "unchanged"]
    # The other role has neither.
    assert row_of(page, "Business Development Manager", "Calls")[2:] == ["1", "50 a week"]


def test_no_target_is_promised_where_the_number_would_mean_something_else(visitor: Visitor, ada: Member) -> None:
    add_kpi(by=ada, name="Calls", measure="minutes")
    page = visitor.log_in(ada).read(NEW_BUSINESS)
    assert row_of(page, SDR, "Calls")[3] == "none, the KPI here has another measure"


def test_a_kpi_that_counts_nothing_is_said_to_get_activities_and_nothing_else(visitor: Visitor, ada: Member) -> None:
    add_kpi(by=ada, name="Conversations")
    page = visitor.log_in(ada).read(NEW_BUSINESS)
    assert row_of(page, SDR, "Conversations")[:2] == ["Conversations there already", "will count: Prospecting call"]
    visitor.post(NEW_BUSINESS)
    kpi = Kpi.objects.get(name="Conversations")
    assert [link.activity_type.name for link in kpi.type_mappings.all()] == ["Prospecting call"]
    assert not kpi.counted_outcomes.exists()


def test_numbers_and_words_are_those_of_the_reader(visitor: Visitor, ada: Member) -> None:
    page = visitor.log_in(ada).get(NEW_BUSINESS, **{"Accept-Language": "de"}).content.decode()
    assert "× 0,5" in page
    assert "weniger ist besser" in page


def test_what_another_organisation_has_is_not_told(visitor: Visitor, ada: Member, otto: Member) -> None:
    visitor.log_in(otto).post(NEW_BUSINESS)
    assert "there already" not in visitor.log_in(ada).read(NEW_BUSINESS)


def test_others_are_told_nothing(visitor: Visitor, mona: Member, rita: Member) -> None:
    for member in (mona, rita):
        assert visitor.log_in(member).get(NEW_BUSINESS).status_code == 403
