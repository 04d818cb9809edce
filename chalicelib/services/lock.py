"""The lock: SEMENTARA becomes FINAL, and what nobody decided is settled (domain.md §4)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from chalicelib.domain.attendance import Place
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import Job, Week, day_of, locks_at, relocks_at
from chalicelib.domain.errors import StateChanged
from chalicelib.domain.overview import Summary
from chalicelib.domain.people import PegawaiId
from chalicelib.domain.recap import Change, Recap, difference, recap_of
from chalicelib.domain.sheets import Edition, Reopening
from chalicelib.domain.work import Work
from chalicelib.services.ports.activities import OpdActivity
from chalicelib.services.ports.recaps import RecapFacts, Recaps
from chalicelib.services.ports.regency import Opds, Regency
from chalicelib.services.ports.system import Clock, Ids, Queue


def lock(
    *,
    place: Place,
    chunks: Sequence[str],
    facts: RecapFacts,
    recaps: Recaps,
    opds: Opds,
    regency: Regency,
    recap_queue: Queue,
    ids: Ids,
    clock: Clock,
) -> Edition | None:
    """Make the next FINAL version once its time has come, and have its week published.

    Early, twice or late it does no harm: a version stands once, and its week is published again
    only where it differs. None where nothing was locked.
    """
    now = clock.now()
    opd = opds.get(place.opd_id)
    columns = regency.settings(place.day).columns
    kept, found = facts.read(place, chunks=chunks, opd=opd, columns=columns)
    if kept.activity.cancelled_because:
        return None
    edition = None
    if _is_due(kept, regency, now):
        edition = _edition(kept, recap_of(found, locked=True), recaps, now)
        try:
            recaps.finalize(
                edition, Summary.of(edition, kept.activity), _event(edition, place, ids, now)
            )
        except StateChanged:
            edition = None  # another delivery of the same message was faster
    elif not kept.final_version:
        return None
    week = Week.of(kept.activity.held_on)
    recap_queue.send([Work(job=Job.PUBLISH_WEEKLY, opd_id=place.opd_id, week=week).to_message()])
    return edition


def _is_due(kept: OpdActivity, regency: Regency, now: datetime) -> bool:
    holidays = regency.holidays()
    if kept.reopened:
        reopened_on = day_of(_reopening(kept.reopened).at, regency.zone())
        return now >= relocks_at(reopened_on, regency.settings(reopened_on), holidays)
    held_on = kept.activity.held_on
    locked = locks_at(held_on, regency.settings(held_on), holidays)
    return not kept.final_version and now >= locked


def _edition(kept: OpdActivity, recap: Recap, recaps: Recaps, now: datetime) -> Edition:
    changes: tuple[Change, ...] = ()
    if kept.final_version:
        before = recaps.version(kept.place, kept.final_version)
        changes = difference(before.recap, recap) if before else ()
    return Edition(
        recap=recap,
        as_of=now,
        version=kept.final_version + 1,
        reopening=_reopening(kept.reopened) if kept.reopened else None,
        changes=changes,
    )


def _reopening(found: Mapping[str, Any]) -> Reopening:
    return Reopening(
        reason=found["reason"],
        by=PegawaiId(found["by"]),
        by_name=found["name"],
        at=datetime.fromisoformat(found["at"]),
    )


def _event(edition: Edition, place: Place, ids: Ids, now: datetime) -> Event:
    return Event(
        event_id=ids.ulid(),
        at=now,
        actor=Job.LOCK,
        action="recap:lock",
        subject=place.ref,
        opd_id=place.opd_id,
        detail={"version": edition.version, "sha256": edition.recap.fingerprint},
    )
