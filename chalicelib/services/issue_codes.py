"""Issue activation and recovery codes, to be handed over in person (security.md A4, A9)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.access import Actor, Permission, Resource, ensure
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import Job, day_of
from chalicelib.domain.errors import NotFound
from chalicelib.domain.notices import recovery_issued
from chalicelib.domain.people import OpdId, PegawaiId, Role, UnitNo, active_roles
from chalicelib.domain.sessions import CODE_LIFETIME, AccountState
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
    slips = []
    for pegawai_id in people_ids:
        person, account = named.get(pegawai_id), accounts.get(pegawai_id)
        if person is None or account is None:
            raise NotFound
        held = {a.role for a in active_roles(account.appointments, day_of(now))}
        allowed = ensure(
            actor,
            Permission.CODE_ISSUE,
            Resource(
                opd=opd,
                units=frozenset({person.unit_no}),
                people=frozenset({pegawai_id}),
                roles=frozenset({Role.EMPLOYEE, *held}),
            ),
        )
        secret = accounts.secret(pegawai_id) or Secret(pegawai_id=pegawai_id, rev=0)
        issued = replace(
            secret,
            rev=secret.rev + 1,
            issue=secret.issue + 1,
            code_until=now + CODE_LIFETIME,
            is_recovery=secret.password is not None,
        )
        event = Event(
            event_id=ids.ulid(),
            at=now,
            actor=actor.pegawai_id,
            action="code:issue",
            subject=pegawai_id,
            opd_id=opd_id,
            detail={"recovery": issued.is_recovery},
            crosses_opd=allowed.is_across,
        )
        state = AccountState.ACTIVE if issued.is_recovery else AccountState.CODE_ISSUED
        accounts.save_both(replace(account, state=state).next_rev(), issued, event)
        if issued.is_recovery:
            notices.add([pegawai_id], recovery_issued().notice(event.event_id, now))
            notice_queue.send([Work(job=Job.WARN, people=(pegawai_id,)).to_message()])
        slips.append(
            Slip(
                pegawai_id=pegawai_id,
                name=person.full_name,
                unit_no=person.unit_no,
                login=secret.username or person.nip,
                code=seals.activation_code(pegawai_id, issued.issue),
                expires=now + CODE_LIFETIME,
                is_recovery=issued.is_recovery,
            )
        )
    return tuple(slips)
