"""Audit events: exactly one per change (security.md I11)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chalicelib.domain.people import OpdId, PegawaiId


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to what, stored in the same write as the change itself."""

    event_id: str  # ULID of ours
    at: datetime
    actor: PegawaiId | str  # a person, or the job that acted
    action: str  # "<resource>:<action>"
    subject: str  # id of what was changed
    opd_id: OpdId | None = None
    detail: dict[str, Any] = field(default_factory=dict)
    crosses_opd: bool = False  # a regency-wide reader acted (security.md Z4)
