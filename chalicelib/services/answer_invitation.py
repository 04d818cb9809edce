"""An invited OPD says whom it sends to another's activity (domain.md §3)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from chalicelib.domain.access import Actor
from chalicelib.domain.activities import ActivityId, Answer
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import Job, Moment
from chalicelib.domain.errors import NotAllowed, NotFound, StateChanged, VersionConflict
from chalicelib.domain.numerals import lasting_ulid
from chalicelib.domain.people import WHOLE_OPD, Opd, OpdId, PegawaiId, Person, UnitNo
from chalicelib.domain.work import Work, in_parts
from chalicelib.services.ports.activities import Activities, OpdActivity
from chalicelib.services.ports.people import People
from chalicelib.services.ports.regency import Opds
from chalicelib.services.ports.system import Clock, Queue

PEOPLE_PER_MESSAGE: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """An invitation as the guest sees it."""

    kept: OpdActivity
    host: Opd
    named: tuple[Person, ...]


def read_invitation(
    *, opd_id: OpdId, activity_id: ActivityId, activities: Activities, opds: Opds, people: People
) -> Invited:
    """The activity, who invites, and whom one's own OPD sends. Raises NotFound."""
    kept = _kept(opd_id, activity_id, activities)
    answer, host = kept.answer, kept.activity.organiser
    named = answer.people if answer else frozenset()
    return Invited(
        kept=kept,
        host=opds.get(host or opd_id),
        named=tuple(p for p in people.of_opd(opd_id) if p.pegawai_id in named),
    )


def answer_invitation(
    *,
    actor: Actor,
    opd_id: OpdId,
    within: frozenset[UnitNo] | None,
    activity_id: ActivityId,
    answer: Answer,
    activities: Activities,
    opds: Opds,
    people: People,
    notice_queue: Queue,
    clock: Clock,
) -> None:
    """Say whom the OPD sends, and otherwise until it opens; who is concerned is told.

    `answer.version` is the one that was seen (0: none yet); the same again changes nothing. It is
    for who looks after the whole OPD: `within` bounds an admin of a part of it. Raises NotFound (no
    invitation, or unit or person not of the OPD), NotAllowed, StateChanged (open, over or
    cancelled), VersionConflict (answered since).
    """
    kept = _kept(opd_id, activity_id, activities)
    whole = opds.get(opd_id).subtree(WHOLE_OPD)
    if within is not None and not whole <= within:
        raise NotAllowed
    staff = [person for person in people.of_opd(opd_id) if person.is_active]
    if not (set(answer.units) <= whole and answer.people <= {p.pegawai_id for p in staff}):
        raise NotFound
    if answer.says_as(kept.answer):
        return
    now, activity = clock.now(), kept.activity
    if activity.cancelled_because or activity.window.opens <= now:
        raise StateChanged
    if answer.version != (kept.answer.version if kept.answer else 0):
        raise VersionConflict
    given = replace(answer, version=max(int(now.timestamp() * 1000), answer.version + 1))
    event = _event(actor, kept, given)
    activities.answer(kept, given, event)
    then = activity.as_kept_by(opd_id, given)
    was, now_sent = (
        {p.pegawai_id for p in staff if one.expects(p.pegawai_id, p.unit_no)}
        for one in (activity, then)
    )
    _tell(kept, Moment.INVITED, sorted(now_sent - was), event.event_id, notice_queue)
    _tell(kept, Moment.UNINVITED, sorted(was - now_sent), event.event_id, notice_queue)


def _kept(opd_id: OpdId, activity_id: ActivityId, activities: Activities) -> OpdActivity:
    activity = activities.find(activity_id)
    if opd_id not in activity.opds or not activity.invites(opd_id):
        raise NotFound
    return activities.get(opd_id, activity.held_on, activity_id)


def _tell(
    kept: OpdActivity, moment: Moment, told: Sequence[PegawaiId], notice_id: str, queue: Queue
) -> None:
    queue.send(
        [
            Work(
                job=Job.INFORM, place=kept.place, moment=moment, people=part, notice_id=notice_id
            ).to_message()
            for part in in_parts(told, PEOPLE_PER_MESSAGE)
        ]
    )


def _event(actor: Actor, kept: OpdActivity, given: Answer) -> Event:
    """One of each version, however often it is asked for; names stay out of it."""
    at, activity = datetime.fromtimestamp(given.version / 1000, UTC), kept.activity
    subject = f"activity-answer.v1\n{kept.place.ref}\n{given.version}"
    return Event(
        event_id=lasting_ulid(at, subject),
        at=at,
        actor=actor.pegawai_id,
        action="activity:answer",
        subject=activity.activity_id,
        opd_id=kept.opd_id,
        detail={
            "title": activity.title,
            "date": activity.held_on.isoformat(),
            "everybody": given.is_everybody,
            "units": len(given.units),
            "people": len(given.people),
        },
    )
