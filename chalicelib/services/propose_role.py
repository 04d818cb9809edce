"""Roles of the whole regency: proposed by one person of BKPSDA, confirmed by another, ended by one.

Nobody does any of it for themselves, and BKPSDA is never without a holder (domain.md §2).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from chalicelib.domain.audit import CODE_ISSUED, Event
from chalicelib.domain.calendar import ONE_DAY, day_of
from chalicelib.domain.errors import (
    AlreadyHeld,
    AlreadyProposed,
    BadNip,
    LastHolder,
    Missing,
    NotFound,
    NotIndependent,
    OutOfBounds,
    OwnCase,
)
from chalicelib.domain.people import Appointment, PegawaiId, Role
from chalicelib.domain.proposals import (
    Decision,
    Officer,
    Proposal,
    ProposalId,
    ProposalState,
)
from chalicelib.domain.sessions import Account
from chalicelib.services.ports.accounts import Accounts
from chalicelib.services.ports.people import Appointments, Held, People
from chalicelib.services.ports.system import AuditLog, Clock, Ids

INDEPENDENT_AFTER: Final = timedelta(days=30)  # longer than any proposal waits


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Who shall hold what, and why."""

    pegawai_id: PegawaiId
    role: Role
    since: date
    until: date | None
    reason: str
    mail: str | None


def propose_role(
    *,
    wanted: Wanted,
    by: Officer,
    accounts: Accounts,
    appointments: Appointments,
    people: People,
    ids: Ids,
    clock: Clock,
) -> Proposal:
    """Let it wait for a second person; the same again is the one that waits.

    Raises OwnCase, OutOfBounds (dates in the past or in disorder), BadNip (nobody is that), Missing
    (no address), AlreadyHeld, AlreadyProposed.
    """
    now, who = clock.now(), wanted.pegawai_id
    today = day_of(now)
    if who == by.pegawai_id:
        raise OwnCase
    if wanted.since < today:
        raise OutOfBounds("/since")
    if wanted.until is not None and wanted.until < wanted.since:
        raise OutOfBounds("/until")
    account, profile = accounts.get(who), people.profile(who)
    if account is None or profile is None or not account.is_active:
        raise BadNip("/pegawai_id")
    person, own_mail = profile
    if not (own_mail or wanted.mail):
        raise Missing("/mail")
    proposal = Proposal(
        proposal_id=ProposalId(ids.ulid()), pegawai_id=who, name=person.full_name,
        role=wanted.role, since=wanted.since, until=wanted.until, reason=wanted.reason,
        mail=wanted.mail, by=by, at=now,
    )  # fmt: skip
    _refuse_held(proposal, _appointment(proposal, today), appointments)
    stands = [p for p in appointments.proposals() if (p.pegawai_id, p.role) == (who, wanted.role)]
    for other in stands:
        if other.is_waiting(today):
            if other.is_same(proposal):
                return other
            raise AlreadyProposed
    appointments.propose(proposal, _event("propose", proposal, by, ids, clock))
    return proposal


def settle_proposal(
    *,
    proposal_id: ProposalId,
    state: ProposalState,
    by: Officer,
    reason: str = "",
    accounts: Accounts,
    appointments: Appointments,
    people: People,
    audit: AuditLog,
    ids: Ids,
    clock: Clock,
) -> Proposal:
    """Confirm, refuse or withdraw it; the same by the same person again changes nothing.

    Confirmed, it is in force at the person's next request, from that day on at the earliest. Raises
    NotFound, what Proposal.settled raises, AlreadyHeld, BadNip (deactivated meanwhile), and
    NotIndependent: whoever gave the other a code of late may have used it themselves.
    """
    now = clock.now()
    stands = next((p for p in appointments.proposals() if p.proposal_id == proposal_id), None)
    if stands is None:
        raise NotFound
    settled = stands.settled(state, Decision(by=by, at=now, reason=reason))
    if settled == stands:
        return stands
    if state is not ProposalState.CONFIRMED:
        action = "refuse" if state is ProposalState.REFUSED else "withdraw"
        appointments.settle(settled, _event(action, settled, by, ids, clock))
        return settled
    since = now - INDEPENDENT_AFTER
    for one, other in ((by, stands.by), (stands.by, by)):
        if _has_code_of(one, other.pegawai_id, since, accounts, audit):
            raise NotIndependent
    a = _appointment(settled, day_of(now))
    account, profile = accounts.get(settled.pegawai_id), people.profile(settled.pegawai_id)
    if account is None or profile is None or not account.is_active:
        raise BadNip("/pegawai_id")
    _refuse_held(settled, a, appointments)
    if settled.mail and not profile[1]:
        told = _event("mail:set", settled, by, ids, clock)
        people.set_mail(settled.pegawai_id, settled.mail, told)
    held = Held(pegawai_id=settled.pegawai_id, name=profile[0].full_name, appointment=a)
    event = _event("confirm", settled, by, ids, clock)
    appointments.add(account.with_appointment(a, day_of(now)).next_rev(), held, event, by=settled)
    return settled


def end_regency_role(
    *,
    who: PegawaiId,
    role: Role,
    since: date,
    last_day: date,
    by: Officer,
    accounts: Accounts,
    appointments: Appointments,
    ids: Ids,
    clock: Clock,
) -> Held:
    """Let it end with that day, by one other person; a day before its first withdraws it.

    Raises OwnCase, NotFound (nobody holds that), OutOfBounds (more than a day before the first),
    LastHolder (BKPSDA would be without anybody), VersionConflict.
    """
    now = clock.now()
    if who == by.pegawai_id:
        raise OwnCase
    everyone = appointments.of_opd(None)
    wanted = (who, role, since)
    found = next(
        (
            held
            for held in everyone
            if (held.pegawai_id, held.appointment.role, held.appointment.since) == wanted
        ),
        None,
    )
    account = accounts.get(who)
    if found is None or account is None:
        raise NotFound
    if last_day < since - ONE_DAY:
        raise OutOfBounds("/last_day")
    after = max(last_day + ONE_DAY, day_of(now))
    beside = None
    if role is Role.BKPSDA:
        beside = _another([h for h in everyone if h.pegawai_id != who], after, accounts)
    a = replace(found.appointment, until=last_day)
    dates = {"role": role, "since": since.isoformat(), "until": last_day.isoformat()}
    event = Event(
        event_id=ids.ulid(), at=now, actor=by.pegawai_id, action="appointment:end", subject=who,
        detail=dates, crosses_opd=True,
    )  # fmt: skip
    ended = replace(found, appointment=a)
    changed = account.with_appointment(a, day_of(now)).next_rev()
    appointments.add(changed, ended, event, beside=beside)
    return ended


def _another(others: list[Held], day: date, accounts: Accounts) -> Account:
    """Somebody else who holds BKPSDA on that day, as an account that must not change meanwhile."""
    holders = [
        held.pegawai_id
        for held in others
        if held.appointment.role is Role.BKPSDA and held.appointment.is_active(day)
    ]
    found = accounts.many(holders) if holders else {}
    another = next((a for who in holders if (a := found.get(who)) and a.is_active), None)
    if another is None:
        raise LastHolder
    return another


def _has_code_of(
    officer: Officer, issuer: PegawaiId, since: datetime, accounts: Accounts, audit: AuditLog
) -> bool:
    account = accounts.get(officer.pegawai_id)
    told = audit.about(officer.pegawai_id, account.opd_id) if account else ()
    return any((e.action, e.actor) == (CODE_ISSUED, issuer) and e.at >= since for e in told)


def _appointment(of: Proposal, today: date) -> Appointment:
    """What a confirmation puts in force: nothing holds before the day on which it is confirmed."""
    return Appointment(role=of.role, since=max(of.since, today), until=of.until)


def _refuse_held(of: Proposal, wanted: Appointment, appointments: Appointments) -> None:
    for held in appointments.of_opd(None):
        is_same = (held.pegawai_id, held.appointment.role) == (of.pegawai_id, of.role)
        if is_same and held.appointment.overlaps(wanted):
            raise AlreadyHeld


def _event(action: str, of: Proposal, by: Officer, ids: Ids, clock: Clock) -> Event:
    dates = {"since": of.since.isoformat(), **({"until": of.until.isoformat()} if of.until else {})}
    is_mail = action.startswith("mail:")
    return Event(
        event_id=ids.ulid(),
        at=clock.now(),
        actor=by.pegawai_id,
        action=action if is_mail else f"appointment:{action}",
        subject=of.pegawai_id,
        detail={} if is_mail else {"proposal": of.proposal_id, "role": of.role, **dates},
        crosses_opd=True,
    )
