"""Which code counts for a person at an activity: the one place that decides it (domain.md §4).

Board, month page, recap and lock ask here. Below it stands how the thin index writes a record down.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from chalicelib.domain.activities import ActivityId
from chalicelib.domain.attendance import Code, State, winning_code
from chalicelib.domain.numerals import base36
from chalicelib.domain.people import PegawaiId
from chalicelib.domain.permits import Permit, PermitId, PermitState

COUNTED: Final = frozenset({State.VERIFIED, State.ACCEPTED})
PENDING: Final = frozenset({State.COMMITTED, State.STORED, State.IN_REVIEW})
EVIDENCE: Final = frozenset({State.STORED, State.IN_REVIEW})  # its photo is with us
PHOTO_OVERDUE: Final = timedelta(hours=24)  # after which a person decides (security.md T6)
SEEN_BY_A_PERSON: Final = frozenset({State.ACCEPTED, State.REJECTED})  # a person saw the photo


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the thin index says about a person's own record."""

    state: State
    code: Code
    arrived_at: datetime | None = None  # aware UTC; None where the index does not say
    is_unproven: bool = False  # punctuality unproven: shown as luring
    awaits_retake: bool = False  # it is its owner's turn, no reviewer's

    def lacks_photo(self, now: datetime) -> bool:
        """Whether its photo is overdue; still COMMITTED, for after it a phone deletes the photo."""
        return (
            self.state is State.COMMITTED
            and self.arrived_at is not None
            and now - self.arrived_at > PHOTO_OVERDUE
        )

    def awaits_review(self, now: datetime) -> bool:
        """Whether it stands before a person."""
        return self.state is State.IN_REVIEW or self.lacks_photo(now)


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitDay:
    """One person's part of a permit, on one day."""

    permit_id: PermitId
    pegawai_id: PegawaiId
    code: Code
    state: PermitState


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What counts for a person; `code` None: BELUM ADA KETERANGAN."""

    code: Code | None = None
    is_waiting: bool = False  # something of theirs is before a person or on its way
    never_decided: bool = False  # settled by the lock in their favour (mark belum-diputus)
    by_lock: bool = False


def outcome(
    *,
    record: Record | None = None,
    decision: Code | None = None,
    permits: Iterable[PermitDay] = (),
    duty: Code | None = None,
    locked: bool,
    is_trial: bool = False,
) -> Outcome:
    """The code of a person at an activity. Source: domain.md §4 "Which code wins", "At the lock".

    Before the lock nobody is TK while anything of theirs is pending (I6). At the lock an undecided
    review counts as accepted and an undecided permit as granted; a commit without a photo, a
    refused record or nothing at all becomes TK, except in an OPD's trial phase. `duty` is what the
    roster says of the person there (domain/duty.py).
    """
    permits = tuple(permits)
    facts = {p.code for p in permits if p.state is PermitState.APPROVED}
    hopes = {p.code for p in permits if p.state is PermitState.ASKED}
    facts |= {code for code in (decision, duty) if code}
    if record is not None and record.state in COUNTED:
        facts.add(record.code)
    if record is not None and record.state in (EVIDENCE if locked else PENDING):
        hopes.add(record.code)
    if locked:
        return _settled(facts, hopes, is_trial=is_trial)
    code = winning_code(facts)
    if code is Code.UNEXPLAINED and hopes:
        code = None
    return Outcome(code=code, is_waiting=bool(hopes))


def _settled(facts: set[Code], hopes: set[Code], *, is_trial: bool) -> Outcome:
    """What nobody decided is settled for the employee where there is evidence."""
    code = winning_code(facts | hopes)
    if code is None:
        return Outcome() if is_trial else Outcome(code=Code.UNEXPLAINED, by_lock=True)
    undecided = code not in facts
    return Outcome(code=code, never_decided=undecided, by_lock=undecided)


def permit_days(
    permits: Iterable[Permit], day: date, activity_id: ActivityId
) -> tuple[PermitDay, ...]:
    """Every person's part of the permits that cover an activity on that day."""
    return tuple(
        PermitDay(
            permit_id=permit.permit_id,
            pegawai_id=part.pegawai_id,
            code=permit.code,
            state=part.state,
        )
        for permit in permits
        if permit.covers(day, activity_id)
        for part in permit.parts
    )


# ---- the thin index: `st` of its entries ----------------------------------------------------

# One letter a state: with the words 300 entries would cost a read unit more (architecture.md §3).
LETTERS: Final = {
    State.UNKNOWN: "B",
    State.COMMITTED: "C",
    State.STORED: "S",
    State.VERIFIED: "V",
    State.IN_REVIEW: "R",
    State.ACCEPTED: "A",
    State.REJECTED: "X",
}
_STATES: Final = {letter: state for state, letter in LETTERS.items()}


def record_entry(
    state: State,
    code: Code,
    arrived_at: datetime,
    *,
    is_unproven: bool = False,
    awaits_retake: bool = False,
) -> str:
    """A check-in's `st`: letter of the state, code, arrival in base 36 seconds, flags.

    Flags: L for an unproven time, F for another photo that was asked for.
    """
    flags = (":L" if is_unproven else "") + (":F" if awaits_retake else "")
    return f"{LETTERS[state]}:{code}:{base36(int(arrived_at.timestamp()))}{flags}"


def read_record(entry: str) -> Record:
    """Read what `record_entry` wrote."""
    state, code, arrived, *flags = entry.split(":")
    return Record(
        state=_STATES[state],
        code=Code(code),
        arrived_at=datetime.fromtimestamp(int(arrived, 36), UTC),
        is_unproven="L" in flags,
        awaits_retake="F" in flags,
    )


def decision_entry(code: Code) -> str:
    """A decision's `st`."""
    return f"DIPUTUS:{code}"


def read_decision(entry: str) -> Code:
    """Read what `decision_entry` wrote."""
    return Code(entry.split(":")[1])
