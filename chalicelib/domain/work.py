"""One message of scheduled work, and how it travels through a queue (architecture.md §8)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Self, TypeVar

from chalicelib.domain.activities import Activity, ActivityId
from chalicelib.domain.attendance import Place
from chalicelib.domain.calendar import Job, Moment, Week
from chalicelib.domain.people import OpdId, PegawaiId

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What one message asks for; which of the fields count is the job's matter."""

    job: Job
    opd_id: OpdId | None = None  # None: the regency
    place: Place | None = None  # an OPD at an activity
    chunks: tuple[str, ...] = ()  # sort keys of the roster's chunks of that day; empty: look
    moment: Moment | None = None
    week: Week | None = None
    people: tuple[PegawaiId, ...] = ()  # ≤ 100; empty: find them first
    notice_id: str = ""  # ULID of the notice that they get, so that it is one and the same
    is_second_look: bool = False  # at what should have been ready when it was looked at first

    @property
    def at(self) -> Place:
        """The place that every job on an activity has."""
        if self.place is None:
            raise ValueError(self.job)
        return self.place

    @property
    def when(self) -> Moment:
        """The moment that reminders and reports have."""
        if self.moment is None:
            raise ValueError(self.job)
        return self.moment

    @property
    def in_week(self) -> Week:
        """The week that publications have."""
        if self.week is None:
            raise ValueError(self.job)
        return self.week

    def to_message(self) -> dict[str, Any]:
        """JSON values; what is empty is left out."""
        place = self.place
        found = {
            "job": self.job,
            "opd": place.opd_id if place else self.opd_id,
            "date": place.held_on if place else None,
            "activity": place.activity_id if place else None,
            "chunks": list(self.chunks),
            "moment": self.moment,
            "week": self.week.text if self.week else None,
            "people": list(self.people),
            "notice": self.notice_id,
            "again": self.is_second_look,
        }
        return {name: value for name, value in found.items() if value}

    @classmethod
    def from_message(cls, message: Mapping[str, Any]) -> Self:
        """Read what `to_message` wrote; ours alone, so that a broken one is a bug."""
        opd_id = OpdId(message["opd"]) if "opd" in message else None
        place = None
        if opd_id is not None and "activity" in message:
            place = Place(
                opd_id=opd_id,
                held_on=message["date"],
                activity_id=ActivityId(message["activity"]),
            )
        return cls(
            job=Job(message["job"]),
            opd_id=opd_id,
            place=place,
            chunks=tuple(message.get("chunks", ())),
            moment=Moment(message["moment"]) if "moment" in message else None,
            week=Week.read(message["week"]) if "week" in message else None,
            people=tuple(PegawaiId(person) for person in message.get("people", ())),
            notice_id=message.get("notice", ""),
            is_second_look=message.get("again", False),
        )


def places_of(activity: Activity, opd_ids: Iterable[OpdId]) -> list[Place]:
    """Where these OPDs keep their records of an activity; those that it is not for left out."""
    return [Place.of(opd_id, activity) for opd_id in activity.opds or opd_ids]


def recompiling(places: Iterable[Place]) -> list[dict[str, Any]]:
    """Messages that bring these tables up to date; their rosters are looked up when they come."""
    return [Work(job=Job.COMPILE, place=place).to_message() for place in places]


def spread(parts: int, *, over_s: int, key: str) -> list[int]:
    """Delays in seconds of so many parts, evenly over that time.

    The key moves them all, so that those of many OPDs do not come together; the same key gives the
    same delays.
    """
    share = int.from_bytes(sha256(key.encode()).digest()[:2]) / 2**16
    return [int((part + share) * over_s / parts) for part in range(parts)]


def in_parts(all_of: Sequence[T], most: int) -> tuple[tuple[T, ...], ...]:
    """Split so that no message or read names more than `most`."""
    return tuple(tuple(all_of[at : at + most]) for at in range(0, len(all_of), most))
