"""Duty rosters (piket): who is on which shift on which day, and what that means at an activity.

A month of an OPD is one text a person, a letter a day: 1, 2 or 3 for a shift, L for a day off, `-`
where nothing is said. Who is not listed is expected like everybody (decisions/0007).
"""

import re
from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Final

from chalicelib.domain.activities import Activity
from chalicelib.domain.attendance import Code
from chalicelib.domain.calendar import ONE_DAY, instant
from chalicelib.domain.people import OpdId, PegawaiId, Person
from chalicelib.domain.permits import Permit, PermitState


class Shift(StrEnum):
    """A letter of the roster."""

    MORNING = "1"
    EVENING = "2"
    NIGHT = "3"
    OFF = "L"


UNSAID: Final = "-"
HOUR: Final = timedelta(hours=1)
HOURS: Final[Mapping[str, tuple[timedelta, timedelta]]] = {  # since midnight of its day
    Shift.MORNING: (7 * HOUR, 15 * HOUR),
    Shift.EVENING: (15 * HOUR, 23 * HOUR),
    Shift.NIGHT: (23 * HOUR, 31 * HOUR),
}
NIGHT_ENDS: Final = 7 * HOUR  # of the next day
REST_AFTER_NIGHT: Final = 15 * HOUR  # of the next day: until then nobody is expected again
MOST_PEOPLE: Final = 2_000  # of an OPD and month: about 60 KB packed, and a page that opens

_NOT_IN_NAMES: Final = re.compile(r"[^\w\s]|_")
_NIP: Final = re.compile(r"[0-9]{18}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyMonth:
    """The roster of one OPD in one month; version 0: nobody wrote one yet."""

    opd_id: OpdId
    first_day: date
    rows: Mapping[PegawaiId, str] = field(default_factory=dict)
    version: int = 0

    @property
    def length(self) -> int:
        """How many days it has."""
        return monthrange(self.first_day.year, self.first_day.month)[1]

    @property
    def days(self) -> tuple[date, ...]:
        """Its days."""
        return tuple(self.first_day + n * ONE_DAY for n in range(self.length))

    def has(self, day: date) -> bool:
        """Whether that day is one of its own."""
        return day.replace(day=1) == self.first_day

    def letter(self, who: PegawaiId, day: date) -> str:
        """What it says of a person on a day of its month."""
        row = self.rows.get(who)
        return row[day.day - 1] if row and self.has(day) else UNSAID

    def with_rows(self, rows: Mapping[PegawaiId, str]) -> "DutyMonth":
        """The next version, with these people's months instead; an empty one leaves the roster."""
        merged = {**self.rows, **rows}
        said = {who: row for who, row in merged.items() if row.strip(UNSAID)}
        return replace(self, rows=said, version=self.version + 1)

    def swapped(self, day: date, one: PegawaiId, other: PegawaiId) -> "DutyMonth":
        """The next version, in which two people have each other's letter on that day."""
        at, whole = day.day - 1, UNSAID * self.length
        before = {who: self.rows.get(who, whole) for who in (one, other)}
        letters = {one: before[other][at], other: before[one][at]}
        return self.with_rows(
            {who: row[:at] + letters[who] + row[at + 1 :] for who, row in before.items()}
        )

    def changed_rows(self, after: "DutyMonth") -> dict[PegawaiId, str]:
        """Whose month is another one then, and which; all of it unsaid for who left."""
        whole = UNSAID * self.length
        everybody = sorted(self.rows.keys() | after.rows.keys())
        return {
            who: after.rows.get(who, whole)
            for who in everybody
            if self.rows.get(who) != after.rows.get(who)
        }

    def changed_days(self, after: "DutyMonth", only: PegawaiId | None = None) -> frozenset[date]:
        """The days on which somebody, or that person alone, has another letter then."""
        whole = UNSAID * self.length
        return frozenset(
            day
            for who, row in self.changed_rows(after).items()
            if only in (None, who)
            for day, old, new in zip(self.days, self.rows.get(who, whole), row, strict=True)
            if old != new
        )


def code_at(today: str, yesterday: str, activity: Activity) -> Code | None:
    """PK on a shift that meets the activity, O on a day off or after a night; None: as everybody.

    What is met is the activity itself, from its start to its closing: a shift that ends as it
    starts does not meet it (decisions/0007).
    """
    midnight = instant(activity.held_on, time())
    starts, closes = (at - midnight for at in (activity.window.starts, activity.window.closes))
    begins, ends = HOURS.get(today, (closes, starts))
    if begins < closes and starts < ends:
        return Code.ON_SHIFT
    if yesterday == Shift.NIGHT and starts < REST_AFTER_NIGHT:
        return Code.ON_SHIFT if starts < NIGHT_ENDS else Code.OFF
    return Code.OFF if today == Shift.OFF else None


def codes_at(months: Sequence[DutyMonth], activity: Activity) -> dict[PegawaiId, Code]:
    """What the roster says of its people at an activity; `months` hold that day and the eve."""
    day = activity.held_on
    people = {who for month in months for who in month.rows}
    found = {
        who: code_at(_letter(months, who, day), _letter(months, who, day - ONE_DAY), activity)
        for who in people
    }
    return {who: code for who, code in found.items() if code}


def bound_days(activities: Iterable[Activity]) -> frozenset[date]:
    """The days whose letters count at these activities: a night begins on the eve."""
    return frozenset(day for one in activities for day in (one.held_on - ONE_DAY, one.held_on))


def _letter(months: Sequence[DutyMonth], who: PegawaiId, day: date) -> str:
    return next((month.letter(who, day) for month in months if month.has(day)), UNSAID)


class ClashKind(StrEnum):
    """Why a person should look at a line of the roster."""

    PERMIT = "izin"  # on shift on a day for which a permit was granted
    NO_REST = "tanpa-jeda"  # a morning shift straight after a night
    GONE = "pindah"  # no longer of the OPD


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Something that does not go together; it refuses nothing."""

    pegawai_id: PegawaiId
    kind: ClashKind
    day: date | None = None
    code: Code | None = None  # of the permit


def granted_days(month: DutyMonth, permits: Iterable[Permit]) -> dict[tuple[PegawaiId, date], Code]:
    """Whole days of that month for which somebody has a permit that was granted."""
    return {
        (part.pegawai_id, day): permit.code
        for permit in permits
        if permit.activity_id is None
        for day in month.days
        if permit.first_day <= day <= permit.last_day
        for part in permit.parts
        if part.state is PermitState.APPROVED
    }


def clashes(
    months: Sequence[DutyMonth],
    granted: Mapping[tuple[PegawaiId, date], Code],
    present: Collection[PegawaiId],
) -> tuple[Clash, ...]:
    """What does not go together in the last of these months, by person and day."""
    month = months[-1]
    found = []
    for who, row in sorted(month.rows.items()):
        if who not in present:
            found.append(Clash(pegawai_id=who, kind=ClashKind.GONE))
        for day, letter in zip(month.days, row, strict=True):
            eve = _letter(months, who, day - ONE_DAY)
            if letter in HOURS and (code := granted.get((who, day))):
                found.append(Clash(pegawai_id=who, kind=ClashKind.PERMIT, day=day, code=code))
            if letter == Shift.MORNING and eve == Shift.NIGHT:
                found.append(Clash(pegawai_id=who, kind=ClashKind.NO_REST, day=day))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Whom a line of a spreadsheet may mean; sure where it is one person by NIP or whole name."""

    is_sure: bool
    people: tuple[Person, ...]


def match(written: str, people: Sequence[Person]) -> Match:
    """Find whom a NIP or a name means; S. Widodo may be Slamet Widodo, but a person says so."""
    nip = "".join(written.split()).lstrip("'")
    if _NIP.fullmatch(nip):
        exact = tuple(person for person in people if person.nip == nip)
        return Match(is_sure=len(exact) == 1, people=exact)
    wanted = {_words(written), _words(written.partition(",")[0])} - {()}
    named = [(person, {_words(person.name), _words(person.full_name)}) for person in people]
    exact = tuple(person for person, names in named if names & wanted)
    if exact:
        return Match(is_sure=len(exact) == 1, people=exact)
    like = tuple(
        person
        for person, names in named
        if any(_is_short_for(short, name) for short in wanted for name in names)
    )
    return Match(is_sure=False, people=like)


def _words(name: str) -> tuple[str, ...]:
    return tuple(_NOT_IN_NAMES.sub(" ", name.casefold().replace("’", "").replace("'", "")).split())


def _is_short_for(short: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Word by word the same, or the beginning of it."""
    return len(short) == len(name) and all(
        whole.startswith(part) for part, whole in zip(short, name, strict=True)
    )
