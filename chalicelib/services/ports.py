"""What the verbs need from the world; the docstrings are the contract of each port.

Every port has a fake in tests/fakes.py and one suite in tests/ports that fake and adapter pass.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from chalicelib.domain.activities import Activity, ActivityId, Punctuality
from chalicelib.domain.attendance import CheckIn, Code, Mark, Place, ReviewReason, State
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import Week
from chalicelib.domain.outcomes import Record
from chalicelib.domain.people import Appointment, Opd, OpdId, PegawaiId, Person, UnitNo
from chalicelib.domain.permits import Permit, PermitId
from chalicelib.domain.publications import Publication
from chalicelib.domain.recap import Facts
from chalicelib.domain.sessions import Account
from chalicelib.domain.settings_data import Column, RegencySettings
from chalicelib.domain.sheets import Document, Edition, FileKind, Reopening

# ---- time, identity, secrets -----------------------------------------------------------------


class Clock(Protocol):
    """The only source of now."""

    def now(self) -> datetime:
        """Aware UTC."""
        ...


class Ids(Protocol):
    """Fresh names that nobody can guess."""

    def ulid(self) -> str:
        """26 upper-case characters that sort by time."""
        ...

    def token(self) -> str:
        """32 random bytes, URL-safe."""
        ...


class Seals(Protocol):
    """Tokens that only we can make (security.md K1)."""

    def seal(self, purpose: str, payload: Mapping[str, Any]) -> str:
        """Sign with the newest key of the purpose."""
        ...

    def open(self, purpose: str, token: str) -> dict[str, Any]:
        """The payload; raises BadTicket for anything that we did not sign for this purpose."""
        ...

    def peek(self, purpose: str, token: str) -> dict[str, Any] | None:
        """Like `open`, but None for anything that is not ours."""
        ...

    def name_digests(self, name: str) -> tuple[str, ...]:
        """HMACs of a login name, newest key first: the name itself is in no key."""
        ...

    def activation_code(self, pegawai_id: PegawaiId, issue: int) -> str:
        """12 Crockford characters, derived: never stored (security.md A4)."""
        ...

    def is_activation_code(self, pegawai_id: PegawaiId, issue: int, typed: str) -> bool:
        """Whether this is that issue's code; case, hyphens and look-alikes are forgiven."""
        ...


class Passwords(Protocol):
    """Slow hashes (security.md A1); each call costs about 100 ms of CPU."""

    def hash(self, password: str) -> str:
        """`kid$phc` of the exact characters."""
        ...

    def verify(self, password: str, stored: str | None) -> bool:
        """Whether it matches; None runs exactly one hash too and is False (A5)."""
        ...

    def is_outdated(self, stored: str) -> bool:
        """Whether key or parameters changed since it was made."""
        ...

    def is_common(self, password: str) -> bool:
        """Whether it stands in the bundled list (A3)."""
        ...


class OneTimeCodes(Protocol):
    """Codes of an authenticator app (RFC 6238)."""

    def new_secret(self) -> str:
        """Base32."""
        ...

    def uri(self, secret: str, account: str) -> str:
        """What the QR holds."""
        ...

    def step_of(self, secret: str, code: str, *, at: datetime, after: int) -> int | None:
        """The time step that the code belongs to, later than `after`; None if it does not match."""
        ...


# ---- people and their accounts ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """What signing in compares with; read only there."""

    pegawai_id: PegawaiId
    rev: int
    password: str | None = None  # kid$phc
    issue: int = 0  # number of the last activation code
    code_until: datetime | None = None  # None: no code is out
    is_recovery: bool = False
    totp_secret: str | None = None
    totp_pending: str | None = None
    totp_step: int = 0
    username: str | None = None
    notice_version: int = 0


class Accounts(Protocol):
    """Accounts and their secrets; every change carries its audit event."""

    def get(self, pegawai_id: PegawaiId) -> Account | None:
        """One consistent read."""
        ...

    def many(self, pegawai_ids: Sequence[PegawaiId]) -> dict[str, Account]:
        """≤ 100 accounts, one trip; those that are not there are left out."""
        ...

    def waiting_devices(self, opd_id: OpdId) -> tuple[PegawaiId, ...]:
        """Whose second device waits for approval in that OPD."""
        ...

    def with_permits(
        self, pegawai_id: PegawaiId, *, since: date
    ) -> tuple[Account | None, tuple[Permit, ...]]:
        """The account and own permits that end on that day or later; one consistent Query."""
        ...

    def save(self, account: Account, event: Event | None = None) -> None:
        """Write over revision `account.rev - 1`; raises VersionConflict if somebody was faster."""
        ...

    def secret(self, pegawai_id: PegawaiId) -> Secret | None:
        """One consistent read."""
        ...

    def save_both(
        self,
        account: Account,
        secret: Secret,
        event: Event,
        *,
        new_name: str | None = None,
        old_name: str | None = None,
    ) -> None:
        """Write both and the event in one transaction, each over its former revision.

        `new_name` and `old_name` are digests of login names to take and to give back. Raises
        VersionConflict, or NameTaken where the name is another's.
        """
        ...

    def find(self, name: str, digests: Sequence[str]) -> PegawaiId | None:
        """Whose login name has one of these digests, or whose NIP this name is; one trip."""
        ...

    def by_nip(self, nip: str) -> PegawaiId | None:
        """Whose NIP it is."""
        ...


class Failures(Protocol):
    """Failed tries in a row, per name and kind of client (security.md A6)."""

    def locked_until(self, digest: str, client: str, *, now: datetime) -> datetime | None:
        """None: may try."""
        ...

    def add(self, digest: str, client: str, *, now: datetime) -> None:
        """One write: counts, and locks from the sixth on."""
        ...

    def clear(self, digest: str, client: str) -> None:
        """Forget after a success; no write where there was no failure."""
        ...


class People(Protocol):
    """People as SIMPEG knows them, and their lists by OPD."""

    def person(self, pegawai_id: PegawaiId) -> Person | None:
        """The profile."""
        ...

    def mail(self, pegawai_id: PegawaiId) -> str | None:
        """The address that the person entered."""
        ...

    def set_mail(self, pegawai_id: PegawaiId, mail: str | None, event: Event) -> None:
        """Change the address."""
        ...

    def of_opd(self, opd_id: OpdId) -> tuple[Person, ...]:
        """Everybody of an OPD, packed: a Query, never person by person."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An appointment with who holds it."""

    pegawai_id: PegawaiId
    name: str  # with titles, as it is printed
    appointment: Appointment


class Appointments(Protocol):
    """Who is appointed to what; the account's own item has the same, for the sign-in check."""

    def of_opd(self, opd_id: OpdId | None) -> tuple[Held, ...]:
        """Past, present and future ones of an OPD (None: the regency's)."""
        ...

    def add(self, account: Account, held: Held, event: Event) -> None:
        """Store it under its OPD and, with the account, over revision `account.rev - 1`."""
        ...


class Opds(Protocol):
    """The regency's OPDs with their units; cached for 60 s in a container."""

    def get(self, opd_id: OpdId) -> Opd:
        """Raises NotFound."""
        ...

    def all(self) -> tuple[Opd, ...]:
        """Every OPD, by name."""
        ...


class Regency(Protocol):
    """The regency's settings and days off; cached for 60 s in a container."""

    def settings(self) -> RegencySettings:
        """What the regency has set, or the defaults."""
        ...

    def holidays(self) -> frozenset[date]:
        """Every day off that is known: what the plan job stored, with BKPSDA's overrides."""
        ...


# ---- activities and check-ins ----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class OpdActivity:
    """An activity as one OPD keeps it: the thin copy, its lock, its reopening."""

    activity: Activity
    opd_id: OpdId
    final_version: int = 0  # 0: not locked yet
    reopened: Mapping[str, Any] | None = None  # {by, name, at, reason}

    @property
    def is_locked(self) -> bool:
        """Whether decisions no longer change it: FINAL, and not opened again by BKPSDA."""
        return self.final_version > 0 and self.reopened is None

    @property
    def place(self) -> Place:
        """Where the OPD keeps this activity's records."""
        activity = self.activity
        return Place(
            opd_id=self.opd_id,
            held_on=f"{activity.held_on:%Y%m%d}",
            activity_id=activity.activity_id,
        )


class Activities(Protocol):
    """Activities by OPD and day."""

    def between(self, opd_id: OpdId, first: date, last: date) -> tuple[OpdActivity, ...]:
        """One Query; by day."""
        ...

    def get(self, opd_id: OpdId, held_on: date, activity_id: ActivityId) -> OpdActivity:
        """Raises NotFound."""
        ...

    def add(self, activity: Activity, opd_ids: Iterable[OpdId], event: Event) -> None:
        """Store it with its copy in each OPD; the same id again changes nothing."""
        ...

    def cancel(
        self, activity: Activity, opd_ids: Iterable[OpdId], reason: str, event: Event
    ) -> None:
        """Mark it cancelled everywhere; what was recorded stays."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A stored check-in with where it stands."""

    check_in: CheckIn
    state: State
    changed_at: str  # the index's `t`: what a decision must have seen
    marks: frozenset[Mark]
    reasons: frozenset[ReviewReason]
    photo_sha256: str  # the photo that counts: another one may have replaced the first
    kept_sha256: str | None = None
    judged: Mapping[str, Any] | None = None  # {decision, by, name, at, reason, until}

    @property
    def as_counted(self) -> Record:
        """What the rule of codes needs of it."""
        return Record(
            state=self.state,
            code=self.check_in.code,
            arrived_at=self.check_in.received_at,
            is_unproven=self.check_in.punctuality is Punctuality.UNPROVEN,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's decision on somebody without a record of their own."""

    pegawai_id: PegawaiId
    code: str
    reason: str
    by: PegawaiId
    by_name: str
    at: datetime


class EntryKind(StrEnum):
    """What a line of the thin index tells of."""

    CHECK_IN = "c"
    DECISION = "d"
    REMINDED = "w"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the thin index: a check-in, a decision or a reminder."""

    kind: EntryKind
    pegawai_id: PegawaiId
    status: str  # st: see domain/outcomes.py
    changed_at: str  # t
    at: datetime  # of the last change


class CheckIns(Protocol):
    """Records of presence: added once, judged later, never removed."""

    def add_once(self, check_in: CheckIn) -> Judged:
        """One conditional put. The same claim again gives the first record.

        Raises ContentDiffers (same id, other content) and AlreadyRecorded (other id), the latter
        with `extensions["first"]` = the Judged that stands.
        """
        ...

    def find(self, place: Place, who: PegawaiId) -> Judged | None:
        """One consistent read."""
        ...

    def own(
        self, who: PegawaiId, places: Sequence[Place]
    ) -> tuple[dict[str, Judged], dict[str, Decision], dict[str, datetime]]:
        """A person's records, decisions and reminders at these places: by activity id.

        One BatchGet per 33 places.
        """
        ...

    def judge(
        self,
        judged: Judged,
        state: State,
        *,
        now: datetime,
        reasons: frozenset[ReviewReason],
        marks: frozenset[Mark],
        kept_sha256: str | None,
        judgement: Mapping[str, Any] | None,
        event: Event,
        drop_place: bool = False,
    ) -> None:
        """Move a record on, if it still is as it was seen (`judged.changed_at`); else StateChanged.

        The facts stay as they are; `drop_place` takes the place out, once the evidence has it.
        """
        ...

    def replace_photo(self, judged: Judged, sha256: str, *, now: datetime, event: Event) -> None:
        """Another photo for the same record and time (T6); raises StateChanged."""
        ...

    def decide(self, place: Place, decision: Decision, event: Event) -> None:
        """Store a decision on somebody without a record; raises StateChanged if one stands."""
        ...

    def remind(
        self, place: Place, who: Sequence[PegawaiId], *, now: datetime, event: Event
    ) -> None:
        """Note when these people were reminded."""
        ...

    def since(self, place: Place, cursor: str | None) -> tuple[Entry, ...]:
        """What changed from that `t` − 10 s on (None: all); one consistent Query of the index."""
        ...

    def many(self, place: Place, who: Sequence[PegawaiId]) -> tuple[Judged, ...]:
        """Whole records of ≤ 100 people."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A form with which a browser posts exactly one file to the photo bucket (security.md P7)."""

    url: str
    fields: Mapping[str, str]
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPhoto:
    """A raw photo as it lies in the bucket."""

    key: str
    data: bytes


class Photos(Protocol):
    """The photo bucket; nothing here can delete (security.md: no function may)."""

    def form(self, key: str, *, sha256: str, size: int, now: datetime) -> Upload:
        """Signed here, without a call."""
        ...

    def read(self, key: str) -> bytes | None:
        """The raw object; None where it is not there."""
        ...

    def exists(self, key: str) -> bool:
        """Whether the raw object is there."""
        ...

    def keep(self, key: str, data: bytes, *, days: int) -> None:
        """Store a kept photo or thumbnail, tagged for its life span."""
        ...

    def quarantine(self, key: str) -> None:
        """Tag a raw object whose bytes are not what was promised."""
        ...

    def link(self, key: str, *, seconds: int = 60) -> str:
        """A link to one object, signed here, without a call."""
        ...


class Signatures(Protocol):
    """Signatures of device keys (security.md D1)."""

    def is_valid(self, public_key: str, text: str, signature: str) -> bool:
        """Whether this P-256 key (base64 SPKI) signed the text; False for anything malformed."""
        ...


class Evidence(Protocol):
    """What verification found; gone after 90 days."""

    def first_use(self, sha256: str, ref: str) -> bool:
        """Whether this record is the photo's first; the same record again stays the first."""
        ...

    def keep(self, check_in: CheckIn, found: Mapping[str, Any], *, now: datetime) -> None:
        """Store place, dHash and signals; the same again changes nothing."""
        ...


# ---- permits and notices ---------------------------------------------------------------------


class Permits(Protocol):
    """Permits with all their copies: pointers, months, the open case, the letter's number."""

    def add(self, permit: Permit, event: Event) -> Permit:
        """All of it in one transaction; the same id again gives what stands.

        Raises SameLetter (`extensions["permit"]`) where the number was sent before in the OPD.
        """
        ...

    def get(self, permit_id: PermitId) -> tuple[Permit, int]:
        """The permit and its revision; raises NotFound."""
        ...

    def save(self, permit: Permit, rev: int, event: Event) -> None:
        """All copies in one transaction over that revision; raises StateChanged."""
        ...

    def of_person(self, pegawai_id: PegawaiId, *, since: date) -> tuple[Permit, ...]:
        """Own permits that end on that day or later; `parts` hold the person only."""
        ...

    def in_month(self, opd_id: OpdId, month: str) -> tuple[Permit, ...]:
        """All that touch the month YYYYMM in that OPD; one consistent Query."""
        ...

    def open_cases(self, opd_id: OpdId) -> tuple[PermitId, ...]:
        """Ids of permits that wait for a decision, oldest first."""
        ...

    def closed_cases(self, opd_id: OpdId) -> tuple[PermitId, ...]:
        """Ids of the newest 100 permits that wait no more, newest first."""
        ...

    def many(self, permit_ids: Sequence[PermitId]) -> tuple[Permit, ...]:
        """≤ 100 permits, one trip."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something to read in the app; `what` is the key of its text in the PWA."""

    notice_id: str
    at: datetime
    what: str
    data: Mapping[str, Any]
    read: bool = False


class Notices(Protocol):
    """Notices in the app; kept for 90 days."""

    def add(self, to: Iterable[PegawaiId], notice: Notice) -> None:
        """The same id again changes nothing."""
        ...

    def newest(self, to: PegawaiId, *, most: int = 50) -> tuple[Notice, ...]:
        """Newest first."""
        ...

    def mark_read(self, to: PegawaiId, notice_id: str) -> None:
        """Set the read mark; raises NotFound."""
        ...


class AuditLog(Protocol):
    """Events that stand alone: views and refusals; changes carry theirs themselves."""

    def add(self, event: Event) -> None:
        """Put once; the same id again changes nothing."""
        ...

    def add_view(self, events: Sequence[Event]) -> None:
        """Views of photos of the people in `detail["of"]`: once for the OPD, once for the owner.

        ≤ 50 at a time; the same ids again change nothing. Returns only when all are stored.
        """
        ...


class Queue(Protocol):
    """One of our queues."""

    def send(self, messages: Sequence[Mapping[str, Any]]) -> None:
        """Send all, ten a call; at least once."""
        ...


# ---- scheduled work and recaps ---------------------------------------------------------------


class Schedule(Protocol):
    """What tick works from: its mark, and the activities of a day over all OPDs."""

    def mark(self) -> datetime | None:
        """Until when everything was enqueued; None before the first time."""
        ...

    def set_mark(self, at: datetime) -> None:
        """Move the mark forward; an older one than it has changes nothing."""
        ...

    def of_days(self, days: Sequence[date]) -> tuple[Activity, ...]:
        """Every activity of these days, also those of a single OPD; a consistent Query a day."""
        ...

    def copies(self, places: Sequence[Place]) -> tuple[OpdActivity, ...]:
        """The copies that OPDs hold at these places, where there are any; 100 a trip."""
        ...

    def relocks(self, day: date) -> tuple[Place, ...]:
        """Where a reopened recap has to be locked again on that day."""
        ...


class Rosters(Protocol):
    """Who belongs to an OPD and unit since when: packed, effective-dated, written on change."""

    def chunks(self, opd_id: OpdId, on: date) -> tuple[str, ...]:
        """Sort keys of the chunks in force that day; empty where the OPD had nobody yet."""
        ...

    def write(self, opd_id: OpdId, since: date, people: Mapping[PegawaiId, UnitNo]) -> None:
        """Put this in force from that day on; the same again changes nothing."""
        ...


class RecapFacts(Protocol):
    """Everything that a recap is made from."""

    def read(
        self,
        place: Place,
        *,
        chunks: Sequence[str],
        opd: Opd,
        columns: Mapping[Code, Column],
    ) -> tuple[OpdActivity, Facts]:
        """Consistent, in three trips (architecture.md §3); raises NotFound without the activity."""
        ...


class Recaps(Protocol):
    """Compiled tables: one current edition a place, and each FINAL version for good."""

    def keep_provisional(self, edition: Edition) -> bool:
        """One write: make it the current one, unless a FINAL or one with later facts stands.

        Tells whether it was stored.
        """
        ...

    def finalize(self, edition: Edition, event: Event) -> None:
        """Store this FINAL version, make it current and mark the activity locked, all or nothing.

        Raises StateChanged where this version stands already.
        """
        ...

    def reopen(
        self, place: Place, version: int, reopening: Reopening, relocks_on: date, event: Event
    ) -> None:
        """Open a FINAL version again until that day's lock.

        Raises StateChanged where another version stands, or it is open already.
        """
        ...

    def current(self, places: Sequence[Place]) -> tuple[Edition, ...]:
        """The newest edition of each place that has one; 100 a trip."""
        ...

    def of_week(self, opd_id: OpdId, week: Week) -> tuple[Edition, ...]:
        """The newest editions of an OPD's week; one consistent Query."""
        ...

    def version(self, place: Place, version: int) -> Edition | None:
        """One FINAL version."""
        ...

    def publish(self, publication: Publication, event: Event) -> None:
        """Add a version of a week; raises VersionConflict where it stands already."""
        ...

    def published(self, owner: OpdId | None, week: Week) -> tuple[Publication, ...]:
        """Every version of a week, oldest first; one consistent Query."""
        ...


class Renderer(Protocol):
    """Documents as files."""

    def render(self, kind: FileKind, document: Document) -> bytes:
        """The same document gives the same bytes."""
        ...


class Documents(Protocol):
    """The bucket of published files and of files to import; nothing here can delete."""

    def put(self, key: str, data: bytes) -> None:
        """Store under a key that is used once."""
        ...

    def get(self, key: str) -> bytes:
        """Raises NotFound."""
        ...

    def link(self, key: str, *, name: str, seconds: int = 60) -> str:
        """A link that saves the file under that name; signed here, without a call."""
        ...


class Holidays(Protocol):
    """Days off by name: what the package knows, with what BKPSDA set."""

    def named(self, years: Sequence[int]) -> dict[date, str]:
        """What is stored of these years; consistent."""
        ...

    def learn(self, year: int, public: Mapping[date, str]) -> None:
        """Store what the package knows; what BKPSDA set stays; no write if it is known."""
        ...


class PublicHolidays(Protocol):
    """The public holidays of the country."""

    def of_year(self, year: int) -> Mapping[date, str]:
        """By day, named in Indonesian."""
        ...


# ---- mails -----------------------------------------------------------------------------------


class Addresses(Protocol):
    """The mail addresses that people entered."""

    def of(self, people: Sequence[PegawaiId]) -> dict[PegawaiId, str]:
        """Of those who have one; 100 a trip."""
        ...


class Sent(Protocol):
    """What was mailed: one mail per person and job."""

    def once(
        self, job: str, subject: str, who: PegawaiId, *, now: datetime
    ) -> AbstractContextManager[bool]:
        """Note it, and tell whether it was not noted before; kept for 90 days.

        Where what follows raises, it counts as not mailed: the next try mails again.
        """
        ...


class Mails(Protocol):
    """Mail to one person; at most once, since `Sent` is asked before."""

    def send(self, to: str, subject: str, text: str) -> None:
        """Plain text; no personal data in it."""
        ...


# ---- imports ---------------------------------------------------------------------------------


class Registry(Protocol):
    """People and OPDs as an import writes them."""

    def save_opds(self, opds: Iterable[Opd]) -> None:
        """Add OPDs and units; the same again changes nothing."""
        ...

    def save_person(self, person: Person, since: date, event: Event) -> PegawaiId:
        """Profile, NIP, account and place of one person, all or nothing; harmless again.

        A NIP that another person has keeps that person's id, which is returned. Whoever is not
        active any more loses sessions and rights at once; the record stays.
        """
        ...

    def end_trial(self, opd: Opd, event: Event) -> None:
        """Store the OPD with the day from which it counts, and the event."""
        ...

    def save_names(self, opd_id: OpdId, people: Iterable[Person]) -> None:
        """Rewrite the packed list of an OPD."""
        ...
