"""Spreadsheets that people send: CSV or XLSX, told apart by content, read within bounds.

Bounds and refusals: security.md J4, J5. Nothing is calculated, no link is followed, no macro and no
document type definition is taken.
"""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Final

from chalicelib.domain.errors import TooLarge, WrongType
from chalicelib.domain.simpeg import Cell

MOST_UNPACKED_BYTES: Final = 50_000_000
MOST_RATIO: Final = 100  # unpacked to packed
MOST_MEMBERS: Final = 200
MOST_ROWS: Final = 50_000
DTD: Final = b"<!DOCTYPE"
# What zipfile, zlib and openpyxl raise for an archive or a workbook that is broken or locked.
UNREADABLE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
_ZIP: Final = b"PK\x03\x04"


class Spreadsheet:
    """The first sheet of a file."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def rows(self) -> Iterator[Sequence[Cell]]:
        """As the port says."""
        is_book = self._data.startswith(_ZIP)
        return _bounded(_xlsx_rows(self._data) if is_book else _csv_rows(self._data))


def _bounded(rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    for number, row in enumerate(rows):
        if number > MOST_ROWS:
            raise TooLarge(rows=MOST_ROWS)
        yield row


def _csv_rows(data: bytes) -> Iterator[Sequence[Cell]]:
    text = _decoded(data)
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise WrongType from error


def _decoded(data: bytes) -> str:
    """UTF-8 with or without BOM, else Windows-1252; a file with NUL is neither."""
    if b"\0" in data or not data.strip():
        raise WrongType
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _xlsx_rows(data: bytes) -> Iterator[Sequence[Cell]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - only an import needs it
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415 - the same

    try:
        _check_archive(data)
        book = load_workbook(
            io.BytesIO(data), read_only=True, data_only=True, keep_links=False, keep_vba=False
        )
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # the file may claim another size than it has
        for row in sheet.iter_rows(values_only=True):
            yield [_cell(value) for value in row]
    except (InvalidFileException, *UNREADABLE) as error:
        raise WrongType from error


def _check_archive(data: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(data))
    members = archive.infolist()
    names = {member.filename.lower() for member in members}
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED_BYTES:
        raise TooLarge
    if unpacked > MOST_RATIO * len(data):
        raise TooLarge
    if any(name.endswith("vbaproject.bin") for name in names):
        raise WrongType
    if any(_declares_type(archive.read(member)) for member in members):
        raise WrongType


def _declares_type(xml: bytes) -> bool:
    """Also where it is written in UTF-16, which parsers read as well: every other byte is NUL."""
    return DTD in xml.replace(b"\0", b"").upper()


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)
