"""Activities, and what tick works from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from chalicelib.domain.activities import Activity, ActivityId, Answer
from chalicelib.domain.attendance import Place
from chalicelib.domain.audit import Event
from chalicelib.domain.people import OpdId


@dataclass(frozen=True, slots=True, kw_only=True)
class OpdActivity:
    """An activity as one OPD keeps it: the thin copy, its lock, its reopening."""

    activity: Activity
    opd_id: OpdId
    final_version: int = 0  # 0: not locked yet
    reopened: Mapping[str, Any] | None = None  # {by, name, at, reason}
    answer: Answer | None = None  # of an invited OPD; None: not yet, or its own activity

    @property
    def is_locked(self) -> bool:
        """Whether decisions no longer change it: FINAL, and not opened again by BKPSDA."""
        return self.final_version > 0 and self.reopened is None

    def has_open_table(self, now: datetime) -> bool:
        """Whether its table stands and follows what is decided: closed, and no FINAL yet."""
        activity = self.activity
        return (
            activity.window.closes <= now
            and not self.final_version
            and activity.cancelled_because is None
            and not activity.is_for_nobody
        )

    @property
    def place(self) -> Place:
        """Where the OPD keeps this activity's records."""
        return Place.of(self.opd_id, self.activity)


class Activities(Protocol):
    """Activities by OPD and day."""

    def between(self, opd_id: OpdId, first: date, last: date) -> tuple[OpdActivity, ...]:
        """One Query; by day."""
        ...

    def get(self, opd_id: OpdId, held_on: date, activity_id: ActivityId) -> OpdActivity:
        """Raises NotFound."""
        ...

    def find(self, activity_id: ActivityId) -> Activity:
        """The activity itself, whosever it is; raises NotFound."""
        ...

    def add(self, activity: Activity, opd_ids: Iterable[OpdId], event: Event) -> None:
        """Store it with its copy in each OPD; the same again changes nothing.

        Raises ContentDiffers where the id is another activity's.
        """
        ...

    def change(
        self, before: Activity, after: Activity, opd_ids: Iterable[OpdId], event: Event
    ) -> None:
        """Put other details in force, in each OPD and for tick; what was recorded stays.

        Raises VersionConflict unless `before` is what is stored. The same event again changes
        nothing but completes what a crash left half done.
        """
        ...

    def invite(self, before: Activity, after: Activity, event: Event) -> None:
        """Give further OPDs of `after` their copies, and all the others the newer version.

        All or nothing. Raises VersionConflict unless `before` is what is stored.
        """
        ...

    def answer(self, kept: OpdActivity, answer: Answer, event: Event) -> None:
        """Store whom an invited OPD sends.

        Raises VersionConflict unless `kept` has the answer that is stored.
        """
        ...

    def cancel(
        self, activity: Activity, opd_ids: Iterable[OpdId], reason: str, event: Event
    ) -> None:
        """Mark it cancelled everywhere; what was recorded stays."""
        ...


class Schedule(Protocol):
    """What tick works from: its mark, and the activities of a day over all OPDs."""

    def mark(self) -> datetime | None:
        """Until when everything was enqueued; None before the first time."""
        ...

    def set_mark(self, at: datetime) -> None:
        """Move the mark forward; an older one than it has changes nothing."""
        ...

    def of_days(self, days: Sequence[date]) -> tuple[Activity, ...]:
        """Every activity of these days, also those of a single OPD; a consistent Query a day."""
        ...

    def copies(self, places: Sequence[Place]) -> tuple[OpdActivity, ...]:
        """The copies that OPDs hold at these places, where there are any; 100 a trip."""
        ...

    def relocks(self, day: date) -> tuple[Place, ...]:
        """Where a reopened recap has to be locked again on that day."""
        ...
