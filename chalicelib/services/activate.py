"""Activate or recover an account with a code handed over in person (security.md A4, A9)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from chalicelib.domain.calendar import day_of
from chalicelib.domain.errors import BadCode, NotFound
from chalicelib.domain.passwords import refuse_weak
from chalicelib.domain.people import PegawaiId, Person
from chalicelib.domain.sessions import (
    CODE_CLIENT,
    DEVICE_COOKIE,
    TOTP_CLIENT,
    UNKNOWN_CLIENT,
    Account,
    AccountState,
    Device,
    DeviceState,
    Session,
    browser_mark,
    folded_name,
    token_sha256,
)
from chalicelib.services.ports.accounts import Accounts, Failures, Secret
from chalicelib.services.ports.people import People
from chalicelib.services.ports.regency import Opds
from chalicelib.services.ports.secrets import Passwords, Seals
from chalicelib.services.ports.system import Clock, Ids

LATEST_NOTICE: Final = 1  # version of the privacy notice (security.md R1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceOffer:
    """The key that the browser made for itself."""

    public_key: str  # base64 of SubjectPublicKeyInfo
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Activated:
    """A live account with its first session."""

    account: Account
    session: Session
    token: str
    device_cookie: str


def open_code(
    *,
    login: str,
    code: str,
    accounts: Accounts,
    failures: Failures,
    seals: Seals,
    clock: Clock,
) -> tuple[Account, Secret]:
    """Whose live code this is; wrong, used, expired and unknown are one BadCode.

    So is one that was issued before the person got a role: its issuer may stand below that (A9).

    Throttled like a sign-in and never killed by wrong tries. Raises TooMany.
    """
    now = clock.now()
    name = folded_name(login)
    digests = seals.name_digests(name)
    tries = failures.remembered(digests[0], CODE_CLIENT, now=now)
    if tries:
        tries.refuse_while_locked(now)
    pegawai_id = accounts.find(name, digests)
    secret = accounts.secret(pegawai_id) if pegawai_id else None
    account = accounts.get(pegawai_id) if pegawai_id else None
    # The code is compared for unknown names too: the time must not tell who exists.
    issue = secret.issue if secret else 0
    matches = seals.is_activation_code(pegawai_id or PegawaiId("-"), issue, code)
    if not (matches and secret and account and _is_live(secret, account, now)):
        failures.add(digests[0], CODE_CLIENT, now=now)
        raise BadCode("/code")
    return account, secret


def _is_live(secret: Secret, account: Account, now: datetime) -> bool:
    is_out = secret.code_until is not None and now < secret.code_until
    return is_out and account.is_active and account.roles_from(day_of(now)) <= secret.code_roles


def activate(
    *,
    account: Account,
    secret: Secret,
    username: str | None,
    password: str,
    notice_version: int,
    device: DeviceOffer | None,
    is_elevated: bool,
    accounts: Accounts,
    failures: Failures,
    people: People,
    opds: Opds,
    passwords: Passwords,
    seals: Seals,
    ids: Ids,
    clock: Clock,
) -> Activated:
    """Set the password and open a session; the code is used up, old sessions and devices end.

    So does the second factor: who it is was seen in person, and its phone is often the lost one.

    `account` and `secret` come from `open_code`. Raises WeakPassword, NameTaken, VersionConflict
    (the same code at the same moment elsewhere: one wins).
    """
    now = clock.now()
    person = people.person(account.pegawai_id)
    if person is None:
        raise NotFound
    refuse_weak(
        password,
        person=person,
        username=username or secret.username or "",
        opd_name=opds.get(account.opd_id).name,
        is_common=passwords.is_common(password),
    )
    token, old_name = ids.token(), secret.username
    fresh = _opened(account, token, device, device_id=ids.ulid(), now=now, is_elevated=is_elevated)
    changed = _used_up(
        secret, passwords.hash(password), username=username, notice_version=notice_version
    )
    event = account.did(
        "account:recover" if secret.is_recovery else "account:activate",
        ids.ulid(),
        now,
        notice_version=notice_version,
    )
    renames = bool(username) and folded_name(username or "") != folded_name(old_name or "")
    accounts.save_both(
        fresh,
        changed,
        event,
        new_name=_digest(seals, username) if renames else None,
        old_name=_digest(seals, old_name) if renames and old_name else None,
    )
    _forget_failures(person, changed, failures, seals)
    (session,) = fresh.sessions
    mark = browser_mark(None, account.pegawai_id, nonce=ids.ulid(), device_id=session.device_id)
    return Activated(
        account=fresh,
        session=session,
        token=token,
        device_cookie=seals.seal(DEVICE_COOKIE, mark),
    )


def _opened(
    account: Account,
    token: str,
    offer: DeviceOffer | None,
    *,
    device_id: str,
    now: datetime,
    is_elevated: bool,
) -> Account:
    """The live account with this one session, and this one device where a key was offered."""
    key = _device(offer, device_id, now) if offer else None
    session = Session(
        token_sha256=token_sha256(token),
        created_at=now,
        seen_at=now,
        device_id=key.device_id if key else None,
        elevated_at=now if is_elevated else None,
    )
    return replace(
        account,
        sessions=(session,),
        devices=(key,) if key else (),
        has_totp=False,
        state=AccountState.ACTIVE,
    ).next_rev()


def _used_up(secret: Secret, digest: str, *, username: str | None, notice_version: int) -> Secret:
    """The new password instead of the code and of the second factor."""
    return replace(
        secret,
        rev=secret.rev + 1,
        password=digest,
        code_until=None,
        is_recovery=False,
        totp_secret=None,
        totp_pending=None,
        username=username or secret.username,
        notice_version=notice_version,
    )


def _forget_failures(person: Person, secret: Secret, failures: Failures, seals: Seals) -> None:
    """Reset in person (A6)."""
    for name in {person.nip, secret.username or person.nip}:
        failures.clear(_digest(seals, name), UNKNOWN_CLIENT)
        failures.clear(_digest(seals, name), CODE_CLIENT)
    failures.clear(person.pegawai_id, TOTP_CLIENT)


def _device(offer: DeviceOffer, device_id: str, now: datetime) -> Device:
    return Device(
        device_id=device_id,
        public_key=offer.public_key,
        label=offer.label,
        state=DeviceState.BOUND,
        since=now,
    )


def _digest(seals: Seals, name: str | None) -> str:
    return seals.name_digests(folded_name(name or ""))[0]
