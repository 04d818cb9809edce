"""Appoint people to roles, end an OPD's trial, name the very first admins (domain.md §2)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from chalicelib.domain.audit import Event
from chalicelib.domain.errors import BadNip, Missing, NotFound, OutOfBounds, StateChanged
from chalicelib.domain.people import Appointment, Nip, OpdId, PegawaiId, Role
from chalicelib.domain.sessions import CODE_LIFETIME, AccountState
from chalicelib.services.ports.accounts import Accounts, Secret
from chalicelib.services.ports.people import Appointments, Held, People, Registry
from chalicelib.services.ports.regency import Opds
from chalicelib.services.ports.secrets import Seals
from chalicelib.services.ports.system import Clock, Ids

OPERATOR: Final = "operator"
OF_THE_REGENCY: Final = frozenset({Role.BKPSDA, Role.AUDITOR})
FIRST_ADMINS: Final = 2


def appoint(
    *,
    nip: Nip,
    appointment: Appointment,
    accounts: Accounts,
    appointments: Appointments,
    people: People,
    opds: Opds,
    ids: Ids,
    clock: Clock,
) -> Held:
    """Give a role with its dates; in force at the person's next request, told in the audit.

    Raises BadNip (nobody has it), Missing (an OPD's role without its OPD, an acting one without an
    end), OutOfBounds (dates in disorder), NotFound (no such OPD or unit).
    """
    a = appointment
    if (a.opd_id is None) != (a.role in OF_THE_REGENCY):
        raise Missing("/opd")
    if a.until is not None and a.until < a.since:
        raise OutOfBounds("/until")
    if a.title and a.until is None:
        raise Missing("/until")  # Plt. and Plh. end
    if a.opd_id and a.unit_no not in opds.get(a.opd_id).subtree(a.unit_no):
        raise NotFound
    pegawai_id = accounts.by_nip(nip)
    account = accounts.get(pegawai_id) if pegawai_id else None
    person = people.person(pegawai_id) if pegawai_id else None
    if account is None or person is None:
        raise BadNip("/nip")
    held = Held(pegawai_id=account.pegawai_id, name=person.full_name, appointment=a)
    others = tuple(
        o
        for o in account.appointments
        if (o.role, o.opd_id, o.since) != (a.role, a.opd_id, a.since)
    )
    changed = replace(account, appointments=(*others, a)).next_rev()
    event = Event(
        event_id=ids.ulid(),
        at=clock.now(),
        actor=OPERATOR,
        action="appointment:create",
        subject=account.pegawai_id,
        opd_id=a.opd_id,
        detail={"role": a.role, "since": a.since.isoformat()},
    )
    appointments.add(changed, held, event)
    return held


def end_trial(
    *, opd_id: OpdId, on: date, opds: Opds, registry: Registry, ids: Ids, clock: Clock
) -> str:
    """From that day on the OPD's recaps count; the OPD's name. Raises NotFound."""
    opd = replace(opds.get(opd_id), trial_ended_on=on)
    event = Event(
        event_id=ids.ulid(),
        at=clock.now(),
        actor=OPERATOR,
        action="trial:end",
        subject=opd_id,
        opd_id=opd_id,
        detail={"on": on.isoformat()},
    )
    registry.end_trial(opd, event)
    return opd.name


def name_first_admins(
    *,
    nips: Sequence[Nip],
    since: date,
    accounts: Accounts,
    appointments: Appointments,
    people: People,
    opds: Opds,
    seals: Seals,
    ids: Ids,
    clock: Clock,
) -> tuple[tuple[Held, str], ...]:
    """Make two people BKPSDA on a new stage, each with an activation code to be handed over.

    Two, so that nobody ever holds the regency alone. Raises OutOfBounds for another number,
    StateChanged where the regency has its people already, BadNip.
    """
    if len(set(nips)) != FIRST_ADMINS:
        raise OutOfBounds("/nips")
    if any(held.appointment.role is Role.BKPSDA for held in appointments.of_opd(None)):
        raise StateChanged
    named = []
    for nip in nips:
        held = appoint(
            nip=nip,
            appointment=Appointment(role=Role.BKPSDA, since=since),
            accounts=accounts,
            appointments=appointments,
            people=people,
            opds=opds,
            ids=ids,
            clock=clock,
        )
        named.append((held, _first_code(held.pegawai_id, accounts, seals, ids, clock)))
    return tuple(named)


def _first_code(
    pegawai_id: PegawaiId, accounts: Accounts, seals: Seals, ids: Ids, clock: Clock
) -> str:
    account = accounts.get(pegawai_id)
    if account is None:
        raise NotFound
    now = clock.now()
    secret = accounts.secret(pegawai_id) or Secret(pegawai_id=pegawai_id, rev=0)
    issued = replace(
        secret, rev=secret.rev + 1, issue=secret.issue + 1, code_until=now + CODE_LIFETIME
    )
    event = Event(
        event_id=ids.ulid(),
        at=now,
        actor=OPERATOR,
        action="code:issue",
        subject=pegawai_id,
        opd_id=account.opd_id,
    )
    changed = replace(account, state=AccountState.CODE_ISSUED).next_rev()
    accounts.save_both(changed, issued, event)
    return seals.activation_code(pegawai_id, issued.issue)
