"""Issue activation and recovery codes, to be handed over in person (security.md A4, A9)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from chalicelib.domain.access import Actor, Allow, Permission, Resource, ensure
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import Job, day_of
from chalicelib.domain.errors import NotFound
from chalicelib.domain.notices import recovery_issued
from chalicelib.domain.people import Opd, OpdId, PegawaiId, Person, Role, UnitNo, active_roles
from chalicelib.domain.sessions import CODE_LIFETIME, Account, AccountState
from chalicelib.domain.work import Work
from chalicelib.services.ports.accounts import Accounts, Secret
from chalicelib.services.ports.notices import Notices
from chalicelib.services.ports.people import People
from chalicelib.services.ports.regency import Opds
from chalicelib.services.ports.secrets import Seals
from chalicelib.services.ports.system import Clock, Ids, Queue


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What stands on the printed slip of one person."""

    pegawai_id: PegawaiId
    name: str
    unit_no: UnitNo
    login: str
    code: str
    expires: datetime
    is_recovery: bool


def issue_codes(
    *,
    actor: Actor,
    opd_id: OpdId,
    people_ids: Sequence[PegawaiId],
    accounts: Accounts,
    people: People,
    opds: Opds,
    seals: Seals,
    notices: Notices,
    notice_queue: Queue,
    ids: Ids,
    clock: Clock,
) -> tuple[Slip, ...]:
    """A new code for each of these people of the OPD; an earlier one dies with it.

    For an active account the code recovers: using it ends old sessions and devices, and the person
    is told at once, in the app and by mail. Raises NotAllowed for a higher role, OwnCase for
    oneself, NotFound for people of another OPD.
    """
    now = clock.now()
    opd = opds.get(opd_id)
    named = {person.pegawai_id: person for person in people.of_opd(opd_id)}
    issues = []
    # Nobody gets one where somebody may not: the codes of the others would be shown to nobody.
    for pegawai_id in dict.fromkeys(people_ids):
        person, account = named.get(pegawai_id), accounts.get(pegawai_id)
        if person is None or account is None:
            raise NotFound
        allowed = _allowed(actor, person, account, opd, today=day_of(now))
        secret = accounts.secret(pegawai_id) or Secret(pegawai_id=pegawai_id, rev=0)
        event = Event(
            event_id=ids.ulid(),
            at=now,
            actor=actor.pegawai_id,
            action="code:issue",
            subject=pegawai_id,
            opd_id=opd_id,
            detail={"recovery": secret.password is not None},
            crosses_opd=allowed.is_across,
        )
        issues.append((person, account, secret, event))
    slips = []
    for person, account, secret, event in issues:
        issued = _issued(secret, now)
        state = AccountState.ACTIVE if issued.is_recovery else AccountState.CODE_ISSUED
        accounts.save_both(replace(account, state=state).next_rev(), issued, event)
        if issued.is_recovery:
            notices.add([person.pegawai_id], recovery_issued().notice(event.event_id, now))
            notice_queue.send([Work(job=Job.WARN, people=(person.pegawai_id,)).to_message()])
        slips.append(_slip(person, issued, seals, now))
    return tuple(slips)


def _allowed(actor: Actor, person: Person, account: Account, opd: Opd, *, today: date) -> Allow:
    held = {a.role for a in active_roles(account.appointments, today)}
    about = Resource(
        opd=opd,
        units=frozenset({person.unit_no}),
        people=frozenset({person.pegawai_id}),
        roles=frozenset({Role.EMPLOYEE, *held}),
    )
    return ensure(actor, Permission.CODE_ISSUE, about)


def _issued(secret: Secret, now: datetime) -> Secret:
    return replace(
        secret,
        rev=secret.rev + 1,
        issue=secret.issue + 1,
        code_until=now + CODE_LIFETIME,
        is_recovery=secret.password is not None,
    )


def _slip(person: Person, issued: Secret, seals: Seals, now: datetime) -> Slip:
    return Slip(
        pegawai_id=person.pegawai_id,
        name=person.full_name,
        unit_no=person.unit_no,
        login=issued.username or person.nip,
        code=seals.activation_code(person.pegawai_id, issued.issue),
        expires=now + CODE_LIFETIME,
        is_recovery=issued.is_recovery,
    )
