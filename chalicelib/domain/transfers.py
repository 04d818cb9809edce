"""A transfer moves no record: who looks for one is led to where it lies (security.md T7).

Keys hold the OPD, and phones hold tickets of the OPD that a person comes from: a week of them. So a
transfer between OPDs leaves pointers at activities around its day, before it is in force. At what
has opened, records lie at the OPD that is left and stay there; at what comes they lie at the new
one. Whatever ticket is used, a person has one record at an activity.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from chalicelib.domain.activities import Activity
from chalicelib.domain.attendance import Place
from chalicelib.domain.calendar import ONE_DAY
from chalicelib.domain.people import OpdId, PegawaiId

TICKETS_AHEAD: Final = timedelta(days=7)  # for which phones may hold some of the former OPD
IN_FORCE_WITHIN: Final = timedelta(minutes=15)  # as long as an import's function may run


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One person from one OPD to another, for the activities of some days."""

    pegawai_id: PegawaiId
    left: OpdId
    came_to: OpdId
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """Whoever looks for that person's record at that place finds it in another OPD's keeping."""

    place: Place
    pegawai_id: PegawaiId
    home: OpdId


# Whose keeping has a person's record at a place: of a pointer where it leads in the end. Nothing
# where nothing stands.
Lying = Mapping[tuple[Place, PegawaiId], OpdId]


def days_around(since: date, today: date) -> tuple[date, date]:
    """Between which days a transfer leaves pointers; what is over midnight is of the day before."""
    return min(since, today - ONE_DAY), today + TICKETS_AHEAD


def is_shared(activity: Activity, opd_id: OpdId) -> bool:
    """Whether that OPD takes part too, so that records could lie at two places."""
    return not activity.opds or opd_id in activity.opds


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """A transfer at one activity in which both OPDs take part."""

    transfer: Transfer
    activity: Activity

    @property
    def left(self) -> Place:
        """Where the OPD that the person leaves keeps it."""
        return Place.of(self.transfer.left, self.activity)

    @property
    def came_to(self) -> Place:
        """Where the OPD to which they come keeps it."""
        return Place.of(self.transfer.came_to, self.activity)

    def pointer(self, lying: Lying, now: datetime) -> Pointer | None:
        """What has to be put there; None where it is clear already where the record lies.

        What stands is never put over, so that it may be asked again at any time.
        """
        who, came_to = self.transfer.pegawai_id, self.transfer.came_to
        before, after = lying.get((self.left, who)), lying.get((self.came_to, who))
        to_new = Pointer(place=self.left, pegawai_id=who, home=came_to)
        if after is not None:
            return to_new if before is None and after == came_to else None
        home = before or (self.transfer.left if self._may_have_records(now) else came_to)
        if home != came_to:
            return Pointer(place=self.came_to, pegawai_id=who, home=home)
        return to_new if before is None else None

    def _may_have_records(self, now: datetime) -> bool:
        return self.activity.window.opens <= now + IN_FORCE_WITHIN
