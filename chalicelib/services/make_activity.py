"""Create and cancel an activity (domain.md §3)."""

from dataclasses import replace

from chalicelib.domain.access import Actor
from chalicelib.domain.activities import Activity, ActivityId
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import day_of
from chalicelib.domain.errors import NotAllowed, NotFound, OutOfBounds, StateChanged
from chalicelib.domain.people import OpdId, PegawaiId, UnitNo
from chalicelib.services.ports.activities import Activities
from chalicelib.services.ports.people import People
from chalicelib.services.ports.regency import Opds
from chalicelib.services.ports.system import Clock, Ids


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
    now = clock.now()
    window = activity.window
    edges = (window.opens, window.starts, window.late_after, window.closes)
    is_within_day = {day_of(edge) for edge in edges} == {activity.held_on}
    if list(edges) != sorted(edges) or window.closes <= now or not is_within_day:
        raise OutOfBounds("/window")
    for opd_id in activity.opds:
        known = opds.get(opd_id).subtree(UnitNo(0))
        reach = known if units is None else known & units
        if not set(activity.units) <= reach:
            raise NotFound
        if units is not None and not activity.units and units != known:
            activity = replace(activity, units=tuple(sorted(units)))
        if activity.leader and activity.leader not in _ids_of(people, opd_id):
            raise NotFound
    event = _event(actor, "activity:create", activity, ids, clock)
    activities.add(activity, _audience(activity, opds), event)
    return activity


def cancel_activity(
    *,
    actor: Actor,
    organiser: OpdId | None,
    units: frozenset[UnitNo] | None,
    activity_id: ActivityId,
    reason: str,
    activities: Activities,
    opds: Opds,
    ids: Ids,
    clock: Clock,
) -> None:
    """Cancel what this OPD (None: the regency) organises, for everybody in it.

    What was recorded stays. `units` bounds an admin of a part of the OPD. Raises NotFound,
    NotAllowed (somebody else's, or wider than the units), StateChanged (locked, or cancelled).
    """
    activity = activities.find(activity_id)
    audience = _audience(activity, opds)
    if organiser is not None and organiser not in audience:
        raise NotFound
    if activity.organiser != organiser or not _is_within(activity, units, opds):
        raise NotAllowed
    first_copy = activities.get(audience[0], activity.held_on, activity_id)
    if first_copy.final_version or activity.cancelled_because:
        raise StateChanged
    event = _event(actor, "activity:cancel", activity, ids, clock)
    activities.cancel(activity, audience, reason, event)


def _audience(activity: Activity, opds: Opds) -> tuple[OpdId, ...]:
    return activity.opds or tuple(opd.opd_id for opd in opds.all())


def _is_within(activity: Activity, units: frozenset[UnitNo] | None, opds: Opds) -> bool:
    if units is None or activity.organiser is None:
        return True
    whole = opds.get(activity.organiser).subtree(UnitNo(0))
    return (frozenset(activity.units) or whole) <= units


def _ids_of(people: People, opd_id: OpdId) -> frozenset[PegawaiId]:
    return frozenset(person.pegawai_id for person in people.of_opd(opd_id))


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
