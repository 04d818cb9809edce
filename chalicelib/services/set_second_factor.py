"""Set up the authenticator app that roles need (security.md A8)."""

from dataclasses import replace

from chalicelib.domain.errors import NotFound, SecondFactorNeeded
from chalicelib.domain.sessions import Account, Session
from chalicelib.services.ports.accounts import Accounts
from chalicelib.services.ports.secrets import OneTimeCodes
from chalicelib.services.ports.system import Clock, Ids


def offer_second_factor(
    *, account: Account, accounts: Accounts, codes: OneTimeCodes, ids: Ids, clock: Clock
) -> tuple[str, str]:
    """A new secret and its URI; it counts only after `confirm_second_factor`.

    An existing one stays in force until then. Raises SecondFactorNeeded where one is set: replacing
    it takes recovery in person.
    """
    stored = accounts.secret(account.pegawai_id)
    if stored is None:
        raise NotFound
    if stored.totp_secret:
        raise SecondFactorNeeded
    fresh = codes.new_secret()
    event = account.did("second-factor:offer", ids.ulid(), clock.now())
    pending = replace(stored, rev=stored.rev + 1, totp_pending=fresh)
    accounts.save_both(account.next_rev(), pending, event)
    return fresh, codes.uri(fresh, account.name)


def confirm_second_factor(
    *,
    account: Account,
    session: Session,
    code: str,
    accounts: Accounts,
    codes: OneTimeCodes,
    ids: Ids,
    clock: Clock,
) -> tuple[Account, Session]:
    """Put the offered secret in force with its first code; this session is elevated by it."""
    now = clock.now()
    stored = accounts.secret(account.pegawai_id)
    step = (
        codes.step_of(stored.totp_pending, code, at=now, after=0)
        if stored and stored.totp_pending
        else None
    )
    if stored is None or step is None:
        raise SecondFactorNeeded("/code")
    raised = replace(session, elevated_at=now, elevated_seen_at=now)
    changed = replace(account, has_totp=True).with_session(raised).next_rev()
    kept = replace(
        stored,
        rev=stored.rev + 1,
        totp_secret=stored.totp_pending,
        totp_pending=None,
        totp_step=step,
    )
    accounts.save_both(changed, kept, account.did("second-factor:set", ids.ulid(), clock.now()))
    return changed, raised
