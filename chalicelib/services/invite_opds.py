"""Who organises an activity invites other OPDs, and sees how many each sends (domain.md §3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from chalicelib.domain.access import Actor
from chalicelib.domain.activities import Activity, ActivityId, Answer
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import Job, Moment
from chalicelib.domain.errors import NotAllowed, NotFound, OutOfBounds, StateChanged
from chalicelib.domain.numerals import lasting_ulid
from chalicelib.domain.people import WHOLE_OPD, Opd, OpdId, UnitNo
from chalicelib.domain.work import Work, places_of
from chalicelib.services.ports.activities import Activities, Schedule
from chalicelib.services.ports.recaps import Recaps
from chalicelib.services.ports.regency import Opds
from chalicelib.services.ports.system import Clock, Queue

MOST_OPDS: Final = 90  # with the own one: their copies, the activity and its event in one write


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """An invited OPD: counts alone, its people are its own to show."""

    opd: Opd
    answer: Answer | None
    present: int | None  # of its newest recap; None: not compiled yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitations:
    """What the organiser sees of its guests."""

    activity: Activity
    guests: tuple[Guest, ...]  # as they were invited
    others: tuple[Opd, ...]  # that may be invited; none once it has opened


def invite_opds(
    *,
    actor: Actor,
    host: OpdId,
    units: frozenset[UnitNo] | None,
    activity_id: ActivityId,
    invited: Sequence[OpdId],
    activities: Activities,
    opds: Opds,
    notice_queue: Queue,
    clock: Clock,
) -> None:
    """Invite further OPDs until it opens; their admins are told. Who is invited already stays so.

    `host` is the OPD that organises it; `units` bounds an admin of a part of it.
    Raises NotFound (activity or OPD), NotAllowed (somebody else's), StateChanged (open, over or
    cancelled), OutOfBounds (too many) and VersionConflict (changed at this moment).
    """
    now = clock.now()
    stored = _own(host, units, activity_id, activities, opds)
    new = [opd_id for opd_id in dict.fromkeys(invited) if opd_id not in stored.opds]
    if not new:
        return
    if stored.cancelled_because or stored.window.opens <= now:
        raise StateChanged
    if len(stored.opds) + len(new) > MOST_OPDS:
        raise OutOfBounds("/opds", most=MOST_OPDS - 1)
    names = [opds.get(opd_id).name for opd_id in new]
    after = stored.inviting(new, at=now)
    event = _event(actor, after, names)
    activities.invite(stored, after, event)
    guests = [place for place in places_of(after, after.opds) if place.opd_id in new]
    notice_queue.send(
        [
            Work(
                job=Job.INFORM, place=place, moment=Moment.ASKED_NAMES, notice_id=event.event_id
            ).to_message()
            for place in guests
        ]
    )


def read_invitations(
    *,
    host: OpdId,
    units: frozenset[UnitNo] | None,
    activity_id: ActivityId,
    activities: Activities,
    schedule: Schedule,
    recaps: Recaps,
    opds: Opds,
    clock: Clock,
) -> Invitations:
    """The guests, each with its answer and who was counted as present: three reads.

    Raises NotFound, NotAllowed (somebody else's).
    """
    activity = _own(host, units, activity_id, activities, opds)
    known = {opd.opd_id: opd for opd in opds.all()}
    places = places_of(activity, activity.opds)[1:]
    copies = {copy.opd_id: copy for copy in schedule.copies(places)}
    present = {
        edition.recap.owner: edition.recap.figures(edition.recap.total).present
        for edition in recaps.current(places)
    }
    is_open = activity.cancelled_because or activity.window.opens <= clock.now()
    return Invitations(
        activity=activity,
        guests=tuple(
            Guest(opd=known[opd_id], answer=copies[opd_id].answer, present=present.get(opd_id))
            for opd_id in activity.opds[1:]
        ),
        others=()
        if is_open
        else tuple(opd for opd_id, opd in known.items() if opd_id not in activity.opds),
    )


def _own(
    host: OpdId,
    units: frozenset[UnitNo] | None,
    activity_id: ActivityId,
    activities: Activities,
    opds: Opds,
) -> Activity:
    activity = activities.find(activity_id)
    if host not in (activity.opds or {host}):
        raise NotFound
    whole = opds.get(host).subtree(WHOLE_OPD)
    if activity.organiser != host or not activity.is_within(units, whole):
        raise NotAllowed
    return activity


def _event(actor: Actor, after: Activity, names: Sequence[str]) -> Event:
    """One of each version, however often it is asked for."""
    at = datetime.fromtimestamp(after.version / 1000, UTC)
    return Event(
        event_id=lasting_ulid(at, f"activity-invite.v1\n{after.activity_id}\n{after.version}"),
        at=at,
        actor=actor.pegawai_id,
        action="activity:invite",
        subject=after.activity_id,
        opd_id=after.organiser,
        detail={
            "title": after.title,
            "date": after.held_on.isoformat(),
            "opds": ", ".join(names),
        },
    )
