"""What verification finds out about a photo (security.md P1–P6)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

_LETTERHEAD_KEY: Final = re.compile(r"in/kop/([0-9a-f]{64})\.jpg")


class Flaw(StrEnum):
    """Why a file is not decoded, or could not be; the reviewer reads it as the reason."""

    SIZE = "ukuran"  # P1
    NOT_JPEG = "bukan-jpeg"  # P1
    DIMENSIONS = "dimensi"  # P2
    UNSUPPORTED = "tak-didukung"  # P2
    SCANS = "bom-scan"  # P3
    SEGMENTS = "segmen"  # P4
    METADATA = "metadata"  # P4
    CUT_OFF = "terpotong"  # P4
    STRUCTURE = "struktur"
    UNDECODABLE = "rusak"  # P5


class Signal(StrEnum):
    """What a person may want to know about an accepted photo; none of them refuses (P6)."""

    TAIL = "ekor"  # bytes after the end of the picture: a polyglot, or a maker's note
    BLANK = "polos"
    DARK = "gelap"
    BLURRED = "buram"


@dataclass(frozen=True, slots=True, kw_only=True)
class Developed:
    """An accepted photo as it is kept and shown; all JPEGs, without metadata, upright."""

    width: int  # of the kept picture, in pixels
    height: int
    orientation: int  # EXIF 1–8 of the file as sent
    signals: frozenset[Signal]
    kept: bytes
    thumbnail: bytes  # longer edge ≤ 320 px
    dhash: str  # 32 hex digits: 128 bits, nearly equal for nearly equal pictures


class Darkroom(Protocol):
    """Turns bytes that nobody vouches for into pictures; a few ms of CPU for whatever is sent."""

    def develop(self, data: bytes) -> Developed | Flaw:
        """Never raises for what the bytes hold, and gives the same answer for the same bytes."""
        ...


def sent_letterhead_key(sha256: str) -> str:
    """Where a picture for the letterhead lies as it was sent; expires with all that is raw."""
    return f"in/kop/{sha256}.jpg"


def read_letterhead_key(key: str) -> str | None:
    """SHA-256 of a picture as it was sent; None for other keys."""
    match = _LETTERHEAD_KEY.fullmatch(key)
    return match[1] if match else None


def kept_letterhead_key(sha256: str) -> str:
    """Where it is kept for as long as it may be printed."""
    return f"kop/{sha256}.jpg"
