"""The regency's year: days off as the package knows them, what BKPSDA set over them, ceremonies.

A holiday cancels an apel, never a ceremony; a ceremony takes the place of that day's apel. Source:
domain.md §3.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from chalicelib.domain.calendar import SATURDAY
from chalicelib.domain.errors import OutOfBounds, StateChanged
from chalicelib.domain.people import OpdId

MONTHLY_DAY: Final = 17
MONTHLY_TITLE: Final = "Upacara tanggal 17"
YEARLY: Final[Mapping[tuple[int, int], str]] = {
    (6, 1): "Upacara Hari Lahir Pancasila",
    (8, 17): "Upacara HUT Kemerdekaan RI",
    (10, 1): "Upacara Hari Kesaktian Pancasila",
    (10, 22): "Upacara Hari Santri",
    (10, 24): "Upacara Hari Jadi Bangkalan",
    (10, 28): "Upacara Hari Sumpah Pemuda",
    (11, 10): "Upacara Hari Pahlawan",
    (11, 29): "Upacara HUT KORPRI",
}
_JOINT_LEAVE: Final = "Cuti Bersama"  # how the package begins the names of such days


class DayKind(StrEnum):
    """What a day is for the offices."""

    HOLIDAY = "LIBUR"
    JOINT_LEAVE = "CUTI_BERSAMA"
    WORKING = "MASUK"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Who set it, when, and by which letter."""

    by_name: str
    at: datetime
    decree: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDay:
    """What BKPSDA set a day to; `name` is empty for a working day."""

    kind: DayKind
    name: str
    change: Change
    working: tuple[OpdId, ...] = ()  # on a day off: the OPDs that work all the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Where BKPSDA moved a ceremony, and from where; moved back, `to` is its own date again."""

    to: date
    left: date
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceremony:
    """A ceremony of one year: named by its own date, held on another where it was moved."""

    own_date: date
    held_on: date
    title: str
    move: Move | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One year; `version` counts what people changed, the nightly job leaves it."""

    number: int
    public: Mapping[date, str] = field(default_factory=dict)  # as the package names them
    set_days: Mapping[date, SetDay] = field(default_factory=dict)
    moves: Mapping[date, Move] = field(default_factory=dict)  # by a ceremony's own date
    again: Mapping[date, datetime] = field(default_factory=dict)  # a cancelled apel is due anew
    version: int = 0

    @property
    def days_off(self) -> dict[date, str]:
        """Holidays and cuti bersama by day, as they hold."""
        named = dict(self.public) | {day: one.name for day, one in self.set_days.items()}
        return {day: name for day, name in sorted(named.items()) if name}

    @property
    def ceremonies(self) -> tuple[Ceremony, ...]:
        """Every ceremony, by the day on which it is held."""
        found = (
            Ceremony(
                own_date=own,
                held_on=self.moves[own].to if own in self.moves else own,
                title=title,
                move=self.moves.get(own),
            )
            for own, title in _ceremonies(self.number)
        )
        return tuple(sorted(found, key=lambda one: (one.held_on, one.own_date)))

    @property
    def without_apel(self) -> dict[date, str]:
        """Why no apel is held on a day: its ceremony, else the holiday's name."""
        return self.days_off | {one.held_on: one.title for one in self.ceremonies}

    @property
    def partial(self) -> dict[date, SetDay]:
        """Days off on which some OPDs work and hold their apel, unless a ceremony is held."""
        held = {one.held_on for one in self.ceremonies}
        return {d: one for d, one in self.set_days.items() if one.working and d not in held}

    def working_on(self, day: date) -> tuple[OpdId, ...]:
        """Which OPDs work on that day off; empty: none, or it is a working day."""
        found = self.set_days.get(day)
        return found.working if found else ()

    def is_off(self, day: date, whose: Collection[OpdId]) -> bool:
        """Whether that day off leaves out an apel of these OPDs (none named: of all)."""
        works = bool(whose) and set(whose) <= set(self.working_on(day))
        return day in self.days_off and not works

    def kind_of(self, day: date) -> DayKind:
        """What the day is, as it holds."""
        found = self.set_days.get(day)
        return found.kind if found else self.public_kind(day)

    def public_kind(self, day: date) -> DayKind:
        """What the package says of the day."""
        name = self.public.get(day)
        if name is None:
            return DayKind.WORKING
        return DayKind.JOINT_LEAVE if name.startswith(_JOINT_LEAVE) else DayKind.HOLIDAY

    def with_day(
        self,
        day: date,
        kind: DayKind,
        name: str,
        change: Change,
        working: Iterable[OpdId] = (),
    ) -> "Year":
        """Set a day; what the package says anyway is no longer set. Raises StateChanged.

        It does so where nothing would change. `working`: of a day off, who works all the same.
        """
        named = "" if kind is DayKind.WORKING else name
        who = () if kind is DayKind.WORKING else tuple(sorted(set(working)))
        stands = (self.kind_of(day), self.days_off.get(day, ""), self.working_on(day))
        if stands == (kind, named, who):
            raise StateChanged
        public = (self.public_kind(day), self.public.get(day, ""), ())
        others = {d: one for d, one in self.set_days.items() if d != day}
        one = SetDay(kind=kind, name=named, change=change, working=who)
        mine = {} if public == (kind, named, who) else {day: one}
        return replace(self, set_days=others | mine, version=self.version + 1)

    def with_ceremony(self, own_date: date, to: date, today: date, change: Change) -> "Year":
        """Move a ceremony that is still to come to another day of the year.

        The nightly plan makes it there, so tomorrow is the earliest. Raises OutOfBounds (none of
        that date, over, a day too early or with another one) and StateChanged (it is held there).
        """
        held = {one.own_date: one.held_on for one in self.ceremonies}
        if held.get(own_date, date.min) < today:
            raise OutOfBounds("/date")
        if held[own_date] == to:
            raise StateChanged
        if to <= today or to.year != self.number or to in held.values():
            raise OutOfBounds("/to")
        move = Move(to=to, left=held[own_date], change=change)
        return replace(self, moves={**self.moves, own_date: move}, version=self.version + 1)


def _ceremonies(year: int) -> list[tuple[date, str]]:
    """The 17th of a month on weekdays alone; a date that is remembered every year on any day."""
    monthly = {date(year, month, MONTHLY_DAY): MONTHLY_TITLE for month in range(1, 13)}
    weekdays = {day: title for day, title in monthly.items() if day.weekday() < SATURDAY}
    yearly = {date(year, month, day): title for (month, day), title in YEARLY.items()}
    return sorted((weekdays | yearly).items())
