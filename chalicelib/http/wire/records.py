"""Check-ins on the wire: what the phone sends, what it gets back."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, cast

from chalicelib.domain.activities import ActivityId
from chalicelib.domain.attendance import RETAKE_FOR, Claim, State, receipt_no
from chalicelib.domain.errors import AlreadyRecorded
from chalicelib.http.wire.kinds import (
    BOOLEAN,
    SHA256,
    ident,
    integer,
    matching,
    member_of,
    number,
    verbatim,
)
from chalicelib.http.wire.reading import body
from chalicelib.http.wire.schema import Values, nullable, optional, record, required
from chalicelib.http.wire.times import moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.services.check_in import Committed
    from chalicelib.services.ports.check_ins import Judged
    from chalicelib.services.ports.photos import Upload

LONGEST_TOKEN: Final = 2_000
LEAST_PHOTO: Final = 1_000  # bytes; security.md P1
MOST_PHOTO: Final = 1_500_000


class Source(StrEnum):
    """Where a photo comes from."""

    CAMERA = "CAMERA"
    FILE = "FILE"


ID = required("id", ident(str))
ACTIVITY_ID = required("activity_id", ident(ActivityId))
TICKET = required("ticket", verbatim(LONGEST_TOKEN))
PHOTO_SHA256 = required("sha256", SHA256)
PHOTO_SIZE = required("size", integer(LEAST_PHOTO, MOST_PHOTO))
PHOTO_KIND = record(PHOTO_SHA256, PHOTO_SIZE)
PHOTO = required("photo", PHOTO_KIND)
CAPTURED_AT = required("captured_at", verbatim(40))
CLOCK_OFFSET = optional("clock_offset_ms", nullable(integer(-(10**12), 10**12)))
SOURCE = required("source", member_of(Source))
OFFLINE = required("offline", BOOLEAN)
LAT = required("lat", number(-90, 90))
LON = required("lon", number(-180, 180))
ACCURACY = required("accuracy_m", number(0, 1_000_000))
AGE = required("age_s", integer(0, 10**7))
PLACE = optional("place", nullable(record(LAT, LON, ACCURACY, AGE)))
DEVICE_ID = required("id", ident(str))
SIGNATURE = required("signature", matching(r"[A-Za-z0-9+/]{86}==", str, longest=88))
DEVICE = optional("device", nullable(record(DEVICE_ID, SIGNATURE)))

CHECK_IN = body(
    ID, ACTIVITY_ID, TICKET, PHOTO, CAPTURED_AT, CLOCK_OFFSET, SOURCE, OFFLINE, PLACE, DEVICE
)
ANOTHER_PHOTO = body(PHOTO, SOURCE, CAPTURED_AT)


def claim_of(values: Values) -> Claim:
    """The claim in a check-in's body."""
    place, device, photo = values[PLACE], values[DEVICE], values[PHOTO]
    return Claim(
        check_in_id=values[ID],
        activity_id=values[ACTIVITY_ID],
        photo_sha256=photo[PHOTO_SHA256],
        photo_size=photo[PHOTO_SIZE],
        captured_at=values[CAPTURED_AT],
        clock_offset_ms=values[CLOCK_OFFSET],
        is_live=values[SOURCE] is Source.CAMERA,
        is_offline=values[OFFLINE],
        place=(place[LAT], place[LON], place[ACCURACY], place[AGE]) if place else None,
        device_id=device[DEVICE_ID] if device else None,
        device_signature=device[SIGNATURE] if device else None,
    )


def upload(form: Upload) -> dict[str, Any]:
    """A form for one photo."""
    return {"url": form.url, "fields": dict(form.fields), "expires_at": moment(form.expires_at)}


def receipt(judged: Judged, token: str) -> dict[str, Any]:
    """What proves presence from now on."""
    check_in = judged.check_in
    return {
        "ref": check_in.place.ref,
        "no": receipt_no(check_in.claim.check_in_id, check_in.held_on),
        "token": token,
        "check_in_id": check_in.claim.check_in_id,
        "activity_id": check_in.claim.activity_id,
        "recorded_at": moment(check_in.received_at),
        "code": check_in.code,
        "state": judged.state,
        "minutes_late": check_in.minutes_late,
        "marks": sorted(judged.marks),
    }


def record_of(judged: Judged) -> dict[str, Any]:
    """An own record, with what a reviewer said."""
    check_in, said = judged.check_in, judged.judged or {}
    photo_state = "STORED" if judged.state.has_photo else "AWAITED"
    return {
        "ref": check_in.place.ref,
        "no": receipt_no(check_in.claim.check_in_id, check_in.held_on),
        "check_in_id": check_in.claim.check_in_id,
        "recorded_at": moment(check_in.received_at),
        "lo": moment(check_in.not_before),
        "state": judged.state,
        "code": check_in.code,
        "minutes_late": check_in.minutes_late,
        "marks": sorted(judged.marks),
        "photo_sha256": judged.photo_sha256,
        "photo_state": "RETAKE" if judged.as_counted.awaits_retake else photo_state,
        "retake": _retake(judged),
        "rejected": {"reason": said["reason"]} if judged.state is State.REJECTED else None,
    }


def _retake(judged: Judged) -> dict[str, Any] | None:
    """Another photo is wanted: a reviewer says why, or this one arrived damaged (P5)."""
    said = judged.judged or {}
    if said.get("decision") == "FOTO_ULANG":
        return {"reason": said["reason"], "until": moment(datetime.fromisoformat(said["until"]))}
    if judged.is_damaged:
        return {"reason": None, "until": moment(judged.check_in.window.closes + RETAKE_FOR)}
    return None


def committed(done: Committed) -> dict[str, Any]:
    """A new or repeated check-in."""
    form = upload(done.upload) if done.upload else None
    return {"receipt": receipt(done.record, done.receipt), "upload": form}


@contextmanager
def first_receipt_told() -> Iterator[None]:
    """A 409 carries the first receipt in its wire form (T5)."""
    try:
        yield
    except AlreadyRecorded as error:
        first = error.extensions
        told = receipt(cast("Judged", first["first"]), cast("str", first["receipt"]))
        raise AlreadyRecorded(error.pointer, receipt=told) from None
