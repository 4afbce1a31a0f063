"""What of a part is told: rows that differ, their order, or all of it."""

import json
from typing import Any

from django.utils.html import escape

from pacesetter.web.live.pieces import told, version_of


def part(rows: dict[str, str], title: str = "March") -> str:
    lines = [f'<tr role="row" data-live-piece="{key}"><td>{cell}</td></tr>\n' for key, cell in rows.items()]
    return f"<div><h2>{title}</h2><table>{''.join(lines)}</table></div>"


def difference(before: str, now: str) -> Any:
    return json.loads(told(version_of(2, now), version_of(1, before).marks))


def test_rows_that_differ_are_told_as_they_were_drawn() -> None:
    before, now = part({"1": "Rita 3", "2": "Raj 1"}), part({"1": "Rita 4", "2": "Raj 1"})
    found = difference(before, now)
    assert found == {"pieces": {"1": '<tr role="row" data-live-piece="1"><td>Rita 4</td></tr>'}}
    assert found["pieces"]["1"] in now


def test_another_order_is_told() -> None:
    before, now = part({"1": "Rita 3", "2": "Raj 1"}), part({"2": "Raj 4", "1": "Rita 3"})
    found = difference(before, now)
    assert (list(found["pieces"]), found["order"]) == (["2"], ["2", "1"])


def test_where_nothing_differs_there_are_no_pieces() -> None:
    assert difference(part({"1": "Rita"}), part({"1": "Rita"})) == {"pieces": {}}


def test_who_comes_or_goes_makes_it_whole() -> None:
    one, two = part({"1": "Rita"}), part({"1": "Rita", "2": "Raj"})
    assert difference(one, two) == {"whole": two}
    assert difference(two, one) == {"whole": one}


def test_what_differs_around_the_rows_makes_it_whole() -> None:
    now = part({"1": "Rita"}, "April")
    assert difference(part({"1": "Rita"}), now) == {"whole": now}


def test_of_whom_nothing_is_known_is_told_all() -> None:
    now = version_of(1, part({"1": "Rita"}))
    assert json.loads(told(now, None)) == {"whole": now.text}


def test_a_message_is_one_line() -> None:
    assert "\n" not in told(version_of(1, part({"1": "Rita\r\n\u2028"})), None)


def test_nobody_s_name_passes_for_a_row() -> None:
    name = escape('</td></tr><tr data-live-piece="2"><td>')
    assert list(version_of(1, part({"1": name})).pieces) == ["1"]
