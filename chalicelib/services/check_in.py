"""Commit presence: the request that fixes punctuality before the photo has arrived."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final, cast

from chalicelib.domain.activities import Punctuality
from chalicelib.domain.attendance import CheckIn, Claim, Place, photo_key
from chalicelib.domain.errors import AlreadyRecorded, ApelError, BadTicket, ContentDiffers, NotFound
from chalicelib.domain.tickets import RECEIPT, TICKET, any_ticket, read_ticket, receipt_payload

if TYPE_CHECKING:
    from chalicelib.domain.people import PegawaiId
    from chalicelib.services.ports.activities import OpdActivity
    from chalicelib.services.ports.check_ins import CheckIns, Judged
    from chalicelib.services.ports.photos import Photos, Upload
    from chalicelib.services.ports.secrets import Seals
    from chalicelib.services.ports.system import Clock

FRESH: Final = timedelta(minutes=10)  # a ticket as old as that still tells the window that holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """What the phone gets: the record, its receipt, and the form for the photo.

    None where another photo took the place of this claim's (security.md T6): it can count no more.
    """

    record: Judged
    receipt: str  # token that anyone can have checked
    upload: Upload | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An own record with its receipt."""

    record: Judged
    receipt: str


def read_check_in(*, place: Place, who: PegawaiId, check_ins: CheckIns, seals: Seals) -> Found:
    """The person's own record at that place; raises NotFound."""
    record = check_ins.find(place, who)
    if record is None:
        raise NotFound
    return Found(record=record, receipt=seals.seal(RECEIPT, receipt_payload(record.check_in)))


def place_to_ask(*, ticket: str, seals: Seals, clock: Clock) -> Place | None:
    """Where the window may have moved since the ticket was given; None: the ticket tells it."""
    try:
        opened = any_ticket(seals.open(TICKET, ticket))
    except BadTicket:
        return None
    return opened.place if clock.now() - opened.issued_at > FRESH else None


def check_in(
    *,
    who: PegawaiId,
    claim: Claim,
    ticket: str,
    newest: OpdActivity | None,
    seals: Seals,
    check_ins: CheckIns,
    photos: Photos,
    clock: Clock,
) -> Committed:
    """Commit presence once, in one conditional write; a repeat returns the first record.

    The ticket, signed by us, carries person, OPD, activity and window: nothing is read here. Where
    it is old, `newest` (read with the session) tells a window that was moved since; whoever was on
    time by the ticket stays so.
    Raises BadTicket, NotYetOpen, WindowClosed, TooOld, ContentDiffers (same id, other content) and
    AlreadyRecorded (other id; `extensions["first"]` is Committed without a new form).
    """
    opened = read_ticket(seals.open(TICKET, ticket), holder=who, activity_id=claim.activity_id)
    now = clock.now()
    fact = CheckIn.of(claim, opened, received_at=now)
    refusal = opened.window.refusal(fact.not_before, now)  # security.md T2, T4
    if newest and (refusal or fact.punctuality is not Punctuality.ON_TIME):
        opened = replace(opened, window=newest.activity.window)
        fact = CheckIn.of(claim, opened, received_at=now)
        refusal = opened.window.refusal(fact.not_before, now)
    try:
        # A retry after 72 h still gets its receipt.
        record = _standing(fact, refusal, check_ins) if refusal else check_ins.add_once(fact)
    except AlreadyRecorded as error:
        first = cast("Judged", error.extensions["first"])
        receipt = seals.seal(RECEIPT, receipt_payload(first.check_in))
        raise AlreadyRecorded("/activity_id", first=first, receipt=receipt) from None
    kept = record.check_in
    sha256, size = kept.claim.photo_sha256, kept.claim.photo_size
    key = photo_key(kept.place, who, sha256)
    counts = record.photo_sha256 == sha256
    return Committed(
        record=record,
        receipt=seals.seal(RECEIPT, receipt_payload(kept)),
        upload=photos.form(key, sha256=sha256, size=size, now=now) if counts else None,
    )


def _standing(fact: CheckIn, refusal: ApelError, check_ins: CheckIns) -> Judged:
    """What was recorded before; as `add_once` tells it. Without a record the refusal is raised."""
    first = check_ins.find(fact.place, fact.pegawai_id)
    if first is None:
        raise refusal
    known = first.check_in.claim
    if known.check_in_id != fact.claim.check_in_id:
        raise AlreadyRecorded(first=first)
    if known.photo_sha256 != fact.claim.photo_sha256:
        raise ContentDiffers
    return first
