"""What a lost message left behind: unverified photos, letters' pages, commits without one (P9)."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain.attendance import (
    Place,
    State,
    kept_letter_key,
    photo_key,
)
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import ONE_DAY, day_of
from chalicelib.domain.errors import StateChanged
from chalicelib.domain.notices import Notice, notice_id_of, photo_awaited
from chalicelib.domain.outcomes import read_record
from chalicelib.domain.people import OpdId
from chalicelib.domain.permits import Permit, note_end
from chalicelib.domain.work import in_parts, places_of
from chalicelib.services.ports.activities import Schedule
from chalicelib.services.ports.check_ins import CheckIns, Judged
from chalicelib.services.ports.notices import Notices
from chalicelib.services.ports.permits import Permits
from chalicelib.services.ports.photos import Photos
from chalicelib.services.ports.regency import Opds, Regency
from chalicelib.services.ports.system import Clock, Ids, Queue

ACTOR: Final = "sweep_photos"
LEFT_AFTER: Final = timedelta(minutes=15)  # security.md P9
DAYS_BACK: Final = 5  # a record arrives at most 72 hours after closing, and then PHOTO_OVERDUE
PEOPLE_PER_READ: Final = 100
PERMITS_PER_READ: Final = 100
CHECK_IN: Final = "c"


def sweep_photos(
    *,
    schedule: Schedule,
    opds: Opds,
    regency: Regency,
    check_ins: CheckIns,
    permits: Permits,
    photos: Photos,
    notices: Notices,
    photo_queue: Queue,
    ids: Ids,
    clock: Clock,
) -> dict[str, int]:
    """Queue again what lies in the bucket, and tell once whose photo is not there.

    Where it still is not there a day later, the place that came with the record goes.

    Verification of a photo that is verified already changes nothing. Tells how many of each.
    """
    now = clock.now()
    today = day_of(now, regency.zone())
    opd_ids = [opd.opd_id for opd in opds.all()]
    counts: Counter[str] = Counter()
    for activity in schedule.of_days([today - ONE_DAY * n for n in range(DAYS_BACK)]):
        if activity.window.opens > now:
            continue
        for place in places_of(activity, opd_ids):
            left = _left_behind(place, check_ins, now)
            there = [one for one in left if photos.exists(_key(place, one))]
            photo_queue.send([{"key": _key(place, one)} for one in there])
            missing = [one for one in left if one not in there]
            awaited = [one.check_in.pegawai_id for one in missing]
            notices.add(awaited, _notice(place, activity.window.opens, now))
            for one in missing:
                _forget_place(one, check_ins, ids, now)
            counts.update(queued=len(there), awaited=len(awaited))
    pages = _pages_left(opd_ids, permits, photos, now)
    photo_queue.send([{"key": key} for key in pages])
    counts.update(queued=len(pages))
    return dict(counts)


def _pages_left(
    opd_ids: Sequence[OpdId], permits: Permits, photos: Photos, now: datetime
) -> list[str]:
    """Pages of letters that lie in the bucket as they were sent.

    Of letters before a person for a day: an older one was looked at and refused, or its letter was
    decided without it. A doctor's letter comes later: of requests that still take one, and of those
    that were decided, or got a page after it, today or yesterday.
    """
    waiting = {case for opd_id in opd_ids for case in permits.open_cases(opd_id)}
    settled = set(permits.notes_ending([note_end(now - ONE_DAY), note_end(now)]))
    found = sorted(waiting | settled)
    sent = [
        key
        for part in in_parts(found, PERMITS_PER_READ)
        for permit in permits.many(part)
        if permit.permit_id in settled or _may_have_new_pages(permit, now)
        for key in permit.page_keys
    ]
    return [key for key in sent if not photos.exists(kept_letter_key(key)) and photos.exists(key)]


def _may_have_new_pages(permit: Permit, now: datetime) -> bool:
    age = now - permit.asked_at
    return age > LEFT_AFTER and (age < ONE_DAY or permit.takes_note(day_of(now)))


def _left_behind(place: Place, check_ins: CheckIns, now: datetime) -> list[Judged]:
    """Records that have waited for their photo for too long; each where it lies."""
    waiting = []
    for entry in check_ins.since(place, None):
        if entry.kind != CHECK_IN:
            continue
        record = read_record(entry.status)
        is_late = record.arrived_at is not None and now - record.arrived_at > LEFT_AFTER
        if record.state is State.COMMITTED and is_late:
            waiting.append(entry.pegawai_id)
    parts = in_parts(waiting, PEOPLE_PER_READ)
    found = (one for part in parts for one in check_ins.many(place, part))
    return [one for one in found if one.check_in.place == place]


def _forget_place(judged: Judged, check_ins: CheckIns, ids: Ids, now: datetime) -> None:
    """Without a photo it is no evidence (R2); where verification came first, it moved there."""
    check_in = judged.check_in
    if check_in.claim.place is None or not judged.as_counted.lacks_photo(now):
        return
    event = Event(
        event_id=ids.ulid(),
        at=now,
        actor=ACTOR,
        action="check-in:forget-place",
        subject=check_in.place.ref,
        opd_id=check_in.opd_id,
        detail={"of": check_in.pegawai_id},
    )
    with suppress(StateChanged):
        check_ins.judge(
            judged,
            judged.state,
            now=now,
            reasons=judged.reasons,
            marks=judged.marks,
            kept_sha256=None,
            judgement=judged.judged,
            event=event,
            drop_place=True,
        )


def _key(place: Place, judged: Judged) -> str:
    return photo_key(place, judged.check_in.pegawai_id, judged.photo_sha256)


def _notice(place: Place, opened: datetime, now: datetime) -> Notice:
    words = photo_awaited()
    return words.notice(notice_id_of(opened, f"{place.ref}-{words.what}"), now)
