"""What verification finds out about a photo (security.md P1–P6)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from chalicelib.domain.people import PegawaiId

_SENT_IMAGE_KEY: Final = re.compile(r"in/(kop|ttd/[0-9A-HJKMNP-TV-Z]{26})/([0-9a-f]{64})\.jpg")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedImage:
    """A picture that documents are printed with, by what was sent: its bytes never change."""

    folder: str  # whose it is; nobody reaches another folder by knowing a picture
    sha256: str  # of the bytes as they were sent

    @classmethod
    def letterhead(cls, sha256: str) -> "PrintedImage":
        """The regency's, at the left of every letterhead."""
        return cls(folder="kop", sha256=sha256)

    @classmethod
    def signature(cls, pegawai_id: PegawaiId, sha256: str) -> "PrintedImage":
        """That person's signature."""
        return cls(folder=f"ttd/{pegawai_id}", sha256=sha256)

    @property
    def sent_key(self) -> str:
        """Where it lies as it was sent; expires with all that is raw."""
        return f"in/{self.folder}/{self.sha256}.jpg"

    @property
    def kept_key(self) -> str:
        """Where it is kept for good: what was printed with it names it."""
        return f"{self.folder}/{self.sha256}.jpg"


def read_image_key(key: str) -> PrintedImage | None:
    """The picture that was sent under this key; None for other keys."""
    match = _SENT_IMAGE_KEY.fullmatch(key)
    return PrintedImage(folder=match[1], sha256=match[2]) if match else None
