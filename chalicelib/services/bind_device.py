"""Give a browser its device slot, approve a second one, take one away (security.md D1, D2)."""

from dataclasses import replace
from typing import Final

from chalicelib.domain.audit import Event
from chalicelib.domain.errors import NotFound
from chalicelib.domain.people import PegawaiId
from chalicelib.domain.sessions import (
    DEVICE_COOKIE,
    Account,
    Device,
    DeviceState,
    Session,
    bind,
    browser_mark,
    slot_of,
)
from chalicelib.services.ports.accounts import Accounts
from chalicelib.services.ports.secrets import Seals
from chalicelib.services.ports.system import Clock, Ids

WAITS: Final = DeviceState.PENDING


def bind_device(
    *,
    account: Account,
    session: Session,
    public_key: str,
    label: str,
    device_cookie: str,
    is_free: bool,
    accounts: Accounts,
    seals: Seals,
    ids: Ids,
    clock: Clock,
) -> tuple[Device, str]:
    """The slot of this browser's key, bound or waiting, and the cookie that names it.

    `is_free` is the demo's rule. The same key again gives its slot. Raises DevicesFull.
    """
    now = clock.now()
    cookie = seals.peek(DEVICE_COOKIE, device_cookie)
    offered = Device(
        device_id=ids.ulid(), public_key=public_key, label=label, state=WAITS, since=now
    )
    changed, device = bind(
        account,
        offered,
        now=now,
        known_device_id=slot_of(cookie, account.pegawai_id),
        is_free=is_free,
    )
    bound_here = replace(session, device_id=device.device_id)
    if device.state is DeviceState.BOUND and session.device_id != device.device_id:
        changed = changed.with_session(bound_here)
    if changed != account:
        action = f"device:{device.state.lower()}"
        event = _event(ids, clock, account, account.pegawai_id, action, device.device_id)
        accounts.save(changed.next_rev(), event)
    mark = browser_mark(cookie, account.pegawai_id, nonce=ids.ulid(), device_id=device.device_id)
    return device, seals.seal(DEVICE_COOKIE, mark)


def approve_device(
    *,
    account: Account,
    device_id: str,
    by: PegawaiId,
    crosses_opd: bool,
    accounts: Accounts,
    ids: Ids,
    clock: Clock,
) -> None:
    """Let a waiting device count; the permission was asked at the door. Raises NotFound."""
    device = next((d for d in account.devices if d.device_id == device_id), None)
    if device is None:
        raise NotFound
    if device.state is DeviceState.BOUND:
        return
    approved = replace(device, state=DeviceState.BOUND)
    changed = account.with_device(approved)
    event = _event(ids, clock, account, by, "device:approve", device_id)
    accounts.save(changed.next_rev(), replace(event, crosses_opd=crosses_opd))


def remove_device(
    *,
    account: Account,
    device_id: str,
    by: PegawaiId,
    crosses_opd: bool,
    accounts: Accounts,
    ids: Ids,
    clock: Clock,
) -> None:
    """Take a device away; its sessions die at their next request. Raises NotFound."""
    if all(d.device_id != device_id for d in account.devices):
        raise NotFound
    left = tuple(s for s in account.sessions if s.device_id != device_id)
    changed = replace(account.without_device(device_id), sessions=left)
    event = _event(ids, clock, account, by, "device:revoke", device_id)
    accounts.save(changed.next_rev(), replace(event, crosses_opd=crosses_opd))


def _event(
    ids: Ids, clock: Clock, account: Account, by: PegawaiId, action: str, subject: str
) -> Event:
    return Event(
        event_id=ids.ulid(),
        at=clock.now(),
        actor=by,
        action=action,
        subject=subject,
        opd_id=account.opd_id,
        detail={"of": account.pegawai_id},
    )
