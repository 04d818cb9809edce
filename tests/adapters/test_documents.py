"""Published files read back: the figures of the sheet, and nothing that calculates by itself."""

import csv
import io
import re
from dataclasses import replace
from datetime import time

import openpyxl
import pytest
from pypdf import PageObject, PdfReader

from chalicelib.adapters.documents.renderer import FileRenderer
from chalicelib.domain.attendance import Code
from chalicelib.domain.calendar import instant
from chalicelib.domain.people import PegawaiId
from chalicelib.domain.photos import PrintedImage
from chalicelib.domain.recap import Row, Tally
from chalicelib.domain.settings_data import RegencySettings
from chalicelib.domain.sheets import Document, FileKind, PersonRow, Sheet, sheet_of
from tests.domain.test_sheets import FINAL, HEAD, PROVISIONAL, THURSDAY, final, provisional
from tests.pictures import jpeg, scene
from tests.world import a_photo

MM = 72 / 25.4

QR = "https://contoh/periksa#v1.1." + "a" * 200
SITI = PersonRow(
    table="Senin 23-11 Apel pagi",
    unit="Sekretariat",
    name="=HYPERLINK(1)",
    nip="197513322003132005",
    code="H",
)


def sheet(*, rows: int = 2, is_final: bool = True) -> Sheet:
    tally = Tally(codes=((Code.PRESENT, 1_200), (Code.UNEXPLAINED, 34)))
    units = tuple(Row(key=str(no), name=f"Unit {no}", tally=tally) for no in range(rows))
    edition = final() if is_final else provisional()
    recap = replace(FINAL if is_final else PROVISIONAL, rows=units)
    return sheet_of(
        replace(edition, recap=recap),
        settings=RegencySettings(),
        published_at=instant(THURSDAY, time(21, 5)),
        signatory=HEAD,
        qr=QR,
    )


def document(*sheets: Sheet) -> Document:
    return Document(title="Rekap 2026-W48", sheets=sheets or (sheet(),), people=(SITI,))


def pdf_pages(made: Document) -> list[str]:
    reader = PdfReader(io.BytesIO(FileRenderer().render(FileKind.PDF, made)))
    return [page.extract_text() for page in reader.pages]


def csv_rows(made: Document) -> list[list[str]]:
    text = FileRenderer().render(FileKind.CSV, made).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_the_emblem_stands_at_the_left_of_the_first_page_of_each_table() -> None:
    """Its sides keep their proportion; the same picture is in the file once."""
    made = replace(document(sheet(rows=80), sheet()), emblem=a_photo(3, (400, 480)))
    once, again = (FileRenderer().render(FileKind.PDF, made) for _ in range(2))

    pages = PdfReader(io.BytesIO(once)).pages
    shown = [{image.image.size for image in page.images if image.image} for page in pages]
    assert shown == [{(400, 480)}, set(), {(400, 480)}]
    assert once == again
    assert once.count(b"/DCTDecode") == 1
    assert "KABUPATEN BANGKALAN" in pages[0].extract_text()


def test_a_signature_is_printed_in_grey_where_its_owner_signs_and_nowhere_else() -> None:
    """In the 22 mm between office and name; the bytes are the same each time."""
    signed = replace(HEAD, image=PrintedImage.signature(PegawaiId("01P"), "a" * 64))
    by_hand, provisional = sheet(), sheet(is_final=False)
    made = document(replace(by_hand, signatory=signed), provisional, by_hand)
    once, again = (
        FileRenderer().render(FileKind.PDF, replace(made, signature=jpeg(scene((1200, 400)))))
        for _ in range(2)
    )

    first, *others = PdfReader(io.BytesIO(once)).pages
    (shown,) = (image.image for image in first.images)
    assert shown
    assert (shown.mode, shown.size) == ("L", (1200, 400))
    assert [list(page.images) for page in others] == [[], []]
    assert once == again
    width, height, bottom = placed(first)
    name = baseline(first, HEAD.name)
    office = baseline(first, HEAD.office)
    assert width / height == pytest.approx(3)
    assert width <= 74 * MM
    assert name < bottom
    assert bottom + height < office
    assert office - name == pytest.approx(22 * MM + 13)


def placed(page: PageObject) -> tuple[float, float, float]:
    """Width and height of the page's one picture, and its lower edge."""
    _, found = re.findall(rb"([\d.]+) 0 0 ([\d.]+) ([\d.]+) ([\d.]+) cm", content(page))
    width, height, _, bottom = map(float, found)
    return width, height, bottom


def baseline(page: PageObject, text: str) -> float:
    """How high the line with this text stands, in points from the bottom."""
    found: list[float] = []

    def visit(said: str, _: object, at: list[float], *__: object) -> None:
        if text in said:
            found.append(at[5])

    page.extract_text(visitor_text=visit)
    return found[0]


def content(page: PageObject) -> bytes:
    contents = page.get_contents()
    assert contents is not None
    return contents.get_data()


@pytest.mark.parametrize("kind", FileKind)
def test_the_same_document_gives_the_same_bytes(kind: FileKind) -> None:
    made = document()

    assert FileRenderer().render(kind, made) == FileRenderer().render(kind, made)


def test_a_signed_page_holds_every_figure_and_the_signature() -> None:
    (text,) = pdf_pages(document())

    for words in (
        "REKAPITULASI KEHADIRAN APEL PAGI",
        "2.468",  # JUMLAH of both units
        "97,24%",
        "Plt. KEPALA DINAS KESEHATAN",
        "NIP 197513322003132005",
        "FINAL v1",
        "hal 1 dari 1",
    ):
        assert words in text


def test_a_long_table_repeats_its_head_and_never_parts_notes_and_signature() -> None:
    pages = pdf_pages(document(sheet(rows=120)))

    assert len(pages) == 3
    assert all("PERSENTASE" in page for page in pages)
    assert "Pindai untuk memeriksa" in pages[-1]
    assert "NIP 1975" in pages[-1]


def test_what_is_not_final_says_so_across_the_page_and_is_not_signed() -> None:
    (text,) = pdf_pages(document(sheet(is_final=False)))

    assert text.count("SEMENTARA") == 2  # across the page and in the foot
    assert "NIP" not in text


def test_each_table_starts_on_a_page_of_its_own() -> None:
    assert len(pdf_pages(document(sheet(), sheet(is_final=False)))) == 2


def test_a_workbook_counts_with_numbers_and_keeps_nips_as_text() -> None:
    data = FileRenderer().render(FileKind.XLSX, document())
    book = openpyxl.load_workbook(io.BytesIO(data))
    table, people = book["Senin 23-11 Apel pagi"], book["Pegawai"]

    values = [[cell.value for cell in row] for row in table.iter_rows(min_row=6, max_row=9)]
    assert values[0][:3] == ["NO", "UNIT KERJA", "JUMLAH ASN"]
    assert values[1] == [1, "Unit 0", 1234, 34, 0, 34, 1200, 0.9724]
    assert table.freeze_panes == "C7"
    assert people["D2"].value == "197513322003132005"
    assert people["C2"].data_type == "s"  # a name that looks like a formula stays a name
    assert people.auto_filter.ref == "A1:E2"


def test_tabs_of_one_name_are_numbered() -> None:
    data = FileRenderer().render(FileKind.XLSX, document(sheet(), sheet()))

    names = openpyxl.load_workbook(io.BytesIO(data)).sheetnames
    assert names == ["Senin 23-11 Apel pagi (1)", "Senin 23-11 Apel pagi (2)", "Pegawai"]


def test_csv_opens_in_an_indonesian_excel() -> None:
    data = FileRenderer().render(FileKind.CSV, document())
    head, first, *_ = csv_rows(document())

    assert data.startswith(b'\xef\xbb\xbf"KEGIATAN";"TANGGAL";')
    assert head[3:6] == ["NO", "UNIT KERJA", "JUMLAH ASN"]
    assert first[3:] == ["1", "Unit 0", "1234", "34", "0", "34", "1200", "97,24%"]


def test_csv_puts_final_and_provisional_tables_under_one_head() -> None:
    head, *rows = csv_rows(document(sheet(), sheet(is_final=False)))

    pending = head.index("BELUM ADA KETERANGAN")
    assert {len(row) for row in rows} == {len(head)}
    assert [row[pending] for row in rows] == ["", "", "", "0", "0", "0"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])  # noqa: RUF001 - full-width
def test_csv_never_holds_a_formula(start: str) -> None:
    """security.md J3."""
    one = sheet()
    hostile = replace(one, rows=((1, f"{start}cmd", *one.rows[0][2:]),))

    assert csv_rows(document(hostile))[1][4] == f"'{start}cmd"
