"""Photos, and what verification found in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from chalicelib.domain.attendance import CheckIn
from chalicelib.domain.errors import SenselessSetting
from chalicelib.domain.photos import Flaw, PrintedImage


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A form with which a browser posts exactly one file to the photo bucket (security.md P7)."""

    url: str
    fields: Mapping[str, str]
    expires_at: datetime


class Photos(Protocol):
    """The photo bucket; nothing here can delete (security.md: no function may)."""

    def form(self, key: str, *, sha256: str, size: int, now: datetime) -> Upload:
        """Signed here, without a call."""
        ...

    def read(self, key: str) -> bytes | None:
        """The raw object; None where it is not there."""
        ...

    def exists(self, key: str) -> bool:
        """Whether the raw object is there."""
        ...

    def keep(self, key: str, data: bytes, *, days: int | None) -> None:
        """Store a kept photo or thumbnail, tagged for its life span; None: for good."""
        ...

    def free(self, key: str, *, days: int) -> None:
        """Shorten the life span of a kept object; nothing where it is not there."""
        ...

    def quarantine(self, key: str, flaw: Flaw | None = None) -> None:
        """Tag a raw object that is not kept: its bytes are not what was promised, or why else."""
        ...

    def flaw(self, key: str) -> Flaw | None:
        """Why a raw object was put aside; None where it was not, or is not there."""
        ...

    def link(self, key: str, *, seconds: int = 60) -> str:
        """A link to one object, signed here, without a call."""
        ...


def is_printable(image: PrintedImage, pointer: str, photos: Photos) -> bool:
    """Whether the gate let it through; raises SenselessSetting where it did not, and says why."""
    if photos.exists(image.kept_key):
        return True
    if flaw := photos.flaw(image.sent_key):
        raise SenselessSetting(pointer, rule="gambar", flaw=flaw)
    return False


class Evidence(Protocol):
    """What verification found; gone after 90 days."""

    def first_use(self, sha256: str, ref: str) -> bool:
        """Whether this record is the photo's first; the same record again stays the first."""
        ...

    def keep(self, check_in: CheckIn, found: Mapping[str, Any], *, now: datetime) -> None:
        """Store place, dHash and signals; the same again changes nothing."""
        ...
