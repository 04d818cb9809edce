"""Published weeks: what belongs in one, when it is whole, and what stays of it (domain.md §5)."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Final

from chalicelib.domain.activities import Activity, Kind
from chalicelib.domain.attendance import Code
from chalicelib.domain.calendar import Week
from chalicelib.domain.people import OpdId, Person
from chalicelib.domain.recap import Status, regency_recap, summed
from chalicelib.domain.sheets import Edition, FileKind, PersonRow, state_of

CODE_NAMES: Final[Mapping[Code, str]] = {
    Code.PRESENT: "Hadir",
    Code.LATE: "Terlambat",
    Code.DUTY_ELSEWHERE: "Dinas luar",
    Code.PERMITTED: "Izin",
    Code.ILL: "Sakit",
    Code.LEAVE: "Cuti",
    Code.STUDY: "Tugas belajar",
    Code.TRAINING: "Diklat",
    Code.ON_SHIFT: "Piket",
    Code.TECHNICAL: "Gangguan teknis",
    Code.UNEXPLAINED: "Tanpa keterangan",
    Code.HOLIDAY: "Libur",
    Code.OFF: "Bebas tugas",
}
RECAP_PURPOSE: Final = "rekap"  # of the token in a printed table's QR
FINAL_V: Final = f"{Status.FINAL} v"  # and its number: how a FINAL edition is called
WEEKLY: Final = frozenset({Kind.MORNING_APEL, Kind.EVENING_APEL, Kind.CEREMONY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One published version of a week; never changed, never removed."""

    owner: OpdId | None  # None: the regency
    week: Week
    version: int
    status: Status  # FINAL where every table is
    state: str  # as it is printed: FINAL v1, SEMENTARA or UJI COBA
    at: datetime
    fingerprint: str  # of all its tables
    files: Mapping[FileKind, str]  # keys in the bucket of documents
    signature_sha256: str | None = None  # of the image that it was printed with (domain/photos.py)

    @property
    def final_no(self) -> int:
        """N of FINAL vN; 0 where it says something else."""
        number = self.state.removeprefix(FINAL_V)
        return int(number) if number != self.state else 0


def belongs_in_week(activity: Activity, now: datetime) -> bool:
    """One table per apel and ceremony that was held and has closed."""
    return (
        activity.kind in WEEKLY
        and activity.cancelled_because is None
        and activity.window.closes <= now
    )


def in_order(editions: Iterable[Edition]) -> tuple[Edition, ...]:
    """Tables by day; only of the kinds that belong in a week."""
    chosen = [edition for edition in editions if edition.recap.kind in WEEKLY]
    return tuple(sorted(chosen, key=lambda e: (e.recap.held_on, e.recap.activity_id or "")))


def with_sum(editions: Sequence[Edition]) -> tuple[Edition, ...]:
    """The tables, and behind several of them their sum in person-activities."""
    if len(editions) < 2:  # noqa: PLR2004 - one is no sum
        return tuple(editions)
    newest = max(editions, key=lambda edition: edition.as_of)
    total = Edition(
        recap=summed("Jumlah pekan", [edition.recap for edition in editions]),
        as_of=newest.as_of,
        locks_on=newest.locks_on,
    )
    return (*editions, total)


def numbered(editions: Sequence[Edition], number: int) -> tuple[Edition, ...]:
    """The tables and their sum; FINAL, what is made of several tables bears its week's number.

    An OPD's table has the version of its own lock. A sum, or a table of the regency, is another one
    whenever any of its parts is locked again: with their newest version two editions would be v2.
    """
    return tuple(
        replace(edition, version=number)
        if edition.recap.status is Status.FINAL and not edition.has_own_lock
        else edition
        for edition in with_sum(editions)
    )


def final_no(editions: Sequence[Edition], published: Sequence[Publication]) -> int:
    """N of FINAL vN for what is FINAL of these tables: a new one where the whole week is, anew."""
    before = max((each.final_no for each in published), default=0)
    locked = max((part.version for one in editions for part in one.parts or (one,)), default=0)
    if status_of(editions) is not Status.FINAL:
        return max(before, locked)
    if published and published[-1].fingerprint == fingerprint_of(editions):
        return published[-1].final_no or locked  # a trial has no number
    return max(before + 1, locked)


def status_of(editions: Iterable[Edition]) -> Status:
    """FINAL once every table is."""
    is_final = all(edition.recap.status is Status.FINAL for edition in editions)
    return Status.FINAL if is_final else Status.PROVISIONAL


def state_of_week(editions: Sequence[Edition], number: int) -> str:
    """What the week of that number says of itself: as its last table, which sums up the others.

    No two FINAL editions of a week say the same (domain.md §5 "Versions").
    """
    return state_of(replace(with_sum(editions)[-1], version=number))


def file_name(of: Publication, kind: FileKind, zone: tzinfo) -> str:
    """Under which name a file is kept: what it says; what is not FINAL is known by its time.

    To the second: the regency's week may be published again while its last OPDs come in.
    """
    is_final = of.state.startswith(Status.FINAL)
    said = of.state if is_final else f"{of.state} {of.at.astimezone(zone):%Y-%m-%d %H%M%S}"
    return f"rekap-{of.week.text}-{said}.{kind.lower()}".replace(" ", "-")


def fingerprint_of(editions: Iterable[Edition]) -> str:
    """SHA-256 over the tables' versions and fingerprints: the same facts, the same week.

    Of the regency's tables the versions are those of its OPDs: each lock is told with its reason.
    """
    parts = [
        [[part.version for part in edition.parts] or edition.version, edition.recap.fingerprint]
        for edition in editions
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def awaited(held: Iterable[OpdId], editions: Iterable[Edition]) -> frozenset[OpdId]:
    """For whose tables of an activity the regency's waits: not there yet, or not FINAL as others.

    While a lock runs through the OPDs, a mixture is no state; where none is FINAL, all go together.
    """
    status = {one.recap.owner: one.recap.status for one in editions if one.recap.owner}
    wanted = Status.FINAL if Status.FINAL in status.values() else Status.PROVISIONAL
    return frozenset(opd_id for opd_id in (*held, *status) if status.get(opd_id) is not wanted)


def regency_edition(name: str, editions: Sequence[Edition]) -> Edition:
    """The OPDs' tables of one activity → the regency's."""
    reopened = [edition.reopening for edition in editions if edition.reopening]
    return Edition(
        recap=regency_recap(name, [edition.recap for edition in editions]),
        as_of=max(edition.as_of for edition in editions),
        locks_on=editions[0].locks_on,
        reopening=max(reopened, key=lambda each: each.at) if reopened else None,
        parts=tuple(sorted(editions, key=lambda each: each.recap.owner_name)),
    )


def people_of(edition: Edition, table: str, people: Iterable[Person]) -> tuple[PersonRow, ...]:
    """The people of an OPD's table for its workbook, by unit and name."""
    known = {person.pegawai_id: person for person in people}
    units = {row.key: row.name for row in edition.recap.rows}
    rows = []
    for line in edition.recap.lines:
        person = known.get(line.pegawai_id)
        rows.append(
            PersonRow(
                table=table,
                unit=units.get(str(line.unit_no), ""),
                name=person.full_name if person else "",
                nip=person.nip if person else "",
                code=_word(line.code),
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.unit, row.name, row.nip)))


def _word(code: Code | None) -> str:
    return f"{code} {CODE_NAMES[code]}" if code else "BELUM"
