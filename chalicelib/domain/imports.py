"""An import of SIMPEG's file: uploaded, checked, looked at, applied (domain.md §7).

What it does to people is domain/simpeg.py; here is where it stands, and what a person sees of it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import count
from typing import Any, Final, NewType

from chalicelib.domain.errors import (
    BadNip,
    ForbiddenCharacter,
    Missing,
    NumericNip,
    OutOfBounds,
    TooLong,
)
from chalicelib.domain.numerals import lasting_ulid
from chalicelib.domain.people import Opd, OpdId, PegawaiId, Person
from chalicelib.domain.simpeg import DOUBLED, Difference, Doubt, Field, RefusedRow

ImportId = NewType("ImportId", str)  # ULID

MOST_BYTES: Final = 10_000_000  # security.md §4
LINES_A_PART: Final = 200  # one message applies so many
CHANGES_A_PAGE: Final = 100
MOST_AHEAD: Final = timedelta(days=31)  # a transfer that is known now
MOST_ANSWERS: Final = 1_000  # they lie in the import's own item: some 20 KB


class ImportState(StrEnum):
    """Where an import stands."""

    UPLOADING = "MENUNGGU"
    CHECKING = "MEMERIKSA"
    COLUMNS = "KOLOM"  # a person has to say which column is which
    PREVIEW = "PRATINJAU"
    SCHEDULED = "TERJADWAL"  # begins by itself on its day; until then no other one does
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


class Answer(StrEnum):
    """What a person says of one line."""

    YES = "YA"  # unasked
    NO = "TIDAK"  # leave it out
    SAME = "SAMA"  # of a doubt: the one whom we know, under a new number
    TWO = "DUA"  # of a doubt: somebody new, and the known one is gone


class Step(StrEnum):
    """What a message of the import queue asks for."""

    CHECK = "CHECK"
    DUE = "DUE"  # whatever was scheduled for today
    START = "START"
    PART = "PART"
    FINISH = "FINISH"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One message of the import queue."""

    step: Step
    import_id: ImportId = ImportId("")
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
    known: int = 0  # active people when it was checked
    open_doubts: int = 0  # doubts that can be decided; their numbers follow those of the people
    answers: Mapping[int, Answer] = field(default_factory=dict)  # by a line's number
    base: ImportId | None = None  # what had been applied when it was checked
    applied_on: date | None = None  # from when transfers count
    parts: int = 0
    problem: str = ""  # the code of why the file was refused

    @property
    def people(self) -> int:
        """Lines that write one person each unless they are left out; numbered from 0."""
        kinds = (ChangeKind.NEW, ChangeKind.MOVED, ChangeKind.CHANGED, ChangeKind.GONE)
        return sum(self.counts.get(kind, 0) for kind in kinds)

    def answer(self, number: int) -> Answer | None:
        """What becomes of a line; None where it writes nobody."""
        said = self.answers.get(number, Answer.YES if number < self.people else None)
        return None if said is Answer.NO else said

    @property
    def total(self) -> int:
        """People whom it writes, as was answered."""
        each = Counter(self.answers.values())
        return self.people - each[Answer.NO] + each[Answer.SAME] + 2 * each[Answer.TWO]

    @property
    def leavers(self) -> int:
        """Those among them who leave; their lines are the last of the people's."""
        gone = self.counts.get(ChangeKind.GONE, 0)
        stay = sum(
            answer is Answer.NO and number >= self.people - gone
            for number, answer in self.answers.items()
        )
        return gone - stay + sum(answer is Answer.TWO for answer in self.answers.values())

    def on_its_way(self, on: date, today: date, *, earliest: date) -> "Import":
        """Confirmed for that day; raises OutOfBounds for one that is locked or far away."""
        latest = today + MOST_AHEAD
        if not earliest <= on <= latest:
            raise OutOfBounds("/since", earliest=earliest.isoformat(), latest=latest.isoformat())
        state = ImportState.APPLYING if on <= today else ImportState.SCHEDULED
        return replace(self, state=state, applied_on=on)

    def answered(self, answers: Mapping[int, Answer]) -> "Import":
        """With what a person says of its lines; raises OutOfBounds for a line without a choice."""
        for number, answer in answers.items():
            allowed = {Answer.NO} if number < self.people else {Answer.SAME, Answer.TWO}
            if answer not in allowed or number >= self.people + self.open_doubts:
                raise OutOfBounds("/answers")
        return replace(self, answers=answers)

    @property
    def file_key(self) -> str:
        """Where the uploaded file lies."""
        return f"import/{self.import_id}/berkas"

    @property
    def plan_key(self) -> str:
        """OPDs to write first, and whose lists to rewrite last."""
        return f"import/{self.import_id}/{self.run}/rencana.json"

    @property
    def refusals_key(self) -> str:
        """The table of refused rows."""
        return f"import/{self.import_id}/{self.run}/galat.csv"

    def part_key(self, part: int) -> str:
        """The people of one message."""
        return f"import/{self.import_id}/{self.run}/bagian-{part}.json"

    def page_key(self, kind: ChangeKind | None, page: int) -> str:
        """What a person sees of one kind (None: all), page by page from 0."""
        return f"import/{self.import_id}/{self.run}/{kind or 'SEMUA'}-{page}.json"


# What to do about a refused row, by the code of its error, for whoever looks after SIMPEG.
REMEDIES: Final[Mapping[str, str]] = {
    Missing.code: "Kosong. Isi kolom ini.",
    TooLong.code: "Terlalu panjang. Persingkat.",
    ForbiddenCharacter.code: "Ada tanda yang tidak bisa dipakai. Ketik ulang.",
    BadNip.code: "Bukan NIP 18 angka (tanggal lahir, bulan mulai, jenis kelamin, nomor urut).",
    NumericNip.code: "NIP tersimpan sebagai angka dan angkanya hilang. Jadikan kolomnya teks, "
    "tempel lagi NIP-nya, simpan lagi.",
    DOUBLED: "NIP ini ada di lebih dari satu baris. Hapus atau perbaiki salah satunya.",
}


def refusals_of(refused: Iterable[RefusedRow]) -> list[tuple[int | str, ...]]:
    """Refused rows as a table: where, and what to do, but nothing of whom."""
    rows = ((each.row, each.column, REMEDIES[each.code]) for each in refused)
    return [("BARIS", "KOLOM", "ALASAN"), *rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of the difference: who, and what becomes what."""

    kind: ChangeKind
    number: int | None = None  # of a line that a person has a say in
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

    numbers = count()

    def lines(kind: ChangeKind, people: Sequence[Person]) -> list[Change]:
        return [
            Change(
                kind=kind,
                number=next(numbers),
                nip=person.nip,
                name=person.full_name,
                fields=tuple(_fields(before.get(person.pegawai_id), person, names)),
            )
            for person in people
        ]

    def doubt(of: Doubt) -> Change:
        known = before[of.pegawai_id]
        if of.same is None:
            return Change(kind=ChangeKind.IN_DOUBT, row=of.row, name=known.full_name)
        return Change(
            kind=ChangeKind.IN_DOUBT,
            number=next(numbers),
            row=of.row,
            nip=of.same.nip,
            name=of.same.full_name,
            fields=(("nip", known.nip, of.same.nip), *_fields(known, of.same, names)),
        )

    people = {  # numbered in the order of `found.people`, and the doubts behind them
        ChangeKind.NEW: lines(ChangeKind.NEW, found.new),
        ChangeKind.MOVED: lines(ChangeKind.MOVED, found.moved),
        ChangeKind.CHANGED: lines(ChangeKind.CHANGED, found.changed),
        ChangeKind.GONE: lines(ChangeKind.GONE, found.gone),
        ChangeKind.IN_DOUBT: [doubt(each) for each in found.in_doubt],
    }
    refused = [
        Change(kind=ChangeKind.REFUSED, row=each.row, column=each.column, code=each.code)
        for each in found.refused
    ]
    return {kind: people.get(kind, refused) for kind in ChangeKind}


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
