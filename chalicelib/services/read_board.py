"""The live board of an OPD at one activity: who has been seen, who has not (domain.md §1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.attendance import Code
from chalicelib.domain.outcomes import (
    Outcome,
    PermitDay,
    Record,
    outcome,
    read_decision,
    read_record,
)
from chalicelib.domain.people import Opd, PegawaiId, Person, UnitNo
from chalicelib.domain.permits import PermitState
from chalicelib.services.ports.activities import OpdActivity
from chalicelib.services.ports.check_ins import CheckIns, Entry, EntryKind, led_elsewhere
from chalicelib.services.ports.duties import Duties, on_duty_elsewhere, said_of
from chalicelib.services.ports.people import People
from chalicelib.services.ports.regency import Opds
from chalicelib.services.ports.system import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPerson:
    """One person on the board: no more than what somebody needs who is looking for them."""

    person: Person
    record: Record | None
    result: Outcome
    permit: PermitDay | None
    reminded_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everybody, or only who changed since the cursor."""

    kept: OpdActivity
    opd: Opd
    server_time: datetime
    cursor: str
    is_full: bool
    people: tuple[BoardPerson, ...]


def read_board(
    *,
    kept: OpdActivity,
    units: frozenset[UnitNo] | None,
    cursor: str | None,
    check_ins: CheckIns,
    duties: Duties,
    people: People,
    opds: Opds,
    clock: Clock,
) -> Board:
    """The board of one's units; with a cursor, one Query of the thin index and only who changed.

    Names and units come from the packed list, kept for a minute; permits and the duty
    roster are read with the whole board only, since they change no record.
    """
    entries = check_ins.since(kept.place, cursor)
    by_person: dict[PegawaiId, list[Entry]] = {}
    for entry in entries:
        by_person.setdefault(entry.pegawai_id, []).append(entry)
    days, on_duty = ((), {}) if cursor else _said(kept, entries, duties)
    opd = opds.get(kept.opd_id)
    shown = [
        _row(
            person,
            by_person.get(person.pegawai_id, ()),
            days,
            on_duty.get(person.pegawai_id),
            kept,
            opd,
        )
        for person in _expected(kept, people)
        if (units is None or person.unit_no in units)
        and (cursor is None or person.pegawai_id in by_person)
    ]
    newest = max((entry.changed_at for entry in entries), default=cursor or "0")
    return Board(
        kept=kept,
        opd=opd,
        server_time=clock.now(),
        cursor=max(newest, cursor or ""),
        is_full=cursor is None,
        people=tuple(shown),
    )


def _expected(kept: OpdActivity, people: People) -> tuple[Person, ...]:
    """The audience of the OPD: its active people in the units that take part."""
    return tuple(
        person
        for person in people.of_opd(kept.opd_id)
        if person.is_active and kept.activity.expects(person.pegawai_id, person.unit_no)
    )


def _said(
    kept: OpdActivity, entries: Sequence[Entry], duties: Duties
) -> tuple[tuple[PermitDay, ...], Mapping[PegawaiId, Code]]:
    days, codes = said_of(kept.activity, kept.opd_id, duties)
    return days, on_duty_elsewhere(kept.activity, led_elsewhere(entries), duties) | codes


def _row(
    person: Person,
    entries: Sequence[Entry],
    days: tuple[PermitDay, ...],
    duty: Code | None,
    kept: OpdActivity,
    opd: Opd,
) -> BoardPerson:
    record: Record | None = None
    decision = None
    reminded_at = None
    for entry in entries:
        if entry.kind is EntryKind.CHECK_IN:
            record = read_record(entry.status)
        elif entry.kind is EntryKind.DECISION:
            decision = read_decision(entry.status)
        elif entry.kind is EntryKind.REMINDED:
            reminded_at = entry.at
    own = [d for d in days if d.pegawai_id == person.pegawai_id]
    alive = (PermitState.APPROVED, PermitState.ASKED)
    return BoardPerson(
        person=person,
        record=record,
        result=outcome(
            record=record,
            decision=decision,
            permits=own,
            duty=duty,
            locked=kept.final_version > 0,
            is_trial=opd.is_trial(kept.activity.held_on),
        ),
        permit=next((d for state in alive for d in own if d.state is state), None),
        reminded_at=reminded_at,
    )
