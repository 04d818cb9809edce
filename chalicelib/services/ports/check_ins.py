"""Records of presence, and decisions on people without one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from chalicelib.domain.activities import Activity, Punctuality
from chalicelib.domain.attendance import (
    UNUSABLE,
    CheckIn,
    Code,
    Mark,
    Place,
    ReviewReason,
    State,
)
from chalicelib.domain.audit import Event
from chalicelib.domain.outcomes import PENDING, Record
from chalicelib.domain.people import OpdId, PegawaiId

if TYPE_CHECKING:
    from chalicelib.domain.duty import DutyMonth
    from chalicelib.domain.offices import Offices
    from chalicelib.domain.transfers import Lying, Pointer


def is_retake(judgement: Mapping[str, Any] | None) -> bool:
    """Whether a reviewer asked for another photo: only that has a time until which it may come."""
    return bool(judgement and judgement.get("until"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A stored check-in with where it stands."""

    check_in: CheckIn
    state: State
    changed_at: str  # the index's `t`: what a decision must have seen
    marks: frozenset[Mark]
    reasons: frozenset[ReviewReason]
    photo_sha256: str  # the photo that counts: another one may have replaced the first
    kept_sha256: str | None = None
    judged: Mapping[str, Any] | None = None  # {decision, by, name, at, reason, until}

    @property
    def is_damaged(self) -> bool:
        """Whether its photo was refused by the gate, or is another file, and nobody decided yet."""
        return self.state is State.IN_REVIEW and bool(self.reasons & UNUSABLE)

    @property
    def as_counted(self) -> Record:
        """What the rule of codes needs of it."""
        return Record(
            state=self.state,
            code=self.check_in.code,
            arrived_at=self.check_in.received_at,
            is_unproven=self.check_in.punctuality is Punctuality.UNPROVEN,
            awaits_retake=self.state in PENDING and is_retake(self.judged),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's decision on somebody without a record of their own."""

    pegawai_id: PegawaiId
    code: str
    reason: str
    by: PegawaiId
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What is known of one person at some places: by activity id, and whole rosters."""

    records: Mapping[str, Judged]
    decisions: Mapping[str, Decision]
    reminders: Mapping[str, datetime]
    months: tuple["DutyMonth", ...]  # that say who is on duty on these days
    offices: "Offices | None" = None  # of the OPD's units: where asked for, and known

    def duty(self, who: PegawaiId, activity: Activity) -> Code | None:
        """What the roster says of that person there."""
        if not self.months:
            return None
        from chalicelib.domain.duty import codes_at  # noqa: PLC0415 - cold start: few offices have a roster

        return codes_at(self.months, activity).get(who)


class EntryKind(StrEnum):
    """What a line of the thin index tells of."""

    CHECK_IN = "c"
    DECISION = "d"
    REMINDED = "w"
    ELSEWHERE = "E"  # a pointer; what lies where it leads is told beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the thin index: a check-in, a decision, a reminder or a pointer."""

    kind: EntryKind
    pegawai_id: PegawaiId
    status: str  # st: see domain/outcomes.py; of a pointer the OPD to which it leads
    changed_at: str  # t
    at: datetime  # of the last change


def led_elsewhere(entries: Iterable[Entry]) -> dict[OpdId, set[PegawaiId]]:
    """Whose records lie in which other OPDs' keeping."""
    found: dict[OpdId, set[PegawaiId]] = {}
    for entry in entries:
        if entry.kind is EntryKind.ELSEWHERE:
            found.setdefault(OpdId(entry.status), set()).add(entry.pegawai_id)
    return found


class CheckIns(Protocol):
    """Records of presence: added once, judged later, never removed.

    Where a pointer stands instead of a record (security.md T7), each of these verbs takes what lies
    where it leads, a trip more; the record's own place says where that is.
    """

    def add_once(self, check_in: CheckIn) -> Judged:
        """One conditional put. The same claim again gives the first record.

        Raises ContentDiffers (same id, other content) and AlreadyRecorded (other id), the latter
        with `extensions["first"]` = the Judged that stands.
        """
        ...

    def find(self, place: Place, who: PegawaiId) -> Judged | None:
        """One consistent read."""
        ...

    def own(
        self, who: PegawaiId, places: Sequence[Place], *, offices_of: OpdId | None = None
    ) -> Own:
        """What is known of a person at these places; one BatchGet per 100 keys, three a place.

        The offices of an OPD's units are one key more, for who is asked to be in theirs.
        """
        ...

    def judge(
        self,
        judged: Judged,
        state: State,
        *,
        now: datetime,
        reasons: frozenset[ReviewReason],
        marks: frozenset[Mark],
        kept_sha256: str | None,
        judgement: Mapping[str, Any] | None,
        event: Event,
        drop_place: bool = False,
    ) -> None:
        """Move a record on, if it still is as it was seen (`judged.changed_at`); else StateChanged.

        The facts stay as they are; `drop_place` takes the place out, once the evidence has it.
        """
        ...

    def replace_photo(self, judged: Judged, sha256: str, *, now: datetime, event: Event) -> None:
        """Another photo for the same record and time (T6); raises StateChanged."""
        ...

    def decide(self, place: Place, decision: Decision, event: Event) -> None:
        """Store a decision on somebody without a record; raises StateChanged if one stands."""
        ...

    def remind(
        self, place: Place, who: Sequence[PegawaiId], *, now: datetime, event: Event
    ) -> None:
        """Note when these people were reminded."""
        ...

    def since(self, place: Place, cursor: str | None) -> tuple[Entry, ...]:
        """What changed from that `t` − 10 s on (None: all); one consistent Query of the index."""
        ...

    def many(self, place: Place, who: Sequence[PegawaiId]) -> tuple[Judged, ...]:
        """Whole records of ≤ 100 people."""
        ...

    def lying(self, wanted: Sequence[tuple[Place, PegawaiId]]) -> "Lying":
        """Whose keeping has each person's record; nothing where nothing stands. 100 a trip."""
        ...

    def lead(self, pointers: Sequence["Pointer"], *, now: datetime) -> bool:
        """Put them where nothing stands; False where something stood that is not the same."""
        ...
