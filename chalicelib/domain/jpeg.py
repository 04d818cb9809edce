"""Whether a JPEG may be decoded: a walk over its markers, before any decoder sees it (P1–P4).

A decoder pays for what a file *claims* (pixels times scans), not for its length: 16 KB of
progressive scans can hold libjpeg for minutes. The walk is linear in the file's length and takes
about a millisecond. Markers and headers: ITU-T T.81 annex B.
"""

import re
import struct
from dataclasses import dataclass
from typing import Final, NoReturn

from chalicelib.domain.photos import Flaw

LEAST_BYTES: Final = 1_000
MOST_BYTES: Final = 1_500_000
LEAST_EDGE: Final = 240  # pixels
MOST_EDGE: Final = 2_048
MOST_PIXELS: Final = 4_200_000
MOST_SEGMENTS: Final = 128  # and two more a scan
MOST_METADATA: Final = 131_072  # bytes
MOST_FILL: Final = 16  # bytes before a marker

EOI, SOS, COM, APP0, APP1, APP14 = 0xD9, 0xDA, 0xFE, 0xE0, 0xE1, 0xEE
PROGRESSIVE: Final = 0xC2
# Baseline, extended sequential, progressive: all Huffman and 8 bit. Others come from no phone.
MOST_SCANS: Final = {0xC0: 4, 0xC1: 4, PROGRESSIVE: 12}
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_TABLES: Final = frozenset({0xC4, 0xDB, 0xDD})  # Huffman, quantisation, restart interval
_MISPLACED: Final = frozenset({0x00, 0x01, *range(0xD0, 0xD9), 0xFF})  # between segments
_APPLICATION: Final = frozenset({*range(0xE0, 0xF0), COM})
# Density and colour transform: without the latter the colours change. (marker, begins, length)
_NEEDED: Final = frozenset({(APP0, b"JFIF\0", 16), (APP14, b"Adobe", 14)})
# Ends coded data: FF and neither stuffing (00), a restart (D0–D7) nor fill (FF). Linear time.
_SCAN_END: Final = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_FILL: Final = re.compile(rb"\xff*(?=\xff)")
_ORIENTATION_TAG: Final = (0x0112, 3, 1)  # tag, type SHORT, one value (Exif 2.32 §4.6.4)
_MOST_TAGS: Final = 64


class JpegRefused(Exception):
    """The file must not be decoded."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A file whose decoding is bounded."""

    width: int  # pixels, as coded
    height: int
    orientation: int  # EXIF 1–8; 1 where it says nothing valid
    end: int  # offset just past the picture's end; what follows is never decoded or kept
    has_tail: bool
    metadata: tuple[tuple[int, int], ...]  # [start, stop) of the segments that strip() drops


def check(data: bytes) -> Report:
    """Raise JpegRefused unless decoding these bytes costs a bounded time."""
    if not LEAST_BYTES <= len(data) <= MOST_BYTES:
        _refuse(Flaw.SIZE)
    if data[:3] != b"\xff\xd8\xff":
        _refuse(Flaw.NOT_JPEG)
    return _Walk(data).report()


def strip(data: bytes, report: Report) -> bytes:
    """The same coded picture without EXIF, XMP, ICC, comments, fill and tail: no pixel changes."""
    kept, at = bytearray(), 0
    for start, stop in report.metadata:
        kept += data[at:start]
        at = stop
    return bytes(kept + data[at : report.end])


def _refuse(flaw: Flaw) -> NoReturn:
    raise JpegRefused(flaw)


@dataclass(frozen=True, slots=True)
class _Frame:
    marker: int
    width: int
    height: int
    components: frozenset[int]


class _Walk:
    """One pass over the segments; each method refuses what it does not understand."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 2
        self._segments = 0
        self._metadata_bytes = 0
        self._scans = 0
        self._orientation = 1
        self._frame: _Frame | None = None
        self._coded: dict[tuple[int, int], int] = {}  # (component, coefficient) → lowest bit
        self._metadata: list[tuple[int, int]] = []

    def report(self) -> Report:
        while (marker := self._marker()) != EOI:
            self._segment(marker)
        frame = self._frame
        if not frame or any((component, 0) not in self._coded for component in frame.components):
            _refuse(Flaw.CUT_OFF)
        return Report(
            width=frame.width,
            height=frame.height,
            orientation=self._orientation,
            end=self._at,
            has_tail=self._at < len(self._data),
            metadata=tuple(self._metadata),
        )

    def _marker(self) -> int:
        """Step over fill bytes and a marker, and return its second byte."""
        start = self._at
        if fill := _FILL.match(self._data, start, start + MOST_FILL + 1):
            self._at = fill.end()
        if self._at + 2 > len(self._data):
            _refuse(Flaw.CUT_OFF)
        prefix, marker = self._data[self._at : self._at + 1], self._data[self._at + 1]
        if prefix != b"\xff" or marker in _MISPLACED:
            _refuse(Flaw.STRUCTURE)
        if self._at > start:
            self._metadata.append((start, self._at))
        self._at += 2
        return marker

    def _segment(self, marker: int) -> None:
        self._segments += 1
        if self._segments > MOST_SEGMENTS + 2 * self._scans:
            _refuse(Flaw.SEGMENTS)
        start = self._at - 2
        body = self._body()
        if marker in _APPLICATION:
            self._application(marker, body, start)
        elif marker in _FRAMES:
            self._start_frame(marker, body)
        elif marker == SOS:
            self._scan(body)
        elif marker not in _TABLES:  # arithmetic coding, hierarchical frames, reserved
            _refuse(Flaw.UNSUPPORTED)

    def _body(self) -> bytes:
        if self._at + 2 > len(self._data):
            _refuse(Flaw.CUT_OFF)
        length = int.from_bytes(self._data[self._at : self._at + 2], "big")
        stop = self._at + length
        if length < 2:  # noqa: PLR2004 - the length counts its own two bytes
            _refuse(Flaw.STRUCTURE)
        if stop > len(self._data):
            _refuse(Flaw.CUT_OFF)
        body = self._data[self._at + 2 : stop]
        self._at = stop
        return body

    def _application(self, marker: int, body: bytes, start: int) -> None:
        self._metadata_bytes += len(body) + 2
        if self._metadata_bytes > MOST_METADATA:
            _refuse(Flaw.METADATA)
        if marker == APP1 and body[:6] == b"Exif\0\0":
            self._orientation = _orientation(body[6:])
        if (marker, body[:5], len(body) + 2) not in _NEEDED:
            self._metadata.append((start, self._at))

    def _start_frame(self, marker: int, body: bytes) -> None:
        if self._frame:
            _refuse(Flaw.STRUCTURE)
        if marker not in MOST_SCANS:
            _refuse(Flaw.UNSUPPORTED)
        self._frame = _frame(marker, body)

    def _scan(self, body: bytes) -> None:
        if not self._frame:
            _refuse(Flaw.STRUCTURE)
        self._scans += 1
        if self._scans > MOST_SCANS[self._frame.marker]:
            _refuse(Flaw.SCANS)
        _code(self._frame, body, self._coded)
        ends = _SCAN_END.search(self._data, self._at)
        if not ends:
            _refuse(Flaw.CUT_OFF)
        self._at = ends.start()


def _frame(marker: int, body: bytes) -> _Frame:
    if len(body) < 6 or len(body) != 6 + 3 * body[5]:  # noqa: PLR2004 - T.81 B.2.2
        _refuse(Flaw.STRUCTURE)
    precision, height, width, count = struct.unpack_from(">BHHB", body)
    if precision != 8 or count not in (1, 3):  # noqa: PLR2004 - CMYK comes from print software
        _refuse(Flaw.UNSUPPORTED)
    components = frozenset(body[6::3])
    sampling = [(both >> 4, both & 15) for both in body[7::3]]
    if len(components) != count or not all(
        1 <= horizontal <= 4 and 1 <= vertical <= 4  # noqa: PLR2004 - T.81 B.2.2
        for horizontal, vertical in sampling
    ):
        _refuse(Flaw.STRUCTURE)
    if min(width, height) < LEAST_EDGE or max(width, height) > MOST_EDGE:
        _refuse(Flaw.DIMENSIONS)
    if width * height > MOST_PIXELS:
        _refuse(Flaw.DIMENSIONS)
    return _Frame(marker, width, height, components)


def _code(frame: _Frame, body: bytes, coded: dict[tuple[int, int], int]) -> None:
    """Note what a scan codes. Each bit of each coefficient may be coded once.

    A limit on scans alone still admits repeats within the limit, each a pass over all pixels.
    """
    count = body[0] if body else 0
    if not 1 <= count <= len(frame.components) or len(body) != 4 + 2 * count:
        _refuse(Flaw.STRUCTURE)
    components = frozenset(body[1 : 1 + 2 * count : 2])
    if len(components) != count or not components <= frame.components:
        _refuse(Flaw.STRUCTURE)
    first, last, high, low = body[-3], body[-2], body[-1] >> 4, body[-1] & 15
    if not _is_valid_band(frame.marker, count, (first, last, high, low)):
        _refuse(Flaw.STRUCTURE)
    for place in ((c, k) for c in components for k in range(first, last + 1)):
        # A first pass (high 0) finds nothing coded; a refinement the bit just above its own.
        if coded.get(place, 0) != high or (high == 0 and place in coded):
            _refuse(Flaw.SCANS)
        coded[place] = low


def _is_valid_band(marker: int, count: int, band: tuple[int, int, int, int]) -> bool:
    first, last, high, low = band
    if marker != PROGRESSIVE:
        return band == (0, 63, 0, 0)
    is_alone = last == 0 if first == 0 else count == 1  # T.81 G.1.1.1.1
    is_next_bit = high == 0 or low == high - 1
    return first <= last <= 63 and low <= 13 and is_alone and is_next_bit  # noqa: PLR2004 - T.81


def _orientation(tiff: bytes) -> int:
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return 1
    try:
        (at,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, at)
        for index in range(min(count, _MOST_TAGS)):
            *tag, value = struct.unpack_from(f"{order}HHIH", tiff, at + 2 + 12 * index)
            if tuple(tag) == _ORIENTATION_TAG and value in range(1, 9):
                return int(value)
    except struct.error:  # points outside of itself
        return 1
    return 1
