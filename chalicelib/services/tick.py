"""What is due since the last mark goes into the queues; or one job, started by a person."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from chalicelib.domain.activities import Activity
from chalicelib.domain.attendance import Place
from chalicelib.domain.calendar import (
    ONE_DAY,
    OPEN_DAYS,
    Due,
    Job,
    Moment,
    Week,
    activity_days,
    by_hand,
    day_of,
    due,
)
from chalicelib.domain.imports import Step, Task
from chalicelib.domain.work import Work, places_of
from chalicelib.services.ports.activities import OpdActivity, Schedule
from chalicelib.services.ports.people import Rosters
from chalicelib.services.ports.regency import Opds, Regency
from chalicelib.services.ports.system import Clock, Queue

FIRST_LOOK_BACK: Final = timedelta(minutes=1)  # without a mark
LONGEST_OUTAGE: Final = timedelta(days=7)  # what is older is found by the nightly jobs

NOTICE_JOBS: Final = frozenset({Job.REMIND, Job.TELL})
UPKEEP_JOBS: Final = frozenset({Job.PLAN, Job.SWEEP, Job.FREE})
TOLD_AT: Final = frozenset({Moment.AFTER_CLOSING, Moment.MORNING_REPORT})


def tick(
    *,
    schedule: Schedule,
    rosters: Rosters,
    opds: Opds,
    regency: Regency,
    recap_queue: Queue,
    notice_queue: Queue,
    upkeep_queue: Queue,
    import_queue: Queue,
    clock: Clock,
    job: Job | None = None,
    week: Week | None = None,
) -> dict[str, int]:
    """Enqueue what is due and move the mark; tells how many messages of each job.

    A crash before the mark enqueues the same again: every job may run twice. A job that a person
    names moves no mark.
    """
    now = clock.now()
    since = max(schedule.mark() or now - FIRST_LOOK_BACK, now - LONGEST_OUTAGE)
    if job is None:
        activities = schedule.of_days(activity_days(since, now, regency.zone()))
        found = due(
            since, now, activities=activities, settings=regency.settings, zone=regency.zone()
        )
    else:
        today = day_of(now, regency.zone())
        activities = schedule.of_days(week.days if week else (today,))
        found = by_hand(job, now, activities=activities, zone=regency.zone(), week=week)
    expand = _Expand(schedule, rosters, opds, now=now)
    # After an outage several moments ask for the same: once is enough.
    messages = list(dict.fromkeys(work for one in found for work in expand.works(one)))
    _send([w for w in messages if w.job is not Job.IMPORT], recap_queue, notice_queue, upkeep_queue)
    if any(work.job is Job.IMPORT for work in messages):
        import_queue.send([Task(step=Step.DUE).to_message()])
    if job is None:
        schedule.set_mark(now)
    return dict(Counter(str(work.job) for work in messages))


def _send(works: Sequence[Work], recaps: Queue, notices: Queue, upkeep: Queue) -> None:
    recaps.send([w.to_message() for w in works if w.job not in NOTICE_JOBS | UPKEEP_JOBS])
    notices.send([w.to_message() for w in works if w.job in NOTICE_JOBS])
    upkeep.send([w.to_message() for w in works if w.job in UPKEEP_JOBS])


class _Expand:
    """Turns what is due into one message per OPD and activity."""

    def __init__(self, schedule: Schedule, rosters: Rosters, opds: Opds, *, now: datetime) -> None:
        self._schedule, self._rosters = schedule, rosters
        self._opds = tuple(opd.opd_id for opd in opds.all())
        self._now = now
        self._chunks: dict[tuple[str, str], tuple[str, ...]] = {}
        self._days: dict[date, tuple[Activity, ...]] = {}

    def works(self, one: Due) -> Iterator[Work]:
        """The messages of one due job."""
        match one.job:
            case Job.PLAN | Job.SWEEP | Job.FREE | Job.IMPORT:
                yield Work(job=one.job)
            case Job.PUBLISH_WEEKLY:
                for opd_id in self._opds:
                    yield Work(job=one.job, opd_id=opd_id, week=Week.of(one.day))
            case Job.COMPILE | Job.LOCK:
                yield from self._nightly(one)
            case _:
                yield from self._of_activity(one)

    def _of_activity(self, one: Due) -> Iterator[Work]:
        if one.activity is None:
            return
        for copy in self._copies([one.activity]):
            if one.job is Job.REMIND:
                yield self._work(Job.REMIND, copy, one.moment)
                continue
            yield self._work(Job.COMPILE, copy)
            if one.moment in TOLD_AT:
                yield Work(job=Job.TELL, place=copy.place, moment=one.moment)

    def _nightly(self, one: Due) -> Iterator[Work]:
        """What is not locked yet, and what was opened again; the verb itself asks the calendar."""
        days = _back_from(one.day)
        closed = [a for day in days for a in self._of_day(day) if a.window.closes <= self._now]
        copies = {copy.place: copy for copy in self._copies(closed)}
        relocked = [p for p in self._relocks(one) if p not in copies]
        for copy in self._schedule.copies(relocked):
            copies[copy.place] = copy
        for copy in copies.values():
            if not copy.final_version or copy.reopened:
                yield self._work(one.job, copy)

    def _of_day(self, day: date) -> tuple[Activity, ...]:
        """Read once: each night looks back over the days of the nights before."""
        if day not in self._days:
            self._days[day] = self._schedule.of_days([day])
        return self._days[day]

    def _relocks(self, one: Due) -> Iterable[Place]:
        """Of this night and of those before: a holiday moved it since, or a message was lost."""
        if one.job is not Job.LOCK:
            return ()
        nights = _back_from(one.day)
        return dict.fromkeys(place for day in nights for place in self._schedule.relocks(day))

    def _copies(self, activities: Iterable[Activity]) -> Iterator[OpdActivity]:
        places = [place for one in activities for place in places_of(one, self._opds)]
        found = self._schedule.copies(places)
        return (
            copy
            for copy in found
            if copy.activity.cancelled_because is None and not copy.activity.is_for_nobody
        )

    def _work(self, job: Job, copy: OpdActivity, moment: Moment | None = None) -> Work:
        place = copy.place
        key = (place.opd_id, place.held_on)
        if key not in self._chunks:
            self._chunks[key] = self._rosters.chunks(place.opd_id, copy.activity.held_on)
        return Work(job=job, place=place, chunks=self._chunks[key], moment=moment)


def _back_from(day: date) -> list[date]:
    """The days that may still be without their lock, the newest first."""
    return [day - ONE_DAY * n for n in range(OPEN_DAYS)]
