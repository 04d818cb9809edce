"""Activities (kegiatan): their window, audience and venue (domain.md §3, security.md T1–T4)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, NewType

from chalicelib.domain.errors import NotYetOpen, Refused, TooOld, WindowClosed
from chalicelib.domain.people import OpdId, PegawaiId, UnitNo

ActivityId = NewType("ActivityId", str)  # ULID

BENEFIT_OF_DOUBT: Final = timedelta(seconds=180)  # security.md T3
LATEST_ARRIVAL: Final = timedelta(hours=72)  # security.md T4
REVIEWED_FROM: Final = timedelta(hours=24)  # security.md T4


class Kind(StrEnum):
    """Kinds of activity; the stored values are domain.md's."""

    MORNING_APEL = "APEL_PAGI"
    EVENING_APEL = "APEL_SORE"
    CEREMONY = "UPACARA"
    MEETING = "RAPAT"
    MONITORING = "MONEV"
    OUTREACH = "SOSIALISASI"
    EXERCISE = "SENAM"
    OTHER = "LAINNYA"


APELS: Final = frozenset({Kind.MORNING_APEL, Kind.EVENING_APEL})  # that a day off cancels


class Punctuality(StrEnum):
    """What the interval of a record says about the time."""

    ON_TIME = "H"
    LATE = "T"
    UNPROVEN = "H?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """When an activity takes check-ins; aware UTC, opens ≤ starts ≤ late_after ≤ closes."""

    opens: datetime
    starts: datetime
    late_after: datetime
    closes: datetime

    def judge(self, lo: datetime, hi: datetime) -> Punctuality:
        """ON_TIME, LATE, or UNPROVEN where the interval cannot tell. Source: security.md T3."""
        if hi <= self.late_after or (lo <= self.late_after and hi - lo <= BENEFIT_OF_DOUBT):
            return Punctuality.ON_TIME
        return Punctuality.LATE if lo > self.late_after else Punctuality.UNPROVEN

    def refusal(self, lo: datetime, hi: datetime) -> Refused | None:
        """Why a check-in of this interval is not taken, or None. Source: security.md T2, T4."""
        if hi < self.opens:
            return NotYetOpen("/activity_id")
        if lo > self.closes:
            return WindowClosed("/activity_id")
        return TooOld("/activity_id") if hi - self.closes > LATEST_ARRIVAL else None

    def extends(self, other: "Window") -> bool:
        """Whether it opens and starts as the other does, and is late and closes no earlier."""
        return (
            (self.opens, self.starts) == (other.opens, other.starts)
            and self.late_after >= other.late_after
            and self.closes >= other.closes
        )

    def shifted(self, by: timedelta) -> "Window":
        """The same window that much later."""
        return Window(
            opens=self.opens + by,
            starts=self.starts + by,
            late_after=self.late_after + by,
            closes=self.closes + by,
        )

    def is_open(self, at: datetime) -> bool:
        """Whether a photo taken now can count."""
        return self.opens <= at <= self.closes


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """One place, with coordinates or without, or each unit's own office, which is many places."""

    name: str
    lat: float | None = None
    lon: float | None = None
    radius_m: int | None = None
    is_own_office: bool = False  # of each unit; coordinates are then the reader's own unit's


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What the organiser says of an activity, and may say otherwise until it closes."""

    kind: Kind
    title: str
    window: Window
    venue: Venue
    challenge: str = ""
    leader: PegawaiId | None = None
    units: tuple[UnitNo, ...] = ()  # empty: every unit of the OPD


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """On which days an activity comes again: each week, or each month on the day of its first."""

    until: date  # the last day that it may fall on
    weekdays: tuple[int, ...] = ()  # of each week, Monday 0; empty: by the month


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Whom an invited OPD sends to another's activity: everybody, whole units and named people."""

    version: int = 0  # milliseconds since 1970 of when it was given; 0: not yet
    is_everybody: bool = False
    units: tuple[UnitNo, ...] = ()
    people: frozenset[PegawaiId] = frozenset()

    def says_as(self, other: "Answer | None") -> bool:
        """Whether both send the same people."""
        return other is not None and replace(other, version=self.version) == self


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One activity on one day; audience: the whole OPD unless units narrow it."""

    activity_id: ActivityId
    kind: Kind
    title: str
    held_on: date  # WIB
    window: Window
    venue: Venue
    challenge: str = ""
    leader: PegawaiId | None = None
    organiser: OpdId | None = None  # whose it is to cancel; None: the regency's
    opds: tuple[OpdId, ...] = ()  # empty: every OPD; of an OPD: its own, then those it invited
    units: tuple[UnitNo, ...] = ()  # empty: every unit of the OPD
    people: frozenset[PegawaiId] | None = None  # beside the units, whom an invited OPD names
    is_planned: bool = False  # made by the plan job from the settings
    series: ActivityId | None = None  # under which it was repeated
    version: int = 0  # of its details: milliseconds since 1970 of the last change; 0: as made
    cancelled_because: str | None = None

    @property
    def details(self) -> Details:
        """What its organiser said of it last."""
        return Details(
            kind=self.kind,
            title=self.title,
            window=self.window,
            venue=self.venue,
            challenge=self.challenge,
            leader=self.leader,
            units=self.units,
        )

    def on(self, day: date, activity_id: ActivityId) -> "Activity":
        """The same on another day, at the same times (the region has no summer time)."""
        return replace(
            self,
            activity_id=activity_id,
            held_on=day,
            window=self.window.shifted(day - self.held_on),
        )

    def changed(self, to: Details, *, at: datetime) -> "Activity":
        """The same activity with other details, as its next version."""
        return replace(
            self,
            kind=to.kind,
            title=to.title,
            window=to.window,
            venue=to.venue,
            challenge=to.challenge,
            leader=to.leader,
            units=to.units,
            version=max(int(at.timestamp() * 1000), self.version + 1),
        )

    def inviting(self, opds: Iterable[OpdId], *, at: datetime) -> "Activity":
        """The same activity with further OPDs, as its next version."""
        return replace(
            self,
            opds=(*self.opds, *opds),
            version=max(int(at.timestamp() * 1000), self.version + 1),
        )

    def invites(self, opd_id: OpdId) -> bool:
        """Whether that OPD is a guest of the one that organises it."""
        return self.organiser not in (None, opd_id)

    def as_kept_by(self, opd_id: OpdId, answer: Answer | None) -> "Activity":
        """As one of its OPDs keeps it: units and people of a guest are those that it sends."""
        if not self.invites(opd_id):
            return self
        if answer is None:
            return replace(self, units=(), people=frozenset())
        people = None if answer.is_everybody else answer.people
        return replace(self, units=answer.units, people=people)

    def is_within(self, units: frozenset[UnitNo] | None, whole: frozenset[UnitNo]) -> bool:
        """Whether its audience in its OPD is in those units; `whole` are all of the OPD."""
        return units is None or (frozenset(self.units) or whole) <= units

    @property
    def holders(self) -> tuple[OpdId, ...]:
        """Whose apel it is: a host's, not its guests'; of the regency's, those named; none: all."""
        return (self.organiser,) if self.organiser else self.opds

    @property
    def is_for_nobody(self) -> bool:
        """Whether the OPD that keeps it sends nobody, or has not said yet whom."""
        return self.people is not None and not self.people and not self.units

    def expects(self, who: PegawaiId, unit_no: UnitNo) -> bool:
        """Whether somebody of that unit is in the audience."""
        if self.people is None:
            return not self.units or unit_no in self.units
        return unit_no in self.units or who in self.people
