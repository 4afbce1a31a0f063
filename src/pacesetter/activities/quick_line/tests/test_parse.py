"""Lines as people write them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.activities.quick_line import OutcomeWord, Parsed, TypeWord, Vocabulary, parse

# Noon of a Monday.
NOW = datetime(2026, 3, 23, 12, tzinfo=ZoneInfo("Pacific/Auckland"))
TODAY = NOW.date()
CONNECTED, VOICEMAIL, HELD = 1, 2, 3
COLD, DISCOVERY, DEMO, EMAIL, REVIEW = 11, 12, 13, 14, 15

TYPES = (
    TypeWord(COLD, "Cold call", "phone_call", frozenset({CONNECTED, VOICEMAIL})),
    TypeWord(DISCOVERY, "Discovery call", "phone_call", frozenset({CONNECTED, HELD})),
    TypeWord(DEMO, "Product demo", "meeting", frozenset({HELD})),
    TypeWord(REVIEW, "Account review", "meeting", frozenset({HELD})),
    TypeWord(EMAIL, "Follow-up e-mail", "email", frozenset()),
)
OUTCOMES = (OutcomeWord(CONNECTED, "Connected"), OutcomeWord(VOICEMAIL, "Voicemail"), OutcomeWord(HELD, "Held"))
VOCABULARY = Vocabulary(TYPES, OUTCOMES)


def read(line: str, *, day_first: bool = True, now: datetime = NOW) -> Parsed:
    return parse(line, Vocabulary(TYPES, OUTCOMES, day_first=day_first), now)


def test_a_call_that_was_made() -> None:
    assert read("call Jane at Acme 10m") == Parsed(
        type_ids=(COLD, DISCOVERY), minutes=10, is_planned=False, phrases=("Jane", "Acme")
    )


def test_a_demo_to_come() -> None:
    assert read("demo tomorrow 3pm with Acme") == Parsed(
        type_ids=(DEMO,), day=date(2026, 3, 24), at=time(15), is_planned=True, phrases=("Acme",)
    )


def test_an_outcome_tells_the_type_that_alone_can_have_it() -> None:
    assert read("voicemail Initech") == Parsed(
        type_ids=(COLD,), outcome_ids=(VOICEMAIL,), is_planned=False, phrases=("Initech",)
    )


@pytest.mark.parametrize(
    "words", ["left a message", "left message", "left her a message", "left a vm", "Left a voicemail.", "mailbox"]
)
def test_an_outcome_is_known_by_what_people_say_for_it(words: str) -> None:
    assert read(f"called jane at acme 10 min, {words}") == Parsed(
        type_ids=(COLD,), outcome_ids=(VOICEMAIL,), minutes=10, is_planned=False, phrases=("jane", "acme")
    )
    assert read("cold call, spoke to Jane").outcome_ids == (CONNECTED,)
    # An outcome that nobody has set up is not meant.
    assert read("cold call Bob, did not answer").outcome_ids == ()


@pytest.mark.parametrize(
    ("words", "day", "at"),
    [
        ("2 min ago", TODAY, time(11, 58)), ("20m ago", TODAY, time(11, 40)), ("2h ago", TODAY, time(10)),
        ("13 hours ago", date(2026, 3, 22), time(23)), ("in 2 hours", TODAY, time(14)),
        ("in 90min", TODAY, time(13, 30)),
    ],
)  # fmt: skip
def test_so_long_ago_is_a_moment(words: str, day: date, at: time) -> None:
    parsed = read(f"cold call Bob {words} 10m")
    assert (parsed.day, parsed.at) == (day, at)
    assert (parsed.minutes, parsed.is_planned, parsed.phrases) == (10, words.startswith("in"), ("Bob",))


def test_the_more_is_said_the_fewer_fit() -> None:
    assert read("cold call Bob").type_ids == (COLD,)
    assert read("discovery with Bob").type_ids == (DISCOVERY,)
    assert read("called Bob, connected").type_ids == (COLD, DISCOVERY)
    assert read("meeting Acme").type_ids == (DEMO, REVIEW)
    assert read("emailed Bob").type_ids == (EMAIL,)
    assert read("Bob at Acme").type_ids == ()


def test_what_it_is_about_is_read_as_it_stands() -> None:
    parsed = read("cold call Jane about the price for 10 minutes tomorrow")
    assert (parsed.subject, parsed.minutes, parsed.day) == ("the price for 10 minutes tomorrow", None, None)


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("10m", 10), ("10 min", 10), ("90 minutes", 90), ("1h", 60), ("1h30", 90), ("1h30m", 90), ("1.5h", 90),
        ("1,5 hours", 90), ("for 20 minutes", 20), ("2 hours", 120), ("in 2 hours", None), ("9999m", None),
    ],
)  # fmt: skip
def test_how_long(words: str, minutes: int | None) -> None:
    assert read(f"cold call Bob {words}").minutes == minutes


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", TODAY), ("tomorrow", date(2026, 3, 24)), ("yesterday", date(2026, 3, 22)),
        ("friday", date(2026, 3, 27)), ("on fri", date(2026, 3, 27)), ("next Friday", date(2026, 3, 27)),
        ("last friday", date(2026, 3, 20)), ("monday", date(2026, 3, 30)), ("next week", date(2026, 3, 30)),
        ("in 3 days", date(2026, 3, 26)), ("in 2 weeks", date(2026, 4, 6)), ("3 days ago", date(2026, 3, 20)),
        ("2026-04-01", date(2026, 4, 1)), ("24/3", date(2026, 3, 24)), ("24.3.", date(2026, 3, 24)),
        ("1/2", date(2027, 2, 1)), ("24/3/2027", date(2027, 3, 24)), ("24 March", date(2026, 3, 24)),
        ("March 24th", date(2026, 3, 24)), ("24 mar 2027", date(2027, 3, 24)), ("31/2", None), ("99/99", None),
    ],
)  # fmt: skip
def test_on_which_day(words: str, day: date | None) -> None:
    assert read(f"cold call Bob {words}").day == day


def test_dates_are_written_in_two_orders() -> None:
    assert read("demo 4/5").day == date(2026, 5, 4)
    assert read("demo 4/5", day_first=False).day == date(2026, 4, 5)


def test_what_was_done_lies_behind() -> None:
    assert read("voicemail Bob friday").day == date(2026, 3, 20)
    assert read("did cold call Bob 24/3").day == date(2025, 3, 24)


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("3pm", time(15)), ("3 pm", time(15)), ("12am", time(0)), ("12pm", time(12)), ("15:30", time(15, 30)),
        ("9.30", time(9, 30)), ("at 9", time(9)), ("@ 14:00", time(14)), ("noon", time(12)), ("3", None),
        ("25:00", None), ("13pm", None),
    ],
)  # fmt: skip
def test_at_what_time(words: str, at: time | None) -> None:
    assert read(f"demo Acme tomorrow {words}").at == at


@pytest.mark.parametrize(
    ("line", "is_planned"),
    [
        ("cold call Bob", False), ("cold call Bob tomorrow", True), ("cold call Bob yesterday", False),
        ("cold call Bob today", None), ("cold call Bob 3pm", True), ("cold call Bob 9am", False),
        ("plan cold call Bob", True), ("done cold call Bob today", False), ("todo demo Acme today", True),
        ("voicemail Bob today", False), ("just now cold call Bob", False),
    ],
)  # fmt: skip
def test_done_or_to_be_done(line: str, is_planned: bool | None) -> None:
    assert read(line).is_planned is is_planned


def test_names_keep_their_letters_and_small_words_part_them() -> None:
    assert read("cold call with José García at Müller & Söhne, 10m").phrases == ("José García", "Müller", "Söhne")
    assert read("").phrases == ()


@given(st.text(max_size=80))
def test_any_line_can_be_read(line: str) -> None:
    parsed = parse(line, VOCABULARY, NOW)
    assert set(parsed.type_ids) <= {kind.id for kind in TYPES}
    assert parsed.minutes is None or 0 <= parsed.minutes <= 1440
    assert all(phrase.strip() for phrase in parsed.phrases)


names = st.sampled_from(["Jane", "Bob Ngata", "Zoë", "O'Neil", "Wu-Tang"])
orders = st.permutations(["cold call", "with {who}", "{minutes}m", "{day}", "{hour}:15"])


@given(orders, names, st.integers(1, 999), st.integers(0, 200), st.integers(0, 23))
def test_the_order_of_what_is_said_does_not_matter(
    order: list[str], who: str, minutes: int, days: int, hour: int
) -> None:
    day = TODAY + timedelta(days=days)
    line = " ".join(order).format(who=who, minutes=minutes, day=day.isoformat(), hour=hour)
    parsed = parse(line, VOCABULARY, NOW)
    assert (parsed.type_ids, parsed.minutes, parsed.day, parsed.at) == ((COLD,), minutes, day, time(hour, 15))
    assert parsed.phrases == (who,)


@given(st.lists(st.sampled_from(["call", "tomorrow", "3pm", "10m", "Jane", "at", "Acme", "voicemail", "24/3", ","])))
def test_no_word_means_two_things(words: list[str]) -> None:
    parsed = parse(" ".join(words), VOCABULARY, NOW)
    left = " ".join(parsed.phrases).split()
    assert len(left) <= len(words)
    assert "voicemail" not in left or words.count("voicemail") > 1


@pytest.mark.parametrize(
    ("line", "word", "meant", "types"),
    [
        ("caled Initech", "caled", "called", (COLD, DISCOVERY)),
        ("Metting with Jane", "Metting", "meeting", (DEMO, REVIEW)),
        ("10m porduct Acme", "porduct", "product", (DEMO,)),
        ("emial Jane", "emial", "email", (EMAIL,)),
    ],
)
def test_a_mistyped_word_for_a_kind_is_read_as_a_guess(
    line: str, word: str, meant: str, types: tuple[int, ...]
) -> None:
    parsed = read(line)
    assert (parsed.misspelt, parsed.meant, parsed.type_ids) == (word, meant, types)
    assert all(word not in phrase for phrase in parsed.phrases)
    plain = parse(line, VOCABULARY, NOW, guess=False)
    assert (plain.misspelt, plain.type_ids) == ("", ())
    assert any(word in phrase for phrase in plain.phrases)


@pytest.mark.parametrize("line", ["Initech", "Callum at Acme", "Bob 10m", "call Metting & Sons", "Roald cal"])
def test_names_are_no_mistyped_words(line: str) -> None:
    assert read(line).misspelt == ""


def test_the_outcome_tells_the_type_of_a_mistyped_word_too() -> None:
    assert read("caled Initech, left a message").type_ids == (COLD,)
