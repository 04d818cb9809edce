"""Recaps as a workbook: a tab per table and one of the people; numbers are numbers, NIPs text."""

import io
from datetime import UTC, datetime
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from chalicelib.domain.recap import NO_PERCENT
from chalicelib.domain.sheets import Document, PersonRow, Sheet

MOST_OF_A_TAB: Final = 31  # characters; Excel's own limit
NAME_WIDTH, FIGURE_WIDTH, TEXT_WIDTH = 44, 14, 24  # in characters
PEOPLE_TAB: Final = "Pegawai"
PEOPLE_COLUMNS: Final = ("KEGIATAN", "UNIT KERJA", "NAMA", "NIP", "KODE")
MADE_AT: Final = datetime(2000, 1, 1, tzinfo=UTC)  # fixed: the same facts, the same bytes
# No text ever becomes a formula, link or number (security.md J3).
OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def to_xlsx(document: Document) -> bytes:
    """The workbook's bytes."""
    out = io.BytesIO()
    with Workbook(out, OPTIONS) as book:
        book.set_properties({"title": document.title, "created": MADE_AT.replace(tzinfo=None)})
        styles = _Styles(book)
        for no, sheet in enumerate(document.sheets):
            _write_sheet(book.add_worksheet(_tab(document, no)), sheet, styles)
        if document.people:
            _write_people(book.add_worksheet(PEOPLE_TAB), document.people, styles)
    return out.getvalue()


class _Styles:
    """The formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        self.title = book.add_format({"bold": True})
        self.head = book.add_format(
            {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
        )
        self.text = book.add_format({"border": 1, "num_format": "@"})
        self.count = book.add_format({"border": 1, "num_format": "#,##0"})
        self.share = book.add_format({"border": 1, "num_format": "0.00%"})


def _tab(document: Document, no: int) -> str:
    """The sheet's name; numbered where another has it too."""
    name = document.sheets[no].name
    if [sheet.name for sheet in document.sheets].count(name) == 1:
        return name
    return f"{name[: MOST_OF_A_TAB - 5]} ({no + 1})"


def _write_sheet(page: Worksheet, sheet: Sheet, styles: _Styles) -> None:
    heading = (*sheet.title, f"{sheet.state} · {sheet.foot}")
    for at, line in enumerate(heading):
        page.write_string(at, 0, line, styles.title)
    head = len(heading) + 1
    for at, column in enumerate(sheet.columns):
        page.write_string(head, at, column, styles.head)
    rows = (*sheet.rows, sheet.total)
    for row_at, row in enumerate(rows, start=head + 1):
        for at, cell in enumerate(row):
            _write(page, row_at, at, cell, styles)
    below = head + len(rows) + 2
    for at, note in enumerate(sheet.notes):
        page.write_string(below + at, 0, f"{at + 1}. {note}")
    page.freeze_panes(head + 1, 2)
    page.autofilter(head, 0, head + len(sheet.rows), len(sheet.columns) - 1)
    page.set_column(1, 1, NAME_WIDTH)
    page.set_column(2, len(sheet.columns) - 1, FIGURE_WIDTH)


def _write(page: Worksheet, row: int, column: int, cell: int | str, styles: _Styles) -> None:
    if isinstance(cell, int):
        page.write_number(row, column, cell, styles.count)
    elif cell.endswith("%") and cell != NO_PERCENT and column > 1:
        share = int(cell.removesuffix("%").replace(",", "")) / 10_000
        page.write_number(row, column, share, styles.share)
    else:
        page.write_string(row, column, cell, styles.text)


def _write_people(page: Worksheet, people: tuple[PersonRow, ...], styles: _Styles) -> None:
    for at, column in enumerate(PEOPLE_COLUMNS):
        page.write_string(0, at, column, styles.head)
    for row_at, person in enumerate(people, start=1):
        cells = (person.table, person.unit, person.name, person.nip, person.code)
        for at, cell in enumerate(cells):
            page.write_string(row_at, at, cell, styles.text)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(people), len(PEOPLE_COLUMNS) - 1)
    page.set_column(0, len(PEOPLE_COLUMNS) - 1, TEXT_WIDTH)
