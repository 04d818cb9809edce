"""Who and what the demo regency is made of; the same every time."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from chalicelib.domain.numerals import crockford
from chalicelib.domain.people import (
    Appointment,
    Employment,
    Nip,
    Opd,
    OpdId,
    PegawaiId,
    Person,
    Role,
    Unit,
    UnitNo,
    nip_of,
)
from infra.demo.names import (
    DEGREES,
    DIVISIONS,
    LAST,
    MEN,
    OFFICES,
    POSITIONS,
    RANKS,
    WOMEN,
)

SINCE: Final = date(2026, 1, 1)
PASSWORD: Final = "apel-bangkalan-demo"  # noqa: S105 - of the local demo, printed by `make run`


@dataclass(frozen=True, slots=True)
class Size:
    """How much of the regency is made."""

    offices: int
    people: int
    weeks: int
    seen_now: float = 0.7  # of two offices, at the activity that is open now
    has_accounts: bool = True  # of everybody who came; else of those alone who can sign in
    holds_today: bool = True  # the weekly apel, where today is its day


SIZES: Final = {
    # For the browser tests, to whom every weekday is the same.
    "mini": Size(4, 800, 2, seen_now=0.1, has_accounts=False, holds_today=False),
    "kecil": Size(12, 900, 8),
    "penuh": Size(50, 12_046, 1),
}


@dataclass(frozen=True, slots=True)
class Regency:
    """The whole cast."""

    opds: tuple[Opd, ...]
    people: tuple[Person, ...]
    roles: dict[PegawaiId, Appointment]

    def of(self, opd: Opd) -> list[Person]:
        """The people of an OPD."""
        return [person for person in self.people if person.opd_id == opd.opd_id]


class NoDemoError(Exception):
    """None of the sizes has been loaded here."""


def a_ulid(kind: int, number: int) -> str:
    """A fixed id of the demo; sorts by kind and number."""
    value = (0x019B << 112) | kind << 64 | number
    return crockford(value)


def size_of(opd_ids: Iterable[OpdId]) -> Size:
    """Which size a stack holds, whatever OPDs were imported since. Raises NoDemoError."""
    stored = set(opd_ids)
    sizes = sorted(SIZES.values(), key=lambda size: size.offices, reverse=True)
    for size in sizes:
        if stored.issuperset(map(_opd_id, range(size.offices))):
            return size
    raise NoDemoError


def demo_people(regency: Regency) -> list[tuple[Person, str]]:
    """Two employees, a leader, each role, and BKPSDA's second person; of two offices."""
    first, agency = regency.opds[0], regency.opds[3]
    head, admin, one, two, leader, *_ = regency.of(first)
    overseers = regency.of(agency)
    return [
        (one, Role.EMPLOYEE), (two, Role.EMPLOYEE), (leader, "pemimpin"),
        (admin, Role.OPD_ADMIN), (head, Role.OPD_HEAD),
        (overseers[2], Role.BKPSDA), (overseers[3], "bkpsda_kedua"), (overseers[4], Role.AUDITOR),
    ]  # fmt: skip


def make(size: Size) -> Regency:
    """Draw everybody from one seed."""
    draw = random.Random(20_261_123)
    offices = OFFICES[: size.offices]
    shares = sum(share for _, share in offices)
    opds: list[Opd] = []
    people: list[Person] = []
    for no, (name, share) in enumerate(offices):
        units = tuple(
            Unit(no=UnitNo(n + 1), name=division)
            for n, division in enumerate(DIVISIONS[: 5 if share < 100 else 8])
        )
        is_last = no == len(offices) - 1
        opd = Opd(
            opd_id=_opd_id(no),
            name=name,
            units=units,
            trial_ended_on=None if is_last else SINCE,
        )
        opds.append(opd)
        count = size.people - len(people) if is_last else round(size.people * share / shares)
        people += list(_people(opd, count, draw, first=len(people)))
    return Regency(tuple(opds), tuple(people), dict(_roles(opds, people)))


def _opd_id(no: int) -> OpdId:
    return OpdId(a_ulid(1, no))


def _people(opd: Opd, count: int, draw: random.Random, *, first: int) -> Iterator[Person]:
    for n in range(first, first + count):
        is_man = draw.random() < 0.5
        employment = draw.choices(list(Employment), (70, 20, 10))[0]
        yield Person(
            pegawai_id=PegawaiId(a_ulid(2, n)),
            nip=_nip(n, is_man=is_man, employment=employment),
            name=f"{draw.choice(MEN if is_man else WOMEN)} {draw.choice(LAST)[not is_man]}",
            back_title=draw.choice(DEGREES),
            employment=employment,
            rank=draw.choice(RANKS),
            position=draw.choice(POSITIONS),
            opd_id=opd.opd_id,
            unit_no=UnitNo(1 + (n - first) % len(opd.units)),
        )


def _nip(n: int, *, is_man: bool, employment: Employment) -> Nip:
    """Unique by birthday; the serial 900–999 belongs to nobody (R10)."""
    year, month, day = 1970 + n // 336 % 28, 1 + n // 28 % 12, 1 + n % 28
    start = 1 + n % 12 if employment is Employment.PNS else 21 + n % 9
    sex = 1 if is_man else 2
    return nip_of(f"{year}{month:02d}{day:02d}{2005 + n % 15}{start:02d}{sex}{900 + n // 9_408}")


def _roles(
    opds: Sequence[Opd], people: Sequence[Person]
) -> Iterator[tuple[PegawaiId, Appointment]]:
    for opd in opds:
        head, admin, *_ = [p for p in people if p.opd_id == opd.opd_id]
        yield (
            head.pegawai_id,
            Appointment(role=Role.OPD_HEAD, since=SINCE, opd_id=opd.opd_id),
        )
        yield (
            admin.pegawai_id,
            Appointment(role=Role.OPD_ADMIN, since=SINCE, opd_id=opd.opd_id),
        )
    agency = [p for p in people if p.opd_id == opds[3].opd_id]
    for person, role in zip(
        agency[2:6], (Role.BKPSDA, Role.BKPSDA, Role.AUDITOR, Role.AUDITOR), strict=True
    ):
        yield person.pegawai_id, Appointment(role=role, since=SINCE)
