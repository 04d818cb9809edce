"""Ask people who have not been seen: a notice in the app and a mail (domain.md §1)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain.access import Actor
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import Job, Moment
from chalicelib.domain.duty import codes_at
from chalicelib.domain.errors import WindowClosed
from chalicelib.domain.notices import reminder
from chalicelib.domain.people import PegawaiId, UnitNo
from chalicelib.domain.work import Work, in_parts
from chalicelib.services.ports.activities import OpdActivity
from chalicelib.services.ports.check_ins import CheckIns, EntryKind
from chalicelib.services.ports.duties import Duties
from chalicelib.services.ports.notices import Notices
from chalicelib.services.ports.people import People, Rosters
from chalicelib.services.ports.system import Clock, Ids, Queue

PEOPLE_PER_MESSAGE: Final = 100
AFTER_CLOSING: Final = timedelta(days=3)


def remind_unseen(
    *,
    actor: Actor,
    kept: OpdActivity,
    chosen: Sequence[PegawaiId] | None,
    units: frozenset[UnitNo] | None,
    crosses_opd: bool,
    check_ins: CheckIns,
    duties: Duties,
    people: People,
    notices: Notices,
    rosters: Rosters,
    notice_queue: Queue,
    ids: Ids,
    clock: Clock,
) -> tuple[int, datetime]:
    """Remind the chosen people of one's units (None: everybody unseen); how many, and when.

    Who has a record is left out: they were faster. So is who is on shift then, or off after one.
    Raises WindowClosed when it is long over.
    """
    now = clock.now()
    if now > kept.activity.window.closes + AFTER_CLOSING:
        raise WindowClosed
    seen = {e.pegawai_id for e in check_ins.since(kept.place, None) if e.kind is EntryKind.CHECK_IN}
    months, _ = duties.around(kept.opd_id, kept.activity.held_on)
    excused = codes_at(months, kept.activity)
    asked = [
        person.pegawai_id
        for person in people.of_opd(kept.opd_id)
        if person.is_active
        and kept.activity.expects(person.pegawai_id, person.unit_no)
        and (units is None or person.unit_no in units)
        and (chosen is None or person.pegawai_id in chosen)
        and person.pegawai_id not in seen
        and person.pegawai_id not in excused
    ]
    if not asked:
        return 0, now
    event = Event(
        event_id=ids.ulid(),
        at=now,
        actor=actor.pegawai_id,
        action="reminder:create",
        subject=kept.place.ref,
        opd_id=kept.opd_id,
        detail={"people": len(asked)},
        crosses_opd=crosses_opd,
    )
    check_ins.remind(kept.place, asked, now=now, event=event)
    words = reminder(kept.activity, Moment.ASKED, f"/tanya/{kept.activity.activity_id}")
    notices.add(asked, words.notice(event.event_id, now))
    chunks = rosters.chunks(kept.opd_id, kept.activity.held_on)
    notice_queue.send(
        [
            Work(
                job=Job.REMIND, place=kept.place, chunks=chunks, moment=Moment.ASKED, people=part
            ).to_message()
            for part in in_parts(asked, PEOPLE_PER_MESSAGE)
        ]
    )
    return len(asked), now
