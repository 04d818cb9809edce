"""Create and cancel an activity (domain.md §3)."""

from dataclasses import replace

from chalicelib.domain.access import Actor
from chalicelib.domain.activities import Activity
from chalicelib.domain.audit import Event
from chalicelib.domain.errors import Missing, NotFound, OutOfBounds, StateChanged
from chalicelib.domain.people import OpdId, UnitNo
from chalicelib.services.ports.activities import Activities, OpdActivity
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
    """Store an activity of one OPD (without `opds`: of the regency); the same id: no change.

    `units` bounds an admin of a part of the OPD. Raises OutOfBounds (window in disorder or over),
    NotFound (unit or leader not of the OPD).
    """
    now = clock.now()
    window = activity.window
    edges = (window.opens, window.starts, window.late_after, window.closes)
    if list(edges) != sorted(edges) or window.closes <= now:
        raise OutOfBounds("/window")
    for opd_id in activity.opds:
        known = opds.get(opd_id).subtree(UnitNo(0))
        reach = known if units is None else known & units
        if not set(activity.units) <= reach:
            raise NotFound
        if units is not None and not activity.units and units != known:
            activity = replace(activity, units=tuple(sorted(units)))
        leaders = {person.pegawai_id for person in people.of_opd(opd_id)}
        if activity.leader and activity.leader not in leaders:
            raise NotFound
    activities.add(
        activity,
        activity.opds or tuple(opd.opd_id for opd in opds.all()),
        _event(actor, "activity:create", activity, ids, clock),
    )
    return activity


def cancel_activity(
    *,
    actor: Actor,
    kept: OpdActivity,
    reason: str,
    activities: Activities,
    opds: Opds,
    ids: Ids,
    clock: Clock,
) -> None:
    """Cancel it for everybody in it; what was recorded stays. Raises Missing, StateChanged."""
    if not reason:
        raise Missing("/reason")
    if kept.final_version or kept.activity.cancelled_because:
        raise StateChanged
    audience: tuple[OpdId, ...] = kept.activity.opds or tuple(o.opd_id for o in opds.all())
    event = _event(actor, "activity:cancel", kept.activity, ids, clock)
    activities.cancel(kept.activity, audience, reason, event)


def _event(actor: Actor, action: str, activity: Activity, ids: Ids, clock: Clock) -> Event:
    owner = activity.opds[0] if len(activity.opds) == 1 else None
    return Event(
        event_id=ids.ulid(),
        at=clock.now(),
        actor=actor.pegawai_id,
        action=action,
        subject=activity.activity_id,
        opd_id=owner,
        detail={"title": activity.title, "date": activity.held_on.isoformat()},
        crosses_opd=owner is None,
    )
