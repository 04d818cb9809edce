"""Appoint people to roles, end an OPD's trial, name the very first admins (domain.md §2)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from chalicelib.domain.audit import CODE_ISSUED, Event
from chalicelib.domain.calendar import ONE_DAY, day_of
from chalicelib.domain.errors import (
    BadNip,
    Missing,
    NotAllowed,
    NotFound,
    OutOfBounds,
    StateChanged,
)
from chalicelib.domain.people import (
    OF_THE_REGENCY,
    Appointment,
    Nip,
    OpdId,
    PegawaiId,
    Role,
    UnitNo,
)
from chalicelib.domain.sessions import Account, AccountState
from chalicelib.services.ports.accounts import Accounts, Secret
from chalicelib.services.ports.people import Appointments, Held, People
from chalicelib.services.ports.regency import Opds
from chalicelib.services.ports.secrets import Seals
from chalicelib.services.ports.system import Clock, Ids

FIRST_ADMINS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointer:
    """Who appoints, and how far that right reaches."""

    by: str  # a person's id, or the operator's command
    units: frozenset[UnitNo] | None = None  # None: everywhere
    is_across: bool = False  # by a right over the whole regency (Z4)


OPERATOR: Final = Appointer(by="operator")


def appoint_by_nip(
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
    """What an operator does without a page. Raises BadNip (nobody has it), and as `appoint`."""
    pegawai_id = accounts.by_nip(nip)
    if pegawai_id is None:
        raise BadNip("/nip")
    return appoint(
        who=pegawai_id,
        appointment=appointment,
        decree="",
        mail=None,
        appointer=OPERATOR,
        accounts=accounts,
        appointments=appointments,
        people=people,
        opds=opds,
        ids=ids,
        clock=clock,
    )


def appoint(
    *,
    who: PegawaiId,
    appointment: Appointment,
    decree: str,
    mail: str | None,
    appointer: Appointer,
    accounts: Accounts,
    appointments: Appointments,
    people: People,
    opds: Opds,
    ids: Ids,
    clock: Clock,
) -> Held:
    """Give a role with its dates; in force at the person's next request, told in the audit.

    `mail` becomes the person's address where they entered none: heads and admins are written to
    (domain.md §7). The same again changes nothing but the dates.

    Raises NotAllowed (beyond the appointer's units), BadNip (nobody is that), NotFound (no such OPD
    or unit), Missing (an OPD's role without its OPD, an acting one without an end, no address),
    OutOfBounds (dates in disorder), StateChanged (the unit has another head at that time).
    """
    a = appointment
    _check(a, opds)
    _refuse_beyond(appointer, a, opds)
    account, profile = accounts.get(who), people.profile(who)
    if account is None or profile is None or not account.is_active:
        raise BadNip("/pegawai_id")
    person, own_mail = profile
    if appointer != OPERATOR and not (own_mail or mail):
        raise Missing("/mail")
    if a.role is Role.OPD_HEAD and any(
        _leads_meanwhile(held, who, a) for held in appointments.of_opd(a.opd_id)
    ):
        raise StateChanged("/since")
    if mail and not own_mail:
        people.set_mail(who, mail, _event("mail:set", who, appointer, ids, clock, a.opd_id))
    held = Held(pegawai_id=who, name=person.full_name, appointment=a, decree=decree)
    return _keep(held, account, "appointment:create", appointer, appointments, ids, clock)


def end_appointment(
    *,
    who: PegawaiId,
    role: Role,
    opd_id: OpdId,
    since: date,
    last_day: date,
    appointer: Appointer,
    accounts: Accounts,
    appointments: Appointments,
    opds: Opds,
    ids: Ids,
    clock: Clock,
) -> Held:
    """Let a role end with that day; one before its first day withdraws it.

    Raises NotFound (nobody holds that), NotAllowed (beyond the appointer's units), OutOfBounds
    (more than a day before the first).
    """
    found = next(
        (
            held
            for held in appointments.of_opd(opd_id)
            if (held.pegawai_id, held.appointment.role, held.appointment.since)
            == (who, role, since)
        ),
        None,
    )
    account = accounts.get(who)
    if found is None or account is None:
        raise NotFound
    _refuse_beyond(appointer, found.appointment, opds)
    if last_day < since - ONE_DAY:
        raise OutOfBounds("/last_day")
    ended = replace(found, appointment=replace(found.appointment, until=last_day))
    return _keep(ended, account, "appointment:end", appointer, appointments, ids, clock)


def _check(a: Appointment, opds: Opds) -> None:
    if (a.opd_id is None) != (a.role in OF_THE_REGENCY):
        raise Missing("/opd")
    if a.until is not None and a.until < a.since:
        raise OutOfBounds("/until")
    if a.title and a.until is None:
        raise Missing("/until")  # Plt. and Plh. end
    if a.opd_id and a.unit_no not in opds.get(a.opd_id).subtree(a.unit_no):
        raise NotFound


def _refuse_beyond(appointer: Appointer, a: Appointment, opds: Opds) -> None:
    units = appointer.units
    if units is not None and a.opd_id and not opds.get(a.opd_id).subtree(a.unit_no) <= units:
        raise NotAllowed


def _leads_meanwhile(held: Held, who: PegawaiId, wanted: Appointment) -> bool:
    """Whether somebody else heads that very unit on one of the days."""
    a = held.appointment
    is_same_desk = a.role is Role.OPD_HEAD and a.unit_no == wanted.unit_no
    return held.pegawai_id != who and is_same_desk and a.overlaps(wanted)


def _keep(
    held: Held,
    account: Account,
    action: str,
    appointer: Appointer,
    appointments: Appointments,
    ids: Ids,
    clock: Clock,
) -> Held:
    """In the list of the OPD and in the account, which holds what may still be in force."""
    a = held.appointment
    changed = account.with_appointment(a, day_of(clock.now())).next_rev()
    dates = {"since": a.since.isoformat(), **({"until": a.until.isoformat()} if a.until else {})}
    event = _event(
        action, held.pegawai_id, appointer, ids, clock, a.opd_id, {"role": a.role, **dates}
    )
    appointments.add(changed, held, event)
    return held


def _event(
    action: str,
    subject: str,
    appointer: Appointer,
    ids: Ids,
    clock: Clock,
    opd_id: OpdId | None,
    detail: dict[str, str] | None = None,
) -> Event:
    return Event(
        event_id=ids.ulid(),
        at=clock.now(),
        actor=appointer.by,
        action=action,
        subject=subject,
        opd_id=opd_id,
        detail=detail or {},
        crosses_opd=appointer.is_across,
    )


def end_trial(
    *, opd_id: OpdId, on: date, appointer: Appointer, opds: Opds, ids: Ids, clock: Clock
) -> str:
    """From that day on the OPD's recaps count; the OPD's name. Raises NotFound, VersionConflict."""
    detail = {"on": on.isoformat()}
    event = _event("trial:end", opd_id, appointer, ids, clock, opd_id, detail)
    return opds.end_trial(opd_id, on, event).name


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
        held = appoint_by_nip(
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
    issued = secret.with_code(account, now)
    event = _event(CODE_ISSUED, pegawai_id, OPERATOR, ids, clock, account.opd_id)
    changed = replace(account, state=AccountState.CODE_ISSUED).next_rev()
    accounts.save_both(changed, issued, event)
    return seals.activation_code(pegawai_id, issued.issue)
