"""Ask for a permit, join a colleague's letter, withdraw one's own part (domain.md §4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from chalicelib.domain.access import Actor
from chalicelib.domain.activities import ActivityId
from chalicelib.domain.attendance import Code
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import locks_at
from chalicelib.domain.errors import (
    Missing,
    NotFound,
    NotInvited,
    OutOfBounds,
    StateChanged,
    TooLong,
)
from chalicelib.domain.notices import Notice
from chalicelib.domain.people import PegawaiId, Person
from chalicelib.domain.permits import (
    MOST_COPIES,
    MOST_DAYS_ASKED,
    MOST_PEOPLE,
    MOST_PHOTOS,
    Letter,
    Part,
    Permit,
    PermitId,
    PermitState,
)
from chalicelib.domain.sessions import Account
from chalicelib.services.ports.accounts import Accounts
from chalicelib.services.ports.activities import Activities
from chalicelib.services.ports.notices import Notices
from chalicelib.services.ports.people import People
from chalicelib.services.ports.permits import Permits
from chalicelib.services.ports.photos import Photos, Upload
from chalicelib.services.ports.regency import Regency
from chalicelib.services.ports.system import Clock, Ids
from chalicelib.services.ports.tables import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPhoto:
    """A page of a letter that the phone will send."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the person asks for."""

    permit_id: PermitId
    code: Code
    first_day: date
    last_day: date
    activity_id: ActivityId | None
    reason: str
    number: str
    purpose: str
    photos: tuple[LetterPhoto, ...]
    people: tuple[PegawaiId, ...]  # named beside the asker


def ask_permit(
    *,
    actor: Actor,
    request: Request,
    permits: Permits,
    people: People,
    accounts: Accounts,
    activities: Activities,
    photos: Photos,
    notices: Notices,
    regency: Regency,
    tables: Tables,
    ids: Ids,
    clock: Clock,
) -> tuple[Permit, tuple[Upload, ...]]:
    """Store the request; named colleagues are told and may withdraw. The same id: no change.

    Tables in which those of them now wait who were not seen follow.
    A surat tugas may name people of other OPDs, found by their NIP. Raises OutOfBounds (days in
    disorder or too many, an activity of another day), StateChanged (already locked), NotInvited
    (somebody whom we do not know), TooLong (too many people and months), Missing (nothing that
    explains it), SameLetter.
    """
    now = clock.now()
    _check_days(request, regency, now)
    _check_activity(request, activities)
    parts = _parts(actor, request, people, accounts)
    permit = Permit(
        permit_id=request.permit_id,
        opd_id=actor.opd_id,
        code=request.code,
        first_day=request.first_day,
        last_day=request.last_day,
        activity_id=request.activity_id,
        reason=request.reason,
        letter=Letter(
            number=request.number,
            purpose=request.purpose,
            photo_sha256s=tuple(photo.sha256 for photo in request.photos),
        ),
        asked_by=actor.pegawai_id,
        asked_at=now,
        parts=parts,
    )
    if permit.copies > MOST_COPIES:
        raise TooLong("/people")
    stored = permits.add(permit, _event(actor, "permit:create", permit, ids, now))
    if stored.asked_by != actor.pegawai_id:
        raise NotFound  # somebody else's id
    others = [part.pegawai_id for part in stored.parts if part.pegawai_id != actor.pegawai_id]
    notices.add(
        others,
        Notice(
            notice_id=stored.permit_id,
            at=stored.asked_at,
            what="permit-named",
            data={"permit": stored.permit_id, "by": parts[0].name, "kind": stored.code},
        ),
    )
    tables.follow_permit(stored, stored.opd_ids)
    return stored, _uploads(stored, request.photos, photos, now)


def join_permit(
    *,
    actor: Actor,
    permit_id: PermitId,
    permits: Permits,
    people: People,
    tables: Tables,
    ids: Ids,
    clock: Clock,
) -> Permit:
    """Add oneself to a letter that names one's OPD; it waits for its decision."""
    person = people.person(actor.pegawai_id)

    def join(permit: Permit) -> tuple[Permit, Event] | None:
        if actor.opd_id not in permit.opd_ids or person is None or not permit.letter.number:
            raise NotFound
        if permit.part_of(actor.pegawai_id):
            return None
        joined = permit.with_part(_part(person))
        if len(joined.parts) > MOST_PEOPLE or joined.copies > MOST_COPIES:
            raise TooLong("/people")
        return joined, _event(actor, "permit:join", permit, ids, clock.now())

    permit = permits.change(permit_id, join)
    tables.follow_permit(permit, [actor.opd_id])
    return permit


def withdraw_permit(
    *,
    actor: Actor,
    permit_id: PermitId,
    permits: Permits,
    tables: Tables,
    ids: Ids,
    clock: Clock,
) -> Permit:
    """Take back one's own part while its last day is not over; a refused part stays refused."""

    def withdraw(permit: Permit) -> tuple[Permit, Event] | None:
        part = permit.part_of(actor.pegawai_id)
        if part is None:
            raise NotFound
        if part.state is PermitState.WITHDRAWN:
            return None
        if part.state is PermitState.REJECTED or permit.last_day < actor.today:
            raise StateChanged
        withdrawn = permit.with_part(_withdrawn(part))
        return withdrawn, _event(actor, "permit:withdraw", permit, ids, clock.now())

    permit = permits.change(permit_id, withdraw)
    tables.follow_permit(
        permit, {part.opd_id for part in permit.parts if part.pegawai_id == actor.pegawai_id}
    )
    return permit


def letter_forms(
    *,
    actor: Actor,
    permit_id: PermitId,
    letter_photos: Sequence[LetterPhoto],
    permits: Permits,
    photos: Photos,
    ids: Ids,
    clock: Clock,
) -> tuple[Upload, ...]:
    """New forms for pages that are still on the phone; only for the asker.

    A sick note takes further pages, because a doctor's letter comes later; raises StateChanged
    when it is over, TooLong (too many pages). No other letter has a place for them.
    """
    now = clock.now()

    def add(permit: Permit) -> tuple[Permit, Event] | None:
        if permit.asked_by != actor.pegawai_id:
            raise NotFound
        known = permit.letter.photo_sha256s
        new = dict.fromkeys(page.sha256 for page in letter_photos if page.sha256 not in known)
        if permit.code is not Code.ILL or not new:
            return None
        if not permit.takes_note(actor.today):
            raise StateChanged
        if len(known) + len(new) > MOST_PHOTOS:
            raise TooLong("/photos")
        letter = replace(permit.letter, photo_sha256s=(*known, *new))
        return replace(permit, letter=letter), _event(actor, "permit:note", permit, ids, now)

    return _uploads(permits.change(permit_id, add), letter_photos, photos, now)


def _check_days(request: Request, regency: Regency, now: datetime) -> None:
    days = (request.last_day - request.first_day).days + 1
    if days < 1:
        raise OutOfBounds("/to")
    if days > MOST_DAYS_ASKED:
        raise OutOfBounds("/to", most=MOST_DAYS_ASKED)
    settings = regency.settings(request.last_day)
    if now >= locks_at(request.last_day, settings, regency.holidays()):
        raise StateChanged
    explained = request.reason or request.number or request.photos
    if request.code is Code.DUTY_ELSEWHERE and not (request.number or request.photos):
        raise Missing("/letter")
    if not explained:
        raise Missing("/reason")


def _check_activity(request: Request, activities: Activities) -> None:
    """A request for one activity covers nothing on another day than that activity's."""
    if request.activity_id is None:
        return
    try:
        held_on = activities.find(request.activity_id).held_on
    except NotFound:
        raise OutOfBounds("/activity_id") from None
    if not request.first_day <= held_on <= request.last_day:
        raise OutOfBounds("/activity_id")


def _parts(actor: Actor, request: Request, people: People, accounts: Accounts) -> tuple[Part, ...]:
    """The asker first, then the colleagues; those of other OPDs in one more trip."""
    own = {person.pegawai_id: _part(person) for person in people.of_opd(actor.opd_id)}
    wanted = tuple(dict.fromkeys((actor.pegawai_id, *request.people)))
    if len(wanted) > MOST_PEOPLE:
        raise TooLong("/people", most=MOST_PEOPLE)
    if len(wanted) > 1 and request.code is not Code.DUTY_ELSEWHERE:
        raise NotInvited("/people")
    others = [pegawai_id for pegawai_id in wanted if pegawai_id not in own]
    found = accounts.many(others) if others else {}
    known = own | {
        account.pegawai_id: _part_elsewhere(account, actor.today)
        for account in found.values()
        if account.is_active
    }
    if any(pegawai_id not in known for pegawai_id in wanted):
        raise NotInvited("/people")
    return tuple(known[pegawai_id] for pegawai_id in wanted)


def _part(person: Person) -> Part:
    return Part(
        pegawai_id=person.pegawai_id,
        name=person.full_name,
        opd_id=person.opd_id,
        unit_no=person.unit_no,
    )


def _part_elsewhere(account: Account, today: date) -> Part:
    opd_id, unit_no = account.place_on(today)
    return Part(pegawai_id=account.pegawai_id, name=account.name, opd_id=opd_id, unit_no=unit_no)


def _withdrawn(part: Part) -> Part:
    return Part(
        pegawai_id=part.pegawai_id,
        name=part.name,
        opd_id=part.opd_id,
        unit_no=part.unit_no,
        state=PermitState.WITHDRAWN,
        also=part.also,
    )


def _uploads(
    permit: Permit, pages: Sequence[LetterPhoto], photos: Photos, now: datetime
) -> tuple[Upload, ...]:
    """Forms for what belongs to the letter; another page has no place in it."""
    return tuple(
        photos.form(
            permit.page_key(page.sha256),
            sha256=page.sha256,
            size=page.size,
            now=now,
        )
        for page in pages
        if page.sha256 in permit.letter.photo_sha256s
    )


def _event(actor: Actor, action: str, permit: Permit, ids: Ids, now: datetime) -> Event:
    return Event(
        event_id=ids.ulid(),
        at=now,
        actor=actor.pegawai_id,
        action=action,
        subject=permit.permit_id,
        opd_id=permit.opd_id,
        detail={"code": permit.code},
    )
