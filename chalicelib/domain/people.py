"""Civil servants, their units and what they are appointed to (domain.md §2)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NewType

from chalicelib.domain.errors import BadNip

PegawaiId = NewType("PegawaiId", str)  # ULID of ours, never the NIP
OpdId = NewType("OpdId", str)  # ULID
UnitNo = NewType("UnitNo", int)  # number inside its OPD; 0 is the OPD itself
Nip = NewType("Nip", str)  # 18 digits, text

WHOLE_OPD: Final = UnitNo(0)
_CAPITALS = re.compile(r"[^\W\d_](?:[^\W\d_]|')+")  # AL-AMIN: two; NUR'AINI: one
_NIP = re.compile(r"[0-9]{18}")


class Employment(StrEnum):
    """How a person is employed; stored values are the words on the forms."""

    PNS = "PNS"
    PPPK = "PPPK"
    PPPK_PART_TIME = "PPPK Paruh Waktu"


class Role(StrEnum):
    """What a person may be appointed to; everybody is an employee."""

    EMPLOYEE = "pegawai"
    OPD_ADMIN = "admin_opd"
    OPD_HEAD = "kepala_opd"
    BKPSDA = "bkpsda"
    AUDITOR = "auditor"


OFFICES: Final = (Role.OPD_HEAD, Role.OPD_ADMIN)  # that each OPD has to have filled


class Duty(StrEnum):
    """What an OPD's admin looks after."""

    REVIEW = "telaah"
    PERMITS = "izin"
    ACCOUNTS = "akun"
    ACTIVITIES = "kegiatan"


class ActingTitle(StrEnum):
    """Printed before the office in signature blocks."""

    NONE = ""
    PLT = "Plt."
    PLH = "Plh."


# What covers every OPD: given by two persons (domain.md §2).
OF_THE_REGENCY: Final = frozenset({Role.BKPSDA, Role.AUDITOR})
PNS_MONTHS: Final = range(1, 13)
PPPK_MONTHS: Final = range(21, 30)  # the month of appointment + 20, up to September


def nip_of(text: str) -> Nip:
    """Check a NIP: birth YYYYMMDD, start YYYYMM (01–12 PNS, 21–29 PPPK), sex 1/2, serial.

    Raises BadNip. Source: domain.md §2.
    """
    if not _NIP.fullmatch(text):
        raise BadNip
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        raise BadNip from None
    month = int(text[12:14])
    if not (month in PNS_MONTHS or month in PPPK_MONTHS) or text[14] not in "12":
        raise BadNip
    return Nip(text)


def masked_nip(nip: str) -> str:
    """All but the last four digits hidden, for people who may not see the number."""
    return "•" * 14 + nip[-4:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit kerja inside an OPD; `parent` 0 hangs it under the OPD itself."""

    no: UnitNo
    name: str
    parent: UnitNo = WHOLE_OPD


@dataclass(frozen=True, slots=True, kw_only=True)
class Opd:
    """A department and its tree of units."""

    opd_id: OpdId
    name: str
    units: tuple[Unit, ...] = ()
    trial_ended_on: date | None = None  # first day that counts; None: still in its trial phase
    head_office: str = "KEPALA"  # printed before the name of the OPD in signature blocks

    def is_trial(self, on: date) -> bool:
        """Whether recaps of that day say UJI COBA (domain.md §2)."""
        return self.trial_ended_on is None or on < self.trial_ended_on

    def unit_name(self, no: UnitNo) -> str:
        """The unit's name; the OPD's own for 0 and for a number that is no more."""
        return next((unit.name for unit in self.units if unit.no == no), self.name)

    @property
    def signing_office(self) -> str:
        """As it stands in signature blocks, without Plt. or Plh."""
        return f"{self.head_office} {self.name}".upper()

    def subtree(self, root: UnitNo) -> frozenset[UnitNo]:
        """The unit and everything below it; 0 covers the whole OPD."""
        if root == WHOLE_OPD:
            return frozenset({WHOLE_OPD, *(unit.no for unit in self.units)})
        covered = {root}
        while found := {u.no for u in self.units if u.parent in covered} - covered:
            covered |= found
        return frozenset(covered)

    def upwards(self, unit_no: UnitNo) -> tuple[UnitNo, ...]:
        """The unit, then those above it one by one, the OPD itself last."""
        parents = {unit.no: unit.parent for unit in self.units}
        path = [unit_no]
        while (above := parents.get(path[-1], WHOLE_OPD)) not in path:
            path.append(above)
        return tuple(path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Where a person belongs from a day on, until the next one begins."""

    since: date
    opd_id: OpdId
    unit_no: UnitNo


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """A role with dates; `opd_id` None for the roles that cover the regency."""

    role: Role
    since: date
    until: date | None = None  # last day, inclusive
    opd_id: OpdId | None = None
    unit_no: UnitNo = WHOLE_OPD
    duties: frozenset[Duty] = field(default_factory=lambda: frozenset(Duty))
    title: ActingTitle = ActingTitle.NONE

    def is_active(self, on: date) -> bool:
        """Whether it holds on that day (WIB)."""
        return self.since <= on and not self.is_over(on)

    def is_over(self, on: date) -> bool:
        """Whether its last day has passed."""
        return self.until is not None and self.until < on

    def overlaps(self, other: "Appointment") -> bool:
        """Whether both hold on one day at least."""
        return not self.is_over(other.since) and not other.is_over(self.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A civil servant as SIMPEG knows them, under our own id."""

    pegawai_id: PegawaiId
    nip: Nip
    name: str
    front_title: str = ""
    back_title: str = ""
    employment: Employment = Employment.PNS
    rank: str = ""  # golongan, for example III/d
    position: str = ""
    opd_id: OpdId
    unit_no: UnitNo = WHOLE_OPD
    is_active: bool = True

    @property
    def full_name(self) -> str:
        """Name with academic titles, as it is printed."""
        front = f"{self.front_title} {self.name}".strip()
        return f"{front}, {self.back_title}" if self.back_title else front

    @property
    def call_name(self) -> str:
        """What people call them: the first name that is written out, as names are written.

        SIMPEG writes SITI AMINAH; Ach., Moh. and H. before a name abbreviate what nobody is
        called by alone.
        """
        words = self.name.split()
        spoken = next((word for word in words if len(word) > 1 and "." not in word), words[0])
        return spoken if spoken.upper() != spoken else _CAPITALS.sub(_lowered, spoken)

    @property
    def salutation(self) -> str:
        """Bapak or Ibu, from the sex digit of the NIP."""
        return "Bapak" if self.nip[14] == "1" else "Ibu"


def _lowered(word: re.Match[str]) -> str:
    return word[0][0] + word[0][1:].lower()


def stay_on(stays: Iterable[Stay], day: date) -> Stay | None:
    """Which of them held the person on that day; None before the first one."""
    begun = [stay for stay in stays if stay.since <= day]
    return max(begun, key=lambda stay: stay.since, default=None)


def stays_within(stays: Iterable[Stay], first_day: date, last_day: date) -> list[tuple[Stay, date]]:
    """Where the person belonged in these days, each from its first day there to its last."""
    in_order = sorted(stays, key=lambda stay: stay.since)
    ends = [*(stay.since - timedelta(days=1) for stay in in_order[1:]), last_day]
    within = [
        (replace(stay, since=max(stay.since, first_day)), min(end, last_day))
        for stay, end in zip(in_order, ends, strict=False)
    ]
    return [(stay, end) for stay, end in within if stay.since <= end]


def active_roles(appointments: Iterable[Appointment], on: date) -> tuple[Appointment, ...]:
    """The appointments that hold on that day."""
    return tuple(a for a in appointments if a.is_active(on))
