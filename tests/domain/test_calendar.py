"""The region's calendar and what is due when (architecture.md §8)."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.activities import Activity
from chalicelib.domain.calendar import (
    WIB,
    Due,
    Job,
    Moment,
    Week,
    activity_days,
    after_working_days,
    by_hand,
    clock_in_words,
    day_of,
    due,
    first_open_day,
    in_words,
    instant,
    locks_at,
    relocks_at,
)
from chalicelib.domain.errors import BadParameter
from chalicelib.domain.planning import planned_apels
from chalicelib.domain.settings_data import RegencySettings

SETTINGS = RegencySettings()


def settings(_: date) -> RegencySettings:
    return SETTINGS


MONDAY = date(2026, 11, 23)


def wib(day: int, clock: str) -> datetime:
    return instant(date(2026, 11, day), time.fromisoformat(clock))


def apels(*, holidays: dict[date, str] | None = None) -> tuple[Activity, ...]:
    return planned_apels(
        date(2026, 11, 20), settings=settings, holidays=holidays or {}, draw=lambda all_: all_[0]
    )


def jobs(since: datetime, until: datetime) -> list[tuple[str, str, str | None]]:
    found = due(since, until, activities=apels(), settings=settings, zone=WIB)
    return [
        (f"{work.at.astimezone(WIB):%d %H.%M}", work.job, work.moment)
        for work in found
        if work.job is not Job.SWEEP
    ]


def test_a_monday_of_apel() -> None:
    assert jobs(wib(22, "19:29"), wib(23, "09:00")) == [
        ("22 19.30", "remind", "malam"),
        ("22 20.00", "compile", None),
        ("22 21.00", "lock", None),
        ("23 00.00", "import-due", None),
        ("23 01.00", "free", None),
        ("23 01.00", "plan", None),
        ("23 06.45", "remind", "dibuka"),
        ("23 07.20", "remind", "hampir-tutup"),
        ("23 07.30", "close", "ditutup"),
        ("23 07.30", "remind", "ditutup"),
        ("23 07.35", "close", "sesudah-tutup"),
        ("23 09.00", "close", "laporan-pagi"),
    ]


def test_the_week_is_published_on_friday_at_four() -> None:
    assert ("27 16.00", "publish-weekly", None) in jobs(wib(27, "15:59"), wib(27, "16:00"))


def test_the_minute_of_the_mark_is_not_started_again() -> None:
    assert jobs(wib(23, "07:30"), wib(23, "07:34")) == []


def test_a_cancelled_apel_starts_nothing() -> None:
    cancelled = apels(holidays={MONDAY: "Hari libur"})

    found = due(
        wib(23, "06:00"), wib(23, "10:00"), activities=cancelled, settings=settings, zone=WIB
    )

    assert {work.job for work in found} == {Job.SWEEP}


def test_heads_learn_of_an_afternoon_meeting_once_it_is_compiled() -> None:
    meeting = replace(
        apels()[0],
        window=replace(apels()[0].window, opens=wib(23, "13:00"), closes=wib(23, "14:00")),
    )

    found = due(
        wib(23, "08:00"), wib(23, "14:10"), activities=[meeting], settings=settings, zone=WIB
    )

    told = [work.at for work in found if work.moment is Moment.MORNING_REPORT]
    assert told == [wib(23, "14:05")]


def test_after_an_outage_one_sweep_is_enough() -> None:
    found = due(wib(23, "01:00"), wib(23, "05:07"), activities=[], settings=settings, zone=WIB)

    assert [(work.job, work.at) for work in found] == [(Job.SWEEP, wib(23, "05:00"))]


@given(
    minutes=st.lists(st.integers(0, 6 * 24 * 60), min_size=2, max_size=8, unique=True).map(sorted)
)
def test_however_often_tick_runs_everything_starts_once(minutes: list[int]) -> None:
    """Outages and repeats: ranges that touch give together what their union gives."""
    marks = [wib(20, "00:00") + timedelta(minutes=minute) for minute in minutes]

    def found(since: datetime, until: datetime) -> list[Due]:
        all_ = due(since, until, activities=apels(), settings=settings, zone=WIB)
        return [work for work in all_ if work.job is not Job.SWEEP]

    pieces = [work for since, until in itertools.pairwise(marks) for work in found(since, until)]

    assert pieces == found(marks[0], marks[-1])


def test_the_evening_before_needs_the_activities_of_the_next_day() -> None:
    days = activity_days(wib(22, "19:29"), wib(22, "19:30"), WIB)

    assert days == (date(2026, 11, 22), MONDAY)


@pytest.mark.parametrize(
    ("now", "days_off", "earliest"),
    [
        (wib(26, "20:59"), (), 23),  # Monday is locked on Thursday at 21.00
        (wib(26, "21:00"), (), 24),
        (wib(23, "08:00"), (), 18),  # Wednesday's lock is tonight, with the week-end between
        (wib(26, "21:00"), (25,), 23),
    ],
)
def test_the_earliest_open_day_is_the_first_that_is_not_locked(
    now: datetime, days_off: tuple[int, ...], earliest: int
) -> None:
    holidays = frozenset(date(2026, 11, day) for day in days_off)

    found = first_open_day(now, lambda _: SETTINGS, holidays)

    assert found == date(2026, 11, earliest)
    assert locks_at(found, SETTINGS, holidays) > now
    assert locks_at(found - timedelta(days=1), SETTINGS, holidays) <= now


def test_monday_is_locked_on_thursday_night() -> None:
    assert locks_at(MONDAY, SETTINGS, frozenset()) == wib(26, "21:00")


def test_holidays_and_weekends_are_no_working_days() -> None:
    friday, holiday = date(2026, 11, 27), date(2026, 12, 1)

    assert after_working_days(friday, 3, {holiday}) == date(2026, 12, 3)
    assert relocks_at(friday, SETTINGS, {holiday}) == instant(date(2026, 11, 30), time(21))


def test_the_day_begins_at_midnight_in_the_region() -> None:
    assert day_of(datetime(2026, 11, 22, 17, 0, tzinfo=UTC)) == MONDAY
    assert day_of(datetime(2026, 11, 22, 16, 59, tzinfo=UTC)) == date(2026, 11, 22)


def test_dates_and_times_are_written_as_in_indonesia() -> None:
    assert in_words(MONDAY) == "Senin, 23 November 2026"
    assert in_words(MONDAY, with_weekday=False) == "23 November 2026"
    assert clock_in_words(wib(23, "09:00")) == "09.00 WIB"


@given(st.dates(date(2020, 1, 1), date(2050, 12, 31)))
def test_a_week_reads_back_and_holds_its_day(day: date) -> None:
    week = Week.of(day)

    assert Week.read(week.text) == week
    assert day in week.days
    assert week.shifted(1).shifted(-1) == week


@pytest.mark.parametrize("text", ["2026-W54", "2026-W00", "2026-48", "2026-W48x", "", "١٢٣٤-W01"])
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(BadParameter):
        Week.read(text)


@pytest.mark.parametrize(
    ("job", "clock", "found"),
    [
        (Job.REMIND, "07:10", 1),
        (Job.REMIND, "07:31", 0),
        (Job.CLOSE, "07:10", 1),
        (Job.CLOSE, "06:00", 0),
        (Job.LOCK, "06:00", 1),
    ],
)
def test_a_person_may_start_a_job_by_hand(job: Job, clock: str, found: int) -> None:
    started = by_hand(job, wib(23, clock), activities=apels()[:1], zone=WIB)

    assert len(started) == found


def test_a_week_may_be_named_by_hand() -> None:
    (work,) = by_hand(
        Job.PUBLISH_WEEKLY,
        wib(27, "10:00"),
        activities=[],
        zone=WIB,
        week=Week(2026, 46),
    )

    assert Week.of(work.day) == Week(2026, 46)
