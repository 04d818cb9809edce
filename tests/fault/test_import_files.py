"""Two thousand files that nobody would call SIMPEG's: each ends in a difference or a refusal."""

import io
import json
from dataclasses import replace
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from chalicelib.adapters.spreadsheets import Spreadsheet
from chalicelib.domain.imports import CHANGES_A_PAGE, LINES_A_PART, ImportState, Step, Task
from chalicelib.domain.people import Opd, Person
from chalicelib.domain.simpeg import differ, read_people
from chalicelib.services.import_file import check
from tests.accepted import an_import
from tests.fakes import FakeClock, FakeDocuments, FakeImports, FakePeople, FakeRegency, FakeRenderer
from tests.simpeg_file import HEADER, csv_of, rows_of
from tests.world import ENDAH, MONDAY, OPDS, PEOPLE, ulid, wib

FILES: Final = 2_000
UPLOADED: Final = replace(an_import(1), state=ImportState.CHECKING, run=1)
ROWS: Final = rows_of(PEOPLE, OPDS)
ODD_CELLS: Final = (
    "", " ", "-", "=1+1", "@SUM(A1)", "1,99E+17", "199001012024011009", "'199001012024011009",
    "19900101 202401 1 009", "3526010101900001", "\u202enama", "a\u0000b", "\ufeff", "x" * 300,
    "Dinas Komunikasi dan Informatika", "PPPK Paruh Waktu", "\U0001f600",
    "baris\nbaru", 'kutip "ganda"', "; , \t", "NaN", "true", "١٩٩٠",
)  # fmt: skip

cells = st.sampled_from(ODD_CELLS) | st.text(max_size=20)
people_rows = st.lists(st.sampled_from(ROWS), max_size=12).map(lambda rows: [[*r] for r in rows])
whole_files = st.lists(st.sampled_from(ROWS), unique_by=lambda row: row[0])
edits = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 10), cells), max_size=6)
headers = (
    st.just(list(HEADER))
    | st.permutations(HEADER)
    | st.lists(st.sampled_from(HEADER) | cells, max_size=12)
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[Any]]]:
    """A header and rows; some of them real people, some cells odd, some rows too short or long."""
    own = [[*row] for row in ROWS if row[0] == ENDAH.nip and draw(st.booleans())]
    rows: list[list[Any]] = [*own, *draw(people_rows)]
    for row, column, cell in draw(edits):
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = cell
    rows += draw(st.lists(st.lists(cells, max_size=14), max_size=3))
    return draw(headers), rows


def as_csv(table: tuple[list[str], list[list[Any]]]) -> bytes:
    header, rows = table
    return csv_of(rows, header)


def as_workbook(table: tuple[list[str], list[list[Any]]]) -> bytes:
    header, rows = table
    book = Workbook()
    sheet = book.create_sheet(index=0)
    for row in (header, *rows):
        sheet.append([cell for cell in row if "\0" not in cell and cell.isprintable()])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


files = (
    tables().map(as_csv)
    | tables().map(lambda table: as_csv(table)[: len(as_csv(table)) // 2])
    | tables().map(lambda table: as_csv(table).decode().encode("utf-16"))
    | st.binary(max_size=300)
    | st.binary(max_size=60).map(lambda tail: b"PK\x03\x04" + tail)
)
workbooks = tables().map(as_workbook)


def ends_clearly(data: bytes) -> None:
    imports = FakeImports({UPLOADED.import_id: UPLOADED})
    documents = FakeDocuments({UPLOADED.file_key: data})
    found = check(
        task=Task(import_id=UPLOADED.import_id, step=Step.CHECK, run=1), open_file=Spreadsheet,
        imports=imports, documents=documents, renderer=FakeRenderer(),
        people=FakePeople({p.pegawai_id: p for p in PEOPLE}), opds=FakeRegency(list(OPDS)),
        clock=FakeClock(wib("08.00", MONDAY)),
    )  # fmt: skip
    assert found is not None
    if found.state is ImportState.REFUSED:
        assert found.problem in {"tipe-isi", "terlalu-besar", "perkara-sendiri"}
        return
    if found.state is ImportState.COLUMNS:
        assert found.missing
        return
    assert found.state is ImportState.PREVIEW
    shown = (
        [json.loads(documents.kept[found.page_key(None, 0)])] if any(found.counts.values()) else []
    )
    assert sum(len(page) for page in shown) == min(CHANGES_A_PAGE, sum(found.counts.values()))
    assert found.parts == -(-found.total // LINES_A_PART)
    written = [json.loads(documents.kept[found.part_key(part)]) for part in range(found.parts)]
    assert sum(len(part) for part in written) == found.total


@settings(max_examples=FILES)
@given(files)
def test_each_file_ends_in_a_difference_or_a_refusal(data: bytes) -> None:
    ends_clearly(data)


@settings(max_examples=FILES // 10)
@given(workbooks)
def test_each_workbook_ends_in_a_difference_or_a_refusal(data: bytes) -> None:
    ends_clearly(data)


@settings(max_examples=FILES // 10)
@given(whole_files, whole_files)
def test_the_last_file_decides_whatever_came_before(
    first: list[list[str]], second: list[list[str]]
) -> None:
    """Two files in any order: who is active, and where, is what the last one says."""
    alone = applied(PEOPLE, OPDS, second)
    after = applied(*applied(PEOPLE, OPDS, first), second)

    assert places(*after) == places(*alone)


def applied(
    people: tuple[Person, ...], opds: tuple[Opd, ...], rows: list[list[str]]
) -> tuple[tuple[Person, ...], tuple[Opd, ...]]:
    ids = iter(range(10_000, 20_000))
    reading = read_people([HEADER, *rows])
    found = differ(reading, known=people, opds=opds, new_id=lambda: ulid(next(ids)))
    after = {p.pegawai_id: p for p in people} | {p.pegawai_id: p for p in found.people}
    offices = {o.opd_id: o for o in opds} | {o.opd_id: o for o in found.opds}
    return tuple(after.values()), tuple(offices.values())


def places(people: tuple[Person, ...], opds: tuple[Opd, ...]) -> dict[str, tuple[str, str]]:
    by_id = {opd.opd_id: opd for opd in opds}
    return {
        p.nip: (by_id[p.opd_id].name, by_id[p.opd_id].unit_name(p.unit_no))
        for p in people
        if p.is_active
    }
