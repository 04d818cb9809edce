"""Issue activation and recovery codes, to be handed over in person (security.md A4, A9)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from chalicelib.domain.access import Actor, Deny, Permission, Resource, decide
from chalicelib.domain.audit import CODE_ISSUED, Event
from chalicelib.domain.calendar import Job, day_of
from chalicelib.domain.errors import NotFound
from chalicelib.domain.notices import recovery_issued
from chalicelib.domain.people import Opd, OpdId, PegawaiId, Person, Role, UnitNo
from chalicelib.domain.sessions import CODE_LIFETIME, Account, AccountState, Standing
from chalicelib.domain.work import Work
from chalicelib.services.ports.accounts import Accounts, Secret
from chalicelib.services.ports.notices import Notices
from chalicelib.services.ports.people import People
from chalicelib.services.ports.regency import Opds
from chalicelib.services.ports.secrets import Seals
from chalicelib.services.ports.system import AuditLog, Clock, Ids, Queue

PEOPLE_PER_SHEET: Final = 60  # each is a transaction: two seconds in all


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Who issues codes where, and what that needs."""

    actor: Actor
    opd_id: OpdId
    accounts: Accounts
    people: People
    opds: Opds
    seals: Seals
    notices: Notices
    notice_queue: Queue
    audit_log: AuditLog
    ids: Ids
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The slips of one part of a unit."""

    slips: tuple[Slip, ...]
    next_after: PegawaiId | None  # where the next part begins; None: this was the last
    left: int  # people behind it


def issue_codes(*, desk: Desk, people_ids: Sequence[PegawaiId]) -> tuple[Slip, ...]:
    """A new code for each of these people of the OPD; an earlier one dies with it.

    For an active account the code recovers: using it ends old sessions and devices, and the person
    is told at once, in the app and by mail. Raises NotAllowed for a higher role, OwnCase for
    oneself, NotFound for people of another OPD.
    """
    named = {person.pegawai_id: person for person in desk.people.of_opd(desk.opd_id)}
    wanted = dict.fromkeys(people_ids)
    if not wanted.keys() <= named.keys():
        raise NotFound
    # Nobody gets one where somebody may not: the codes of the others would be shown to nobody.
    return tuple(_issue(desk, list(_issues(desk, [named[each] for each in wanted]))))


def issue_sheet(
    *, desk: Desk, unit: UnitNo, units: frozenset[UnitNo] | None, after: PegawaiId | None
) -> Sheet:
    """Codes for the next 60 of a unit, with those below it, who have never signed in.

    In the order of their names, behind `after`. Codes that are out already die with it. Left out
    are oneself and whoever only a higher desk may give a code. The log says first how many, and for
    which unit; three trips to read, and a transaction for each person.
    """
    inside = desk.opds.get(desk.opd_id).subtree(unit)
    standings = desk.accounts.standings(desk.opd_id)
    everybody = sorted(desk.people.of_opd(desk.opd_id), key=_by_name)
    places = {person.pegawai_id: n for n, person in enumerate(everybody)}
    if after is not None and after not in places:
        raise NotFound
    behind = everybody[places[after] + 1 :] if after else everybody
    waiting = [
        person
        for person in behind
        if person.is_active
        and person.unit_no in inside
        and (units is None or person.unit_no in units)
        and _has_no_account(standings.get(person.pegawai_id))
    ]
    part = waiting[:PEOPLE_PER_SHEET]
    issues = [
        issue for issue in _issues(desk, part, skips=True) if issue.secret.password is None
    ]  # the index is some seconds behind
    if issues:
        desk.audit_log.add(_printed(desk, unit, issues))
    return Sheet(
        slips=tuple(_issue(desk, issues)),
        next_after=part[-1].pegawai_id if len(waiting) > len(part) else None,
        left=len(waiting) - len(part),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Issue:
    person: Person
    account: Account
    secret: Secret
    event: Event


def _issues(desk: Desk, people: Sequence[Person], *, skips: bool = False) -> Iterator[_Issue]:
    """What is written for each; `skips` those for whom it may not be, else that is raised."""
    ids = [person.pegawai_id for person in people]
    accounts, secrets = desk.accounts.many(ids), desk.accounts.secrets(ids)
    opd, now = desk.opds.get(desk.opd_id), desk.clock.now()
    for person in people:
        account = accounts.get(person.pegawai_id)
        if account is None:
            if skips:
                continue
            raise NotFound
        decision = decide(
            desk.actor, Permission.CODE_ISSUE, _about(person, account, opd, day_of(now))
        )
        if isinstance(decision, Deny):
            if skips:
                continue
            raise decision.refusal
        secret = secrets.get(person.pegawai_id) or Secret(pegawai_id=person.pegawai_id, rev=0)
        event = Event(
            event_id=desk.ids.ulid(),
            at=now,
            actor=desk.actor.pegawai_id,
            action=CODE_ISSUED,
            subject=person.pegawai_id,
            opd_id=desk.opd_id,
            detail={"recovery": secret.password is not None},
            crosses_opd=decision.is_across,
        )
        yield _Issue(person=person, account=account, secret=secret, event=event)


def _issue(desk: Desk, issues: Sequence[_Issue]) -> Iterator[Slip]:
    for each in issues:
        person, event = each.person, each.event
        issued = replace(
            each.secret.with_code(each.account, event.at),
            is_recovery=each.secret.password is not None,
        )
        state = AccountState.ACTIVE if issued.is_recovery else AccountState.CODE_ISSUED
        desk.accounts.save_both(replace(each.account, state=state).next_rev(), issued, event)
        if issued.is_recovery:
            notice = recovery_issued().notice(event.event_id, event.at)
            desk.notices.add([person.pegawai_id], notice)
            work = Work(job=Job.WARN, people=(person.pegawai_id,))
            desk.notice_queue.send([work.to_message()])
        yield _slip(person, issued, desk.seals, event.at)


def _printed(desk: Desk, unit: UnitNo, issues: Sequence[_Issue]) -> Event:
    return Event(
        event_id=desk.ids.ulid(),
        at=desk.clock.now(),
        actor=desk.actor.pegawai_id,
        action="sheet:print",
        subject=f"{desk.opd_id}#{unit}",
        opd_id=desk.opd_id,
        detail={"unit": unit, "people": len(issues)},
        crosses_opd=any(issue.event.crosses_opd for issue in issues),
    )


def _has_no_account(of: Standing | None) -> bool:
    return of is None or of.state is not AccountState.ACTIVE


def _by_name(person: Person) -> tuple[str, str]:
    return person.name.casefold(), person.pegawai_id


def _about(person: Person, account: Account, opd: Opd, today: date) -> Resource:
    """Also by a role that is to come: the code would still be good on its first day."""
    return Resource(
        opd=opd,
        units=frozenset({person.unit_no}),
        people=frozenset({person.pegawai_id}),
        roles=account.roles_from(today) | {Role.EMPLOYEE},
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
