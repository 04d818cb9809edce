"""Find out who asks, by one read; keep the session's last-seen mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.domain.access import Actor
from chalicelib.domain.calendar import day_of
from chalicelib.domain.errors import NotFound, VersionConflict
from chalicelib.domain.sessions import Account, Session, is_elevated, open_session, seen

if TYPE_CHECKING:
    from datetime import tzinfo

    from chalicelib.domain.attendance import Place
    from chalicelib.domain.people import OpdId, PegawaiId, UnitNo
    from chalicelib.domain.permits import Permit
    from chalicelib.services.ports.accounts import Accounts
    from chalicelib.services.ports.activities import OpdActivity
    from chalicelib.services.ports.system import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Who asks, with what was read in the same trip."""

    account: Account
    session: Session
    permits: tuple[Permit, ...] = ()
    activity: OpdActivity | None = None


def authenticate(
    *,
    pegawai_id: PegawaiId,
    token: str,
    with_permits: bool,
    beside: Place | None,
    accounts: Accounts,
    clock: Clock,
    zone: tzinfo,
) -> Known:
    """The account and its live session by one consistent read, with own permits or an activity.

    Raises SessionEnded.
    """
    now = clock.now()
    permits: tuple[Permit, ...] = ()
    activity = None
    if with_permits:
        account, permits = accounts.with_permits(pegawai_id, since=day_of(now))
    elif beside:
        account, activity = accounts.with_activity(pegawai_id, beside)
    else:
        account = accounts.get(pegawai_id)
    session = open_session(account, token, now=now, zone=zone)
    assert account  # noqa: S101 - open_session raised otherwise; for the type checker
    return Known(account=account, session=session, permits=permits, activity=activity)


def keep_seen(*, account: Account, session: Session, accounts: Accounts, clock: Clock) -> None:
    """Move the last-seen mark on where it is old enough; a lost race moves it too (S4)."""
    moved = seen(session, now=clock.now())
    if moved:
        try:
            accounts.save(account.with_session(moved).next_rev())
        except VersionConflict:
            return


def actor_of(
    *, account: Account, session: Session, clock: Clock, needs_second_factor: bool
) -> Actor:
    """Who asks, as `decide` sees them."""
    now = clock.now()
    today = day_of(now)
    return Actor(
        pegawai_id=account.pegawai_id,
        opd_id=account.place_on(today)[0],
        appointments=account.appointments,
        today=today,
        is_active=account.is_active,
        has_device=account.device(session.device_id) is not None,
        is_elevated=is_elevated(session, now=now),
        roles_need_second_factor=needs_second_factor,
    )


def account_of_opd(
    *,
    opd_id: OpdId,
    pegawai_id: PegawaiId,
    units: frozenset[UnitNo] | None,
    accounts: Accounts,
    clock: Clock,
) -> Account:
    """Somebody's account, if they are of that OPD today and within one's units; else NotFound."""
    account = accounts.get(pegawai_id)
    if account is None:
        raise NotFound
    held_by, unit_no = account.place_on(day_of(clock.now()))
    if held_by != opd_id or (units is not None and unit_no not in units):
        raise NotFound
    return account
