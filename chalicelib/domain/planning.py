"""The activities that make themselves: the weekly apel (domain.md §3)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Final

from chalicelib.domain.activities import Activity, ActivityId, Kind, Venue, Window
from chalicelib.domain.calendar import ZONES, instant
from chalicelib.domain.numerals import lasting_ulid
from chalicelib.domain.settings_data import RegencySettings

APELS: Final = frozenset({Kind.MORNING_APEL, Kind.EVENING_APEL})
CHALLENGES: Final = (
    "Angkat tangan kanan barisan depan",
    "Tampak tiang bendera",
    "Tampak pemimpin apel di depan",
    "Tampak barisan dari samping",
    "Tampak papan nama kantor",
    "Tampak barisan sedang memberi hormat",
    "Tampak langit di atas barisan",
)


def planned_apels(
    today: date,
    *,
    settings: RegencySettings,
    holidays: Mapping[date, str],
    draw: Callable[[Sequence[str]], str],
) -> tuple[Activity, ...]:
    """The regency's weekly apels of the coming days, today included.

    An id is made from the day, so that planning again finds what it made before; the challenge is
    drawn, so that nobody knows it before it is shown. A holiday cancels an apel and says why.
    """
    days = (today + timedelta(days=n) for n in range(settings.planned_days))
    return tuple(
        cancelled_by_holiday(_apel(day, settings, draw), holidays)
        for day in days
        if day.weekday() == settings.apel_weekday
    )


def cancelled_by_holiday(activity: Activity, holidays: Mapping[date, str]) -> Activity:
    """A holiday cancels an apel, never a ceremony that falls on it (domain.md §3)."""
    name = holidays.get(activity.held_on)
    if name is None or activity.kind not in APELS:
        return activity
    return replace(activity, cancelled_because=name)


def _apel(day: date, settings: RegencySettings, draw: Callable[[Sequence[str]], str]) -> Activity:
    zone, times = ZONES[settings.zone], settings.apel_times
    return Activity(
        activity_id=_id_of(day, settings),
        kind=Kind.MORNING_APEL,
        title=settings.apel_title,
        held_on=day,
        window=Window(
            opens=instant(day, times.opens, zone),
            starts=instant(day, times.starts, zone),
            late_after=instant(day, times.late_after, zone),
            closes=instant(day, times.closes, zone),
        ),
        venue=Venue(name=settings.apel_venue),
        challenge=draw(CHALLENGES),
        is_planned=True,
    )


def _id_of(day: date, settings: RegencySettings) -> ActivityId:
    """A ULID: 48 bits of the day's midnight, 80 bits of a hash of the day."""
    midnight = instant(day, time.min, ZONES[settings.zone])
    return ActivityId(lasting_ulid(midnight, f"apel-mingguan.v1\n{day.isoformat()}"))
