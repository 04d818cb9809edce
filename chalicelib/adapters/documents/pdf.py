"""Recaps as PDF for A4 and black ink, drawn on the canvas (12,000 rows in about a second).

Layout and measures: design/ux.md §6 and mockups/rekap-cetak*.html. Fonts are the standard ones of
every reader, which hold all letters of Indonesian forms; other characters print as "?".
"""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from PIL import Image
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from chalicelib.domain.sheets import Document, Sheet, Signatory

WIDTH, HEIGHT = A4
LEFT, RIGHT = 15 * mm, WIDTH - 15 * mm
TOP, BOTTOM = HEIGHT - 18 * mm, 20 * mm
FOOT: Final = 13 * mm
PLAIN, BOLD, ITALIC = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"
BODY_PT, HEAD_PT, NOTE_PT, FOOT_PT, SIGN_PT = 8.75, 7.5, 8.0, 7.5, 10.0
LINE: Final = 10.5  # between the lines of a cell, in points
PADDING: Final = 3.0  # above and below a row's text
INSET: Final = 4.0  # beside it
FIGURE_WIDTHS: Final = {8: (16, 23, 27, 16, 16, 23), 9: (15, 21, 24, 22, 14, 15, 20)}  # mm
NO_WIDTH: Final = 8 * mm
SIGN_WIDTH: Final = 74 * mm
SIGN_SPACE: Final = 22 * mm
DESCENT: Final = 3.0  # of the office's last line, which the image leaves free, in points
QR_SIZE: Final = 21 * mm
QR_QUIET: Final = 2  # modules of white on each side
EMBLEM_WIDTH, EMBLEM_HEIGHT = 17 * mm, 20 * mm
EMBLEM_PLACE: Final = EMBLEM_WIDTH + 3 * mm  # on each side, so that the words stand in the middle
GREY_QUALITY: Final = 90
PALE: Final = 0.9  # grey of the diagonal word
DIAGONAL_DEGREES: Final = 30
DIAGONAL_PT: Final = 92
NO_COLUMN, NAME_COLUMN = 0, 1

Draw = Callable[[Canvas], None]


def to_pdf(document: Document) -> bytes:
    """One file, each table from a page of its own; the same document gives the same bytes."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=1, lang="id")
    canvas.setTitle(document.title)
    pictures = _Pictures(
        emblem=ImageReader(io.BytesIO(document.emblem)) if document.emblem else None,
        signature=_in_grey(document.signature) if document.signature else None,
    )
    for sheet in document.sheets:
        _draw_sheet(canvas, sheet, pictures)
    canvas.save()
    return out.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pictures:
    """What the tables of a document share; each is in the file once."""

    emblem: ImageReader | None
    signature: ImageReader | None


def _in_grey(jpeg: bytes) -> ImageReader:
    """Blue ink would pass for a signature by hand, and the page is for black ink."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(jpeg)) as image:
        image.convert("L").save(out, "JPEG", quality=GREY_QUALITY)
    return ImageReader(out)


def _draw_sheet(canvas: Canvas, sheet: Sheet, pictures: _Pictures) -> None:
    pages = _Layout(sheet, pictures).pages()
    for number, drawings in enumerate(pages, start=1):
        _draw_watermark(canvas, sheet.watermark)
        for draw in drawings:
            draw(canvas)
        _draw_foot(canvas, sheet, number, len(pages))
        canvas.showPage()


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    left: float
    width: float

    @property
    def right(self) -> float:
        return self.left + self.width


class _Layout:
    """Puts a sheet's parts on pages: rows never break, the table's head repeats."""

    def __init__(self, sheet: Sheet, pictures: _Pictures) -> None:
        self._sheet, self._pictures = sheet, pictures
        self._columns = tuple(_columns(sheet.columns))
        self._pages: list[list[Draw]] = [[]]
        self._y = TOP

    def pages(self) -> list[list[Draw]]:
        """What to draw on each page, from the top down."""
        self._letterhead()
        self._title()
        self._head()
        for row in self._sheet.rows:
            self._row(row, BODY_PT, PLAIN)
        self._row(self._sheet.total, BODY_PT, BOLD)
        self._end()
        return self._pages

    def _add(self, draw: Draw) -> None:
        self._pages[-1].append(draw)

    def _new_page(self) -> None:
        self._pages.append([])
        self._y = TOP

    def _centred(
        self, text: str, font: str, size: float, leading: float, width: float = RIGHT - LEFT
    ) -> None:
        middle = (LEFT + RIGHT) / 2
        for line in _wrapped(text, font, size, width):
            self._y -= leading
            self._add(_text(line, middle, self._y, font, size, align="centre"))

    def _letterhead(self) -> None:
        government, owner, address = self._sheet.letterhead
        words = [(government, PLAIN, 11.5, 15), (owner, BOLD, 14, 17), (address, PLAIN, 8.5, 13)]
        width, beside = RIGHT - LEFT, 0.0
        if emblem := self._pictures.emblem:
            width -= 2 * EMBLEM_PLACE
            height = sum(len(_wrapped(w, font, pt, width)) * by for w, font, pt, by in words if w)
            beside = max(0.0, (EMBLEM_HEIGHT - height) / 2)
            self._add(_image(emblem, LEFT, TOP - EMBLEM_HEIGHT, EMBLEM_WIDTH, EMBLEM_HEIGHT))
        self._y -= beside
        for line, font, size, leading in words:
            if line:
                self._centred(line, font, size, leading, width)
        self._y -= beside
        y = self._y - 8
        self._add(_rule(LEFT, RIGHT, y, 2.2))
        self._add(_rule(LEFT, RIGHT, y - 3.2, 0.6))
        self._y = y - 3.2

    def _title(self) -> None:
        self._y -= 3 * mm
        for line in self._sheet.title:
            self._centred(line, BOLD, 11, 14.5)
        self._y -= 3.5 * mm

    def _head(self) -> None:
        lines = [_wrapped(c.title, BOLD, HEAD_PT, c.width - 4) for c in self._columns]
        height = max(len(each) for each in lines) * 9 + 6
        self._frame(height, 0.5)
        for column, wrapped in zip(self._columns, lines, strict=True):
            y = self._y - (height - len(wrapped) * 9) / 2 - 7
            for no, line in enumerate(wrapped):
                middle = column.left + column.width / 2
                self._add(_text(line, middle, y - 9 * no, BOLD, HEAD_PT, align="centre"))
        self._y -= height
        self._frame(10.5, 0.5)
        for no, column in enumerate(self._columns, start=1):
            middle = column.left + column.width / 2
            self._add(_text(str(no), middle, self._y - 8, ITALIC, HEAD_PT, align="centre"))
        self._y -= 10.5

    def _row(self, row: Sequence[int | str], size: float, font: str) -> None:
        name = _wrapped(str(row[NAME_COLUMN]), font, size, self._columns[1].width - 2 * INSET)
        is_total = font == BOLD
        height = len(name) * LINE + PADDING + (2.6 if is_total else 0)
        if self._y - height < BOTTOM:
            self._new_page()
            self._head()
        self._frame(height, 0.5)
        if is_total:
            self._add(_rule(LEFT, RIGHT, self._y, 1.4))
        baseline = self._y - height / 2 - size * 0.36
        first = baseline + (len(name) - 1) * LINE / 2
        for no, line in enumerate(name):
            x = self._columns[NAME_COLUMN].left + INSET
            self._add(_text(line, x, first - no * LINE, font, size))
        for at, column in enumerate(self._columns):
            if at != NAME_COLUMN:
                self._figure(row[at], column, baseline, font, size, is_first=at == NO_COLUMN)
        self._y -= height

    def _figure(
        self, cell: int | str, column: _Column, y: float, font: str, size: float, *, is_first: bool
    ) -> None:
        text = f"{cell:,}".replace(",", ".") if isinstance(cell, int) else cell
        if is_first:
            middle = column.left + column.width / 2
            self._add(_text(text, middle, y, font, size, align="centre"))
        else:
            self._add(_text(text, column.right - INSET, y, font, size, align="right"))

    def _frame(self, height: float, width: float) -> None:
        top, bottom = self._y, self._y - height
        edges = (LEFT, *(column.right for column in self._columns))

        def draw(canvas: Canvas) -> None:
            canvas.setLineWidth(width)
            canvas.grid(edges, (bottom, top))

        self._add(draw)

    def _end(self) -> None:
        """Notes and QR on the left, signature on the right: together, on one page."""
        sheet, width = self._sheet, RIGHT - LEFT - SIGN_WIDTH - 8 * mm
        notes = [
            line
            for no, note in enumerate(sheet.notes, start=1)
            for line in _hanging(f"{no}. {note}", width)
        ]
        left = len(notes) * 11 + 4 * mm + QR_SIZE
        height = max(left, _signature_height(sheet)) + 4 * mm
        if self._y - height < BOTTOM:
            self._new_page()
        top = self._y - 4 * mm
        for no, (line, indent) in enumerate(notes):
            self._add(_text(line, LEFT + indent, top - 8 - no * 11, PLAIN, NOTE_PT))
        self._check_code(top - len(notes) * 11 - 4 * mm)
        x = RIGHT - SIGN_WIDTH
        if sheet.signatory is not None:
            self._signature(sheet.signatory, x, top)
        else:
            self._closing(x, top)

    def _check_code(self, top: float) -> None:
        self._add(_qr(self._sheet.qr, LEFT, top - QR_SIZE))
        x, y = LEFT + QR_SIZE + 3 * mm, top - QR_SIZE / 2
        self._add(_text("Pindai untuk memeriksa keaslian.", x, y + 2, PLAIN, NOTE_PT))
        self._add(_text("Tanpa aplikasi, tanpa masuk.", x, y - 9, PLAIN, NOTE_PT))

    def _signature(self, signatory: Signatory, x: float, top: float) -> None:
        y = top - 10
        self._add(_text(self._sheet.place_and_date, x, y, PLAIN, SIGN_PT))
        for line in _wrapped(signatory.office, PLAIN, SIGN_PT, SIGN_WIDTH):
            y -= 13
            self._add(_text(line, x, y, PLAIN, SIGN_PT))
        y -= SIGN_SPACE
        if signatory.image and (image := self._pictures.signature):
            height = SIGN_SPACE - DESCENT
            self._add(_image(image, x, y, SIGN_WIDTH, height, anchor="sw"))
        for line in _wrapped(signatory.name, BOLD, SIGN_PT, SIGN_WIDTH):
            y -= 13
            self._add(_text(line, x, y, BOLD, SIGN_PT))
            self._add(_rule(x, x + stringWidth(line, BOLD, SIGN_PT), y - 2, 0.7))
        for line in filter(None, (signatory.rank, signatory.nip and f"NIP {signatory.nip}")):
            y -= 13
            self._add(_text(line, x, y, PLAIN, SIGN_PT))

    def _closing(self, x: float, top: float) -> None:
        y = top + 3
        for no, paragraph in enumerate(self._sheet.closing):
            font = PLAIN if no else BOLD
            for line in _wrapped(paragraph, font, SIGN_PT, SIGN_WIDTH):
                y -= 13
                self._add(_text(line, x, y, font, SIGN_PT))


def _columns(titles: Sequence[str]) -> Iterator[_Column]:
    figures = [width * mm for width in FIGURE_WIDTHS[len(titles)]]
    name = RIGHT - LEFT - NO_WIDTH - sum(figures)
    left = LEFT
    for title, width in zip(titles, (NO_WIDTH, name, *figures), strict=True):
        yield _Column(title.replace("/", "/ "), left, width)
        left += width


def _signature_height(sheet: Sheet) -> float:
    if sheet.signatory is None:
        return 26 * mm
    office = _wrapped(sheet.signatory.office, PLAIN, SIGN_PT, SIGN_WIDTH)
    name = _wrapped(sheet.signatory.name, BOLD, SIGN_PT, SIGN_WIDTH)
    return 13 * (len(office) + len(name) + 3) + SIGN_SPACE


def _wrapped(text: str, font: str, size: float, width: float) -> list[str]:
    """Lines that fit; a word that is wider than the line is broken."""
    lines = [""]
    for word in _printable(text).split():
        longer = f"{lines[-1]} {word}".strip()
        if stringWidth(longer, font, size) <= width:
            lines[-1] = longer
            continue
        pieces = list(_pieces(word, font, size, width))
        lines = [*lines, *pieces] if lines[-1] else pieces
    return lines


def _pieces(word: str, font: str, size: float, width: float) -> Iterator[str]:
    piece = ""
    for character in word:
        if piece and stringWidth(piece + character, font, size) > width:
            yield piece
            piece = ""
        piece += character
    yield piece


def _hanging(note: str, width: float) -> Iterator[tuple[str, float]]:
    """A numbered note: its later lines stand under its first word."""
    indent = 9.0
    for no, line in enumerate(_wrapped(note, PLAIN, NOTE_PT, width - indent)):
        yield line, indent if no else 0.0


def _printable(text: str) -> str:
    return text.encode("cp1252", "replace").decode("cp1252")


def _text(text: str, x: float, y: float, font: str, size: float, *, align: str = "left") -> Draw:
    printable = _printable(text)

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        draws = {
            "left": canvas.drawString,
            "right": canvas.drawRightString,
            "centre": canvas.drawCentredString,
        }
        draws[align](x, y, printable)

    return draw


def _image(
    picture: ImageReader, x: float, y: float, width: float, height: float, *, anchor: str = "c"
) -> Draw:
    """As large as its place allows, its sides in their own proportion."""

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(picture, x, y, width, height, preserveAspectRatio=True, anchor=anchor)

    return draw


def _rule(left: float, right: float, y: float, width: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setLineWidth(width)
        canvas.line(left, y, right, y)

    return draw


def _qr(content: str, x: float, y: float) -> Draw:
    """Quiet zone included; level L, since the token is long and the paper clean."""
    code = QRCode(None, QRErrorCorrectLevel.L)
    code.addData(content)
    code.make()
    module = QR_SIZE / (len(code.modules) + 2 * QR_QUIET)

    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()  # a shape for each module costs more than the table itself
        for no, row in enumerate(code.modules, start=1):
            column = QR_QUIET
            for is_dark, run in groupby(row, key=bool):
                length = len(list(run))
                if is_dark:
                    bottom = y + QR_SIZE - (no + QR_QUIET) * module
                    path.rect(x + column * module, bottom, length * module, module)
                column += length
        canvas.drawPath(path, stroke=0, fill=1)

    return draw


def _draw_watermark(canvas: Canvas, word: str) -> None:
    if not word:
        return
    canvas.saveState()
    canvas.setFillGray(PALE)
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(DIAGONAL_DEGREES)
    canvas.setFont(BOLD, DIAGONAL_PT)
    canvas.drawCentredString(0, -DIAGONAL_PT * 0.36, word)
    canvas.restoreState()


def _draw_foot(canvas: Canvas, sheet: Sheet, number: int, pages: int) -> None:
    canvas.setLineWidth(0.5)
    canvas.line(LEFT, FOOT, RIGHT, FOOT)
    y = FOOT - 3.5 * mm
    canvas.setFont(BOLD, FOOT_PT)
    canvas.drawString(LEFT, y, sheet.state)
    x = LEFT + stringWidth(sheet.state, BOLD, FOOT_PT)
    canvas.setFont(PLAIN, FOOT_PT)
    canvas.drawString(x, y, f" · {sheet.foot}")
    canvas.drawRightString(RIGHT, y, f"hal {number} dari {pages}")
