"""Ask people who have not been seen: a notice in the app and a mail (domain.md §1)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain.access import Actor
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import Job, Moment
from chalicelib.domain.errors import WindowClosed
from chalicelib.domain.notices import reminder
from chalicelib.domain.people import PegawaiId, UnitNo
from chalicelib.domain.recap import unseen
from chalicelib.domain.work import Work, in_parts
from chalicelib.services.ports.activities import OpdActivity
from chalicelib.services.ports.check_ins import CheckIns
from chalicelib.services.ports.notices import Notices
from chalicelib.services.ports.people import Rosters
from chalicelib.services.ports.recaps import RecapFacts
from chalicelib.services.ports.regency import Opds, Regency
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
    facts: RecapFacts,
    check_ins: CheckIns,
    opds: Opds,
    regency: Regency,
    notices: Notices,
    rosters: Rosters,
    notice_queue: Queue,
    ids: Ids,
    clock: Clock,
) -> tuple[int, datetime]:
    """Remind the chosen people of one's units (None: everybody unseen); how many, and when.

    Left out is of whom something is known: a record (they were faster), a permit that was given or
    waits, a shift.
    Raises WindowClosed when it is long over.
    """
    now = clock.now()
    if now > kept.activity.window.closes + AFTER_CLOSING:
        raise WindowClosed
    chunks = rosters.chunks(kept.opd_id, kept.activity.held_on)
    columns = regency.settings(kept.place.day).columns
    _, found = facts.read(kept.place, chunks=chunks, opd=opds.get(kept.opd_id), columns=columns)
    asked = [
        line.pegawai_id
        for line in unseen(found)
        if (units is None or line.unit_no in units)
        and (chosen is None or line.pegawai_id in chosen)
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
    notice_queue.send(
        [
            Work(
                job=Job.REMIND, place=kept.place, chunks=chunks, moment=Moment.ASKED, people=part
            ).to_message()
            for part in in_parts(asked, PEOPLE_PER_MESSAGE)
        ]
    )
    return len(asked), now
