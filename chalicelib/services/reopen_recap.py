"""BKPSDA opens a FINAL recap again, with a reason that the next version prints."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib.domain.attendance import Place
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import day_of, relocks_at
from chalicelib.domain.errors import StateChanged
from chalicelib.domain.people import PegawaiId
from chalicelib.domain.sheets import Reopening
from chalicelib.services.ports.activities import Schedule
from chalicelib.services.ports.recaps import Recaps
from chalicelib.services.ports.regency import Regency
from chalicelib.services.ports.system import Clock, Ids


def reopen_recap(
    *,
    place: Place,
    reason: str,
    by: PegawaiId,
    by_name: str,
    schedule: Schedule,
    recaps: Recaps,
    regency: Regency,
    ids: Ids,
    clock: Clock,
) -> Reopening:
    """Open it until the lock of the next working day; the published version stays as it is.

    The same person with the same reason again gets the same answer: the first may have been lost.
    Raises StateChanged where it is not FINAL yet, or open already.
    """
    now = clock.now()
    kept = next(iter(schedule.copies([place])), None)
    if kept is None or not kept.final_version:
        raise StateChanged
    if kept.reopened:
        return _same(kept.reopened, reason, by)
    reopening = Reopening(reason=reason, by=by, by_name=by_name, at=now)
    today = day_of(now, regency.zone())
    relocked = relocks_at(today, regency.settings(today), regency.holidays())
    event = Event(
        event_id=ids.ulid(),
        at=now,
        actor=by,
        action="recap:reopen",
        subject=place.ref,
        opd_id=place.opd_id,
        detail={"version": kept.final_version, "reason": reason},
        crosses_opd=True,
    )
    relocks_on = day_of(relocked, regency.zone())
    recaps.reopen(place, kept.final_version, reopening, relocks_on, event)
    return reopening


def _same(found: Mapping[str, Any], reason: str, by: PegawaiId) -> Reopening:
    if (found["by"], found["reason"]) != (by, reason):
        raise StateChanged
    at = datetime.fromisoformat(found["at"])
    return Reopening(reason=reason, by=by, by_name=found["name"], at=at)
