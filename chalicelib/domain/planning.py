"""The activities that make themselves: the weekly apel and the ceremonies (domain.md §3)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import groupby

from chalicelib.domain.activities import APELS, Activity, ActivityId, Kind, Venue, Window
from chalicelib.domain.calendar import ZONES, instant
from chalicelib.domain.numerals import lasting_ulid
from chalicelib.domain.settings_data import RegencySettings, SettingsOf
from chalicelib.domain.year import Ceremony, SetDay


def planned_apels(
    today: date,
    *,
    settings: SettingsOf,
    holidays: Mapping[date, str],
    draw: Callable[[Sequence[str]], str],
    again: Mapping[date, datetime] | None = None,
) -> tuple[Activity, ...]:
    """The regency's weekly apels of the coming days, today included.

    An id is made from the day, so that planning again finds what it made before; the challenge is
    drawn, so that nobody knows it before it is shown. A holiday cancels an apel and says why.
    `again`: days whose apel was cancelled and is due anew, since when.
    """
    anew = again or {}
    return tuple(
        cancelled_by_holiday(
            _planned(
                apel_id(day, settings(day), anew.get(day)), Kind.MORNING_APEL,
                settings(day).apel_title, day, settings(day), draw,
            ),
            holidays,
        )
        for day in planned_days(today, settings(today))
        if day.weekday() == settings(day).apel_weekday
    )  # fmt: skip


def partial_apels(
    today: date,
    *,
    settings: SettingsOf,
    partial: Mapping[date, SetDay],
    draw: Callable[[Sequence[str]], str],
) -> tuple[Activity, ...]:
    """The apels of coming days off, for the OPDs that work all the same; of those that are set."""
    return tuple(
        replace(
            _planned(
                partial_id(day, settings(day), partial[day]), Kind.MORNING_APEL,
                settings(day).apel_title, day, settings(day), draw,
            ),
            opds=partial[day].working,
        )
        for day in planned_days(today, settings(today))
        if day in partial and day.weekday() == settings(day).apel_weekday
    )  # fmt: skip


def planned_ceremonies(
    today: date,
    *,
    settings: SettingsOf,
    ceremonies: Iterable[Ceremony],
    draw: Callable[[Sequence[str]], str],
) -> tuple[Activity, ...]:
    """The regency's ceremonies of the coming days, today included; no holiday cancels one."""
    days = frozenset(planned_days(today, settings(today)))
    return tuple(
        _planned(
            ceremony_id(one, settings(one.held_on)), Kind.CEREMONY, one.title, one.held_on,
            settings(one.held_on), draw,
        )
        for one in ceremonies
        if one.held_on in days
    )  # fmt: skip


def apel_weekdays(year: int, settings: SettingsOf) -> tuple[tuple[date, int], ...]:
    """On which weekday the apel is held, from its first day in the year on."""
    first = date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))
    groups = groupby(days, key=lambda day: settings(day).apel_weekday)
    return tuple((next(of), weekday) for weekday, of in groups)


def planned_days(today: date, settings: RegencySettings) -> tuple[date, ...]:
    """The days that are planned ahead, today included."""
    return tuple(today + timedelta(days=n) for n in range(settings.planned_days))


def cancelled_by_holiday(activity: Activity, holidays: Mapping[date, str]) -> Activity:
    """A holiday cancels an apel, never a ceremony that falls on it (domain.md §3).

    Neither two at once: where `holidays` also names ceremonies, one takes the place of the apel.
    """
    name = holidays.get(activity.held_on)
    if name is None or activity.kind not in APELS:
        return activity
    return replace(activity, cancelled_because=name)


def apel_id(day: date, settings: RegencySettings, again: datetime | None) -> ActivityId:
    """The same for the same day, until its apel is cancelled and due anew."""
    anew = f"\n{again.isoformat()}" if again else ""
    return _id_of(day, settings, f"apel-mingguan.v1\n{day.isoformat()}{anew}")


def partial_id(day: date, settings: RegencySettings, of: SetDay) -> ActivityId:
    """The same until it is set anew who works on that day off."""
    since, who = of.change.at.isoformat(), "\n".join(of.working)
    return _id_of(day, settings, f"apel-sebagian.v1\n{day.isoformat()}\n{since}\n{who}")


def ceremony_id(ceremony: Ceremony, settings: RegencySettings) -> ActivityId:
    """The same for the same ceremony, until it is moved."""
    moved = f"\n{ceremony.move.change.at.isoformat()}" if ceremony.move else ""
    return _id_of(ceremony.held_on, settings, f"upacara.v1\n{ceremony.own_date.isoformat()}{moved}")


def _planned(
    activity_id: ActivityId,
    kind: Kind,
    title: str,
    day: date,
    settings: RegencySettings,
    draw: Callable[[Sequence[str]], str],
) -> Activity:
    zone = ZONES[settings.zone]
    times = settings.ceremony_times if kind is Kind.CEREMONY else settings.apel_times
    return Activity(
        activity_id=activity_id,
        kind=kind,
        title=title,
        held_on=day,
        window=Window(
            opens=instant(day, times.opens, zone),
            starts=instant(day, times.starts, zone),
            late_after=instant(day, times.late_after, zone),
            closes=instant(day, times.closes, zone),
        ),
        venue=Venue(name=settings.apel_venue),
        challenge=draw(settings.challenges),
        is_planned=True,
    )


def _id_of(day: date, settings: RegencySettings, subject: str) -> ActivityId:
    """A ULID: 48 bits of the day's midnight, 80 bits of a hash of the subject."""
    return ActivityId(lasting_ulid(instant(day, time.min, ZONES[settings.zone]), subject))
