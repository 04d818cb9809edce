"""Audit events: exactly one per change (security.md I11)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from chalicelib.domain.people import OpdId, PegawaiId

CODE_ISSUED: Final = "code:issue"
# What these do, they do to the person who is their subject; others name a person in detail["of"].
_TO_A_PERSON: Final = frozenset(
    {"account", "appointment", "code", "mail", "person", "second-factor", "signature-image"}
)
_OF_EVERY_RECORD: Final = frozenset({"photo:verify", "check-in:forget-place"})  # our jobs' routine


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

    @property
    def person(self) -> PegawaiId | None:
        """To whom it was done, for the page of that person; None for routine and for sign-ins."""
        if self.action in _OF_EVERY_RECORD:
            return None
        is_theirs = self.action.partition(":")[0] in _TO_A_PERSON
        return PegawaiId(self.subject) if is_theirs else self.detail.get("of")
