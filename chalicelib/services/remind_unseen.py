"""Ask people who have not been seen: a notice in the app and a mail (domain.md §1)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain.access import Actor
from chalicelib.domain.audit import Event
from chalicelib.domain.errors import WindowClosed
from chalicelib.domain.people import PegawaiId, UnitNo
from chalicelib.services.ports import (
    CheckIns,
    Clock,
    EntryKind,
    Ids,
    Notice,
    Notices,
    OpdActivity,
    People,
    Queue,
)

AFTER_CLOSING: Final = timedelta(days=3)


def remind_unseen(
    *,
    actor: Actor,
    kept: OpdActivity,
    chosen: Sequence[PegawaiId] | None,
    units: frozenset[UnitNo] | None,
    crosses_opd: bool,
    check_ins: CheckIns,
    people: People,
    notices: Notices,
    mails: Queue,
    ids: Ids,
    clock: Clock,
) -> tuple[int, datetime]:
    """Remind the chosen people of one's units (None: everybody unseen); how many, and when.

    Who has a record is left out: they were faster. Raises WindowClosed when it is long over.
    """
    now = clock.now()
    if now > kept.activity.window.closes + AFTER_CLOSING:
        raise WindowClosed
    seen = {e.pegawai_id for e in check_ins.since(kept.place, None) if e.kind is EntryKind.CHECK_IN}
    asked = [
        person.pegawai_id
        for person in people.of_opd(kept.opd_id)
        if person.is_active
        and kept.activity.expects_unit(person.unit_no)
        and (units is None or person.unit_no in units)
        and (chosen is None or person.pegawai_id in chosen)
        and person.pegawai_id not in seen
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
    data = {"activity": kept.activity.activity_id, "title": kept.activity.title}
    notice = Notice(notice_id=event.event_id, at=now, what="reminded", data=data)
    notices.add(asked, notice)
    mails.send(
        [
            {"job": "mail", "what": "reminded", "key": event.event_id, "to": part, "data": data}
            for part in (asked[start : start + 100] for start in range(0, len(asked), 100))
        ]
    )
    return len(asked), now
