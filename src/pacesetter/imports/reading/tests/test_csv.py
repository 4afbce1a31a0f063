"""Reading CSV that has been through a lot."""

import csv
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pacesetter.imports.reading.batch import Flaw, FlawKind
from pacesetter.imports.reading.csv_rows import CsvRows
from pacesetter.imports.reading.limits import BATCH_LINES
from pacesetter.imports.reading.open_table import open_table


def read(path: Path, content: str | bytes, **options: object) -> tuple[list[str], list[list[str]], list[Flaw]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    table = open_table(path, **options).table  # type: ignore[arg-type]
    rows: list[list[str]] = []
    flaws: list[Flaw] = []
    for batch in table.batches():
        assert len(batch.numbers) == len(batch.rows)
        rows += batch.rows
        flaws += batch.flaws
    return table.header, rows, flaws


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "export.csv"


def test_rows_come_as_they_stand(file: Path) -> None:
    header, rows, flaws = read(file, "Date,Type\n2026-03-01,Call\n2026-03-02,Demo\n")
    assert header == ["Date", "Type"]
    assert rows == [["2026-03-01", "Call"], ["2026-03-02", "Demo"]]
    assert flaws == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(file: Path, delimiter: str) -> None:
    text = "\n".join(delimiter.join(row) for row in [["Type", "Owner", "Note"], ["Call", "Rita", "a b"]] * 2)
    assert read(file, text)[0] == ["Type", "Owner", "Note"]


def test_commas_inside_text_do_not_win_over_semicolons(file: Path) -> None:
    header, rows, _ = read(file, "Type;Note\nCall;one, two, three\nCall;four, five, six\n")
    assert header == ["Type", "Note"]
    assert rows[0] == ["Call", "one, two, three"]


def test_a_sign_that_every_text_holds_as_often_does_not_win_over_the_headings(file: Path) -> None:
    note = "; ".join(["Sent the offer"] * 6)
    header, rows, _ = read(file, "Type,Owner,Note\n" + f'Call,Rita,"{note}"\n' * 40)
    assert (header, rows[0]) == (["Type", "Owner", "Note"], ["Call", "Rita", note])
    header, rows, _ = read(file, "Value;Minutes\n" + "1,50;2,25\n" * 40)
    assert (header, rows[0]) == (["Value", "Minutes"], ["1,50", "2,25"])


def test_a_declared_delimiter_is_obeyed_and_is_no_header(file: Path) -> None:
    header, rows, _ = read(file, "sep=;\nType;Note\nCall;a,b\n")
    assert header == ["Type", "Note"]
    assert rows == [["Call", "a,b"]]


def test_line_breaks_inside_quotes_stay_in_the_cell(file: Path) -> None:
    _, rows, flaws = read(file, 'Type,Note\r\nCall,"one\r\ntwo"\r\nDemo,x\r\n')
    assert rows == [["Call", "one\r\ntwo"], ["Demo", "x"]]
    assert flaws == []


def test_old_macintosh_line_ends_are_understood(file: Path) -> None:
    assert read(file, "Type,Note\rCall,x\rDemo,y\r")[1] == [["Call", "x"], ["Demo", "y"]]


def test_a_row_of_the_wrong_width_is_left_out_alone(file: Path) -> None:
    _, rows, flaws = read(file, "Type,Note\nCall,x\nDemo,y,z\nCall\nCall,w\n")
    assert rows == [["Call", "x"], ["Call", "w"]]
    assert [(flaw.number, flaw.kind) for flaw in flaws] == [(3, FlawKind.WRONG_WIDTH), (4, FlawKind.WRONG_WIDTH)]


def test_empty_cells_beyond_the_last_column_do_not_matter(file: Path) -> None:
    _, rows, flaws = read(file, "Type,Note\nCall,x,,\n")
    assert rows == [["Call", "x"]]
    assert flaws == []


def test_blank_lines_are_counted_and_left_out(file: Path) -> None:
    file.write_text("Type,Note\nCall,x\n\n,\nDemo,y\n")
    batches = list(open_table(file).table.batches())
    assert [number for batch in batches for number in batch.numbers] == [2, 4, 5]
    assert sum(batch.blank for batch in batches) == 1


def test_an_unclosed_quote_costs_one_row_and_not_the_rest(file: Path) -> None:
    text = 'Type,Note\nCall,x\nCall,"never closed\n' + "Demo,y\n" * 3_000
    _, rows, flaws = read(file, text)
    assert len(rows) == 3_001
    assert [(flaw.number, flaw.kind) for flaw in flaws] == [(3, FlawKind.UNCLOSED_QUOTE)]


def test_an_unclosed_quote_before_a_quoted_row_costs_one_row(file: Path) -> None:
    _, rows, flaws = read(file, 'Type,Note\nCall,"never closed\nDemo,y\nDemo,"a, b"\nDemo,z\n')
    assert rows == [["Demo", "y"], ["Demo", "a, b"], ["Demo", "z"]]
    assert [flaw.number for flaw in flaws] == [2]


def test_a_quote_inside_a_cell_is_forgiven_where_the_row_still_fits(file: Path) -> None:
    _, rows, flaws = read(file, 'Type,Note,Owner\nCall,"the "big" one",Rita\nDemo,5" pipe,Raj\n')
    assert [row[2] for row in rows] == ["Rita", "Raj"]
    assert flaws == []


def test_windows_letters_are_read_as_such(file: Path) -> None:
    _, rows, flaws = read(file, "Owner,Note\nRené Müller,naïve – “quoted”\n".encode("cp1252"))
    assert rows == [["René Müller", "naïve – “quoted”"]]
    assert flaws == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_in_every_dress_is_read(file: Path, encoding: str) -> None:
    header, rows, _ = read(file, "Owner,Note\nŻółw,日本\n".encode(encoding))
    assert header == ["Owner", "Note"]
    assert rows == [["Żółw", "日本"]]


def test_letters_beyond_ascii_may_first_come_late_in_the_file(file: Path) -> None:
    text = "Owner,Note\n" + "Rita,plain text without accents\n" * 60_000 + "René,ü\n"
    assert read(file, text.encode("cp1252"))[1][-1] == ["René", "ü"]


def test_a_bad_byte_is_reported_with_its_row_and_column_and_is_not_fatal(file: Path) -> None:
    content = "Owner,Note\nRené,café\nRita,".encode() + b"b\xffd\n" + "Raj,señor\nRaj,één\nRaj,über\n".encode() * 5
    _, rows, flaws = read(file, content)
    assert rows[1] == ["Rita", "b\ufffdd"]
    assert [(flaw.number, flaw.kind, flaw.column) for flaw in flaws] == [(3, FlawKind.BAD_BYTES, 1)]


def test_zero_characters_are_taken_out_and_told(file: Path) -> None:
    _, rows, flaws = read(file, "Owner,Note\nRita,a\0b\nRaj,c\n")
    assert rows == [["Rita", "ab"], ["Raj", "c"]]
    assert [(flaw.number, flaw.kind) for flaw in flaws] == [(2, FlawKind.NULL_CHARACTERS)]


def test_reading_goes_on_after_any_row(file: Path) -> None:
    lines = [f"{n},x" if n % 7 else f'{n},"two\nlines"' for n in range(1, 12_001)]
    file.write_text("Number,Note\n" + "\n".join(lines) + "\n")
    table = open_table(file).table
    for after in (1, 2, 4_999, 5_000, 5_001, 11_999, 12_001):
        seen = [int(row[0]) for batch in table.batches(after=after) for row in batch.rows]
        # Row n of the data is row n + 1 of the file.
        assert seen == list(range(max(after, 1), 12_001))


def test_a_cell_larger_than_a_block_is_read_whole(file: Path) -> None:
    note = "word " * 190_000
    _, rows, flaws = read(file, f'Type,Note\nCall,"{note}"\nDemo,y\n')
    assert rows == [["Call", note], ["Demo", "y"]]
    assert flaws == []


def test_a_cell_without_end_costs_one_row(file: Path) -> None:
    _, rows, flaws = read(file, f'Type,Note\nCall,"{"x" * 1_100_000}"\nDemo,y\n')
    assert rows == [["Demo", "y"]]
    assert [flaw.kind for flaw in flaws] == [FlawKind.CELL_TOO_LONG]


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffd\ufeff"), max_size=12)


@given(
    rows=st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=30), delimiter=st.sampled_from(",;\t|")
)
@example(rows=[["", "", "\r"]], delimiter=",")
def test_whatever_csv_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str
) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([["a", "b", "c"], *rows])
    path = tmp_path_factory.mktemp("csv") / "x.csv"
    path.write_bytes(buffer.getvalue().encode())
    found = [row for batch in CsvRows(path, "utf-8", delimiter, 3).batches() for row in batch.rows][1:]
    # White space in front of a cell carries no meaning and is dropped by the reader only where it stands unquoted.
    assert found == rows


@given(content=st.binary(max_size=400))
def test_no_bytes_whatever_break_the_reader(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("csv") / "x.csv"
    path.write_bytes(b"Type,Note\n" + content)
    numbers: list[int] = []
    for batch in CsvRows(path, "utf-8", ",", 2).batches():
        assert all(len(row) == 2 for row in batch.rows)
        numbers += batch.numbers
    assert numbers == sorted(set(numbers))
    assert numbers[0] == 1


@given(
    good=st.lists(st.sampled_from(["Call,x", 'Demo,"a, b"', 'Demo,"two ""words"""']), min_size=1, max_size=40),
    broken=st.lists(st.sampled_from(["Call", "a,b,c", 'Call,"open', '"open', "Call,x,y,z"]), max_size=8),
    order=st.randoms(),
)
def test_broken_rows_never_take_a_right_one_with_them(
    tmp_path_factory: pytest.TempPathFactory, good: list[str], broken: list[str], order: object
) -> None:
    lines = [*good, *broken]
    order.shuffle(lines)  # type: ignore[attr-defined]
    path = tmp_path_factory.mktemp("csv") / "x.csv"
    path.write_text("Type,Note\n" + "\n".join(lines) + "\n")
    found = [row for batch in CsvRows(path, "utf-8", ",", 2).batches() for row in batch.rows][1:]
    expected = [next(csv.reader([line])) for line in lines if line in good]
    for row in expected:
        assert row in found


def test_a_large_file_takes_no_more_room_than_a_small_one(tmp_path: Path) -> None:
    def room(rows: int) -> int:
        path = tmp_path / f"{rows}.csv"
        path.write_text("Type,Note\n" + "".join(f"Call,{n} said that she would call back\n" for n in range(rows)))
        tracemalloc.start()
        try:
            assert sum(len(batch.rows) for batch in open_table(path).table.batches()) == rows
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    small, large = (room(many * BATCH_LINES) for many in (5, 10))
    assert large < small * 1.3
