"""Verify a photo that arrived: bounded, re-hashed, upright, stripped; then a person or nobody."""

from dataclasses import replace
from hashlib import sha256
from typing import Final

from chalicelib.domain.attendance import (
    CheckIn,
    Mark,
    ReviewReason,
    State,
    is_sampled,
    kept_key,
    kept_letter_key,
    read_letter_key,
    read_photo_key,
    thumb_key,
)
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import day_of
from chalicelib.domain.errors import StateChanged, VersionConflict
from chalicelib.domain.permits import PermitId, letter_days
from chalicelib.domain.photos import (
    Darkroom,
    Developed,
    Flaw,
    read_image_key,
)
from chalicelib.domain.sessions import MOST_REBINDS, Account, Device
from chalicelib.services.ports.accounts import Accounts
from chalicelib.services.ports.check_ins import CheckIns, Judged
from chalicelib.services.ports.permits import Permits
from chalicelib.services.ports.photos import Evidence, Photos
from chalicelib.services.ports.regency import Regency
from chalicelib.services.ports.secrets import Signatures
from chalicelib.services.ports.system import Clock, Ids
from chalicelib.services.ports.tables import Tables

ACTOR: Final = "verify_photo"
KEPT_DAYS: Final = 90
WAITING: Final = frozenset({State.COMMITTED, State.STORED})


def verify_photo(
    *,
    key: str,
    photos: Photos,
    check_ins: CheckIns,
    accounts: Accounts,
    permits: Permits,
    evidence: Evidence,
    darkroom: Darkroom,
    signatures: Signatures,
    regency: Regency,
    tables: Tables,
    ids: Ids,
    clock: Clock,
) -> State | None:
    """The record's state after looking at its photo; None where the object is of no record.

    Safe to run twice, late and out of order: a record that was judged stays as it is, its table is
    made anew (the last try may have ended in between), and a photo that was replaced meanwhile is
    passed over. Raises StateChanged where somebody wrote between (the message comes back).
    """
    data = photos.read(key)
    if data is not None and _keep_paper(key, data, permits, photos, darkroom, clock):
        return None
    named = read_photo_key(key)
    if named is None or data is None:
        return None
    place, who, promised = named
    record = check_ins.find(place, who)
    if record is None or record.photo_sha256 != promised:
        return record.state if record else None
    account = accounts.get(who)
    held_by = account.opd_id if account else None
    if record.state not in WAITING:
        tables.follow_check_in(record.check_in, held_by)
        return record.state
    device = account.device(record.check_in.claim.device_id) if account else None
    reasons = _of_record(record) | _of_device(record.check_in, device, signatures)
    marks = record.marks
    if device and device.rebinds:
        marks |= {Mark.KEY_REPLACED}
    kept_sha256 = None
    developed = _developed(data, promised, darkroom)
    if developed is None:
        photos.quarantine(key)
        reasons |= {ReviewReason.HASH_MISMATCH}
    elif isinstance(developed, Flaw):
        reasons |= {ReviewReason.REFUSED_PHOTO}
    else:
        kept_sha256 = sha256(developed.kept).hexdigest()
        photos.keep(kept_key(place, who, promised), developed.kept, days=KEPT_DAYS)
        photos.keep(thumb_key(place, who, promised), developed.thumbnail, days=KEPT_DAYS)
        if not evidence.first_use(promised, f"{place.ref}-{who}"):
            reasons |= {ReviewReason.REUSED}
    sampled_percent = regency.settings(place.day).sampled_percent
    if not reasons and is_sampled(record.check_in.claim.check_in_id, sampled_percent):
        reasons = frozenset({ReviewReason.SAMPLE})
    evidence.keep(record.check_in, _found(record, developed), now=clock.now())
    state = State.IN_REVIEW if reasons else State.VERIFIED
    _judge(record, state, reasons, marks, kept_sha256, check_ins, ids, clock)
    _note_use(account, device, accounts)
    tables.follow_check_in(record.check_in, held_by)
    return state


def _keep_paper(
    key: str, data: bytes, permits: Permits, photos: Photos, darkroom: Darkroom, clock: Clock
) -> bool:
    """A page of a letter (P7) or a picture to print with: the same gate, no check-in record.

    Whether it was one. What is printed in recaps stays; a page as long as its letter.
    """
    letter, image = read_letter_key(key), read_image_key(key)
    promised = letter[1] if letter else image.sha256 if image else None
    if promised is None:
        return False
    permit = permits.get(PermitId(letter[0])) if letter else None
    developed = _developed(data, promised, darkroom)
    if not isinstance(developed, Developed):
        photos.quarantine(key, developed)
    elif permit:
        days = letter_days(permit, day_of(clock.now()))
        photos.keep(kept_letter_key(key), developed.kept, days=days)
    elif image:
        photos.keep(image.kept_key, developed.kept, days=None)
    return True


def _developed(data: bytes, promised: str, darkroom: Darkroom) -> Developed | Flaw | None:
    """The pictures, why there are none, or None where the bytes are not what was promised (P8)."""
    if sha256(data).hexdigest() != promised:
        return None
    return darkroom.develop(data)


def _of_record(record: Judged) -> frozenset[ReviewReason]:
    """What it says itself: how it was taken, and that its photo is another than the first."""
    reasons = record.check_in.reasons()
    return reasons | {ReviewReason.OTHER_PHOTO} if Mark.OTHER_PHOTO in record.marks else reasons


def _of_device(
    check_in: CheckIn, device: Device | None, signatures: Signatures
) -> frozenset[ReviewReason]:
    claim = check_in.claim
    if claim.device_id is None:
        return frozenset()  # the record says so itself
    if device is None:
        return frozenset({ReviewReason.UNBOUND})
    found = set()
    if not signatures.is_valid(
        device.public_key, check_in.signed_text, claim.device_signature or ""
    ):
        found.add(ReviewReason.BAD_SIGNATURE)
    if len(device.rebinds) > MOST_REBINDS:
        found.add(ReviewReason.REBOUND)
    return frozenset(found)


def _found(record: Judged, developed: Developed | Flaw | None) -> dict[str, object]:
    claim = record.check_in.claim
    found: dict[str, object] = {
        "place": [str(part) for part in claim.place] if claim.place else None,
        "offset": claim.clock_offset_ms,
    }
    if isinstance(developed, Developed):
        found |= {
            "dhash": developed.dhash,
            "signals": sorted(developed.signals),
            "size": [developed.width, developed.height],
        }
    else:
        found["flaw"] = developed or ReviewReason.HASH_MISMATCH
    return found


def _judge(
    record: Judged,
    state: State,
    reasons: frozenset[ReviewReason],
    marks: frozenset[Mark],
    kept_sha256: str | None,
    check_ins: CheckIns,
    ids: Ids,
    clock: Clock,
) -> None:
    check_in = record.check_in
    event = Event(
        event_id=ids.ulid(),
        at=clock.now(),
        actor=ACTOR,
        action="photo:verify",
        subject=check_in.place.ref,
        opd_id=check_in.opd_id,
        detail={"of": check_in.pegawai_id, "state": state, "reasons": sorted(reasons)},
    )
    try:
        check_ins.judge(
            record,
            state,
            now=clock.now(),
            reasons=reasons,
            marks=marks,
            kept_sha256=kept_sha256,
            judgement={} if record.judged else None,  # a retake that was asked for has come
            event=event,
            drop_place=True,
        )
    except StateChanged:
        after = check_ins.find(check_in.place, check_in.pegawai_id)
        if after is None or after.state in WAITING:
            raise


def _note_use(account: Account | None, device: Device | None, accounts: Accounts) -> None:
    """A slot that served a check-in is replaced with approval only (A4); a lost race waits."""
    if account and device and not device.used:
        used = account.with_device(replace(device, used=True))
        try:
            accounts.save(used.next_rev())
        except VersionConflict:
            return
