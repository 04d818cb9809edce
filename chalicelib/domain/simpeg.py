"""SIMPEG's file of people: rows read strictly, and how they differ from ours (domain.md §7).

An import is a difference first; a person confirms it. Nothing here writes. Errors name row and
column, never the value: it may hold a number that is nobody's business (security.md J6).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from chalicelib.domain import text
from chalicelib.domain.errors import BadNip, ForbiddenCharacter, Missing, NumericNip, TooLong
from chalicelib.domain.people import (
    WHOLE_OPD,
    Employment,
    Nip,
    Opd,
    OpdId,
    PegawaiId,
    Person,
    Unit,
    UnitNo,
    nip_of,
)

Cell = str | float | None  # a number where a spreadsheet holds one: it may have lost digits
LEAVERS_SHARE_PERCENT: Final = 5  # security.md J6
LEAVERS_COUNT: Final = 50  # security.md J6
_BIRTH: Final = 8  # digits of a NIP
FIRST_PPPK_MONTH: Final = 21  # digits 13–14 of a NIP (domain.md §2)
DOUBLED: Final = "nip-ganda"  # why a row is refused: its NIP stands in another one, too
_DIGITS = re.compile(r"[0-9]{10,}")  # a file without a header has people there (security.md J6)
_EXPONENT = re.compile(r"[0-9][.,]?[0-9]*E\+?[0-9]+", re.IGNORECASE)


class Field(StrEnum):
    """What we take from the file; the value is the header as SIMPEG writes it."""

    NIP = "NIP BARU"
    NAME = "NAMA"
    FRONT_TITLE = "GELAR DEPAN"
    BACK_TITLE = "GELAR BELAKANG"
    EMPLOYMENT = "STATUS ASN"
    RANK = "GOL AKHIR NAMA"
    POSITION = "JABATAN NAMA"
    UNIT = "UNOR NAMA"
    OPD = "UNOR INDUK NAMA"


REQUIRED: Final = (Field.NIP, Field.NAME, Field.UNIT, Field.OPD)
ALIASES: Final[Mapping[str, Field]] = {
    **{field.value: field for field in Field},
    "NIP": Field.NIP,
    "NAMA PEGAWAI": Field.NAME,
    "NAMA LENGKAP": Field.NAME,
    "STATUS KEPEGAWAIAN": Field.EMPLOYMENT,
    "JENIS ASN": Field.EMPLOYMENT,
    "GOLONGAN": Field.RANK,
    "GOL RUANG": Field.RANK,
    "JABATAN": Field.POSITION,
    "UNIT KERJA": Field.UNIT,
    "UNOR 3": Field.UNIT,
    "UNOR 3 NAMA": Field.UNIT,
    "OPD": Field.OPD,
    "PERANGKAT DAERAH": Field.OPD,
    "UNOR 1": Field.OPD,
    "UNOR 1 NAMA": Field.OPD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One person as the file lists them."""

    row: int  # as a spreadsheet counts: the header is 1
    nip: Nip
    name: str
    front_title: str
    back_title: str
    employment: Employment
    rank: str
    position: str
    unit: str
    opd: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow:
    """A row that is left out, and why: the code of a domain error."""

    row: int
    column: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A whole file as read."""

    people: tuple[Listed, ...]
    refused: tuple[RefusedRow, ...]
    mentioned: frozenset[str] = frozenset()  # NIPs of refused rows: who is named is not gone
    names: frozenset[str] = frozenset()  # and names, where the NIP is what was refused


def read_people(
    rows: Iterable[Sequence[Cell]], chosen: Mapping[str, Field] | None = None
) -> Reading:
    """Rows of a file, the header first → people and refused rows.

    Case, spaces and order of the headers do not matter; unknown columns are kept out, unless a
    person has `chosen` what they are, by header. A NIP that stands twice refuses each of its rows.
    Raises Missing with `columns` = what is not there and `headers` = what is.
    """
    numbered = enumerate(rows, start=1)
    _, header = next(numbered, (1, ()))
    places = _places(header, chosen or {})
    people: list[Listed] = []
    refused: list[RefusedRow] = []
    mentioned: set[str] = set()
    names: set[str] = set()
    for number, row in numbered:
        cells = {field: row[at] if at < len(row) else None for field, at in places.items()}
        if all(cell in (None, "") for cell in cells.values()):
            continue
        found = _listed(number, cells)
        if isinstance(found, Listed):
            people.append(found)
        else:
            refused.append(found)
            mentioned.add(str(cells[Field.NIP]).strip())
            names.add(_key(str(cells[Field.NAME])))
    seen = Counter(person.nip for person in people)
    doubled = [person for person in people if seen[person.nip] > 1]
    refused += [RefusedRow(row=person.row, column=Field.NIP, code=DOUBLED) for person in doubled]
    return Reading(
        people=tuple(person for person in people if seen[person.nip] == 1),
        refused=tuple(sorted(refused, key=lambda each: each.row)),
        mentioned=frozenset(mentioned | {person.nip for person in doubled}),
        names=frozenset(names),
    )


def _places(header: Sequence[Cell], chosen: Mapping[str, Field]) -> dict[Field, int]:
    """A choice goes before an alias: the person has looked at the file."""
    names = [_DIGITS.sub("…", " ".join(str(cell or "").split())) for cell in header]
    by_choice = {chosen[name]: at for at, name in reversed([*enumerate(names)]) if name in chosen}
    by_alias = {
        field: at
        for at, name in reversed([*enumerate(names)])
        if (field := ALIASES.get(_key(name))) is not None
    }
    places = by_alias | by_choice
    if missing := [field.value for field in REQUIRED if field not in places]:
        raise Missing(columns=missing, headers=[name for name in names if name])
    return places


def _key(text: str) -> str:
    """Comparable form of headers, units and names: case, spaces and signs do not matter."""
    plain = unicodedata.normalize("NFKD", text).upper()
    return " ".join(re.findall(r"[A-Z0-9]+", plain))


def _listed(row: int, cells: Mapping[Field, Cell]) -> Listed | RefusedRow:
    column = Field.NIP
    try:
        nip = _nip(cells[Field.NIP])
        texts = {}
        for column in Field:
            texts[column] = _text(cells.get(column), required=column in REQUIRED)
    except (BadNip, NumericNip, Missing, TooLong, ForbiddenCharacter) as error:
        return RefusedRow(row=row, column=column, code=error.code)
    return Listed(
        row=row,
        nip=nip,
        name=texts[Field.NAME],
        front_title=texts[Field.FRONT_TITLE],
        back_title=texts[Field.BACK_TITLE],
        employment=_employment(texts[Field.EMPLOYMENT], nip),
        rank=texts[Field.RANK],
        position=texts[Field.POSITION],
        unit=texts[Field.UNIT],
        opd=texts[Field.OPD],
    )


def _nip(cell: Cell) -> Nip:
    """Text; a number cell has lost digits, as has text with an exponent (security.md J5)."""
    if isinstance(cell, int | float) or _EXPONENT.fullmatch(cell or ""):
        raise NumericNip
    return nip_of((cell or "").strip().lstrip("'").replace(" ", ""))


def _text(cell: Cell, *, required: bool) -> str:
    """As if it had been typed, but a cell may be empty and have line ends (security.md J2).

    Names of units are longer than those of people: they have the length of a title.
    """
    joined = " ".join(("" if cell is None else str(cell)).split())
    return text.title(joined) if joined or required else ""


def _employment(text: str, nip: Nip) -> Employment:
    """From the file's word; where it has none, from the NIP's digits 13–14 (domain.md §2)."""
    words = _key(text)
    if "PARUH" in words:
        return Employment.PPPK_PART_TIME
    if "PPPK" in words:
        return Employment.PPPK
    if words:
        return Employment.PNS
    return Employment.PPPK if int(nip[12:14]) >= FIRST_PPPK_MONTH else Employment.PNS


# ---- the difference -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A row that a person has to look at: perhaps somebody whom we know under another number.

    Either person is None where more than one may be meant: then the file has to be mended.
    """

    row: int
    pegawai_id: PegawaiId
    same: Person | None = None  # the known one, with the row's number and place
    new: Person | None = None  # somebody else
    gone: Person | None = None  # the known one, if the row is somebody else


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What an import would do; people as they would be afterwards."""

    opds: tuple[Opd, ...]  # new, or with new units
    new: tuple[Person, ...]
    moved: tuple[Person, ...]
    changed: tuple[Person, ...]
    gone: tuple[Person, ...]
    in_doubt: tuple[Doubt, ...]
    refused: tuple[RefusedRow, ...]
    known: int  # active people before

    @property
    def counts(self) -> dict[str, int]:
        """The figures that the command prints."""
        return {
            "new": len(self.new),
            "moved": len(self.moved),
            "changed": len(self.changed),
            "gone": len(self.gone),
            "in_doubt": len(self.in_doubt),
            "refused": len(self.refused),
        }

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody whom it writes, unless a person says otherwise."""
        return (*self.new, *self.moved, *self.changed, *self.gone)

    def touched(self, known: Iterable[Person]) -> list[OpdId]:
        """OPDs that somebody comes to, leaves, or changes in, or might."""
        doubts = [p for each in self.in_doubt for p in (each.same, each.gone) if p]
        people = [*self.people, *doubts]
        before = {person.pegawai_id: person.opd_id for person in known}
        touched = {person.opd_id for person in people}
        touched |= {before[p.pegawai_id] for p in people if p.pegawai_id in before}
        return sorted(touched)

    @property
    def needs_leavers_confirmed(self) -> bool:
        """Whether so many leave that their number has to be typed in."""
        return len(self.gone) > free_leavers(self.known)


def free_leavers(known: int) -> int:
    """How many may leave unasked: 5 %, but 50 at most; above it they are counted (J6)."""
    return min(LEAVERS_COUNT, LEAVERS_SHARE_PERCENT * known // 100)


def differ(
    reading: Reading,
    *,
    known: Iterable[Person],
    opds: Iterable[Opd],
    new_id: Callable[[], str],
) -> Difference:
    """How the file differs from the people and OPDs that we hold; the same file twice: nothing.

    Whoever is new, but has the name and half the number of somebody who is gone, is in doubt:
    neither is touched until a person says. A person in no row is deactivated, never deleted; one
    whose row was refused stays.
    """
    by_nip = {person.nip: person for person in known}
    active = {nip: person for nip, person in by_nip.items() if person.is_active}
    listed = {person.nip for person in reading.people} | reading.mentioned
    gone = {
        nip: person
        for nip, person in active.items()
        if nip not in listed and _key(person.name) not in reading.names
    }
    twins = _twins([row for row in reading.people if row.nip not in by_nip], gone.values())
    places = _Places(opds, new_id)
    sorted_: dict[str, list[Person]] = {"new": [], "moved": [], "changed": []}
    doubts = []
    for row in reading.people:
        if found := twins.get(row.row):
            doubts.append(_doubt(row, found, places, new_id))
            continue
        before = by_nip.get(row.nip)
        after = _person(row, before, places, new_id)
        if kind := _kind(before, after):
            sorted_[kind].append(after)
    meant = {person.pegawai_id for found in twins.values() for person in found.people}
    return Difference(
        opds=places.touched,
        new=tuple(sorted_["new"]),
        moved=tuple(sorted_["moved"]),
        changed=tuple(sorted_["changed"]),
        gone=tuple(_gone(p) for p in gone.values() if p.pegawai_id not in meant),
        in_doubt=tuple(doubts),
        refused=reading.refused,
        known=len(active),
    )


@dataclass(frozen=True, slots=True)
class _Twins:
    """Whom a row may mean; only one row for one person is a question of yes or no."""

    people: tuple[Person, ...]
    is_clear: bool


def _twins(rows: Sequence[Listed], gone: Iterable[Person]) -> dict[int, _Twins]:
    """By row: who has the name and either the birth date or all but it (a corrected one)."""
    by_half: dict[tuple[str, str], list[Person]] = {}
    for person in gone:
        for half in _halves(person.name, person.nip):
            by_half.setdefault(half, []).append(person)
    found = {
        row.row: {
            person.pegawai_id: person
            for half in _halves(row.name, row.nip)
            for person in by_half.get(half, ())
        }
        for row in rows
    }
    rows_of = Counter(pegawai_id for people in found.values() for pegawai_id in people)
    return {
        row: _Twins(tuple(people.values()), len(people) == 1 == rows_of[next(iter(people))])
        for row, people in found.items()
        if people
    }


def _halves(name: str, nip: str) -> tuple[tuple[str, str], tuple[str, str]]:
    key = _key(name)
    return (key, nip[:_BIRTH]), (key, nip[_BIRTH:])


def _doubt(row: Listed, twins: _Twins, places: "_Places", new_id: Callable[[], str]) -> Doubt:
    known = twins.people[0]
    if not twins.is_clear:
        return Doubt(row=row.row, pegawai_id=known.pegawai_id)
    new = _person(row, None, places, new_id)
    same = replace(new, pegawai_id=known.pegawai_id)
    return Doubt(row=row.row, pegawai_id=known.pegawai_id, same=same, new=new, gone=_gone(known))


def _gone(person: Person) -> Person:
    return replace(person, is_active=False)


def active_of(people: Iterable[Person]) -> dict[PegawaiId, UnitNo]:
    """What a roster holds: who is active, and in which unit."""
    return {person.pegawai_id: person.unit_no for person in people if person.is_active}


def _kind(before: Person | None, after: Person) -> str | None:
    if before is None:
        return "new"
    if (before.opd_id, before.unit_no) != (after.opd_id, after.unit_no):
        return "moved"
    return "changed" if before != after else None


def _person(
    row: Listed, before: Person | None, places: "_Places", new_id: Callable[[], str]
) -> Person:
    opd_id, unit_no = places.of(row.opd, row.unit)
    return Person(
        pegawai_id=before.pegawai_id if before else PegawaiId(new_id()),
        nip=row.nip,
        name=row.name,
        front_title=row.front_title,
        back_title=row.back_title,
        employment=row.employment,
        rank=row.rank,
        position=row.position,
        opd_id=opd_id,
        unit_no=unit_no,
    )


class _Places:
    """Finds OPDs and units by name and makes the ones that are not there yet."""

    def __init__(self, opds: Iterable[Opd], new_id: Callable[[], str]) -> None:
        self._by_name = {_key(opd.name): opd for opd in opds}
        self._touched: set[str] = set()
        self._new_id = new_id

    def of(self, opd_name: str, unit_name: str) -> tuple[OpdId, UnitNo]:
        """The OPD and the unit's number; 0 where the unit is the OPD itself."""
        key = _key(opd_name)
        opd = self._by_name.get(key)
        if opd is None:
            opd = Opd(opd_id=OpdId(self._new_id()), name=opd_name)
            self._keep(key, opd)
        if _key(unit_name) == key:
            return opd.opd_id, WHOLE_OPD
        wanted = _key(unit_name)
        unit = next((unit for unit in opd.units if _key(unit.name) == wanted), None)
        if unit is None:
            no = UnitNo(1 + max((each.no for each in opd.units), default=0))
            unit = Unit(no=no, name=unit_name)
            self._keep(key, replace(opd, units=(*opd.units, unit)))
        return opd.opd_id, unit.no

    def _keep(self, key: str, opd: Opd) -> None:
        self._by_name[key] = opd
        self._touched.add(key)

    @property
    def touched(self) -> tuple[Opd, ...]:
        """New OPDs, and those with new units."""
        return tuple(self._by_name[key] for key in sorted(self._touched))
