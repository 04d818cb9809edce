"""Another photo for a record: the first cannot come, or a reviewer asked (security.md T6)."""

from datetime import datetime

from chalicelib.domain.attendance import RETAKE_FOR, Place, State, photo_key
from chalicelib.domain.audit import Event
from chalicelib.domain.errors import NotFound, WindowClosed
from chalicelib.domain.people import PegawaiId
from chalicelib.services.ports.check_ins import CheckIns, Judged
from chalicelib.services.ports.photos import Photos, Upload
from chalicelib.services.ports.system import Clock, Ids


def replace_photo(
    *,
    place: Place,
    who: PegawaiId,
    sha256: str,
    size: int,
    check_ins: CheckIns,
    photos: Photos,
    ids: Ids,
    clock: Clock,
) -> Upload:
    """A form for another photo of the same record and time; the same again is only signed anew.

    Only for a photo that cannot come (it was not stored, or is none), or where a reviewer asked:
    else somebody could take away the photo that a person has to look at.

    Raises NotFound, WindowClosed (24 h after closing, or the later limit that a reviewer set),
    StateChanged (decided meanwhile).
    """
    now = clock.now()
    record = check_ins.find(place, who)
    if record is None or record.state in (State.ACCEPTED, State.VERIFIED, State.REJECTED):
        raise NotFound
    if record.photo_sha256 != sha256 and _is_good(record):
        raise NotFound
    if now > _limit(record):
        raise WindowClosed
    lies = record.check_in.place
    if record.photo_sha256 != sha256:
        event = Event(
            event_id=ids.ulid(),
            at=now,
            actor=who,
            action="check-in:replace-photo",
            subject=lies.ref,
            opd_id=lies.opd_id,
            detail={"former": record.photo_sha256},
        )
        check_ins.replace_photo(record, sha256, now=now, event=event)
    return photos.form(photo_key(lies, who, sha256), sha256=sha256, size=size, now=now)


def _is_good(record: Judged) -> bool:
    return record.kept_sha256 is not None and not record.as_counted.awaits_retake


def _limit(record: Judged) -> datetime:
    usual = record.check_in.window.closes + RETAKE_FOR
    asked = (record.judged or {}).get("until")
    return max(usual, datetime.fromisoformat(asked)) if asked else usual
