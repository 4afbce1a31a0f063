"""Scorecard and board as PDFs."""

import re
import zlib

import pytest

from pacesetter.conftest import LONG_AGO, make_member
from pacesetter.core import clock
from pacesetter.kpis.models import Kpi, KpiActivityType, Target
from pacesetter.people.models import Member, RoleAssignment, SalesRole
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.settings_changes import touch_settings
from pacesetter.web.papers import paper as module
from pacesetter.web.papers.paper import Paper
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def done(connect_rate: Kpi, done: None) -> None:
    """With the rate of calls that connect, too."""


@pytest.fixture
def plain_type(monkeypatch: pytest.MonkeyPatch) -> None:
    """The type that is used where none was fetched. Its texts can be read off the file."""
    monkeypatch.setattr(module, "font_path", lambda name: None)


def document(visitor: Visitor, path: str) -> bytes:
    response = visitor.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment")
    content: bytes = response.content
    assert content.startswith(b"%PDF-")
    return content


def texts_of(content: bytes) -> str:
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    unpacked = b"".join(zlib.decompress(one) for one in streams if one[:1] == b"x")
    return " ".join(part.decode("latin-1") for part in re.findall(rb"\((.*?)(?<!\\)\) ?Tj", unpacked))


def pages_of(content: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", content))


def test_a_scorecard_has_figures_thresholds_moment_and_page(
    visitor: Visitor, rita: Member, done: None, plain_type: None
) -> None:
    text = texts_of(document(visitor.log_in(rita), "/scorecard/?format=pdf"))
    for part in ("Rita", "March 2026", "Acme", "Calls", "3", "/ 220", "1%", "Off track", "below 80%"):
        assert part in text, part
    assert "as of Mar 23, 2026" in text
    assert " ".join(text.split()).endswith("Page 1 of 1")


def test_a_board_has_everybody_in_its_order(visitor: Visitor, ada: Member, done: None, plain_type: None) -> None:
    text = texts_of(document(visitor.log_in(ada), "/board/?sort=-score&format=pdf"))
    assert text.index("Rita") < text.index("Raj")
    assert "2 members" in text
    assert "4 / 440" in text


def test_it_is_drawn_with_the_type_that_has_most_letters(
    visitor: Visitor, ada: Member, rita: Member, done: None
) -> None:
    Member.objects.filter(pk=rita.pk).update(name="Žofie Łukasik Ελένη")
    assert b"DejaVu" in document(visitor.log_in(ada), "/board/?format=pdf")


def test_letters_that_the_plain_type_lacks_are_no_error(
    visitor: Visitor, ada: Member, rita: Member, done: None, plain_type: None
) -> None:
    Member.objects.filter(pk=rita.pk).update(name="Ελένη " * 20)
    document(visitor.log_in(ada), "/board/?format=pdf")


def test_a_limit_and_what_has_no_value_can_be_read_in_the_plain_type(
    visitor: Visitor, ada: Member, rita: Member, raj: Member, calls: Kpi, done: None, plain_type: None
) -> None:
    Kpi.objects.filter(pk=calls.pk).update(direction="less")
    touch_settings()
    Member.objects.filter(pk=rita.pk).update(name="Žofie “Rita” Novák")
    text = texts_of(document(visitor.log_in(ada), f"/members/{rita.pk}/scorecard/?format=pdf"))
    assert "at most 3" in text
    assert 'Zofie "Rita" Novák' in text
    assert "?" not in text
    assert "?" not in texts_of(document(visitor, "/board/?format=pdf"))


def spans_of(content: bytes) -> dict[str, tuple[float, float]]:
    """From where to where each text of the plain type goes; bold ones a little further than is told here."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    unpacked = b"".join(zlib.decompress(one) for one in streams if one[:1] == b"x")
    ruler, found = Paper("", "", "", clock.now(), [], paper="a4"), {}
    for size, left, text in re.findall(rb"/F\d ([\d.]+) Tf|BT ([\d.]+) [\d.]+ Td \((.*?)(?<!\\)\) ?Tj", unpacked):
        if size:
            ruler.set_font("Helvetica", "", float(size))
        else:
            words = text.decode("latin-1")
            found[words] = (float(left), float(left) + ruler.get_string_width(words))
    return found


def test_long_numbers_leave_room_for_their_share(
    visitor: Visitor, ada: Member, rita: Member, calls: Kpi, done: None, plain_type: None
) -> None:
    KpiActivityType.objects.filter(kpi=calls).update(weight="99999.5")
    Target.objects.filter(kpi=calls).update(quantity="1234567.25")
    touch_settings()
    spans = spans_of(document(visitor.log_in(ada), f"/members/{rita.pk}/scorecard/?format=pdf"))
    [target] = (text for text in spans if text.startswith("/ 5"))
    [share] = (text for text in spans if text == "6%")
    assert spans[target][1] < spans[share][0]


def test_a_long_board_goes_on_with_its_headings(
    visitor: Visitor, ada: Member, organisation: Organisation, bdm: SalesRole, done: None, plain_type: None
) -> None:
    for number in range(40):
        member = make_member(organisation, f"Member{number}")
        RoleAssignment.objects.create(member=member, role=bdm, starts_on=LONG_AGO)
    content = document(visitor.log_in(ada), "/board/?format=pdf")
    assert pages_of(content) > 1
    assert texts_of(content).count("Score") == pages_of(content)


@pytest.mark.parametrize(
    ("query", "country", "size"),
    [
        ("", "NZ", b"595.28 841.89"),
        ("", "US", b"612.00 792.00"),
        ("&paper=letter", "NZ", b"612.00 792.00"),
        ("&paper=a4", "US", b"595.28 841.89"),
    ],
)
def test_the_paper_is_that_of_the_country_unless_asked_for(
    query: str, country: str, size: bytes, visitor: Visitor, rita: Member, done: None, plain_type: None
) -> None:
    Organisation.objects.filter(pk=rita.organisation_id).update(country=country)
    assert size in document(visitor.log_in(rita), f"/scorecard/?format=pdf{query}")


def test_nothing_expected_is_said(visitor: Visitor, ada: Member, plain_type: None) -> None:
    visitor.log_in(ada)
    assert "Nothing was expected" in texts_of(document(visitor, "/board/?format=pdf"))
    assert "Nothing was expected" in texts_of(document(visitor, "/scorecard/?format=pdf"))


@pytest.mark.parametrize("who", ["raj", "otto"])
def test_others_get_no_paper(
    who: str, visitor: Visitor, rita: Member, done: None, request: pytest.FixtureRequest
) -> None:
    visitor.log_in(request.getfixturevalue(who))
    assert visitor.get(f"/members/{rita.pk}/scorecard/?format=pdf").status_code == 404
