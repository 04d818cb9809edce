"""Create, repeat, change, move and cancel an activity (domain.md §3)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Final

from chalicelib.domain.access import Actor
from chalicelib.domain.activities import (
    APELS,
    Activity,
    ActivityId,
    Details,
    Kind,
    Repeat,
    Window,
)
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import ONE_DAY, Job, Moment, day_of, in_words
from chalicelib.domain.errors import (
    NotAllowed,
    NotFound,
    OutOfBounds,
    StateChanged,
    VersionConflict,
)
from chalicelib.domain.numerals import lasting_ulid
from chalicelib.domain.people import OpdId, PegawaiId, Person, UnitNo
from chalicelib.domain.work import Work, places_of
from chalicelib.services.ports.activities import Activities, Schedule
from chalicelib.services.ports.people import People
from chalicelib.services.ports.regency import Holidays, Opds
from chalicelib.services.ports.system import Clock, Ids, Queue

MOST_REPEATED: Final = 60
LONGEST_SERIES: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organiser:
    """Who acts for whom: an OPD, or the regency (None); `units` bounds an admin of a part of it."""

    actor: Actor
    opd_id: OpdId | None
    units: frozenset[UnitNo] | None = None


def create_activity(
    *,
    actor: Actor,
    activity: Activity,
    units: frozenset[UnitNo] | None,
    activities: Activities,
    opds: Opds,
    people: People,
    ids: Ids,
    clock: Clock,
) -> Activity:
    """Store an activity of its OPDs (without `opds`: of all); the same again: no change.

    `units` bounds an admin of a part of the OPD. Raises OutOfBounds (window in disorder, over, or
    not within its day, by which work is due), NotFound (OPD, or unit or leader not of it),
    ContentDiffers (the id of another activity).
    """
    _check_window(activity.window, activity.held_on, clock.now())
    activity = _within(activity, units, opds, people)
    event = _event(actor, "activity:create", activity, ids, clock)
    activities.add(activity, _audience(activity, opds), event)
    return activity


def repeat_activity(
    *,
    actor: Actor,
    activity: Activity,
    repeat: Repeat,
    units: frozenset[UnitNo] | None,
    days_of: Callable[[date, Repeat], Iterator[date]],
    activities: Activities,
    opds: Opds,
    people: People,
    holidays: Holidays,
    ids: Ids,
    clock: Clock,
) -> tuple[Activity, ...]:
    """Store an activity on each of its days, the first of them its own; the same again: no change.

    A day off leaves an apel out, but of OPDs that work on it, and never a ceremony. Raises what
    creating raises, and OutOfBounds where the first day is none of them, or they are too many or
    too far.
    """
    _check_window(activity.window, activity.held_on, clock.now())
    activity = _within(activity, units, opds, people)
    days = list(islice(days_of(activity.held_on, repeat), MOST_REPEATED + 1))
    if days[:1] != [activity.held_on]:
        raise OutOfBounds("/repeat/weekdays")
    if len(days) > MOST_REPEATED or repeat.until - activity.held_on > LONGEST_SERIES:
        raise OutOfBounds("/repeat/until", most=MOST_REPEATED)
    first = replace(activity, series=activity.activity_id)
    days_off = _without_apel(first, days, holidays) if activity.kind in APELS else frozenset()
    made = tuple(first.on(day, _id_on(day, first)) for day in days if day not in days_off)
    audience = _audience(first, opds)
    for one in made:
        activities.add(one, audience, _event(actor, "activity:create", one, ids, clock))
    return made


def _without_apel(of: Activity, days: Sequence[date], holidays: Holidays) -> frozenset[date]:
    years = {one.number: one for one in holidays.years(sorted({day.year for day in days}))}
    return frozenset(day for day in days if years[day.year].is_off(day, of.holders))


def _id_on(day: date, first: Activity) -> ActivityId:
    """Made of the first one's id, so that sending the same again makes nothing twice."""
    if day == first.held_on:
        return first.activity_id
    at = first.window.opens + (day - first.held_on)
    return ActivityId(lasting_ulid(at, f"series.v1\n{first.activity_id}\n{day}"))


def read_activity(
    *,
    organiser: Organiser,
    activity_id: ActivityId,
    activities: Activities,
    opds: Opds,
    people: People,
) -> tuple[Activity, Person | None]:
    """An own activity with its leader, to be changed. Raises NotFound, NotAllowed."""
    activity = _own(organiser, activity_id, activities, opds)
    return activity, people.person(activity.leader) if activity.leader else None


def change_activity(
    *,
    organiser: Organiser,
    activity_id: ActivityId,
    details: Details,
    version: int,
    with_following: bool,
    activities: Activities,
    opds: Opds,
    people: People,
    notice_queue: Queue,
    clock: Clock,
) -> Activity:
    """Put other details in force until it closes; who has to come learns of another place or time.

    What was recorded stays: once it is open it opens and starts as it did, is late and closes no
    earlier, and no unit leaves. `with_following` gives those that follow in its series the same,
    at the same times of their days; it comes last itself, so that the same again completes what a
    crash left half done. Raises what creating raises, NotAllowed (somebody else's), StateChanged
    (over, or cancelled), VersionConflict (changed since `version` was read).
    """
    now = clock.now()
    stored = _own(organiser, activity_id, activities, opds)
    if stored.cancelled_because or stored.window.closes <= now:
        raise StateChanged
    _check_window(details.window, stored.held_on, now)
    changed = _within(stored.changed(details, at=now), organiser.units, opds, people)
    is_same = changed.details == stored.details
    if stored.version != version and not is_same:
        raise VersionConflict
    if stored.window.opens <= now:
        _check_while_open(stored, changed)
    audience = _audience(stored, opds)
    following = _following(stored, organiser, activities, opds) if with_following else ()
    pairs = [(one, _like(changed, one, now)) for one in following]
    pairs = [(one, then) for one, then in pairs if one.details != then.details]
    if not is_same:
        pairs.append((stored, changed))
    elif version < stored.version:
        pairs.append((stored, stored))  # asked again: copies may be left of the first time
    event = _change_event(organiser.actor, stored, changed)
    for before, after in pairs:
        to_whom = _audience(before, opds)  # each of a series invites for itself
        activities.change(before, after, to_whom, _change_event(organiser.actor, before, after))
    if any((was.window, was.venue) != (then.window, then.venue) for was, then in pairs):
        moment = Moment.ALL_CHANGED if following else Moment.CHANGED
        _tell(changed, moment, audience, event.event_id, notice_queue)
    return stored if is_same else changed


def move_activity(
    *,
    organiser: Organiser,
    activity_id: ActivityId,
    to: date,
    activities: Activities,
    schedule: Schedule,
    opds: Opds,
    notice_queue: Queue,
    ids: Ids,
    clock: Clock,
) -> Activity:
    """Hold an own activity on another day, at the same times; who has to come learns of it.

    It is made there anew, with whom its guests send, and cancelled here with the new day as the
    reason: whoever still comes here finds that. The same again completes what a crash left half
    done. Raises NotFound, NotAllowed (somebody else's, or a ceremony of the calendar), StateChanged
    (it has opened or was cancelled: records belong to their day), OutOfBounds (the same day, a past
    one, or too far).
    """
    now = clock.now()
    stored = _own(organiser, activity_id, activities, opds)
    if stored.is_planned and stored.kind is Kind.CEREMONY:
        raise NotAllowed
    if stored.cancelled_because or stored.window.opens <= now:
        raise StateChanged
    if to == stored.held_on or abs(to - stored.held_on) > LONGEST_SERIES:
        raise OutOfBounds("/date")
    moved = replace(stored.on(to, _id_of_move(to, stored)), is_planned=False)
    if moved.window.opens <= now:
        raise OutOfBounds("/date")
    audience = _audience(stored, opds)
    event = _event(organiser.actor, "activity:move", moved, ids, clock)
    event = replace(event, detail={**event.detail, "from": stored.held_on.isoformat()})
    activities.add(moved, audience, event)
    for kept in schedule.copies(places_of(stored, audience)):
        if kept.answer:
            copy = activities.get(kept.opd_id, to, moved.activity_id)
            if not kept.answer.says_as(copy.answer):
                activities.answer(copy, kept.answer, replace(event, event_id=ids.ulid()))
    reason = f"Dipindah ke {in_words(to)}"
    cancelled = _event(organiser.actor, "activity:cancel", stored, ids, clock)
    activities.cancel(stored, audience, reason, cancelled)
    _tell(moved, Moment.MOVED, audience, event.event_id, notice_queue)
    return moved


def _id_of_move(to: date, stored: Activity) -> ActivityId:
    """Made of the one that is moved, so that sending the same again makes nothing twice."""
    at = stored.window.opens + (to - stored.held_on)
    return ActivityId(lasting_ulid(at, f"move.v1\n{stored.activity_id}\n{to}"))


def cancel_activity(
    *,
    organiser: Organiser,
    activity_id: ActivityId,
    reason: str,
    with_following: bool,
    activities: Activities,
    opds: Opds,
    notice_queue: Queue,
    ids: Ids,
    clock: Clock,
) -> None:
    """Cancel an own activity for everybody in it, who learn of it until it is over.

    What was recorded stays. `with_following` cancels those that follow in its series first, so
    that the same again completes what a crash left half done. Raises NotFound, NotAllowed
    (somebody else's, or wider than the units), StateChanged (locked, or cancelled).
    """
    activity = _own(organiser, activity_id, activities, opds)
    audience = _audience(activity, opds)
    first_copy = activities.get(audience[0], activity.held_on, activity_id)
    if first_copy.final_version or activity.cancelled_because:
        raise StateChanged
    following = _following(activity, organiser, activities, opds) if with_following else ()
    for one in (*following, activity):
        event = _event(organiser.actor, "activity:cancel", one, ids, clock)
        activities.cancel(one, _audience(one, opds), reason, event)
    if following or clock.now() < activity.window.closes:
        moment = Moment.ALL_CANCELLED if following else Moment.CANCELLED
        _tell(activity, moment, audience, ids.ulid(), notice_queue)


def _own(
    organiser: Organiser, activity_id: ActivityId, activities: Activities, opds: Opds
) -> Activity:
    """What this organiser organises, within its units."""
    activity = activities.find(activity_id)
    if organiser.opd_id is not None and organiser.opd_id not in _audience(activity, opds):
        raise NotFound
    if activity.organiser != organiser.opd_id or not _is_within(activity, organiser.units, opds):
        raise NotAllowed
    return activity


def _following(
    activity: Activity, organiser: Organiser, activities: Activities, opds: Opds
) -> tuple[Activity, ...]:
    """What comes after it in its series, and was not cancelled."""
    if activity.series is None:
        return ()
    first, last = activity.held_on + ONE_DAY, activity.held_on + LONGEST_SERIES
    found = tuple(
        copy.activity
        for copy in activities.between(_audience(activity, opds)[0], first, last)
        if copy.activity.series == activity.series and not copy.activity.cancelled_because
    )
    if not all(_is_within(one, organiser.units, opds) for one in found):
        raise NotAllowed
    return found


def _like(changed: Activity, other: Activity, now: datetime) -> Activity:
    """The other one with the same details, at the same times of its own day."""
    window = changed.window.shifted(other.held_on - changed.held_on)
    return other.changed(replace(changed.details, window=window), at=now)


def _audience(activity: Activity, opds: Opds) -> tuple[OpdId, ...]:
    return activity.opds or tuple(opd.opd_id for opd in opds.all())


def _is_within(activity: Activity, units: frozenset[UnitNo] | None, opds: Opds) -> bool:
    if units is None or activity.organiser is None:
        return True
    return activity.is_within(units, opds.get(activity.organiser).subtree(UnitNo(0)))


def _check_window(window: Window, held_on: date, now: datetime) -> None:
    edges = (window.opens, window.starts, window.late_after, window.closes)
    is_within_day = {day_of(edge) for edge in edges} == {held_on}
    if list(edges) != sorted(edges) or window.closes <= now or not is_within_day:
        raise OutOfBounds("/window")


def _check_while_open(stored: Activity, changed: Activity) -> None:
    if not changed.window.extends(stored.window):
        raise OutOfBounds("/window")
    if changed.units and not (stored.units and set(stored.units) <= set(changed.units)):
        raise OutOfBounds("/units")


def _within(
    activity: Activity, units: frozenset[UnitNo] | None, opds: Opds, people: People
) -> Activity:
    """Its units and leader are of its OPDs, and within the units of who organises it."""
    for opd_id in activity.opds if activity.organiser is None else (activity.organiser,):
        known = opds.get(opd_id).subtree(UnitNo(0))
        reach = known if units is None else known & units
        if not set(activity.units) <= reach:
            raise NotFound
        if units is not None and not activity.units and units != known:
            activity = replace(activity, units=tuple(sorted(units)))
        if activity.leader and activity.leader not in _ids_of(people, opd_id):
            raise NotFound
    return activity


def _ids_of(people: People, opd_id: OpdId) -> frozenset[PegawaiId]:
    return frozenset(person.pegawai_id for person in people.of_opd(opd_id))


def _tell(
    activity: Activity, moment: Moment, audience: Sequence[OpdId], notice_id: str, queue: Queue
) -> None:
    queue.send(
        [
            Work(job=Job.INFORM, place=place, moment=moment, notice_id=notice_id).to_message()
            for place in places_of(activity, audience)
        ]
    )


def _change_event(actor: Actor, before: Activity, after: Activity) -> Event:
    """One of each version, however often it is asked for."""
    at = datetime.fromtimestamp(after.version / 1000, UTC)
    is_other = {
        field.name: getattr(before.details, field.name) != getattr(after.details, field.name)
        for field in fields(Details)
    }
    return Event(
        event_id=lasting_ulid(at, f"activity-change.v1\n{after.activity_id}\n{after.version}"),
        at=at,
        actor=actor.pegawai_id,
        action="activity:change",
        subject=after.activity_id,
        opd_id=after.organiser,
        detail={
            "title": after.title,
            "date": after.held_on.isoformat(),
            "changed": [name for name, is_it in is_other.items() if is_it],
        },
        crosses_opd=after.organiser is None,
    )


def _event(actor: Actor, action: str, activity: Activity, ids: Ids, clock: Clock) -> Event:
    return Event(
        event_id=ids.ulid(),
        at=clock.now(),
        actor=actor.pegawai_id,
        action=action,
        subject=activity.activity_id,
        opd_id=activity.organiser,
        detail={"title": activity.title, "date": activity.held_on.isoformat()},
        crosses_opd=activity.organiser is None,
    )
