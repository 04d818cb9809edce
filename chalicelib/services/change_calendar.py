"""BKPSDA sets a day off or a working day, or moves a ceremony (domain.md §3)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from chalicelib.domain.activities import APELS, Activity, ActivityId
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import Job, Moment, day_of, in_words
from chalicelib.domain.errors import (
    Missing,
    NotFound,
    OutOfBounds,
    StateChanged,
    VersionConflict,
)
from chalicelib.domain.people import OpdId, PegawaiId
from chalicelib.domain.planning import apel_id, ceremony_id, partial_id
from chalicelib.domain.work import Work, places_of
from chalicelib.domain.year import Change, DayKind, Year
from chalicelib.services.ports.activities import Activities, Schedule
from chalicelib.services.ports.regency import Holidays, Opds, Regency
from chalicelib.services.ports.system import Clock, Ids, Queue


@dataclass(frozen=True, slots=True, kw_only=True)
class Changer:
    """Who changes it, by which letter, over which version."""

    by: PegawaiId
    by_name: str
    decree: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """What a change of the calendar touches."""

    holidays: Holidays
    activities: Activities
    schedule: Schedule
    opds: Opds
    regency: Regency
    notice_queue: Queue
    ids: Ids
    clock: Clock


def set_day(
    *, day: date, kind: DayKind, name: str | None, working: Sequence[OpdId], changer: Changer,
    calendar: Calendar,
) -> Year:  # fmt: skip
    """Make a day a holiday, cuti bersama or a working day; its apel is cancelled or due anew.

    A day off also cancels the apels that OPDs made for it; who would have come is told. They stay
    cancelled where it is a working day again. `working` are OPDs that work on a day off: theirs
    stand, and the nightly plan makes them the weekly one. The same again completes what a crash
    left standing. Raises NotFound (an OPD), OutOfBounds (a day that is over, or today as one on
    which somebody works: its apel could not be made any more), Missing (a day off without a name),
    StateChanged (it is that already) and VersionConflict.
    """
    today = _today(calendar)
    if day < today or (day == today and (working or kind is DayKind.WORKING)):
        raise OutOfBounds("/date")
    if kind is not DayKind.WORKING and not name:
        raise Missing("/name")
    names = [calendar.opds.get(opd_id).name for opd_id in working]
    before = _read(day.year, changer, calendar)
    change = _change(changer, calendar)
    try:
        after = before.with_day(day, kind, name or "", change, working)
    except StateChanged:
        left = _event(changer, change.at, "holiday:set", day.isoformat(), {}, calendar)
        _cancel_apels(before, day, left, calendar)
        raise
    detail = {
        "date": day.isoformat(),
        "from": [before.kind_of(day), before.days_off.get(day, "")],
        "to": [after.kind_of(day), after.days_off.get(day, "")],
        "package": before.public.get(day, ""),
        "decree": changer.decree,
        **({"working": ", ".join(names)} if after.working_on(day) else {}),
    }
    event = _event(changer, change.at, "holiday:set", day.isoformat(), detail, calendar)
    stored = _keep(before, after, event, calendar)
    _cancel_apels(stored, day, event, calendar)
    return stored


def move_ceremony(*, own_date: date, to: date, changer: Changer, calendar: Calendar) -> Year:
    """Hold a ceremony on another day; on the day that it leaves, an apel may be due anew.

    Raises OutOfBounds, StateChanged (see Year.with_ceremony) and VersionConflict.
    """
    before = _read(own_date.year, changer, calendar)
    change = _change(changer, calendar)
    after = before.with_ceremony(own_date, to, _today(calendar), change)
    detail = {
        "title": next(one.title for one in after.ceremonies if one.own_date == own_date),
        "from": after.moves[own_date].left.isoformat(),
        "to": to.isoformat(),
        "decree": changer.decree,
    }
    event = _event(changer, change.at, "ceremony:move", own_date.isoformat(), detail, calendar)
    stored = _keep(before, after, event, calendar)
    old = next(one for one in before.ceremonies if one.own_date == own_date)
    reason = f"Dipindah ke {in_words(to)}"
    _cancel(ceremony_id(old, calendar.regency.settings(old.held_on)), reason, event, calendar)
    return stored


def _keep(before: Year, after: Year, event: Event, calendar: Calendar) -> Year:
    """Store it first: what a crash leaves out here, the nightly plan makes good."""
    was, now = before.without_apel, after.without_apel
    due_anew = {
        day: event.at
        for day in was.keys() - now.keys()
        if _is_cancelled(
            apel_id(day, calendar.regency.settings(day), before.again.get(day)), calendar
        )
    }
    stored = replace(after, again={**before.again, **due_anew})
    calendar.holidays.change(stored, event)
    for day in now.keys() - was.keys():
        apel = apel_id(day, calendar.regency.settings(day), before.again.get(day))
        _cancel(apel, now[day], event, calendar)
    return stored


def _is_cancelled(activity_id: ActivityId, calendar: Calendar) -> bool:
    found = _find(activity_id, calendar)
    return found is not None and found.cancelled_because is not None


def _cancel_apels(year: Year, day: date, of: Event, calendar: Calendar) -> None:
    """Whoever made them, where the day is off, but for the OPDs that work on it.

    Of those that the plan made for some OPDs alone, the one stays that holds now.
    """
    reason, working = year.days_off.get(day, "Hari kerja bagi semua OPD"), year.working_on(day)
    settings = calendar.regency.settings(day)
    holds = partial_id(day, settings, year.set_days[day]) if working else None
    for one in calendar.schedule.of_days([day]):
        is_over = (one.is_planned and one.opds) or year.is_off(day, one.holders)
        if one.kind in APELS and is_over and one.activity_id != holds:
            _cancel(one.activity_id, reason, of, calendar)


def _cancel(activity_id: ActivityId, reason: str, of: Event, calendar: Calendar) -> None:
    """What stands and is not cancelled; what was recorded stays. Whose apel it was is told."""
    activity = _find(activity_id, calendar)
    if activity is None or activity.cancelled_because:
        return
    opd_ids = activity.opds or tuple(opd.opd_id for opd in calendar.opds.all())
    event = replace(
        of, event_id=calendar.ids.ulid(), action="activity:cancel", subject=activity_id,
        opd_id=activity.organiser,
        detail={"title": activity.title, "date": activity.held_on.isoformat()},
    )  # fmt: skip
    calendar.activities.cancel(activity, opd_ids, reason, event)
    if activity.kind in APELS and calendar.clock.now() < activity.window.closes:
        _tell(activity, opd_ids, event.event_id, calendar.notice_queue)


def _tell(activity: Activity, opd_ids: Sequence[OpdId], notice_id: str, queue: Queue) -> None:
    queue.send(
        [
            Work(
                job=Job.INFORM, place=place, moment=Moment.CANCELLED, notice_id=notice_id
            ).to_message()
            for place in places_of(activity, opd_ids)
        ]
    )


def _find(activity_id: ActivityId, calendar: Calendar) -> Activity | None:
    try:
        return calendar.activities.find(activity_id)
    except NotFound:
        return None


def _read(number: int, changer: Changer, calendar: Calendar) -> Year:
    (year,) = calendar.holidays.years([number])
    if year.version != changer.version:
        raise VersionConflict
    return year


def _today(calendar: Calendar) -> date:
    return day_of(calendar.clock.now(), calendar.regency.zone())


def _change(changer: Changer, calendar: Calendar) -> Change:
    return Change(by_name=changer.by_name, at=calendar.clock.now(), decree=changer.decree)


def _event(
    changer: Changer, at: datetime, action: str, subject: str, detail: dict[str, Any],
    calendar: Calendar,
) -> Event:  # fmt: skip
    return Event(
        event_id=calendar.ids.ulid(), at=at, actor=changer.by, action=action, subject=subject,
        detail=detail, crosses_opd=True,
    )  # fmt: skip
