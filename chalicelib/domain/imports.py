"""An import of SIMPEG's file: uploaded, checked, looked at, applied (domain.md §7).

What it does to people is domain/simpeg.py; here is where it stands, and what a person sees of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import count
from typing import Any, Final, NewType

from chalicelib.domain.numerals import lasting_ulid
from chalicelib.domain.people import Employment, Opd, OpdId, PegawaiId, Person
from chalicelib.domain.simpeg import Difference, Field

ImportId = NewType("ImportId", str)  # ULID

MOST_BYTES: Final = 10_000_000  # security.md §4
PEOPLE_A_PART: Final = 200  # one message applies so many
CHANGES_A_PAGE: Final = 100


class ImportState(StrEnum):
    """Where an import stands."""

    UPLOADING = "MENUNGGU"
    CHECKING = "MEMERIKSA"
    COLUMNS = "KOLOM"  # a person has to say which column is which
    PREVIEW = "PRATINJAU"
    APPLYING = "MENERAPKAN"
    DONE = "SELESAI"
    REFUSED = "DITOLAK"


class ChangeKind(StrEnum):
    """What becomes of one row or person, in the order in which they want to be looked at."""

    REFUSED = "GALAT"
    IN_DOUBT = "RAGU"
    GONE = "NONAKTIF"
    MOVED = "PINDAH"
    NEW = "BARU"
    CHANGED = "BERUBAH"


class Step(StrEnum):
    """What a message of the import queue asks for."""

    CHECK = "CHECK"
    START = "START"
    PART = "PART"
    FINISH = "FINISH"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One message of the import queue."""

    import_id: ImportId
    step: Step
    run: int = 0  # of a check: what an older one finds counts no more
    part: int = 0

    def to_message(self) -> dict[str, Any]:
        """JSON values."""
        return {"import": self.import_id, "step": self.step, "run": self.run, "part": self.part}

    @classmethod
    def from_message(cls, message: Mapping[str, Any]) -> "Task":
        """Read what `to_message` wrote."""
        return cls(
            import_id=ImportId(message["import"]),
            step=Step(message["step"]),
            run=message["run"],
            part=message["part"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One file on its way; `rev` counts its changes, `run` its checks."""

    import_id: ImportId
    file_name: str
    by: PegawaiId
    by_name: str
    at: datetime
    changed_at: datetime
    state: ImportState = ImportState.UPLOADING
    rev: int = 1
    run: int = 0
    columns: Mapping[str, Field] = field(default_factory=dict)  # chosen by a person, by header
    headers: tuple[str, ...] = ()  # of the file, where columns are missing
    missing: tuple[Field, ...] = ()
    rows: int = 0  # read so far
    counts: Mapping[ChangeKind, int] = field(default_factory=dict)
    needs_leavers: bool = False  # their number has to be typed in (security.md J6)
    base: ImportId | None = None  # what had been applied when it was checked
    applied_on: date | None = None  # from when transfers count
    parts: int = 0
    problem: str = ""  # the code of why the file was refused

    @property
    def total(self) -> int:
        """People whom it writes."""
        kinds = (ChangeKind.NEW, ChangeKind.MOVED, ChangeKind.CHANGED, ChangeKind.GONE)
        return sum(self.counts.get(kind, 0) for kind in kinds)

    @property
    def file_key(self) -> str:
        """Where the uploaded file lies."""
        return f"import/{self.import_id}/berkas"

    @property
    def plan_key(self) -> str:
        """OPDs to write first, and whose lists to rewrite last."""
        return f"import/{self.import_id}/{self.run}/rencana.json"

    def part_key(self, part: int) -> str:
        """The people of one message."""
        return f"import/{self.import_id}/{self.run}/bagian-{part}.json"

    def page_key(self, kind: ChangeKind | None, page: int) -> str:
        """What a person sees of one kind (None: all), page by page from 0."""
        return f"import/{self.import_id}/{self.run}/{kind or 'SEMUA'}-{page}.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of the difference: who, and what becomes what."""

    kind: ChangeKind
    nip: str = ""
    name: str = ""
    fields: tuple[tuple[str, str, str], ...] = ()  # (field, before, after)
    row: int = 0  # of the file, for what a person has to mend there
    column: str = ""
    code: str = ""


def changes_of(
    found: Difference, known: Iterable[Person], opds: Iterable[Opd]
) -> dict[ChangeKind, list[Change]]:
    """The difference line by line; what was refused names row and column, never the value (J6)."""
    before = {person.pegawai_id: person for person in known}
    names = {opd.opd_id: opd for opd in (*opds, *found.opds)}

    def lines(kind: ChangeKind, people: Sequence[Person]) -> list[Change]:
        return [
            Change(
                kind=kind,
                nip=person.nip,
                name=person.full_name,
                fields=tuple(_fields(before.get(person.pegawai_id), person, names)),
            )
            for person in people
        ]

    return {
        ChangeKind.REFUSED: [
            Change(kind=ChangeKind.REFUSED, row=each.row, column=each.column, code=each.code)
            for each in found.refused
        ],
        ChangeKind.IN_DOUBT: [
            Change(kind=ChangeKind.IN_DOUBT, row=each.row, name=before[each.pegawai_id].full_name)
            for each in found.in_doubt
        ],
        ChangeKind.GONE: lines(ChangeKind.GONE, found.gone),
        ChangeKind.MOVED: lines(ChangeKind.MOVED, found.moved),
        ChangeKind.NEW: lines(ChangeKind.NEW, found.new),
        ChangeKind.CHANGED: lines(ChangeKind.CHANGED, found.changed),
    }


def _fields(
    before: Person | None, after: Person, opds: Mapping[OpdId, Opd]
) -> Iterator[tuple[str, str, str]]:
    old, new = (_shown(person, opds) if person else {} for person in (before, after))
    for name, value in new.items():
        if before is None and name != "unit":
            continue  # a new person: where they come is what counts
        if old.get(name, "") != value:
            yield name, old.get(name, ""), value


def _shown(person: Person, opds: Mapping[OpdId, Opd]) -> dict[str, str]:
    opd = opds[person.opd_id]
    unit = opd.unit_name(person.unit_no)
    return {
        "unit": unit if unit == opd.name else f"{unit}, {opd.name}",
        "name": person.full_name,
        "employment": person.employment,
        "rank": person.rank,
        "position": person.position,
        "active": "ya" if person.is_active else "tidak",
    }


def ids_of(import_id: ImportId, run: int, at: datetime) -> Callable[[], str]:
    """New ids that are the same again when a check runs twice: its files are, too."""
    numbers = count()
    return lambda: lasting_ulid(at, f"{import_id}/{run}/{next(numbers)}")


def person_json(person: Person) -> dict[str, Any]:
    """A person as a part's file holds them."""
    return {name: getattr(person, name) for name in Person.__slots__}


def person_from(values: Mapping[str, Any]) -> Person:
    """Read what `person_json` wrote."""
    return Person(**{**values, "employment": Employment(values["employment"])})
