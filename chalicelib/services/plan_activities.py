"""The coming weeks' apels make themselves from settings and holidays (domain.md §3)."""

from collections.abc import Callable, Sequence
from datetime import date

from chalicelib.domain.activities import Activity
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import ZONES, Job, day_of
from chalicelib.domain.planning import cancelled_by_holiday, planned_apels
from chalicelib.domain.work import places_of
from chalicelib.services.ports.activities import Activities, Schedule
from chalicelib.services.ports.regency import Holidays, Opds, PublicHolidays, Regency
from chalicelib.services.ports.system import Clock, Ids


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
    person has changed it since. Tells how many were made, given and cancelled.
    """
    now = clock.now()
    settings = regency.settings()
    today = day_of(now, ZONES[settings.zone])
    named = _named_holidays(holidays, public_holidays, years=(today.year, today.year + 1))
    planned = planned_apels(today, settings=settings, holidays={}, draw=draw)
    kept = {one.activity_id: one for one in schedule.of_days([one.held_on for one in planned])}
    opd_ids = [opd.opd_id for opd in opds.all()]
    counts = {"made": 0, "given": 0, "cancelled": 0}
    for one in planned:
        activity = kept.get(one.activity_id, one)
        event = _event(activity, "activity:plan", ids, clock)
        copies = schedule.copies(places_of(activity, opd_ids))
        missing = set(opd_ids) - {copy.opd_id for copy in copies}
        if missing:
            activities.add(activity, sorted(missing), event)
            counts["given" if activity.activity_id in kept else "made"] += 1
        reason = cancelled_by_holiday(activity, named).cancelled_because
        if reason and (missing or any(not copy.activity.cancelled_because for copy in copies)):
            cancelled = _event(activity, "activity:cancel", ids, clock)
            activities.cancel(activity, opd_ids, reason, cancelled)
            counts["cancelled"] += 1
    return counts


def _named_holidays(
    holidays: Holidays, public_holidays: PublicHolidays, *, years: Sequence[int]
) -> dict[date, str]:
    for year in years:
        holidays.learn(year, public_holidays.of_year(year))
    return holidays.named(years)


def _event(activity: Activity, action: str, ids: Ids, clock: Clock) -> Event:
    return Event(
        event_id=ids.ulid(),
        at=clock.now(),
        actor=Job.PLAN,
        action=action,
        subject=activity.activity_id,
    )
