"""Recaps: the table of attendance that the region's offices use (domain.md §5).

A recap is a function of facts: the same facts give the same bytes in whatever order they came (I7).
"""

import hashlib
import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final, Self

from chalicelib.domain.activities import Activity, ActivityId, Kind
from chalicelib.domain.attendance import PRECEDENCE, Code
from chalicelib.domain.outcomes import SEEN_BY_A_PERSON, PermitDay, Record, outcome
from chalicelib.domain.people import Opd, OpdId, PegawaiId, UnitNo
from chalicelib.domain.settings_data import Column

NO_PERCENT: Final = "–"
FORMAT: Final = "recap.v1"
ONE_MINUTE: Final = timedelta(minutes=1)
# Minutes after the start at which the next stretch of arrivals begins; the first one is open.
ARRIVALS: Final = (-15, -10, -5, 0, 5, 10, 15)


class Status(StrEnum):
    """Whether the table can still change."""

    PROVISIONAL = "SEMENTARA"
    FINAL = "FINAL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a recap of one OPD at one activity is made from; read consistently."""

    activity: Activity
    opd: Opd
    roster: Iterable[tuple[PegawaiId, UnitNo]]
    records: Mapping[PegawaiId, Record]
    decisions: Mapping[PegawaiId, Code]
    permits: Iterable[PermitDay]
    duties: Mapping[PegawaiId, Code]  # what the duty roster says there; unlisted: as everybody
    columns: Mapping[Code, Column]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What counts for one person of the audience."""

    pegawai_id: PegawaiId
    unit_no: UnitNo
    code: Code | None
    is_waiting: bool = False
    never_decided: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many people have which code; sums of it are derived, never kept (I3)."""

    codes: tuple[tuple[Code, int], ...] = ()  # in the order of PRECEDENCE, zeros left out
    waiting: int = 0  # no code yet, something is pending
    unseen: int = 0  # no code yet, nothing is pending

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Self:
        """Count the codes of these people."""
        lines = tuple(lines)
        return cls._of(
            Counter(line.code for line in lines if line.code),
            waiting=sum(line.code is None and line.is_waiting for line in lines),
            unseen=sum(line.code is None and not line.is_waiting for line in lines),
        )

    @classmethod
    def total(cls, tallies: Iterable[Self]) -> Self:
        """The sum of several."""
        codes: Counter[Code] = Counter()
        waiting = unseen = 0
        for tally in tallies:
            codes.update(dict(tally.codes))
            waiting += tally.waiting
            unseen += tally.unseen
        return cls._of(codes, waiting=waiting, unseen=unseen)

    @classmethod
    def _of(cls, codes: Mapping[Code, int], *, waiting: int, unseen: int) -> Self:
        ordered = tuple((code, codes[code]) for code in PRECEDENCE if codes.get(code))
        return cls(codes=ordered, waiting=waiting, unseen=unseen)

    def count(self, code: Code) -> int:
        """How many people have that code."""
        return dict(self.codes).get(code, 0)

    @property
    def pending(self) -> int:
        """BELUM ADA KETERANGAN: nobody knows yet."""
        return self.waiting + self.unseen


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One row of the table in the columns that the region's offices use (domain.md §5)."""

    expected: int  # JUMLAH ASN
    unexplained: int  # TANPA KETERANGAN
    excused: int  # TUGAS LUAR / TUGAS BELAJAR / CUTI
    pending: int  # BELUM ADA KETERANGAN
    present: int  # HADIR
    late: int

    @classmethod
    def of(cls, tally: Tally, columns: Mapping[Code, Column]) -> Self:
        """Sort the codes into the columns; whoever is outside (L, O) is not expected."""
        sums = Counter[Column]()
        for code, count in tally.codes:
            sums[columns[code]] += count
        counted = (Column.PRESENT, Column.EXCUSED, Column.UNEXPLAINED)
        return cls(
            expected=sum(sums[column] for column in counted) + tally.pending,
            unexplained=sums[Column.UNEXPLAINED],
            excused=sums[Column.EXCUSED],
            pending=tally.pending,
            present=sums[Column.PRESENT],
            late=tally.count(Code.LATE),
        )

    @property
    def absent(self) -> int:
        """TIDAK HADIR."""
        return self.unexplained + self.excused

    @property
    def percent(self) -> str:
        """HADIR ÷ JUMLAH."""
        return percent_of(self.present, self.expected)


def percent_of(part: int, whole: int) -> str:
    """A share as 97,35%: half up, two decimals, comma; a dash of nothing."""
    if not whole:
        return NO_PERCENT
    hundredths = (part * 20_000 + whole) // (2 * whole)
    return f"{hundredths // 100},{hundredths % 100:02d}%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A unit of an OPD, or an OPD of the regency."""

    key: str  # the unit's number or the OPD's id
    name: str
    tally: Tally
    is_trial: bool = False  # shown, but left out of the regency's totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Recap:
    """The table of one activity: of an OPD with its units, or of the regency with its OPDs."""

    owner: OpdId | None  # None: the regency
    owner_name: str
    activity_id: ActivityId | None  # None: the sum of a week
    kind: Kind
    title: str
    held_on: date  # of a week's sum its Monday
    status: Status
    is_trial: bool
    columns: Mapping[Code, Column]
    rows: tuple[Row, ...]
    lines: tuple[Line, ...] = ()  # people of an OPD's recap; nobody by name
    looked_at: int = 0  # photos that a person saw
    # How many came in each stretch of ARRIVALS. No part of the table, so neither of its bytes.
    arrivals: tuple[int, ...] = field(default=(), compare=False)

    @property
    def total(self) -> Tally:
        """Sum of the rows; those in their trial phase only within their own OPD."""
        return Tally.total(row.tally for row in self.rows if self.is_trial or not row.is_trial)

    def figures(self, tally: Tally) -> Figures:
        """A tally in this recap's columns."""
        return Figures.of(tally, self.columns)

    @property
    def has_pending_column(self) -> bool:
        """BELUM ADA KETERANGAN stands there until FINAL, and always in a trial (no TK there)."""
        return self.status is Status.PROVISIONAL or self.is_trial

    def to_bytes(self) -> bytes:
        """Canonical JSON: the same facts give the same bytes (I7)."""
        return json.dumps(
            _to_json(self), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        ).encode()

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the canonical bytes, 64 lower-case hex digits."""
        return hashlib.sha256(self.to_bytes()).hexdigest()


def recap_of(facts: Facts, *, locked: bool) -> Recap:
    """Facts of one OPD at one activity → its recap; FINAL where it is the lock that asks."""
    is_trial = facts.opd.is_trial(facts.activity.held_on)
    lines = _lines(facts, locked=locked, is_trial=is_trial)
    records = [facts.records[line.pegawai_id] for line in lines if line.pegawai_id in facts.records]
    return Recap(
        owner=facts.opd.opd_id,
        owner_name=facts.opd.name,
        activity_id=facts.activity.activity_id,
        kind=facts.activity.kind,
        title=facts.activity.title,
        held_on=facts.activity.held_on,
        status=Status.FINAL if locked else Status.PROVISIONAL,
        is_trial=is_trial,
        columns=facts.columns,
        rows=_unit_rows(facts.opd, lines),
        lines=lines,
        looked_at=sum(record.state in SEEN_BY_A_PERSON for record in records),
        arrivals=_arrivals(facts, lines),
    )


def unseen(facts: Facts) -> tuple[Line, ...]:
    """Of whom nothing is known: no record, no permit that was given or waits, no shift."""
    lines = recap_of(facts, locked=False).lines
    return tuple(line for line in lines if line.code is None and not line.is_waiting)


def _arrivals(facts: Facts, lines: Sequence[Line]) -> tuple[int, ...]:
    """Of those who are present and whose time is known."""
    counts = [0] * (len(ARRIVALS) + 1)
    for line in lines:
        record = facts.records.get(line.pegawai_id)
        if line.code not in (Code.PRESENT, Code.LATE) or not record or record.is_unproven:
            continue
        if record.arrived_at:
            after = record.arrived_at - facts.activity.window.starts
            counts[bisect_right(ARRIVALS, after // ONE_MINUTE)] += 1
    return tuple(counts)


def _lines(facts: Facts, *, locked: bool, is_trial: bool) -> tuple[Line, ...]:
    permits: dict[PegawaiId, list[PermitDay]] = {}
    for permit in facts.permits:
        permits.setdefault(permit.pegawai_id, []).append(permit)
    found = []
    for pegawai_id, unit_no in sorted(facts.roster):
        if not facts.activity.expects(pegawai_id, unit_no):
            continue
        result = outcome(
            record=facts.records.get(pegawai_id),
            decision=facts.decisions.get(pegawai_id),
            permits=permits.get(pegawai_id, ()),
            duty=facts.duties.get(pegawai_id),
            locked=locked,
            is_trial=is_trial,
        )
        found.append(
            Line(
                pegawai_id=pegawai_id,
                unit_no=unit_no,
                code=result.code,
                is_waiting=result.is_waiting,
                never_decided=result.never_decided,
            )
        )
    return tuple(found)


def _unit_rows(opd: Opd, lines: Sequence[Line]) -> tuple[Row, ...]:
    by_unit: dict[UnitNo, list[Line]] = {}
    for line in lines:
        by_unit.setdefault(line.unit_no, []).append(line)
    return tuple(
        Row(key=str(no), name=opd.unit_name(no), tally=Tally.of(by_unit[no]))
        for no in sorted(by_unit)
    )


def regency_recap(name: str, recaps: Sequence[Recap]) -> Recap:
    """The recaps of all OPDs at one activity → one row per OPD, trials shown apart.

    FINAL once every row is; the columns are those of the first (one setting for the regency).
    """
    ordered = sorted(
        recaps, key=lambda recap: (recap.is_trial, recap.owner_name, recap.owner or "")
    )
    first = ordered[0]
    is_final = all(recap.status is Status.FINAL for recap in ordered)
    return replace(
        first,
        owner=None,
        owner_name=name,
        status=Status.FINAL if is_final else Status.PROVISIONAL,
        is_trial=False,
        rows=tuple(
            Row(
                key=recap.owner or "",
                name=recap.owner_name,
                tally=recap.total,
                is_trial=recap.is_trial,
            )
            for recap in ordered
        ),
        lines=(),
        arrivals=(),
        looked_at=sum(recap.looked_at for recap in ordered if not recap.is_trial),
    )


def summed(title: str, recaps: Sequence[Recap]) -> Recap:
    """Several activities of a week → one table in person-activities (domain.md §5)."""
    ordered = sorted(recaps, key=lambda recap: (recap.held_on, recap.activity_id or ""))
    rows: dict[str, list[Row]] = {}
    for recap in ordered:
        for row in recap.rows:
            rows.setdefault(row.key, []).append(row)
    is_final = all(recap.status is Status.FINAL for recap in ordered)
    return replace(
        ordered[0],
        activity_id=None,
        title=title,
        status=Status.FINAL if is_final else Status.PROVISIONAL,
        is_trial=any(recap.is_trial for recap in ordered),
        rows=tuple(
            replace(same[-1], tally=Tally.total(row.tally for row in same))
            for same in rows.values()
        ),
        lines=(),
        arrivals=(),
        looked_at=sum(recap.looked_at for recap in ordered),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One person's code in two versions."""

    pegawai_id: PegawaiId
    unit_no: UnitNo
    before: Code | None
    after: Code | None


def difference(before: Recap, after: Recap) -> tuple[Change, ...]:
    """Whose code differs between two versions of one OPD's recap."""
    old = {line.pegawai_id: line for line in before.lines}
    new = {line.pegawai_id: line for line in after.lines}
    changes = []
    for pegawai_id in sorted(old.keys() | new.keys()):
        was, now = old.get(pegawai_id), new.get(pegawai_id)
        before_code, after_code = was.code if was else None, now.code if now else None
        somebody = now or was
        if somebody is not None and before_code is not after_code:
            changes.append(
                Change(
                    pegawai_id=pegawai_id,
                    unit_no=somebody.unit_no,
                    before=before_code,
                    after=after_code,
                )
            )
    return tuple(changes)


# ---- bytes ----------------------------------------------------------------------------------


def _to_json(recap: Recap) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "owner": recap.owner,
        "owner_name": recap.owner_name,
        "activity": recap.activity_id,
        "kind": recap.kind,
        "title": recap.title,
        "held_on": recap.held_on.isoformat(),
        "status": recap.status,
        "trial": recap.is_trial,
        "columns": dict(recap.columns),
        "rows": [
            [
                row.key,
                row.name,
                dict(row.tally.codes),
                row.tally.waiting,
                row.tally.unseen,
                row.is_trial,
            ]
            for row in recap.rows
        ],
        "lines": [
            [line.pegawai_id, line.unit_no, line.code or "", line.is_waiting, line.never_decided]
            for line in recap.lines
        ],
        "looked_at": recap.looked_at,
    }


def from_bytes(data: bytes) -> Recap:
    """Read what `Recap.to_bytes` wrote."""
    found = json.loads(data)
    return Recap(
        owner=found["owner"],
        owner_name=found["owner_name"],
        activity_id=found["activity"],
        kind=Kind(found["kind"]),
        title=found["title"],
        held_on=date.fromisoformat(found["held_on"]),
        status=Status(found["status"]),
        is_trial=found["trial"],
        columns={Code(code): Column(column) for code, column in found["columns"].items()},
        rows=tuple(_row(row) for row in found["rows"]),
        lines=tuple(_line(line) for line in found["lines"]),
        looked_at=found["looked_at"],
    )


def _row(found: Sequence[Any]) -> Row:
    key, name, codes, waiting, unseen, is_trial = found
    ordered = tuple((code, codes[code]) for code in PRECEDENCE if code in codes)
    tally = Tally(codes=ordered, waiting=waiting, unseen=unseen)
    return Row(key=key, name=name, tally=tally, is_trial=is_trial)


def _line(found: Sequence[Any]) -> Line:
    pegawai_id, unit_no, code, is_waiting, never_decided = found
    return Line(
        pegawai_id=pegawai_id,
        unit_no=unit_no,
        code=Code(code) if code else None,
        is_waiting=is_waiting,
        never_decided=never_decided,
    )
