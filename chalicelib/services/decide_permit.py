"""Decide permits for the people of one's units, or enter what needs no request (domain.md §4)."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from chalicelib.domain.access import Actor, Allow, Permission, Resource, decide, ensure
from chalicelib.domain.attendance import Code, kept_letter_key
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import day_of
from chalicelib.domain.errors import Missing, NotAllowed, NotFound, OutOfBounds, StateChanged
from chalicelib.domain.notices import Notice, notice_id_of
from chalicelib.domain.people import OpdId, PegawaiId, UnitNo
from chalicelib.domain.permits import (
    ENTERED_BY_ADMIN,
    MOST_DAYS_ENTERED,
    Letter,
    Part,
    Permit,
    PermitId,
    PermitState,
)
from chalicelib.services.ports.activities import Activities
from chalicelib.services.ports.notices import Notices
from chalicelib.services.ports.people import People
from chalicelib.services.ports.permits import Permits
from chalicelib.services.ports.photos import Photos
from chalicelib.services.ports.regency import Opds
from chalicelib.services.ports.system import AuditLog, Clock, Ids
from chalicelib.services.ports.tables import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What an admin enters without a request: leave, study, training."""

    permit_id: PermitId
    code: Code
    first_day: date
    last_day: date
    people: tuple[PegawaiId, ...]
    number: str
    reason: str


def decide_permit(
    *,
    actor: Actor,
    decider_name: str,
    opd_id: OpdId,
    permit_id: PermitId,
    approve: Sequence[PegawaiId],
    reject: Sequence[PegawaiId],
    reason: str,
    permits: Permits,
    activities: Activities,
    opds: Opds,
    notices: Notices,
    tables: Tables,
    ids: Ids,
    clock: Clock,
) -> Permit:
    """Approve and refuse person by person; a refusal needs its reason, which the person reads.

    An OPD decides about its own people alone, whoever else the letter names. The same decision
    again by the same person (the answer was lost) changes nothing, and tells whoever was not told.
    The tables that it covers follow.
    Raises OwnCase, NotAllowed, NotFound, Missing, StateChanged (decided already, or all of it is
    locked; `extensions` say by whom and when).
    """
    now = clock.now()
    chosen = {PegawaiId(p): PermitState.APPROVED for p in approve}
    chosen |= {PegawaiId(p): PermitState.REJECTED for p in reject}
    by = actor.pegawai_id

    def decided(part: Part) -> Part:
        state = chosen[part.pegawai_id]
        return replace(
            part,
            state=state,
            decided_by=by,
            decider_name=decider_name,
            decided_at=now,
            reason=reason if state is PermitState.REJECTED else "",
        )

    def decide(permit: Permit) -> tuple[Permit, Event] | None:
        parts = [part for part in permit.of_opd(opd_id).parts if part.pegawai_id in chosen]
        if not parts or len(parts) != len(chosen):
            raise NotFound
        if reject and not reason:
            raise Missing("/reason")
        crosses_opd = _ensure(actor, Permission.PERMIT_DECIDE, opds, opd_id, parts)
        if all(part.decided_by == by and part.state is chosen[part.pegawai_id] for part in parts):
            return None
        _refuse_if_decided(parts)
        _refuse_if_locked(permit, opd_id, activities, now)
        for part in parts:
            permit = permit.with_part(decided(part))
        return permit, Event(
            event_id=ids.ulid(),
            at=now,
            actor=by,
            action="permit:decide",
            subject=permit_id,
            opd_id=opd_id,
            detail={"decided": {str(p): str(state) for p, state in chosen.items()}},
            crosses_opd=crosses_opd,
        )

    permit = permits.change(permit_id, decide)
    _tell(permit, chosen, notices)
    tables.follow_permit(permit, [opd_id])
    return permit.of_opd(opd_id)


def _refuse_if_decided(parts: Sequence[Part]) -> None:
    for part in parts:
        if part.state is not PermitState.ASKED:
            at = part.decided_at.isoformat() if part.decided_at else None
            raise StateChanged("/approve", by=part.decider_name, at=at)


def _tell(permit: Permit, people: Container[PegawaiId], notices: Notices) -> None:
    """Tell each of them once, whenever the notice is made: its id comes from the decision."""
    for part in permit.parts:
        if part.pegawai_id in people and part.decided_at:
            notice = Notice(
                notice_id=notice_id_of(part.decided_at, permit.permit_id),
                at=part.decided_at,
                what="permit-decided",
                data={"permit": permit.permit_id},
            )
            notices.add([part.pegawai_id], notice)


def enter_permit(
    *,
    actor: Actor,
    decider_name: str,
    opd_id: OpdId,
    entry: Entry,
    permits: Permits,
    people: People,
    opds: Opds,
    notices: Notices,
    tables: Tables,
    ids: Ids,
    clock: Clock,
) -> Permit:
    """Enter leave, study or training for people of one's units; it counts at once.

    The same id again gives what stands. Raises NotAllowed, OutOfBounds, OwnCase, and NotFound for
    people of another OPD and for an id that somebody else used.
    """
    now = clock.now()
    if entry.code not in ENTERED_BY_ADMIN:
        raise NotAllowed("/kind")
    days = (entry.last_day - entry.first_day).days + 1
    if not 1 <= days <= MOST_DAYS_ENTERED:
        raise OutOfBounds("/to", most=MOST_DAYS_ENTERED)
    named = {person.pegawai_id: person for person in people.of_opd(opd_id)}
    if any(pegawai_id not in named for pegawai_id in entry.people):
        raise NotFound
    parts = tuple(
        Part(
            pegawai_id=pegawai_id,
            name=named[pegawai_id].full_name,
            opd_id=opd_id,
            unit_no=named[pegawai_id].unit_no,
            state=PermitState.APPROVED,
            decided_by=actor.pegawai_id,
            decider_name=decider_name,
            decided_at=now,
        )
        for pegawai_id in dict.fromkeys(entry.people)
    )
    permit = Permit(
        permit_id=entry.permit_id,
        opd_id=opd_id,
        code=entry.code,
        first_day=entry.first_day,
        last_day=entry.last_day,
        reason=entry.reason,
        letter=Letter(number=entry.number),
        asked_by=actor.pegawai_id,
        asked_at=now,
        parts=parts,
    )
    allowed = _ensure(actor, Permission.PERMIT_ENTER, opds, opd_id, parts)
    event = Event(
        event_id=ids.ulid(),
        at=now,
        actor=actor.pegawai_id,
        action="permit:enter",
        subject=entry.permit_id,
        opd_id=opd_id,
        detail={"code": entry.code},
        crosses_opd=allowed,
    )
    stored = permits.add(permit, event)
    if stored.asked_by != actor.pegawai_id:
        raise NotFound  # somebody else's id
    _tell(stored, {part.pegawai_id for part in stored.parts}, notices)
    tables.follow_permit(stored, [opd_id])
    return stored


def list_permits(
    *,
    actor: Actor,
    opd_id: OpdId,
    state: PermitState,
    units: frozenset[UnitNo] | None,
    permits: Permits,
    opds: Opds,
) -> tuple[Permit, ...]:
    """The OPD's own people's permits of that state in one's units.

    Open ones the oldest first, decided ones the newest first: ids tell a phone's time, not ours.

    What somebody wrote about their illness is for who may see the sick note alone (R3).
    """
    sick_notes = decide(actor, Permission.SICK_NOTE_VIEW, Resource(opd=opds.get(opd_id)))
    wanted = (
        permits.open_cases(opd_id) if state is PermitState.ASKED else permits.closed_cases(opd_id)
    )
    found = {permit.permit_id: permit.of_opd(opd_id) for permit in permits.many(wanted)}
    shown = [
        found[permit_id]
        if isinstance(sick_notes, Allow) or found[permit_id].code is not Code.ILL
        else replace(found[permit_id], reason="")
        for permit_id in wanted
        if permit_id in found
        and found[permit_id].state is state
        and (units is None or any(part.unit_no in units for part in found[permit_id].parts))
    ]
    newest_first = state is not PermitState.ASKED
    return tuple(sorted(shown, key=lambda permit: permit.asked_at, reverse=newest_first))


def view_letter(
    *,
    actor: Actor,
    opd_id: OpdId,
    permit_id: PermitId,
    permits: Permits,
    opds: Opds,
    photos: Photos,
    audit_log: AuditLog,
    ids: Ids,
    clock: Clock,
) -> tuple[str, ...]:
    """Links to the pages of a letter, each view told first; sick notes are stricter (R3).

    One of the people in it must be of one's units. Told are the OPD's own people in it, and the
    asker, whose picture it is.
    """
    permit = permits.get(permit_id)
    own = permit.of_opd(opd_id).parts
    if not own:
        raise NotFound
    is_sick_note = permit.code is Code.ILL
    action = Permission.SICK_NOTE_VIEW if is_sick_note else Permission.LETTER_VIEW
    people = frozenset(part.pegawai_id for part in own)
    allowed = ensure(actor, action, Resource(opd=opds.get(opd_id), people=people))
    if allowed.units is not None and allowed.units.isdisjoint(part.unit_no for part in own):
        raise NotAllowed
    audit_log.add_view(
        [
            Event(
                event_id=ids.ulid(),
                at=clock.now(),
                actor=actor.pegawai_id,
                action="letter:view",
                subject=permit_id,
                opd_id=opd_id,
                detail={"of": part.pegawai_id},
                crosses_opd=allowed.is_across,
            )
            for part in permit.parts
            if part in own or part.pegawai_id == permit.asked_by
        ]
    )
    return tuple(photos.link(kept_letter_key(key)) for key in permit.page_keys)


def _ensure(
    actor: Actor,
    action: Permission,
    opds: Opds,
    opd_id: OpdId,
    parts: Sequence[Part],
) -> bool:
    """Ask for the right on these parts; whether it is a regency-wide one."""
    allowed = ensure(
        actor,
        action,
        Resource(
            opd=opds.get(opd_id),
            units=frozenset(part.unit_no for part in parts),
            people=frozenset(part.pegawai_id for part in parts),
        ),
    )
    return allowed.is_across


def _refuse_if_locked(permit: Permit, opd_id: OpdId, activities: Activities, now: datetime) -> None:
    """A permit all of whose days are locked changes nothing any more; reopening comes first.

    What was cancelled is never locked and counts for nobody: it keeps no permit open.
    """
    if permit.last_day >= day_of(now):
        return
    covered = [
        k
        for k in activities.between(opd_id, permit.first_day, permit.last_day)
        if permit.covers(k.activity.held_on, k.activity.activity_id)
        and not k.activity.cancelled_because
    ]
    if covered and all(k.is_locked for k in covered):
        raise StateChanged
