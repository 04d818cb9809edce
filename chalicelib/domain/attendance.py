"""A person's presence: the fact, its judgement, and which code wins (domain.md §4)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final

from chalicelib.domain.activities import REVIEWED_FROM, Activity, ActivityId, Punctuality, Window
from chalicelib.domain.people import OpdId, PegawaiId

RETAKE_FOR: Final = timedelta(hours=24)  # after closing (security.md T6)


class Code(StrEnum):
    """Code of a person at an activity."""

    PRESENT = "H"
    LATE = "T"
    DUTY_ELSEWHERE = "DL"
    PERMITTED = "I"
    ILL = "S"
    LEAVE = "C"
    STUDY = "TB"
    TRAINING = "DK"
    ON_SHIFT = "PK"
    TECHNICAL = "GT"
    UNEXPLAINED = "TK"
    HOLIDAY = "L"
    OFF = "O"


class State(StrEnum):
    """State of one person's attendance at one activity."""

    UNKNOWN = "BELUM"
    COMMITTED = "TERCATAT"
    STORED = "TERSIMPAN"
    VERIFIED = "TERVERIFIKASI"
    IN_REVIEW = "TELAAH"
    ACCEPTED = "DITERIMA"
    REJECTED = "DITOLAK"

    @property
    def has_photo(self) -> bool:
        """Whether the photo has reached us, so that the phone may delete its copy (O1)."""
        return self not in (State.UNKNOWN, State.COMMITTED)


class Mark(StrEnum):
    """Facts about a record, shown in words; no classes, no scores (security.md §3)."""

    LIVE = "langsung"
    FILE = "berkas"
    OFFLINE = "luring"
    WITNESSED = "saksi"
    OTHER_PHOTO = "ganti-foto"
    KEY_REPLACED = "kunci-diganti"
    WRONG_PLACE_CODE = "kode-tempat-salah"
    NEVER_DECIDED = "belum-diputus"
    UNBOUND = "tanpa-perangkat"


class ReviewReason(StrEnum):
    """Why a record is before a person; HARD ones always are (security.md Q1)."""

    NOT_LIVE = "berkas"
    UNBOUND = "tanpa-perangkat"
    BAD_SIGNATURE = "tanda-tangan"
    HASH_MISMATCH = "isi-berubah"
    REUSED = "foto-terpakai"
    REFUSED_PHOTO = "foto-rusak"
    OLD = "lewat-24-jam"
    OTHER_PHOTO = "ganti-foto"
    REBOUND = "kunci-diganti"
    NO_PHOTO = "tanpa-foto"
    SAMPLE = "sampel"


HARD_REASONS: Final = frozenset(ReviewReason) - {ReviewReason.SAMPLE}
UNUSABLE: Final = frozenset({ReviewReason.REFUSED_PHOTO, ReviewReason.HASH_MISMATCH})  # P5, P8

_PHOTO_KEY: Final = re.compile(
    r"in/([0-9A-Z]{26})/([0-9]{8})/([0-9A-Z]{26})/([0-9A-Z]{26})/([0-9a-f]{64})\.jpg"
)
_LETTER_KEY: Final = re.compile(
    r"in/(?:surat|sakit)/[0-9A-Z]{26}/([0-9A-Z]{26})/([0-9a-f]{64})\.jpg"
)
_REF: Final = re.compile(r"([0-9A-Z]{26})-([0-9]{8})-([0-9A-Z]{26})")

# Which code wins when several facts meet: the first one that is there (domain.md §4).
PRECEDENCE: Final = (
    Code.PRESENT,
    Code.LATE,
    Code.TECHNICAL,
    Code.LEAVE,
    Code.STUDY,
    Code.TRAINING,
    Code.DUTY_ELSEWHERE,
    Code.ILL,
    Code.PERMITTED,
    Code.ON_SHIFT,
    Code.HOLIDAY,
    Code.OFF,
    Code.UNEXPLAINED,
)


def winning_code(codes: Iterable[Code]) -> Code | None:
    """The code that counts where several facts meet; None where there is none."""
    found = set(codes)
    return next((code for code in PRECEDENCE if code in found), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What we signed for a person before the photo: proves "not before", is no permission (T1)."""

    pegawai_id: PegawaiId
    opd_id: OpdId
    activity_id: ActivityId
    window: Window
    held_on: str  # YYYYMMDD, WIB
    issued_at: datetime
    is_demo: bool = False

    @property
    def place(self) -> "Place":
        """Where its record will lie."""
        return Place(opd_id=self.opd_id, held_on=self.held_on, activity_id=self.activity_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What the phone says, already read strictly; nothing in it decides a time."""

    check_in_id: str  # ULID made on the phone
    activity_id: ActivityId
    photo_sha256: str  # 64 lowercase hex digits of the JPEG as taken
    photo_size: int  # bytes
    captured_at: str  # the phone's clock, kept as text for the signature only
    clock_offset_ms: int | None
    is_live: bool
    is_offline: bool
    place: tuple[float, float, float, int] | None  # lat, lon, accuracy in m, age in s
    device_id: str | None
    device_signature: str | None  # base64 of r ‖ s


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """A person's claim to have been at an activity. A fact: never updated, only judged."""

    pegawai_id: PegawaiId
    opd_id: OpdId
    held_on: str  # YYYYMMDD, WIB
    not_before: datetime  # lo: the latest of opening and ticket issue; aware UTC
    received_at: datetime  # hi: our clock at the commit; aware UTC
    window: Window
    claim: Claim
    marks: frozenset[Mark]

    @classmethod
    def of(cls, claim: Claim, ticket: Ticket, *, received_at: datetime) -> "CheckIn":
        """The record that this claim and ticket make at that time; lo ≤ hi always (I8)."""
        lo = min(max(ticket.window.opens, ticket.issued_at), received_at)
        marks = {Mark.LIVE if claim.is_live else Mark.FILE}
        if claim.device_id is None:
            marks.add(Mark.UNBOUND)
        if ticket.window.judge(lo, received_at) is Punctuality.UNPROVEN:
            marks.add(Mark.OFFLINE)
        return cls(
            pegawai_id=ticket.pegawai_id,
            opd_id=ticket.opd_id,
            held_on=ticket.held_on,
            not_before=lo,
            received_at=received_at,
            window=ticket.window,
            claim=claim,
            marks=frozenset(marks),
        )

    @property
    def signed_text(self) -> str:
        """What the device key signed: canonical, length given by the ids' fixed forms (D1)."""
        claim = self.claim
        return "\n".join(
            (
                "apel-check-in.v1",
                claim.check_in_id,
                claim.activity_id,
                claim.photo_sha256,
                str(claim.photo_size),
                claim.captured_at,
            )
        )

    @property
    def place(self) -> "Place":
        """Whose record keeping, when and for what."""
        return Place(opd_id=self.opd_id, held_on=self.held_on, activity_id=self.claim.activity_id)

    @property
    def punctuality(self) -> Punctuality:
        """ON_TIME, LATE, or UNPROVEN. Source: domain.md §4."""
        return self.window.judge(self.not_before, self.received_at)

    @property
    def code(self) -> Code:
        """H or T; unproven punctuality counts as present until a person says otherwise."""
        return Code.LATE if self.punctuality is Punctuality.LATE else Code.PRESENT

    @property
    def minutes_late(self) -> int:
        """Whole minutes from late-after to the earliest possible presence; 0 if not late."""
        if self.punctuality is not Punctuality.LATE:
            return 0
        return max(1, int((self.not_before - self.window.late_after) / timedelta(minutes=1)))

    def reasons(self) -> frozenset[ReviewReason]:
        """Why a person must look, as far as the record itself tells (Q1, T4)."""
        found = set()
        if not self.claim.is_live:
            found.add(ReviewReason.NOT_LIVE)
        if self.claim.device_id is None:
            found.add(ReviewReason.UNBOUND)
        if self.received_at - self.window.closes > REVIEWED_FROM:
            found.add(ReviewReason.OLD)
        return frozenset(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Names one OPD's record keeping at one activity."""

    opd_id: OpdId
    held_on: str  # YYYYMMDD, WIB
    activity_id: ActivityId

    @property
    def day(self) -> date:
        """Its day (WIB)."""
        return date(int(self.held_on[:4]), int(self.held_on[4:6]), int(self.held_on[6:]))

    @property
    def ref(self) -> str:
        """URL-safe name, for paths and links."""
        return f"{self.opd_id}-{self.held_on}-{self.activity_id}"

    @classmethod
    def of(cls, opd_id: OpdId, activity: Activity) -> "Place":
        """Where that OPD keeps an activity's records."""
        held_on = f"{activity.held_on:%Y%m%d}"
        return cls(opd_id=opd_id, held_on=held_on, activity_id=activity.activity_id)

    @classmethod
    def of_ref(cls, ref: str) -> "Place | None":
        """Read a ref back; None where it is none."""
        match = _REF.fullmatch(ref)
        if not match:
            return None
        return cls(opd_id=OpdId(match[1]), held_on=match[2], activity_id=ActivityId(match[3]))


def photo_key(place: Place, pegawai_id: PegawaiId, sha256: str) -> str:
    """Where a record's raw photo lies: the key itself names the record (architecture.md §2)."""
    return f"in/{place.opd_id}/{place.held_on}/{place.activity_id}/{pegawai_id}/{sha256}.jpg"


def read_photo_key(key: str) -> tuple[Place, PegawaiId, str] | None:
    """Place, person and SHA-256 of a raw photo's key; None for other keys."""
    match = _PHOTO_KEY.fullmatch(key)
    if not match:
        return None
    place = Place(opd_id=OpdId(match[1]), held_on=match[2], activity_id=ActivityId(match[3]))
    return place, PegawaiId(match[4]), match[5]


def is_sampled(check_in_id: str, percent: int) -> bool:
    """Whether it belongs to the share that a person looks at in any case; the same answer always.

    That percentage of all, drawn by the random part of the id (security.md Q1).
    """
    return sha256(check_in_id.encode()).digest()[0] * 100 < percent * 256


def letter_photo_key(code: Code, opd_id: OpdId, permit_id: str, sha256_hex: str) -> str:
    """Where a raw page of a letter lies; sick notes apart from all others (security.md R3)."""
    folder = "sakit" if code is Code.ILL else "surat"
    return f"in/{folder}/{opd_id}/{permit_id}/{sha256_hex}.jpg"


def read_letter_key(key: str) -> tuple[str, str] | None:
    """Permit and SHA-256 of a raw letter page's key; None for other keys."""
    match = _LETTER_KEY.fullmatch(key)
    return (match[1], match[2]) if match else None


def kept_letter_key(raw_key: str) -> str:
    """Where the kept page of a raw one lies."""
    return raw_key.removeprefix("in/")


def kept_key(place: Place, pegawai_id: PegawaiId, sha256: str) -> str:
    """Where the kept photo of a raw one lies."""
    return "kept" + photo_key(place, pegawai_id, sha256)[2:]


def thumb_key(place: Place, pegawai_id: PegawaiId, sha256: str) -> str:
    """Where the thumbnail of a raw photo lies."""
    return "thumb" + photo_key(place, pegawai_id, sha256)[2:]


def receipt_no(check_in_id: str, held_on: str) -> str:
    """The number that people read out: AP-ddmm-xxxx-xxx, from the check-in's random part."""
    return f"AP-{held_on[6:8]}{held_on[4:6]}-{check_in_id[-7:-3]}-{check_in_id[-3:]}"
