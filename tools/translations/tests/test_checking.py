"""What is found wrong with a catalogue."""

import pytest
from babel.messages.catalog import Catalog

from tools.translations.checking import faults


def catalogue(*messages: tuple[object, object]) -> Catalog:
    made = Catalog(locale="de")
    for text, translation in messages:
        made.add(text, translation)  # type: ignore[arg-type]
    return made


TEXTS = catalogue(("Save", ""), ("%(n)s of %(all)s", ""), (("%(n)s call", "%(n)s calls"), ("", "")))
WHOLE: dict[object, object] = {
    "Save": "Sichern",
    "%(n)s of %(all)s": "%(n)s von %(all)s",
    ("%(n)s call", "%(n)s calls"): ("ein Anruf", "%(n)s Anrufe"),
}


def test_a_whole_one_has_no_fault() -> None:
    assert list(faults(catalogue(*WHOLE.items()), TEXTS)) == []


@pytest.mark.parametrize(
    ("text", "translation", "fault"),
    [
        ("Save", "", "not translated: 'Save'"),
        ("%(n)s of %(all)s", "%(n)s von %(al)s", "other places for values: '%(n)s of %(all)s'"),
        ("%(n)s of %(all)s", "alle", "other places for values: '%(n)s of %(all)s'"),
        (("%(n)s call", "%(n)s calls"), ("ein Anruf", ""), "not translated: '%(n)s call'"),
        (("%(n)s call", "%(n)s calls"), ("ein Anruf", "%(m)s Anrufe"), "other places for values: '%(n)s call'"),
        ("Quit", "Beenden", "gone from the source: 'Quit'"),
    ],
)
def test_each_fault_is_found(text: object, translation: object, fault: str) -> None:
    assert list(faults(catalogue(*{**WHOLE, text: translation}.items()), TEXTS)) == [fault]


def test_a_text_without_any_line_is_found() -> None:
    assert list(faults(catalogue(*list(WHOLE.items())[1:]), TEXTS)) == ["not translated: 'Save'"]
