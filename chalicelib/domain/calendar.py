"""The region's clock and calendar: zone, weeks, working days, and which jobs are due.

The only module that knows the zone. Indonesia's three zones have no summer time (Keppres 41/1987),
so a table replaces the zone database, which a Lambda runtime may lack.
"""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from typing import Final

from chalicelib.domain.activities import Activity
from chalicelib.domain.errors import BadParameter
from chalicelib.domain.settings_data import RegencySettings, SettingsOf

ZONES: Final = {
    "Asia/Jakarta": timezone(timedelta(hours=7), "WIB"),
    "Asia/Makassar": timezone(timedelta(hours=8), "WITA"),
    "Asia/Jayapura": timezone(timedelta(hours=9), "WIT"),
}
WIB: Final = ZONES["Asia/Jakarta"]
DAY_NAMES: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTH_NAMES: Final = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
SATURDAY: Final = 5
ONE_DAY: Final = timedelta(days=1)
OPEN_DAYS: Final = 21  # days before today that may still be without their lock: long holidays
_WEEK = re.compile(r"(20[0-9]{2})-W([0-9]{2})")


def day_of(at: datetime, zone: timezone = WIB) -> date:
    """The day that it is there at that instant."""
    return at.astimezone(zone).date()


def half_a_year_before(day: date) -> date:
    """The first day of six months, of which that day's is the last."""
    month = day.year * 12 + day.month - 1 - 5
    return date(month // 12, month % 12 + 1, 1)


def instant(day: date, clock: time, zone: timezone = WIB) -> datetime:
    """The instant (aware UTC) at which the region's clock shows that time on that day."""
    return datetime.combine(day, clock, zone).astimezone(UTC)


def in_words(day: date, *, with_weekday: bool = True) -> str:
    """Senin, 23 November 2026; without the weekday: 23 November 2026."""
    words = f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
    return f"{DAY_NAMES[day.weekday()]}, {words}" if with_weekday else words


def clock_in_words(at: datetime, zone: timezone = WIB) -> str:
    """09.00 WIB, as it is written in Indonesia."""
    return f"{at.astimezone(zone):%H.%M} {zone.tzname(None)}"


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO week, Monday to Sunday; written 2026-W48."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Week":
        """The week that holds that day."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def read(cls, text: str) -> "Week":
        """Read 2026-W48; raises BadParameter for anything that is no week."""
        match = _WEEK.fullmatch(text)
        if match is None:
            raise BadParameter(pointer="week")
        try:
            return cls.of(date.fromisocalendar(int(match[1]), int(match[2]), 1))
        except ValueError:
            raise BadParameter(pointer="week") from None

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def days(self) -> tuple[date, ...]:
        """Its seven days, Monday first."""
        return tuple(self.monday + ONE_DAY * n for n in range(7))

    def shifted(self, weeks: int) -> "Week":
        """The week that many weeks later (earlier, if negative)."""
        return Week.of(self.monday + timedelta(weeks=weeks))

    @property
    def text(self) -> str:
        """2026-W48."""
        return f"{self.year}-W{self.number:02d}"


def is_working_day(day: date, holidays: AbstractSet[date]) -> bool:
    """Monday to Friday, and no holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def after_working_days(day: date, count: int, holidays: AbstractSet[date]) -> date:
    """The day that is that many working days later; the day itself is not counted."""
    while count:
        day += ONE_DAY
        count -= is_working_day(day, holidays)
    return day


def locks_at(held_on: date, settings: RegencySettings, holidays: AbstractSet[date]) -> datetime:
    """When the attendance of that day is locked (aware UTC). Source: domain.md §4 "At the lock"."""
    day = after_working_days(held_on, settings.lock_after_working_days, holidays)
    return instant(day, settings.lock_at, ZONES[settings.zone])


def first_open_day(now: datetime, settings: SettingsOf, holidays: AbstractSet[date]) -> date:
    """The earliest day whose attendance is not locked yet: what is FINAL is never changed."""
    day = day_of(now, ZONES[settings(day_of(now)).zone])
    for _ in range(OPEN_DAYS):
        before = day - ONE_DAY
        if locks_at(before, settings(before), holidays) <= now:
            break
        day = before
    return day


def relocks_at(
    reopened_on: date, settings: RegencySettings, holidays: AbstractSet[date]
) -> datetime:
    """When a recap that was reopened on that day is locked again (aware UTC)."""
    day = after_working_days(reopened_on, settings.relock_after_working_days, holidays)
    return instant(day, settings.lock_at, ZONES[settings.zone])


class Job(StrEnum):
    """Scheduled work; the values are the names of `make job` and of the queue messages."""

    PLAN = "plan"
    REMIND = "remind"
    CLOSE = "close"
    COMPILE = "compile"
    PUBLISH_WEEKLY = "publish-weekly"
    LOCK = "lock"
    SWEEP = "sweep"
    IMPORT = "import-due"  # what was scheduled for the day
    FREE = "free"  # sick notes whose time is over
    TELL = "tell"  # admins and heads learn that somebody is unseen
    WARN = "warn"  # somebody learns that a recovery code of theirs was issued
    INFORM = "inform"  # those who are concerned learn that an activity was changed or cancelled
    ANNOUNCE = "announce"  # heads and BKPSDA learn that a week was published


class Moment(StrEnum):
    """At which point of an activity a job is due."""

    EVENING_BEFORE = "malam"
    OPENING = "dibuka"
    CLOSING_SOON = "hampir-tutup"
    CLOSED = "ditutup"
    ASKED = "ditanya"  # by an admin or head, at any time
    CHANGED = "diubah"  # its place or time, by who organises it
    MOVED = "dipindah"  # to another day
    CANCELLED = "dibatalkan"
    ALL_CHANGED = "diubah-seterusnya"  # with all that follow in its series
    ALL_CANCELLED = "dibatalkan-seterusnya"
    ASKED_NAMES = "undangan"  # to an OPD, by another's activity
    INVITED = "diundang"  # somebody, by the admin of the own OPD
    UNINVITED = "batal-diundang"
    AFTER_CLOSING = "sesudah-tutup"
    MORNING_REPORT = "laporan-pagi"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One job that has to start: since when, and of which activity or day (region's calendar)."""

    at: datetime  # aware UTC
    job: Job
    day: date
    activity: Activity | None = None
    moment: Moment | None = None


def due(
    since: datetime,
    until: datetime,
    *,
    activities: Iterable[Activity],
    settings: SettingsOf,
    zone: timezone,
) -> tuple[Due, ...]:
    """Every job whose time lies in (since, until], in the order of their times.

    Two ranges that touch give together what their union gives: an outage is caught up and nothing
    doubled. A cancelled activity gives no job of its own. Each time is the one that is set for the
    day on which it comes.
    """
    found = [
        *(work for day in _days(since, until, zone) for work in _daily(day, settings(day), zone)),
        *_sweeps(since, until, settings(day_of(until, zone)), zone),
        *(work for one in activities for work in _of_activity(one, settings, zone)),
    ]
    return tuple(
        sorted(
            (work for work in found if since < work.at <= until),
            key=lambda work: (
                work.at,
                work.job,
                work.activity.activity_id if work.activity else "",
            ),
        )
    )


def by_hand(
    job: Job,
    now: datetime,
    *,
    activities: Iterable[Activity],
    zone: timezone,
    week: Week | None = None,
) -> tuple[Due, ...]:
    """The same job started by a person: of the week that they name, or of today.

    remind asks about what is open now, close compiles whatever has opened.
    """
    today = day_of(now, zone)
    if job not in (Job.REMIND, Job.CLOSE):
        return (Due(at=now, job=job, day=week.monday if week else today),)
    moment = Moment.CLOSING_SOON if job is Job.REMIND else Moment.CLOSED
    return tuple(
        Due(at=now, job=job, day=activity.held_on, activity=activity, moment=moment)
        for activity in activities
        if activity.cancelled_because is None
        and (activity.window.is_open(now) if job is Job.REMIND else activity.window.opens <= now)
    )


def activity_days(since: datetime, until: datetime, zone: timezone) -> tuple[date, ...]:
    """The days whose activities can have a job in (since, until]: up to the next day's evening."""
    return tuple(_days(since, until + ONE_DAY, zone))


def _days(since: datetime, until: datetime, zone: timezone) -> Iterator[date]:
    day = day_of(since, zone)
    while day <= day_of(until, zone):
        yield day
        day += ONE_DAY


def _daily(day: date, settings: RegencySettings, zone: timezone) -> Iterator[Due]:
    for job, clock in (
        (Job.IMPORT, time.min),  # transfers take effect at midnight (security.md T7)
        (Job.PLAN, settings.plan_at),
        (Job.FREE, settings.plan_at),
        (Job.COMPILE, settings.compile_at),
        (Job.LOCK, settings.lock_at),
    ):
        yield Due(at=instant(day, clock, zone), job=job, day=day)
    if day.weekday() == settings.publish_weekday:
        yield Due(at=instant(day, settings.publish_at, zone), job=Job.PUBLISH_WEEKLY, day=day)


def _sweeps(
    since: datetime, until: datetime, settings: RegencySettings, zone: timezone
) -> Iterator[Due]:
    """At most one: what the older ones would have found, the newest finds too."""
    every = settings.sweep_every.total_seconds()
    at = datetime.fromtimestamp(until.timestamp() // every * every, UTC)
    if since < at:
        yield Due(at=at, job=Job.SWEEP, day=day_of(at, zone))


def _of_activity(activity: Activity, settings: SettingsOf, zone: timezone) -> Iterator[Due]:
    if activity.cancelled_because is not None:
        return
    window, day = activity.window, activity.held_on
    on_day = settings(day)
    evening = instant(day - ONE_DAY, settings(day - ONE_DAY).evening_reminder_at, zone)
    compiled = window.closes + on_day.recompile_after_closing
    heads_told = max(instant(day, on_day.heads_told_at, zone), compiled)
    told_evening = settings(day - ONE_DAY).reminders
    times = [
        (evening, Job.REMIND, Moment.EVENING_BEFORE),
        (window.opens, Job.REMIND, Moment.OPENING),
        (window.closes - on_day.reminder_before_closing, Job.REMIND, Moment.CLOSING_SOON),
        (window.closes, Job.REMIND, Moment.CLOSED),
        (window.closes, Job.CLOSE, Moment.CLOSED),
        (compiled, Job.CLOSE, Moment.AFTER_CLOSING),
        (heads_told, Job.CLOSE, Moment.MORNING_REPORT),
    ]
    for at, job, moment in times:
        told: tuple[str, ...] = (
            told_evening if moment is Moment.EVENING_BEFORE else on_day.reminders
        )
        if moment in told:
            yield Due(at=at, job=job, day=day, activity=activity, moment=moment)
        elif job is Job.CLOSE:  # compiled all the same, and nobody is told
            yield Due(at=at, job=job, day=day, activity=activity, moment=Moment.CLOSED)


def months_of(days: Iterable[date]) -> tuple[date, ...]:
    """First days of the months that say what counts on these days: a night begins on the eve."""
    return tuple(sorted({day.replace(day=1) for one in days for day in (one, one - ONE_DAY)}))
