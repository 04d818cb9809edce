"""The one rule by which a table follows what changes after its activity (architecture.md §8)."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from chalicelib.domain.attendance import CheckIn
from chalicelib.domain.calendar import OPEN_DAYS, day_of
from chalicelib.domain.errors import NotFound
from chalicelib.domain.people import OpdId
from chalicelib.domain.permits import Permit
from chalicelib.domain.work import recompiling
from chalicelib.services.ports.activities import Activities, OpdActivity
from chalicelib.services.ports.regency import Regency
from chalicelib.services.ports.system import Clock, Queue


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Has tables made anew once a change is stored: a message per OPD and activity, never a person.

    A table follows from when tick has compiled it for the second time until it is FINAL. What is
    stored before that tick is in its tables anyway, and a morning's last photos make no rush.
    """

    activities: Activities
    regency: Regency
    recap_queue: Queue
    clock: Clock

    def follow(self, kept: Iterable[OpdActivity]) -> None:
        """Those of these activities."""
        now = self.clock.now()
        self.recap_queue.send(
            recompiling(
                one.place
                for one in kept
                if one.has_open_table(
                    now - self.regency.settings(one.activity.held_on).recompile_after_closing
                )
            )
        )

    def follow_check_in(self, check_in: CheckIn, held_by: OpdId | None) -> None:
        """That of a record; one that is judged before the closing, as most are, reads nothing.

        Where another OPD holds the person by now, its table may be the one that counts it.
        """
        if self.clock.now() <= check_in.window.closes:
            return
        place = check_in.place
        self.follow([self.activities.get(place.opd_id, place.day, place.activity_id)])
        if held_by not in (None, place.opd_id):
            with suppress(NotFound):  # it takes no part in what the other one held
                self.follow([self.activities.get(held_by, place.day, place.activity_id)])

    def follow_days(self, opd_ids: Iterable[OpdId], first_day: date) -> None:
        """Those of these OPDs since that day, a Query each."""
        today = day_of(self.clock.now(), self.regency.zone())
        for opd_id in opd_ids:
            self.follow(self.activities.between(opd_id, first_day, today))

    def follow_permit(self, permit: Permit, opd_ids: Iterable[OpdId]) -> None:
        """Those that it covers in these OPDs, a Query each; older than OPEN_DAYS is locked.

        With those in which their people count since they came there.
        """
        today = day_of(self.clock.now(), self.regency.zone())
        first = max(permit.first_day, today - timedelta(days=OPEN_DAYS))
        last = min(permit.last_day, today)
        if first > last:
            return
        asked = list(opd_ids)
        since = [also for part in permit.parts if part.opd_id in asked for also in part.also]
        for opd_id in dict.fromkeys((*asked, *since)):
            self.follow(
                kept
                for kept in self.activities.between(opd_id, first, last)
                if permit.covers(kept.activity.held_on, kept.activity.activity_id)
            )
