"""One person, for who looks after them: the record, the places, permits, phones, what was done.

Another OPD's person is answered like nobody (security.md §4), and what a role may not see of one's
own people is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from chalicelib.domain.access import Actor, Allow, Permission, Resource, decide
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import day_of
from chalicelib.domain.errors import NotFound
from chalicelib.domain.people import Opd, OpdId, PegawaiId, Person, Stay, UnitNo
from chalicelib.domain.permits import Permit
from chalicelib.domain.sessions import Account, Device
from chalicelib.services.ports.accounts import Accounts
from chalicelib.services.ports.people import People
from chalicelib.services.ports.regency import Opds
from chalicelib.services.ports.system import AuditLog, Clock

MOST_EVENTS: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """The record of one person of an OPD."""

    person: Person
    opd: Opd
    account: Account
    stays: tuple[Stay, ...]  # by day; empty where only the present place is known
    permits: tuple[Permit, ...]  # that end on the first day asked for or later, of this OPD
    shows_permits: bool
    devices: tuple[Device, ...] | None  # None: not for this role


def find_person(
    *,
    actor: Actor,
    opd_id: OpdId,
    pegawai_id: PegawaiId,
    units: frozenset[UnitNo] | None,
    since: date,
    accounts: Accounts,
    people: People,
    opds: Opds,
    clock: Clock,
) -> PersonPage:
    """Two Queries. Raises NotFound for whoever is not of that OPD and of one's units today."""
    opd = opds.get(opd_id)
    account, permits = accounts.with_permits(pegawai_id, since=since)
    held_by, unit_no = account.place_on(day_of(clock.now())) if account else (None, None)
    if account is None or held_by != opd_id or (units is not None and unit_no not in units):
        raise NotFound
    found = people.history(pegawai_id)
    if found is None:
        raise NotFound
    person, stays = found
    about = Resource(
        opd=opd, units=frozenset({person.unit_no}), people=frozenset({person.pegawai_id})
    )

    def may(action: Permission) -> bool:
        return isinstance(decide(actor, action, about), Allow)

    return PersonPage(
        person=person,
        opd=opd,
        account=account,
        stays=stays,
        permits=tuple(p.of_opd(opd_id) for p in permits if p.of_opd(opd_id).parts),
        shows_permits=may(Permission.PERMIT_LIST),
        devices=account.devices if may(Permission.DEVICE_REVOKE) else None,
    )


def read_events(
    *, opd_id: OpdId, account: Account, audit_log: AuditLog, accounts: Accounts
) -> tuple[tuple[Event, ...], Mapping[str, str]]:
    """The newest events of that OPD about a person, and the names of those who acted."""
    found = audit_log.about(account.pegawai_id, opd_id)
    events = found[:MOST_EVENTS]
    actors = tuple(dict.fromkeys(PegawaiId(event.actor) for event in events))
    names = {who: of.name for who, of in accounts.many(actors).items()} if actors else {}
    return events, names
