"""Tables as CSV: UTF-8 with BOM and `;`, as Excel in Indonesia opens it."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from chalicelib.domain.sheets import Document, Sheet

# What a spreadsheet takes for a formula, also in its full-width form (security.md J3).
FORMULA_STARTS: Final = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 - the full-width forms are meant
LABELS: Final = ("KEGIATAN", "TANGGAL", "STATUS")


def to_csv(document: Document) -> bytes:
    """Every sheet's rows and totals below one head."""
    columns = max((sheet.columns for sheet in document.sheets), key=len)
    rows = (
        (*_labels(sheet), *_aligned(sheet, row, columns))
        for sheet in document.sheets
        for row in (*sheet.rows, sheet.total)
    )
    return csv_of([(*LABELS, *columns), *rows])


def csv_of(rows: Iterable[Sequence[int | str]]) -> bytes:
    """One flat table; all cells quoted (security.md J3)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _labels(sheet: Sheet) -> tuple[str, ...]:
    return (sheet.title[0], sheet.title[-1], f"{sheet.state} · {sheet.foot}")


def _aligned(
    sheet: Sheet, row: tuple[int | str, ...], columns: tuple[str, ...]
) -> tuple[int | str, ...]:
    """The row under the common head: FINAL leaves BELUM ADA KETERANGAN empty."""
    cells = dict(zip(sheet.columns, row, strict=True))
    return tuple(cells.get(column, "") for column in columns)


def _safe(cell: int | str) -> int | str:
    """Text that a spreadsheet would calculate gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
