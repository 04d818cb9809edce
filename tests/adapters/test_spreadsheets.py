"""Files that people send: what is read, what is refused (security.md J4, J5)."""

import contextlib
import io
import zipfile
from collections.abc import Sequence

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters import spreadsheets
from chalicelib.adapters.spreadsheets import Spreadsheet
from chalicelib.domain.errors import ApelError, TooLarge, WrongType
from chalicelib.domain.simpeg import Cell, read_people

TEXT = "NIP BARU;NAMA;UNOR NAMA;UNOR INDUK NAMA\n198003152005012001;Siti Aminah;Umum;Dinas A\n"


def rows(data: bytes) -> list[list[Cell]]:
    return [list(row) for row in Spreadsheet(data).rows()]


def workbook(*lines: Sequence[Cell]) -> bytes:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(list(line))  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def archive(**members: bytes) -> bytes:
    out = io.BytesIO(workbook(["NIP"]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("cp1252"),
        TEXT.replace(";", ",").encode(),
        TEXT.replace("\n", "\r\n").encode(),
    ],
)
def test_every_csv_that_offices_send_reads_alike(data: bytes) -> None:
    assert rows(data) == [line.split(";") for line in TEXT.splitlines()]


def test_letters_of_windows_1252_are_kept() -> None:
    assert rows("NAMA;UNIT\nRené;A".encode("cp1252"))[1] == ["René", "A"]


def test_a_workbook_reads_like_its_csv() -> None:
    lines = [line.split(";") for line in TEXT.splitlines()]

    assert rows(workbook(*lines)) == lines


def test_a_nip_in_a_number_cell_is_seen_as_one() -> None:
    """J5: the row is refused and named; its digits are lost for good."""
    header = TEXT.splitlines()[0].split(";")

    book = workbook(header, [198003152005012001, "Siti", "Umum", "A"])
    reading = read_people(Spreadsheet(book).rows())

    assert [(row.row, row.column, row.code) for row in reading.refused] == [
        (2, "NIP BARU", "nip-angka")
    ]


WHOLE = workbook(["NIP", "NAMA"], ["1", "Siti"])
STYLES = b"""<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<cellXfs><xf strange="1"/></cellXfs></styleSheet>"""
DTD = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'


def marked(place: int, value: int) -> bytes:
    """A workbook each of whose members has another value there, counted in its local header."""
    data = bytearray(workbook(["NIP"]))
    for magic, before in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
        at = data.find(magic)
        while at >= 0:
            data[at + before + place] = value
            at = data.find(magic, at + 4)
    return bytes(data)


def rewritten(part: str, content: bytes) -> bytes:
    """A workbook with other content in one of its members."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(["NIP"]))) as whole,
        zipfile.ZipFile(out, "w") as file,
    ):
        for name in whole.namelist():
            file.writestr(name, content if name == part else whole.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", WrongType),
        (b"%PDF-1.7\x00", WrongType),
        (b"PK\x03\x04 broken", WrongType),
        (archive(**{"xl/vbaProject.bin": b"macro"}), WrongType),
        (archive(**{"xl/a.xml": b"<!doctype x [<!ENTITY a 'b'>]><x/>"}), WrongType),
        (archive(**{"xl/a.xml": DTD.encode("utf-16-le")}), WrongType),
        (archive(**{"xl/a.xml": DTD.encode("utf-16-be")}), WrongType),
        (marked(6, 1), WrongType),
        (marked(8, 99), WrongType),
        (rewritten("xl/styles.xml", STYLES), WrongType),
        (rewritten("[Content_Types].xml", b"<Types/>"), WrongType),
        (archive(bomb=b"0" * 20_000_000), TooLarge),
        (archive(**{f"m{n}": b"" for n in range(201)}), TooLarge),
        (TEXT.splitlines()[0].encode() + b'\n"open', WrongType),
    ],
    ids=(
        *("empty", "PDF", "no archive", "macro", "DTD", "DTD in UTF-16", "DTD in UTF-16BE"),
        *("locked", "packed strangely", "broken styles", "no workbook", "bomb", "many members"),
        "open quote",
    ),
)
def test_what_is_hostile_or_no_spreadsheet_is_refused(data: bytes, error: type[ApelError]) -> None:
    with pytest.raises(error):
        rows(data)


@given(damage=st.lists(st.tuples(st.integers(4, 2**16), st.integers(0, 255)), max_size=6))
def test_a_damaged_workbook_raises_nothing_else(damage: list[tuple[int, int]]) -> None:
    broken = bytearray(WHOLE)
    for place, value in damage:
        broken[4 + place % (len(broken) - 4)] = value

    with contextlib.suppress(TooLarge, WrongType):
        rows(bytes(broken))


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MOST_ROWS", 3)

    with pytest.raises(TooLarge):
        rows(b"NIP\n" + b"1\n" * 4)
