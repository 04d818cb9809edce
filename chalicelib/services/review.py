"""Look at photos that need a person, decide them, view them (security.md Q1, R8)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

from chalicelib.domain.access import Actor, Permission, Resource, ensure
from chalicelib.domain.attendance import (
    HARD_REASONS,
    RETAKE_FOR,
    Code,
    Place,
    ReviewReason,
    State,
    kept_key,
    thumb_key,
)
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import day_of
from chalicelib.domain.errors import Missing, NotFound, NotYetOpen, StateChanged
from chalicelib.domain.notices import Notice, notice_id_of
from chalicelib.domain.numerals import crockford
from chalicelib.domain.outcomes import read_record
from chalicelib.domain.people import PegawaiId, Person, UnitNo
from chalicelib.services.ports.activities import OpdActivity
from chalicelib.services.ports.check_ins import CheckIns, Decision, EntryKind, Judged
from chalicelib.services.ports.notices import Notices
from chalicelib.services.ports.people import People
from chalicelib.services.ports.photos import Photos
from chalicelib.services.ports.regency import Opds
from chalicelib.services.ports.system import AuditLog, Clock, Ids
from chalicelib.services.ports.tables import Tables

PHOTOS_KEPT: Final = timedelta(days=90)
MOST_AT_ONCE: Final = 100  # records of one trip


class Verdict(StrEnum):
    """What a reviewer says of a photo."""

    ACCEPTED = "DITERIMA"
    REJECTED = "DITOLAK"
    RETAKE = "FOTO_ULANG"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A record in the queue, with whose it is."""

    person: Person
    record: Judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What waits for a person, hard reasons first, and how many photos there are."""

    kept: OpdActivity
    photos: int
    waiting: tuple[Waiting, ...]


def read_reviews(
    *,
    kept: OpdActivity,
    units: frozenset[UnitNo] | None,
    shows_all: bool,
    check_ins: CheckIns,
    people: People,
    clock: Clock,
) -> Queue:
    """The queue of one's units; `shows_all` lists every photo, those that wait first.

    A record whose photo has not come for a day waits there too, with NO_PHOTO.
    """
    now = clock.now()
    named = {p.pegawai_id: p for p in people.of_opd(kept.opd_id)}
    stored: list[PegawaiId] = []
    wanted: list[PegawaiId] = []
    for entry in check_ins.since(kept.place, None):
        person = named.get(entry.pegawai_id)
        if (
            entry.kind is not EntryKind.CHECK_IN
            or person is None
            or not (units is None or person.unit_no in units)
        ):
            continue
        record = read_record(entry.status)
        if record.state.has_photo:
            stored.append(entry.pegawai_id)
        if record.awaits_review(now) or (shows_all and record.state.has_photo):
            wanted.append(entry.pegawai_id)
    records: list[Judged] = []
    for start in range(0, len(wanted), MOST_AT_ONCE):
        records += check_ins.many(kept.place, wanted[start : start + MOST_AT_ONCE])
    waiting = [
        Waiting(
            person=named[record.check_in.pegawai_id],
            record=replace(record, reasons=_reasons(record, now)),
        )
        for record in records
    ]
    return Queue(
        kept=kept,
        photos=len(stored),
        waiting=tuple(sorted(waiting, key=lambda one: _rank(one, now))),
    )


def _reasons(record: Judged, now: datetime) -> frozenset[ReviewReason]:
    missing = {ReviewReason.NO_PHOTO} if record.as_counted.lacks_photo(now) else set()
    return record.reasons | missing


def _rank(waiting: Waiting, now: datetime) -> tuple[bool, bool, datetime]:
    record = waiting.record
    is_open = record.as_counted.awaits_review(now)
    return (not is_open, not record.reasons & HARD_REASONS, record.check_in.received_at)


def decide_review(
    *,
    actor: Actor,
    decider_name: str,
    kept: OpdActivity,
    who: PegawaiId,
    decision: Verdict,
    reason: str,
    seen: str,
    check_ins: CheckIns,
    people: People,
    opds: Opds,
    notices: Notices,
    tables: Tables,
    ids: Ids,
    clock: Clock,
) -> State:
    """Accept, refuse, or ask for another photo; the reason is read by the person.

    The table follows.

    `seen` is the record's `t` as the reviewer saw it: a decision on something else is StateChanged.
    The same decision again by the same person (the answer was lost) changes nothing, and tells the
    person if they were not told. Raises OwnCase, NotAllowed, NotFound, Missing.
    """
    now = clock.now()
    record = check_ins.find(kept.place, who)
    if record is None:
        raise NotFound
    across = _ensure(actor, Permission.REVIEW_DECIDE, kept, who, people, opds)
    said = record.judged or {}
    is_repeated = (said.get("decision"), said.get("reason"), said.get("by")) == (
        decision,
        reason,
        actor.pegawai_id,
    )
    if record.changed_at != seen and is_repeated:
        _tell(kept, who, said, notices)
        tables.follow([kept])
        return record.state
    if record.changed_at != seen or not record.as_counted.awaits_review(now) or kept.is_locked:
        raise StateChanged("/t", by=said.get("name"), at=said.get("at"))
    if decision is not Verdict.ACCEPTED and not reason:
        raise Missing("/reason")
    state = record.state if decision is Verdict.RETAKE else State(decision)
    until = max(kept.activity.window.closes, now) + RETAKE_FOR
    judgement: Mapping[str, Any] = {
        "decision": decision,
        "by": actor.pegawai_id,
        "name": decider_name,
        "at": now.isoformat(),
        "reason": reason,
        "until": until.isoformat() if decision is Verdict.RETAKE else None,
    }
    check_ins.judge(
        record,
        state,
        now=now,
        reasons=_reasons(record, now),
        marks=record.marks,
        kept_sha256=None,
        judgement=judgement,
        event=_event(actor, "review:decide", kept, who, ids, now, across, decision=decision),
    )
    _tell(kept, who, judgement, notices)
    tables.follow([kept])
    return state


def _tell(
    kept: OpdActivity, who: PegawaiId, judgement: Mapping[str, Any], notices: Notices
) -> None:
    """Tell once who has to do something; the id comes from the decision, whenever it is made."""
    if judgement["decision"] == Verdict.ACCEPTED:
        return
    what = "photo-retake" if judgement["decision"] == Verdict.RETAKE else "photo-rejected"
    at = datetime.fromisoformat(judgement["at"])
    data = {"activity": kept.activity.activity_id, "ref": kept.place.ref}
    notice_id = notice_id_of(at, f"{what}-{kept.place.ref}")
    notices.add([who], Notice(notice_id=notice_id, at=at, what=what, data=data))


def decide_absence(
    *,
    actor: Actor,
    decider_name: str,
    kept: OpdActivity,
    who: PegawaiId,
    reason: str,
    check_ins: CheckIns,
    people: People,
    opds: Opds,
    tables: Tables,
    ids: Ids,
    clock: Clock,
) -> None:
    """Decide TANPA KETERANGAN after closing, for somebody without any record; never one's own.

    Raises NotYetOpen before closing, StateChanged where a record or a decision stands.
    """
    now = clock.now()
    across = _ensure(actor, Permission.ABSENCE_DECIDE, kept, who, people, opds)
    if now <= kept.activity.window.closes:
        raise NotYetOpen
    if kept.is_locked or check_ins.find(kept.place, who):
        raise StateChanged
    event = _event(actor, "absence:decide", kept, who, ids, now, across)
    decision = Decision(
        pegawai_id=who,
        code=Code.UNEXPLAINED,
        reason=reason,
        by=actor.pegawai_id,
        by_name=decider_name,
        at=now,
    )
    check_ins.decide(kept.place, decision, event)
    tables.follow([kept])


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoLink:
    """A link to a photo; None where it was deleted or never could be shown."""

    pegawai_id: PegawaiId
    url: str | None
    is_deleted: bool


def view_photos(
    *,
    actor: Actor,
    kept: OpdActivity,
    who: Sequence[PegawaiId],
    is_full: bool,
    reason: str,
    check_ins: CheckIns,
    people: People,
    opds: Opds,
    photos: Photos,
    audit_log: AuditLog,
    clock: Clock,
) -> tuple[PhotoLink, ...]:
    """Links for 60 s, after each view stands in the audit: one a viewer, photo and day (R8).

    A regency-wide viewer gives a reason. An error of the audit gives no link (I10).
    """
    now = clock.now()
    named = {p.pegawai_id: p for p in people.of_opd(kept.opd_id)}
    if any(pegawai_id not in named for pegawai_id in who):
        raise NotFound
    across = ensure(
        actor,
        Permission.PHOTO_VIEW,
        Resource(
            opd=opds.get(kept.opd_id),
            units=frozenset(named[pegawai_id].unit_no for pegawai_id in who),
        ),
    ).is_across
    if across and not reason:
        raise Missing("/reason")
    records = {r.check_in.pegawai_id: r for r in check_ins.many(kept.place, who)}
    is_deleted = now > kept.activity.window.closes + PHOTOS_KEPT
    shown = {} if is_deleted else {p: r for p, r in records.items() if r.kept_sha256}
    audit_log.add_view(
        [
            Event(
                event_id=_view_id(actor.pegawai_id, record, now),
                at=now,
                actor=actor.pegawai_id,
                action="photo:view",
                subject=kept.place.ref,
                opd_id=kept.opd_id,
                detail={"of": pegawai_id, "reason": reason},
                crosses_opd=across,
            )
            for pegawai_id, record in shown.items()
        ]
    )
    key = kept_key if is_full else thumb_key
    return tuple(
        PhotoLink(
            pegawai_id=pegawai_id,
            url=photos.link(_photo(shown[pegawai_id], key)) if pegawai_id in shown else None,
            is_deleted=is_deleted and pegawai_id in records,
        )
        for pegawai_id in who
    )


def _photo(record: Judged, key: Callable[[Place, PegawaiId, str], str]) -> str:
    """Where it lies: of somebody who came since, in the OPD that they left."""
    check_in = record.check_in
    return key(check_in.place, check_in.pegawai_id, record.photo_sha256)


def _view_id(viewer: PegawaiId, record: Judged, now: datetime) -> str:
    """The same viewer, photo and day give the same id, so that it is told once."""
    told = f"{viewer}|{record.check_in.pegawai_id}|{record.photo_sha256}|{day_of(now)}"
    return crockford(int.from_bytes(sha256(told.encode()).digest()[:16], "big") >> 3)


def _ensure(
    actor: Actor,
    action: Permission,
    kept: OpdActivity,
    who: PegawaiId,
    people: People,
    opds: Opds,
) -> bool:
    person = next((p for p in people.of_opd(kept.opd_id) if p.pegawai_id == who), None)
    if person is None:
        raise NotFound
    resource = Resource(
        opd=opds.get(kept.opd_id), units=frozenset({person.unit_no}), people=frozenset({who})
    )
    return ensure(actor, action, resource).is_across


def _event(
    actor: Actor,
    action: str,
    kept: OpdActivity,
    who: PegawaiId,
    ids: Ids,
    now: datetime,
    across: bool,  # noqa: FBT001 - a fact, passed on
    **detail: str,
) -> Event:
    return Event(
        event_id=ids.ulid(),
        at=now,
        actor=actor.pegawai_id,
        action=action,
        subject=kept.place.ref,
        opd_id=kept.opd_id,
        detail={"of": who, **detail},
        crosses_opd=across,
    )
