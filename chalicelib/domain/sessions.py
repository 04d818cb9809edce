"""Accounts, sessions and device keys: what one read tells at each request (security.md S, D)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

from chalicelib.domain.audit import Event
from chalicelib.domain.errors import DevicesFull, SessionEnded, TooMany
from chalicelib.domain.people import Appointment, OpdId, PegawaiId, Person, Role, UnitNo

DEVICE_COOKIE: Final = "dc"  # purpose of the token that marks a known browser (A6)
UNKNOWN_CLIENT: Final = "*"
TOTP_CLIENT: Final = "totp"
LONGEST_RETRY: Final = timedelta(days=1)  # said to who is refused until a reset in person
CODE_CLIENT: Final = "kode"  # tries of activation codes, apart from those of passwords
CODE_LIFETIME: Final = timedelta(days=30)  # of an activation code (security.md A4)
MOST_SESSIONS: Final = 10
MOST_DEVICES: Final = 2
BOUND_IDLE: Final = timedelta(days=120)
BOUND_LIFE: Final = timedelta(days=365)
LOOSE_IDLE: Final = timedelta(days=14)
LOOSE_LIFE: Final = timedelta(days=30)
ELEVATION_IDLE: Final = timedelta(hours=2)
ELEVATION_LIFE: Final = timedelta(hours=12)
SEEN_EVERY: Final = timedelta(hours=12)
SEEN_EVERY_ELEVATED: Final = timedelta(minutes=5)
SPREAD_DAYS: Final = 4
QUIET_FROM: Final = time(5)  # no session ends between these hours of the region
QUIET_UNTIL: Final = time(9)
MOST_REBINDS: Final = 2  # in 30 days, before they are looked at (D2)
REBINDS_WITHIN: Final = timedelta(days=30)


class AccountState(StrEnum):
    """How far an account is, for its admin."""

    NONE = "NONE"
    CODE_ISSUED = "CODE"
    ACTIVE = "ACTIVE"


class DeviceState(StrEnum):
    """A device key counts once it is bound."""

    BOUND = "BOUND"
    PENDING = "PENDING"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far an account is, without the account."""

    state: AccountState
    phones: int | None  # bound ones; None: not known yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A P-256 key that one browser holds; the private part never leaves it."""

    device_id: str  # ULID
    public_key: str  # base64 of SubjectPublicKeyInfo
    label: str
    state: DeviceState
    since: datetime
    used: bool = False  # for a check-in; an unused slot is replaced without approval (A4)
    rebinds: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One signed-in browser; the token itself is not kept."""

    token_sha256: str
    created_at: datetime
    seen_at: datetime
    device_id: str | None = None
    elevated_at: datetime | None = None  # second factor given
    elevated_seen_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A coming transfer, kept beside the person so that no job has to run at midnight."""

    on: date
    opd_id: OpdId
    unit_no: UnitNo


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All that a sign-in check needs, in one item (S2)."""

    pegawai_id: PegawaiId
    rev: int
    is_active: bool
    name: str
    call_name: str
    opd_id: OpdId
    unit_no: UnitNo
    since: date | None = None  # first day there; None: as long as anything is known
    move: Move | None = None
    sessions: tuple[Session, ...] = ()
    devices: tuple[Device, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    has_totp: bool = False
    state: AccountState = AccountState.NONE

    @classmethod
    def of(cls, person: Person) -> "Account":
        """The first revision: nobody has signed in yet."""
        return cls(
            pegawai_id=person.pegawai_id,
            rev=1,
            is_active=person.is_active,
            name=person.full_name,
            call_name=person.call_name,
            opd_id=person.opd_id,
            unit_no=person.unit_no,
        )

    def place_on(self, day: date) -> tuple[OpdId, UnitNo]:
        """OPD and unit that hold the person on that day; transfers take effect at midnight (T7)."""
        if self.move and day >= self.move.on:
            return self.move.opd_id, self.move.unit_no
        return self.opd_id, self.unit_no

    def roles_from(self, today: date) -> frozenset[Role]:
        """Those held now, and those that are to come."""
        return frozenset(a.role for a in self.appointments if not a.is_over(today))

    def device(self, device_id: str | None) -> Device | None:
        """The bound device of that id."""
        found = (d for d in self.devices if d.device_id == device_id)
        return next((d for d in found if d.state is DeviceState.BOUND), None)

    def next_rev(self) -> "Account":
        """The same at its next revision, to be written over the former one."""
        return replace(self, rev=self.rev + 1)

    def did(self, action: str, event_id: str, at: datetime, **detail: object) -> Event:
        """What its person did to it, for the audit."""
        return Event(
            event_id=event_id,
            at=at,
            actor=self.pegawai_id,
            action=action,
            subject=self.pegawai_id,
            opd_id=self.opd_id,
            detail=detail,
        )

    def with_appointment(self, appointment: Appointment, today: date) -> "Account":
        """Add or replace an appointment; what is over holds nothing and is left out."""
        a = appointment
        others = (
            o
            for o in self.appointments
            if (o.role, o.opd_id, o.since) != (a.role, a.opd_id, a.since) and not o.is_over(today)
        )
        return replace(self, appointments=(*others, a))

    def with_session(self, session: Session) -> "Account":
        """Add or replace a session; an 11th ends the one idle for longest."""
        others = [s for s in self.sessions if s.token_sha256 != session.token_sha256]
        kept = sorted(others, key=lambda s: s.seen_at)[-(MOST_SESSIONS - 1) :]
        return replace(self, sessions=(*kept, session))

    def without_session(self, token_sha256: str) -> "Account":
        """End one session."""
        return replace(
            self, sessions=tuple(s for s in self.sessions if s.token_sha256 != token_sha256)
        )

    def without_device(self, device_id: str) -> "Account":
        """Free a slot."""
        return replace(self, devices=tuple(d for d in self.devices if d.device_id != device_id))

    def with_device(self, device: Device) -> "Account":
        """Add or replace a device; raises DevicesFull where both slots are taken by others."""
        others = tuple(d for d in self.devices if d.device_id != device.device_id)
        if len(others) >= MOST_DEVICES:
            raise DevicesFull
        return replace(self, devices=(*others, device))


def token_sha256(token: str) -> str:
    """What is stored of a random token, such as a session's."""
    return sha256(token.encode()).hexdigest()


def ends_at(session: Session, account: Account, zone: tzinfo) -> datetime:
    """When it ends by itself: idle or absolute, spread over days, never in the morning (S3).

    Sooner where its browser holds no key (any more): its slot may have been given to another.
    """
    bound = account.device(session.device_id) is not None
    life, idle = (BOUND_LIFE, BOUND_IDLE) if bound else (LOOSE_LIFE, LOOSE_IDLE)
    end = min(session.created_at + life, session.seen_at + idle)
    if bound:
        spread = sha256(account.pegawai_id.encode()).digest()[0] % SPREAD_DAYS
        end -= timedelta(days=spread)
    local = end.astimezone(zone)
    if QUIET_FROM <= local.time() < QUIET_UNTIL:
        local = datetime.combine(local.date(), QUIET_UNTIL, zone)
    return local.astimezone(end.tzinfo)


def open_session(account: Account | None, token: str, *, now: datetime, zone: tzinfo) -> Session:
    """The live session that this token opens; raises SessionEnded otherwise (S5, I13)."""
    digest = token_sha256(token)
    session = next(
        (s for s in (account.sessions if account else ()) if s.token_sha256 == digest), None
    )
    if not account or not account.is_active or not session:
        raise SessionEnded
    if now >= ends_at(session, account, zone):
        raise SessionEnded
    return session


def elevation_ends(session: Session) -> datetime | None:
    """When the rights of roles fall back to an employee's; None without a second factor (A8)."""
    if session.elevated_at is None:
        return None
    seen = session.elevated_seen_at or session.elevated_at
    return min(session.elevated_at + ELEVATION_LIFE, seen + ELEVATION_IDLE)


def is_elevated(session: Session, *, now: datetime) -> bool:
    """Whether roles may act in this session now."""
    end = elevation_ends(session)
    return end is not None and now < end


def seen(session: Session, *, now: datetime) -> Session | None:
    """The session with its marks moved on, or None where they are fresh enough (S4)."""
    moved = session
    if now - session.seen_at >= SEEN_EVERY:
        moved = replace(moved, seen_at=now)
    if is_elevated(session, now=now):
        last = session.elevated_seen_at or session.elevated_at
        if last is None or now - last >= SEEN_EVERY_ELEVATED:
            moved = replace(moved, elevated_seen_at=now)
    return moved if moved is not session else None


def bind(
    account: Account,
    device: Device,
    *,
    now: datetime,
    known_device_id: str | None,
    is_free: bool,
) -> tuple[Account, Device]:
    """Give a browser its slot: at once, or waiting for approval (A4, D1, D2).

    `known_device_id`: the slot that its cookie says it holds: signing in marks a browser too, but
    gives it no slot, or a password alone could take one. `is_free`: the demo's rule. Raises
    DevicesFull where both slots are taken and neither may be replaced.
    """
    same = next((d for d in account.devices if d.public_key == device.public_key), None)
    if same:
        return account, same
    if own := account.device(known_device_id):  # this browser lost its key: the same slot, counted
        rebinds = (*(r for r in own.rebinds if now - r <= REBINDS_WITHIN), now)
        newest = rebinds[-(MOST_REBINDS + 1) :]  # one more says all; the item has 4 KB (S2)
        new = replace(device, state=DeviceState.BOUND, used=own.used, rebinds=newest)
        return account.without_device(own.device_id).with_device(new), new
    has_room = len(account.devices) < MOST_DEVICES
    bound = [d for d in account.devices if d.state is DeviceState.BOUND]
    unused = next((d for d in bound if not d.used), None)  # as iOS leaves behind at installation
    waiting = next((d for d in account.devices if d.state is DeviceState.PENDING), None)
    at_once = not bound or unused or (is_free and has_room)
    leaving = None if has_room and (is_free or not unused) else (unused or waiting)
    if leaving:
        account = account.without_device(leaving.device_id)
    new = replace(device, state=DeviceState.BOUND if at_once else DeviceState.PENDING)
    return account.with_device(new), new


def folded_name(login: str) -> str:
    """A login name as it is compared: NIPs without spaces, names without case."""
    return "".join(login.split()).casefold()


def client_of(cookie: Mapping[str, Any] | None, pegawai_id: PegawaiId | None) -> str:
    """Under which name failures count: a known browser alone, strangers together (A6)."""
    if cookie and pegawai_id and cookie.get("p") == pegawai_id:
        return str(cookie["n"])
    return UNKNOWN_CLIENT


def browser_mark(
    cookie: Mapping[str, Any] | None,
    pegawai_id: PegawaiId,
    *,
    nonce: str,
    device_id: str | None = None,
) -> dict[str, Any]:
    """What the device cookie says from now on: whose browser, which one, the slot it holds (D2)."""
    known = cookie if cookie and cookie.get("p") == pegawai_id else {}
    return {
        "p": pegawai_id,
        "n": known.get("n", nonce),
        "d": device_id or known.get("d"),
    }


def slot_of(cookie: Mapping[str, Any] | None, pegawai_id: PegawaiId) -> str | None:
    """The device slot that this person's browser was given."""
    return cookie.get("d") if cookie and cookie.get("p") == pegawai_id else None


@dataclass(frozen=True, slots=True)
class Tries:
    """Failed tries that are remembered."""

    locked_until: datetime

    def refuse_while_locked(self, now: datetime) -> None:
        """Raise TooMany while the wait after too many failures runs."""
        if self.locked_until > now:
            wait = min(self.locked_until - now, LONGEST_RETRY)
            raise TooMany(retry_after=int(wait.total_seconds()) + 1)
