"""Sign in with a name and a password; sign out; give a second factor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from chalicelib.domain.errors import SecondFactorNeeded, SignInFailed, VersionConflict
from chalicelib.domain.sessions import (
    DEVICE_COOKIE,
    TOTP_CLIENT,
    Account,
    Session,
    browser_mark,
    client_of,
    folded_name,
    token_sha256,
)

if TYPE_CHECKING:
    from chalicelib.domain.audit import Event
    from chalicelib.services.ports.accounts import Accounts, Failures, Secret
    from chalicelib.services.ports.secrets import OneTimeCodes, Passwords, Seals
    from chalicelib.services.ports.system import Clock, Ids

SAVE_TRIES: Final = 4  # each request of another phone may move its last-seen mark


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A new session: the token goes into the cookie and is kept nowhere else."""

    account: Account
    session: Session
    token: str
    device_cookie: str  # marks this browser as a known client of this person (A6)


def sign_in(
    *,
    login: str,
    password: str,
    device_cookie: str,
    accounts: Accounts,
    failures: Failures,
    passwords: Passwords,
    seals: Seals,
    ids: Ids,
    clock: Clock,
    is_elevated: bool,
) -> SignedIn:
    """Open a session; `is_elevated` where the stage's roles need no second factor (A8).

    Unknown, wrong and deactivated are one SignInFailed with one hash each (A5); TooMany is raised
    before the hash is computed and for unknown names too (A6).
    """
    now = clock.now()
    name = folded_name(login)
    digests = seals.name_digests(name)
    pegawai_id = accounts.find(name, digests)
    cookie = seals.peek(DEVICE_COOKIE, device_cookie)
    client = client_of(cookie, pegawai_id)
    tries = failures.remembered(digests[0], client, now=now)
    if tries:
        tries.refuse_while_locked(now)
    # The account first: a password that changes after it shows as a conflict at the end.
    account = accounts.get(pegawai_id) if pegawai_id else None
    secret = accounts.secret(pegawai_id) if pegawai_id else None
    matches = passwords.verify(password, secret.password if secret else None)
    if not (matches and secret and account and account.is_active):
        failures.add(digests[0], client, now=now)
        raise SignInFailed
    if tries:
        failures.clear(digests[0], client)
    token = ids.token()
    session = Session(
        token_sha256=token_sha256(token),
        created_at=now,
        seen_at=now,
        elevated_at=now if is_elevated else None,
    )
    event = account.did("session:create", ids.ulid(), now)
    is_outdated = secret.password is not None and passwords.is_outdated(secret.password)
    digest = passwords.hash(password) if is_outdated else None
    account = _save(account, secret, session, event, new_digest=digest, accounts=accounts)
    return SignedIn(
        account=account,
        session=session,
        token=token,
        device_cookie=seals.seal(
            DEVICE_COOKIE, browser_mark(cookie, account.pegawai_id, nonce=ids.ulid())
        ),
    )


def _save(
    account: Account,
    secret: Secret,
    session: Session,
    event: Event,
    *,
    new_digest: str | None,
    accounts: Accounts,
) -> Account:
    """Add the session; again on what stands where another phone changed the account meanwhile.

    Raises SignInFailed where the password that was compared is no longer the one.
    """
    for _ in range(SAVE_TRIES):
        changed = account.with_session(session).next_rev()
        try:
            if new_digest:
                newer = replace(secret, password=new_digest, rev=secret.rev + 1)
                accounts.save_both(changed, newer, event)
            else:
                accounts.save(changed, event)
        except VersionConflict:
            now_stands = accounts.get(account.pegawai_id)
            kept = accounts.secret(account.pegawai_id)  # after the account: its change shows there
            if not now_stands or not now_stands.is_active or not kept or kept.rev != secret.rev:
                raise SignInFailed from None
            account = now_stands
        else:
            return changed
    raise VersionConflict


def sign_out(
    *, account: Account, session: Session, accounts: Accounts, ids: Ids, clock: Clock
) -> None:
    """End this session; the phone keeps its unsent photos (S6)."""
    event = account.did("session:end", ids.ulid(), clock.now())
    accounts.save(account.without_session(session.token_sha256).next_rev(), event)


def elevate(
    *,
    account: Account,
    session: Session,
    code: str,
    accounts: Accounts,
    failures: Failures,
    codes: OneTimeCodes,
    ids: Ids,
    clock: Clock,
) -> tuple[Account, Session]:
    """Give the second factor for this session; a code counts once (RFC 6238 §5.2).

    Raises SecondFactorNeeded for a wrong code, TooMany after too many.
    """
    now = clock.now()
    tries = failures.remembered(account.pegawai_id, TOTP_CLIENT, now=now)
    if tries:
        tries.refuse_while_locked(now)
    secret = accounts.secret(account.pegawai_id)
    step = (
        codes.step_of(secret.totp_secret, code, at=now, after=secret.totp_step)
        if secret and secret.totp_secret
        else None
    )
    if secret is None or step is None:
        failures.add(account.pegawai_id, TOTP_CLIENT, now=now)
        raise SecondFactorNeeded("/code")
    if tries:
        failures.clear(account.pegawai_id, TOTP_CLIENT)
    raised = replace(session, elevated_at=now, elevated_seen_at=now)
    account = account.with_session(raised).next_rev()
    event = account.did("session:elevate", ids.ulid(), now)
    accounts.save_both(account, replace(secret, totp_step=step, rev=secret.rev + 1), event)
    return account, raised
