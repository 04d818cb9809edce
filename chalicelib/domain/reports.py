"""What people report of the app itself: text, version and outbox, and nothing of who they are."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, NewType

ReportId = NewType("ReportId", str)

_NUMBERS: Final = re.compile(r"[+]?\d(?:[ -]?\d){8,}")  # a NIP, a telephone


class Part(StrEnum):
    """Of the app."""

    CAMERA = "KAMERA"
    SENDING = "KIRIM"
    SIGN_IN = "MASUK"
    OTHER = "LAINNYA"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report; nobody's, so that it may be shown and kept."""

    report_id: ReportId
    at: datetime
    part: Part
    text: str
    version: str  # of the app
    unsent: int  # photos in the outbox


def without_numbers(text: str) -> str:
    """The text with long numbers taken out, whoever's they are; dates stay."""
    return _NUMBERS.sub("…", text)
