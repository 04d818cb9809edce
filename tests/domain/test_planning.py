"""The weekly apel makes itself (domain.md §3)."""

from dataclasses import replace
from datetime import date

from chalicelib.domain.activities import Activity, Kind
from chalicelib.domain.calendar import WIB
from chalicelib.domain.planning import cancelled_by_holiday, planned_apels
from chalicelib.domain.settings_data import RegencySettings

FRIDAY = date(2026, 11, 20)
CHRISTMAS = {date(2026, 11, 30): "Hari libur nasional"}


def plan(today: date, holidays: dict[date, str] | None = None) -> tuple[Activity, ...]:
    return planned_apels(
        today,
        settings=lambda _: RegencySettings(),
        holidays=holidays or {},
        draw=lambda all_: all_[0],
    )


def test_the_mondays_of_two_weeks() -> None:
    found = plan(FRIDAY)

    assert [apel.held_on for apel in found] == [date(2026, 11, 23), date(2026, 11, 30)]
    assert all(apel.is_planned and not apel.opds for apel in found)


def test_the_window_is_the_regions_clock() -> None:
    window = plan(FRIDAY)[0].window

    times = (window.opens, window.starts, window.late_after, window.closes)
    assert [f"{at.astimezone(WIB):%H.%M}" for at in times] == ["06.45", "07.00", "07.15", "07.30"]


def test_planning_again_finds_the_same_ids() -> None:
    assert {a.activity_id for a in plan(FRIDAY)} == {
        a.activity_id for a in plan(date(2026, 11, 21))
    }


def test_ids_are_ulids_that_sort_by_day() -> None:
    first, second = (apel.activity_id for apel in plan(FRIDAY))

    assert len(first) == len(second) == 26
    assert first < second


def test_a_holiday_cancels_an_apel_and_says_why() -> None:
    assert [apel.cancelled_because for apel in plan(FRIDAY, CHRISTMAS)] == [
        None,
        "Hari libur nasional",
    ]


def test_a_holiday_never_cancels_a_ceremony() -> None:
    ceremony = replace(plan(FRIDAY)[1], kind=Kind.CEREMONY)

    assert cancelled_by_holiday(ceremony, CHRISTMAS).cancelled_because is None
