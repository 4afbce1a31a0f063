"""The quick log."""

import re
from datetime import UTC, date, datetime
from urllib.parse import quote_plus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.activities.models import Activity, ActivityType, Outcome
from pacesetter.activities.tests.scene import totals
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.undoing import undo_last

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def jane(initech: Company) -> Contact:
    made: Contact = Contact.objects.create(name="Jane Doe", company=initech)
    return made


def look(visitor: Visitor, line: str, **answers: str) -> str:
    query = "".join(f"&{name}={quote_plus(value)}" for name, value in answers.items())
    return visitor.read(f"/quick-log/?line={quote_plus(line)}{query}", hx_request="true")


def save(visitor: Visitor, line: str, *, ok: bool = True, **answers: str) -> str:
    """Look, answer, look again, save: as the page does it."""
    found = re.search(r'name="shown" value="(\w+)"', look(visitor, line, **answers))
    assert found is not None
    response = visitor.post("/quick-log/", {"line": line, "shown": found[1], "next": "/day/", **answers})
    assert response.status_code == (303 if ok else 422), response.content.decode()
    return visitor.read("/day/") if ok else response.content.decode()


def test_a_call_that_was_made_is_understood_and_logged(
    visitor: Visitor, rita: Member, call: ActivityType, connected: Outcome, initech: Company, jane: Contact
) -> None:
    visitor.log_in(rita)
    seen = look(visitor, "call Jane at Initech connected 12m")
    for text in ("Discovery call", "Jane Doe", "Initech", "12", "Connected", "Now"):
        assert text in seen
    assert not Activity.objects.exists()
    page = save(visitor, "call Jane at Initech connected 12m")
    made = Activity.objects.get()
    assert (made.activity_type, made.company, made.minutes, made.outcome) == (call, initech, 12, connected)
    assert [link.contact for link in made.contact_links.all()] == [jane]
    assert "Logged: Discovery call · Initech." in page
    undo_last(visitor, page)
    assert totals() == {}


def test_a_name_that_ends_in_a_stop_is_followed_by_no_second_one(
    visitor: Visitor, rita: Member, call: ActivityType, initech: Company
) -> None:
    initech.name = "Initech & <b>Co.</b> Ltd."
    initech.save()
    page = save(visitor.log_in(rita), "call Initech", outcome="")
    assert "<p>Logged: Discovery call · Initech &amp; &lt;b&gt;Co.&lt;/b&gt; Ltd.</p>" in page


def test_a_demo_to_come_is_planned_in_the_own_zone(
    visitor: Visitor, rita: Member, meeting: ActivityType, initech: Company
) -> None:
    save(visitor.log_in(rita), "demo tomorrow 3pm with Initech")
    made = Activity.objects.get()
    assert (made.status, made.due_on, made.company) == ("planned", date(2026, 3, 24), initech)
    assert made.due_at == datetime(2026, 3, 24, 2, tzinfo=UTC)


def test_an_outcome_alone_tells_the_kind(
    visitor: Visitor, rita: Member, call: ActivityType, meeting: ActivityType, voicemail: Outcome, initech: Company
) -> None:
    save(visitor.log_in(rita), "voicemail Initech")
    made = Activity.objects.get()
    assert (made.activity_type, made.outcome, made.company) == (call, voicemail, initech)


def test_whoever_names_a_person_means_their_company(
    visitor: Visitor, rita: Member, call: ActivityType, jane: Contact, initech: Company
) -> None:
    save(visitor.log_in(rita), "called Jane", outcome="")
    assert Activity.objects.get().company == initech


def test_two_kinds_are_asked_about_and_never_guessed(visitor: Visitor, rita: Member, call: ActivityType) -> None:
    cold: ActivityType = ActivityType.objects.create(name="Cold call", category="phone_call")
    visitor.log_in(rita)
    seen = look(visitor, "call 10m")
    assert "What kind?" in seen
    save(visitor, "call 10m", ok=False)
    assert not Activity.objects.exists()
    save(visitor, "call 10m", type=str(cold.pk))
    assert Activity.objects.get().activity_type == cold


def test_two_people_of_a_name_are_asked_about_unless_the_company_tells(
    visitor: Visitor, rita: Member, call: ActivityType, jane: Contact
) -> None:
    other = Company.objects.create(name="Umbrella", name_key="umbrella", sales_rep=rita)
    second = Contact.objects.create(name="Jane Roe", company=other)
    visitor.log_in(rita)
    seen = look(visitor, "call Jane")
    assert "Which “Jane”?" in seen
    assert "Jane Doe at Initech" in seen
    save(visitor, "call Jane", ok=False)
    assert "Which" not in look(visitor, "call Jane at Umbrella")
    save(visitor, "call Jane at Umbrella")
    assert [link.contact for link in Activity.objects.get().contact_links.all()] == [second]


def test_the_company_of_whoever_is_named_is_meant_where_several_are_called_so(
    visitor: Visitor, rita: Member, call: ActivityType, jane: Contact, initech: Company
) -> None:
    Company.objects.create(name="Initech Labs", name_key="initech labs", sales_rep=rita)
    initech.name = "Initech Software"
    initech.name_key = "initech software"
    initech.save()
    visitor.log_in(rita)
    assert "Which “Initech”?" in look(visitor, "call Initech")
    save(visitor, "call Jane Doe at Initech", outcome="")
    assert Activity.objects.get().company == initech


def test_a_mistyped_name_is_asked_about_with_those_that_are_alike(
    visitor: Visitor, rita: Member, raj: Member, call: ActivityType, jane: Contact
) -> None:
    visitor.log_in(rita)
    seen = look(visitor, "call Jane Deo")
    assert "Which “Jane Deo”?" in seen
    assert "Jane Doe at Initech" in seen
    assert "New contact “Jane Deo”" in seen
    save(visitor, "call Jane Deo", ok=False)
    save(visitor, "call Jane Deo", who0=f"contact:{jane.pk}", outcome="")
    assert Activity.objects.get().contact_links.get().contact == jane
    assert "Initech" in look(visitor, "call Inittech")
    assert "is not known here" in look(visitor, "call Umbrella")
    assert "Jane Doe" not in look(visitor.log_in(raj), "call Jane Deo")


def test_a_whole_name_is_known_beside_words_that_nobody_understood(
    visitor: Visitor, rita: Member, call: ActivityType, jane: Contact
) -> None:
    seen = look(visitor.log_in(rita), "call Jane Doe moonshine 10m")
    assert "“moonshine” is not known here." in seen
    assert "<dd>Jane Doe</dd>" in seen


def test_what_was_understood_is_shown_while_the_kind_is_asked_for(
    visitor: Visitor, rita: Member, call: ActivityType, voicemail: Outcome
) -> None:
    cold: ActivityType = ActivityType.objects.create(name="Cold call", category="phone_call")
    cold.outcomes.add(voicemail)
    seen = look(visitor.log_in(rita), "called, left a message 12m")
    assert "What kind?" in seen
    assert "<dt>Outcome</dt><dd>Voicemail</dd>" in seen
    assert "<dt>Minutes</dt><dd>12</dd>" in seen


@pytest.mark.parametrize(
    "line", ["Jane Doe angerufen vor 10 Minuten, Nachricht hinterlassen", "vor 3 Tagen Jane Doe angerufen, Mailbox"]
)
def test_german_lines_are_read_as_germans_say_it(
    visitor: Visitor, rita: Member, call: ActivityType, voicemail: Outcome, jane: Contact, line: str
) -> None:
    rita.locale = "de"
    rita.save()
    seen = look(visitor.log_in(rita), line)
    assert "<dd>Voicemail</dd>" in seen
    assert "<dd>Jane Doe</dd>" in seen
    assert "nicht bekannt" not in seen
    assert ("Heute, 11:50" in seen) is ("Minuten" in line)
    assert ("20. März" in seen) is ("Tagen" in line)


def test_a_name_that_nobody_has_can_be_somebody_new_or_the_subject(
    visitor: Visitor, rita: Member, call: ActivityType
) -> None:
    visitor.log_in(rita)
    assert "“Umbrella” is not known here." in look(visitor, "call Bob at Umbrella")
    save(visitor, "call Bob at Umbrella", who0="new-contact", who1="new-company")
    made = Activity.objects.get()
    assert made.company is not None
    assert (made.company.name, made.contact_links.get().contact.name) == ("Umbrella", "Bob")
    save(visitor, "call pricing", who0="subject")
    assert Activity.objects.latest("pk").subject == "pricing"


def test_a_colleagues_customers_are_not_known(
    visitor: Visitor, raj: Member, call: ActivityType, jane: Contact, initech: Company
) -> None:
    seen = look(visitor.log_in(raj), "call Jane at Initech")
    assert "“Jane” is not known here." in seen
    assert "“Initech” is not known here." in seen


def test_today_without_a_time_is_asked_about(visitor: Visitor, rita: Member, call: ActivityType) -> None:
    visitor.log_in(rita)
    assert "Done already?" in look(visitor, "call today")
    save(visitor, "call today", state="planned")
    assert Activity.objects.get().due_on == date(2026, 3, 23)


def test_what_was_not_shown_is_not_saved(visitor: Visitor, rita: Member, call: ActivityType) -> None:
    visitor.log_in(rita)
    for shown in ("", "0000000000000000"):
        response = visitor.post("/quick-log/", {"line": "call 10m", "shown": shown})
        assert response.status_code == 422
        assert 'name="shown"' in response.content.decode()
    assert not Activity.objects.exists()


def test_without_script_the_page_asks_and_leads_to_all_fields(
    visitor: Visitor, rita: Member, call: ActivityType
) -> None:
    page = visitor.log_in(rita).read("/quick-log/?line=call+10m")
    assert "<html" in page
    assert "All fields" in page
    assert f"type={call.pk}" in page
    # There is one box on this page and not two.
    assert 'id="quick-box"' not in page
    assert 'id="quick-box"' in visitor.read("/day/")


def test_without_script_a_press_shows_before_anything_is_saved(
    visitor: Visitor, rita: Member, call: ActivityType
) -> None:
    response = visitor.log_in(rita).post("/quick-log/", {"line": "call 10m", "look": "1"})
    assert response.status_code == 200
    assert "Log it" in response.content.decode()
    assert not Activity.objects.exists()


def test_a_long_line_costs_no_more_queries_than_four_names(visitor: Visitor, rita: Member, call: ActivityType) -> None:
    visitor.log_in(rita)
    look(visitor, "call A")
    with CaptureQueriesContext(connection) as four:
        look(visitor, "call B, C, D, E")
    with CaptureQueriesContext(connection) as many:
        look(visitor, "call " + ", ".join("BCDEFGHJKLMNOP"))
    assert len(many) == len(four)


def test_somebody_of_another_organisation_logs_nothing_here(
    visitor: Visitor, otto: Member, rita: Member, call: ActivityType, initech: Company
) -> None:
    seen = look(visitor.log_in(otto), "discovery call Initech")
    assert "Discovery call" not in seen
    visitor.post("/quick-log/", {"line": "discovery call Initech", "type": str(call.pk)})
    assert not Activity.objects.exists()


def test_a_mistyped_word_for_a_kind_is_asked_about_and_not_taken_for_a_name(
    visitor: Visitor, rita: Member, call: ActivityType, connected: Outcome, initech: Company
) -> None:
    visitor.log_in(rita)
    seen = look(visitor, "caled Initech connected")
    assert "“caled” is no word for an activity here. What is meant?" in seen
    assert "“called”" in seen
    assert "Answer what is still open" in seen
    assert "New company" not in seen
    # Nothing is saved before it is said.
    save(visitor, "caled Initech connected", ok=False)
    assert not Activity.objects.exists()
    save(visitor, "caled Initech connected", meant="yes")
    made = Activity.objects.get()
    assert (made.activity_type, made.company, made.outcome) == (call, initech, connected)


def test_whoever_says_that_it_is_a_name_is_asked_what_of(
    visitor: Visitor, rita: Member, call: ActivityType, meeting: ActivityType, initech: Company
) -> None:
    visitor.log_in(rita)
    seen = look(visitor, "caled Initech", meant="no")
    assert "“caled Initech” is not known here. What is it?" in seen
    assert "What kind?" in seen


def test_a_known_name_is_no_mistyped_word(
    visitor: Visitor, rita: Member, call: ActivityType, meeting: ActivityType
) -> None:
    Company.objects.create(name="Caled", name_key="caled")
    seen = look(visitor.log_in(rita), "caled 10m")
    assert "no word for an activity" not in seen
    assert "Caled" in seen
