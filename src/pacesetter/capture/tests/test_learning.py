"""What is suggested, and by how many choices."""

from dataclasses import replace

from pacesetter.capture.learning import Choice, Like, Suggestion, Traits, suggest

JANE = Traits("out", "jane@initech.example", thread_id=1, company_id=7, is_known=True)
STRANGER = Traits("out", "eve@x.example")
NEW, FOLLOW_UP, GONE = 1, 2, 3
USABLE = frozenset({NEW, FOLLOW_UP})


def chosen(traits: Traits, *type_ids: int | None) -> list[Choice]:
    return [Choice(traits, type_id) for type_id in type_ids]


def test_without_choices_nothing_is_suggested() -> None:
    assert suggest(JANE, [], USABLE) is None


def test_the_nearest_likeness_speaks_first() -> None:
    elsewhere = replace(JANE, thread_id=2)
    choices = chosen(elsewhere, NEW, NEW, NEW) + chosen(JANE, FOLLOW_UP)
    assert suggest(JANE, choices, USABLE) == Suggestion(FOLLOW_UP, Like.THREAD, 1, 1)
    assert suggest(replace(JANE, thread_id=9), choices, USABLE) == Suggestion(NEW, Like.ADDRESS, 3, 4)


def test_choices_that_do_not_agree_suggest_nothing() -> None:
    assert suggest(JANE, chosen(JANE, NEW, FOLLOW_UP), USABLE) is None


def test_ignoring_is_learnt_too() -> None:
    assert suggest(JANE, chosen(JANE, None, None), USABLE) == Suggestion(None, Like.THREAD, 2, 2)


def test_what_is_sent_says_nothing_of_what_is_received() -> None:
    assert suggest(replace(JANE, direction="in"), chosen(JANE, NEW, NEW), USABLE) is None


def test_first_mails_to_people_nobody_knows_are_alike() -> None:
    other = replace(STRANGER, address="bob@y.example")
    assert suggest(STRANGER, chosen(other, NEW, NEW), USABLE) is None
    assert suggest(STRANGER, chosen(other, NEW, NEW, NEW), USABLE) == Suggestion(NEW, Like.FIRST, 3, 3)


def test_a_type_that_is_gone_is_not_suggested() -> None:
    assert suggest(JANE, chosen(JANE, GONE, GONE), USABLE) is None
