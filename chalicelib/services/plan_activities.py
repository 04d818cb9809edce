"""The coming weeks' apels and ceremonies make themselves from settings and days (domain.md §3)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.activities import APELS, Activity, ActivityId, Kind
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import Job, day_of, in_words
from chalicelib.domain.people import OpdId
from chalicelib.domain.planning import (
    cancelled_by_holiday,
    partial_apels,
    planned_apels,
    planned_ceremonies,
    planned_days,
)
from chalicelib.domain.settings_data import SettingsOf
from chalicelib.domain.work import places_of
from chalicelib.domain.year import Year
from chalicelib.services.ports.activities import Activities, Schedule
from chalicelib.services.ports.regency import Holidays, Opds, PublicHolidays, Regency
from chalicelib.services.ports.system import Clock, Ids


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What the coming days should hold, and why some of it is not held."""

    activities: tuple[Activity, ...]
    without_apel: dict[date, str]
    left: dict[date, date]  # where a ceremony was, and where it went
    off: dict[date, Year]  # the days off, each with its year


def plan_activities(
    *,
    activities: Activities,
    schedule: Schedule,
    opds: Opds,
    regency: Regency,
    holidays: Holidays,
    public_holidays: PublicHolidays,
    draw: Callable[[Sequence[str]], str],
    ids: Ids,
    clock: Clock,
) -> dict[str, int]:
    """Make what is missing, give new OPDs their copies, cancel apels on days off.

    Every night, and as often as one likes: what is there already is left as it is, also where a
    person has changed it since. What has closed is neither made nor given any more: nobody could
    have come. Tells how many were made, given and cancelled.
    """
    now = clock.now()
    today = day_of(now, regency.zone())
    numbers = (today.year, today.year + 1)
    for number in numbers:
        holidays.learn(number, public_holidays.of_year(number))
    plan = _plan(today, regency.settings, holidays.years(numbers), draw)
    days = {one.held_on for one in plan.activities} | plan.left.keys() | plan.off.keys()
    kept = {one.activity_id: one for one in schedule.of_days(sorted(days))}
    opd_ids = [opd.opd_id for opd in opds.all()]
    counts = {"made": 0, "given": 0, "cancelled": 0}
    for one in plan.activities:
        activity = kept.get(one.activity_id, one)
        if activity.window.closes <= now:
            continue
        missing = set(activity.opds or opd_ids) - _takers(activity, opd_ids, schedule)
        if missing:
            event = _event(activity, "activity:plan", ids, clock)
            activities.add(activity, sorted(missing), event)
            counts["given" if activity.activity_id in kept else "made"] += 1
    for activity, reason in _not_held(plan, kept):
        copies = schedule.copies(places_of(activity, opd_ids))
        if any(not copy.activity.cancelled_because for copy in copies):
            cancelled = _event(activity, "activity:cancel", ids, clock)
            activities.cancel(activity, activity.opds or opd_ids, reason, cancelled)
            counts["cancelled"] += 1
    return counts


def _plan(
    today: date,
    settings: SettingsOf,
    years: Sequence[Year],
    draw: Callable[[Sequence[str]], str],
) -> _Plan:
    again = {day: at for year in years for day, at in year.again.items()}
    ceremonies = [one for year in years for one in year.ceremonies]
    partial = {day: one for year in years for day, one in year.partial.items()}
    days = planned_days(today, settings(today))
    return _Plan(
        activities=(
            *planned_apels(today, settings=settings, holidays={}, draw=draw, again=again),
            *partial_apels(today, settings=settings, partial=partial, draw=draw),
            *planned_ceremonies(today, settings=settings, ceremonies=ceremonies, draw=draw),
        ),
        without_apel={day: why for year in years for day, why in year.without_apel.items()},
        left={
            one.move.left: one.held_on
            for one in ceremonies
            if one.move and one.move.left in days
        },
        off={day: year for year in years for day in days if day in year.days_off},
    )  # fmt: skip


def _not_held(plan: _Plan, kept: dict[ActivityId, Activity]) -> list[tuple[Activity, str]]:
    """Apels on days off, and ceremonies that stand where they were before they were moved.

    Of what people made a series alone: it left out the days off that were known then, while one
    apel on a day off was meant so.
    """
    planned = {one.activity_id: one for one in plan.activities}
    found = [
        (kept.get(one.activity_id, one), reason)
        for one in plan.activities
        if not one.opds  # those who work on a day off hold theirs
        and (reason := cancelled_by_holiday(one, plan.without_apel).cancelled_because)
    ]
    repeated = [
        (one, year.days_off[one.held_on])
        for one in kept.values()
        if one.series
        and one.kind in APELS
        and (year := plan.off.get(one.held_on))
        and year.is_off(one.held_on, one.holders)
    ]
    moved = [
        (one, f"Dipindah ke {in_words(plan.left[one.held_on])}")
        for one in kept.values()
        if one.is_planned
        and one.kind is Kind.CEREMONY
        and one.held_on in plan.left
        and one.activity_id not in planned
    ]
    return found + repeated + moved


def _takers(activity: Activity, opd_ids: Sequence[OpdId], schedule: Schedule) -> set[OpdId]:
    return {copy.opd_id for copy in schedule.copies(places_of(activity, opd_ids))}


def _event(activity: Activity, action: str, ids: Ids, clock: Clock) -> Event:
    return Event(
        event_id=ids.ulid(),
        at=clock.now(),
        actor=Job.PLAN,
        action=action,
        subject=activity.activity_id,
        opd_id=activity.organiser,
    )
