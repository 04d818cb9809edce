"""Permits and their copies: a pointer a person, a month of the OPD, open case, letter number."""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, Final

from pynamodb.transactions import TransactWrite

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import (
    CaseItem,
    DueItem,
    PermitItem,
    PermitMonthItem,
    PermitPointerItem,
    PointerItem,
)
from chalicelib.adapters.dynamo.repositories.audit import tell
from chalicelib.domain.activities import ActivityId
from chalicelib.domain.attendance import Code
from chalicelib.domain.audit import Event
from chalicelib.domain.errors import NotFound, SameLetter, VersionConflict
from chalicelib.domain.numerals import ULID_BYTES, ulid_bytes, ulid_of
from chalicelib.domain.people import OpdId, PegawaiId, UnitNo
from chalicelib.domain.permits import (
    Letter,
    Part,
    Permit,
    PermitId,
    PermitState,
    months,
    note_ends_on,
)

CASE: Final = "PERMIT"
LETTERS: Final = {  # of the states, in the months
    PermitState.ASKED: b"?",
    PermitState.APPROVED: b"Y",
    PermitState.REJECTED: b"N",
    PermitState.WITHDRAWN: b"W",
}
_STATES: Final = {letter: state for state, letter in LETTERS.items()}
MOST_CLOSED: Final = 100
CHANGE_TRIES: Final = 4  # admins of several OPDs may decide on a letter at once


class DynamoPermits:
    """Implements ports.Permits."""

    def add(self, permit: Permit, event: Event) -> Permit:
        """All copies in one transaction; the same id again gives what stands."""
        number = permit.letter.number
        letter = keys.letter_key(permit.opd_id, _folded(number)) if number else None
        elsewhere = permit.opd_ids[1:] if number else ()

        def fill(batch: TransactWrite) -> None:
            batch.save(_item(permit, 1), condition=PermitItem.pk.does_not_exist())
            if letter:
                batch.save(
                    PointerItem(pk=letter.pk, sk=letter.sk, owner=permit.permit_id),
                    condition=PointerItem.pk.does_not_exist(),
                )
            tell(batch, event)
            for opd_id in elsewhere:  # a letter that they sent before is theirs: no refusal here
                key = keys.letter_key(opd_id, _folded(number))
                batch.save(PointerItem(pk=key.pk, sk=key.sk, owner=permit.permit_id))
            _save_copies(batch, permit)

        try:
            items.transact(fill)
        except items.Cancelled as cancelled:
            if 0 in cancelled.failed:
                return self.get(permit.permit_id)
            if letter and 1 in cancelled.failed:
                raise SameLetter("/letter/number", permit=self._of_letter(letter)) from None
            raise
        return permit

    def _of_letter(self, letter: keys.Key) -> Permit:
        found: Any = next(items.batch_get([letter]), None)
        return self.get(PermitId(found.owner))

    def get(self, permit_id: PermitId) -> Permit:
        """The permit."""
        return _permit(_read(permit_id))

    def change(
        self, permit_id: PermitId, edit: Callable[[Permit], tuple[Permit, Event] | None]
    ) -> Permit:
        """All copies in one transaction over the revision that `edit` saw."""
        for _ in range(CHANGE_TRIES):
            found = _read(permit_id)
            edited = edit(_permit(found))
            if edited is None:
                return _permit(found)
            with contextlib.suppress(VersionConflict):
                _save(*edited, rev=int(found.rev))
                return edited[0]
        raise VersionConflict

    def of_person(self, pegawai_id: PegawaiId, *, since: date) -> tuple[Permit, ...]:
        """Own permits that end on that day or later, those that end last behind; one Query."""
        last = keys.last_pointer_key(pegawai_id, since)
        found = items.Item.rows(
            last.pk, items.Item.sk.between(keys.AFTER_SESSION, last.sk), consistent_read=True
        )
        return in_order(pointed_permit(item) for item in found)

    def open_cases(self, opd_id: OpdId) -> tuple[PermitId, ...]:
        """Open ones carry a `t`, so the thin index holds them alone; oldest first."""
        prefix = keys.case_key(opd_id, CASE, "").sk
        found = items.Item.by_t.query(keys.cases_pk(opd_id), consistent_read=True)
        return tuple(
            PermitId(item.sk.removeprefix(prefix)) for item in found if item.sk.startswith(prefix)
        )

    def waiting(self) -> Mapping[OpdId, int]:
        """Thin: some hundreds of open cases in one Query."""
        found = CaseItem.by_account.query(keys.waiting_key(OpdId("")).pk)
        return Counter(keys.opd_of(item.pk) for item in found)

    def closed_cases(self, opd_id: OpdId) -> tuple[PermitId, ...]:
        """The newest of the permits that wait no more; one Query."""
        prefix = keys.case_key(opd_id, CASE, "")
        found = items.Item.rows(
            prefix.pk,
            items.Item.sk.startswith(prefix.sk),
            scan_index_forward=False,
            limit=MOST_CLOSED,
            consistent_read=True,
        )
        return tuple(
            PermitId(item.sk.removeprefix(prefix.sk))
            for item in islice(found, MOST_CLOSED)
            if not item.data["open"]
        )

    def notes_ending(self, days: Sequence[date]) -> tuple[PermitId, ...]:
        """One consistent Query a day."""
        prefixes = [keys.due_note_key(day, "") for day in days]
        return tuple(
            PermitId(item.data["permit"])
            for prefix in prefixes
            for item in DueItem.rows(
                prefix.pk, items.Item.sk.startswith(prefix.sk), consistent_read=True
            )
        )

    def many(self, permit_ids: Sequence[PermitId]) -> tuple[Permit, ...]:
        """≤ 100 permits, one trip."""
        wanted = [keys.permit_key(permit_id) for permit_id in permit_ids]
        return tuple(_permit(item) for item in items.batch_get(wanted))


def _read(permit_id: PermitId) -> Any:
    found = next(items.batch_get([keys.permit_key(permit_id)]), None)
    if not found:
        raise NotFound
    return found


def _save(permit: Permit, event: Event, *, rev: int) -> None:
    def fill(batch: TransactWrite) -> None:
        batch.save(_item(permit, rev + 1), condition=PermitItem.rev == rev)
        tell(batch, event)
        _save_copies(batch, permit)
        if ends_on := note_ends_on(permit, event.at):
            key = keys.due_note_key(ends_on, permit.permit_id)
            batch.save(DueItem(pk=key.pk, sk=key.sk, data={"permit": permit.permit_id}))

    with items.named(op0=VersionConflict):
        items.transact(fill)


def _folded(number: str) -> str:
    """Letter numbers are compared without case and spaces: people type them by hand."""
    return "".join(number.split()).upper()


def _save_copies(batch: TransactWrite, permit: Permit) -> None:
    for part in permit.parts:
        pointer = keys.permit_pointer_key(part.pegawai_id, permit.last_day, permit.permit_id)
        only = _data(permit, (part,))
        batch.save(PermitPointerItem(pk=pointer.pk, sk=pointer.sk, data=only))
    for opd_id in permit.counting:
        _save_months(batch, permit.counted_in(opd_id), opd_id)
    for opd_id in permit.opd_ids:
        _save_case(batch, permit.of_opd(opd_id), opd_id)


def _save_months(batch: TransactWrite, permit: Permit, opd_id: OpdId) -> None:
    """What an OPD's board and recap read of its own people."""
    days = f"{permit.first_day:%Y%m%d}:{permit.last_day:%Y%m%d}"
    asked = keys.changed_at(permit.asked_at)
    what = f"{permit.code}:{days}:{asked}:{permit.activity_id or ''}"
    people = b"".join(ulid_bytes(p.pegawai_id) + LETTERS[p.state] for p in permit.parts)
    for month in months(permit.first_day, permit.last_day):
        key = keys.permit_month_key(opd_id, month, permit.permit_id)
        batch.save(PermitMonthItem(pk=key.pk, sk=key.sk, what=what, people=people))


def _save_case(batch: TransactWrite, permit: Permit, opd_id: OpdId) -> None:
    """What its queue reads."""
    case = keys.case_key(opd_id, CASE, permit.permit_id)
    is_open = permit.state is PermitState.ASKED
    waiting = keys.waiting_key(opd_id)
    batch.save(
        CaseItem(
            pk=case.pk,
            sk=case.sk,
            t=keys.changed_at(permit.asked_at) if is_open else None,
            opd=waiting.pk if is_open else None,
            account_state=waiting.sk if is_open else None,
            data={"open": is_open},
        )
    )


def _data(permit: Permit, parts: Sequence[Part]) -> dict[str, Any]:
    return {
        "id": permit.permit_id,
        "opd": permit.opd_id,
        "code": permit.code,
        "first": permit.first_day.isoformat(),
        "last": permit.last_day.isoformat(),
        "activity": permit.activity_id,
        "reason": permit.reason,
        "number": permit.letter.number,
        "purpose": permit.letter.purpose,
        "photos": list(permit.letter.photo_sha256s),
        "by": permit.asked_by,
        "at": permit.asked_at.isoformat(),
        "people": len(permit.parts),
        "parts": [
            {
                "p": part.pegawai_id,
                "n": part.name,
                **({} if part.opd_id == permit.opd_id else {"o": part.opd_id}),
                "u": part.unit_no,
                "s": part.state,
                "by": part.decided_by,
                "byn": part.decider_name,
                "at": part.decided_at.isoformat() if part.decided_at else None,
                "r": part.reason,
                **({"x": list(part.also)} if part.also else {}),
            }
            for part in parts
        ],
    }


def _item(permit: Permit, rev: int) -> PermitItem:
    key = keys.permit_key(permit.permit_id)
    data = _data(permit, permit.parts)
    return PermitItem(pk=key.pk, sk=key.sk, rev=rev, opd=permit.opd_id, data=data)


def _permit(item: Any) -> Permit:
    data = item.data
    return Permit(
        permit_id=PermitId(data["id"]),
        opd_id=OpdId(data["opd"]),
        code=Code(data["code"]),
        first_day=date.fromisoformat(data["first"]),
        last_day=date.fromisoformat(data["last"]),
        activity_id=ActivityId(data["activity"]) if data["activity"] else None,
        reason=data["reason"],
        letter=Letter(
            number=data["number"], purpose=data["purpose"], photo_sha256s=tuple(data["photos"])
        ),
        asked_by=PegawaiId(data["by"]),
        asked_at=datetime.fromisoformat(data["at"]),
        parts=tuple(
            Part(
                pegawai_id=PegawaiId(part["p"]),
                name=part["n"],
                opd_id=OpdId(part.get("o", data["opd"])),
                unit_no=UnitNo(int(part["u"])),
                state=PermitState(part["s"]),
                decided_by=PegawaiId(part["by"]) if part["by"] else None,
                decider_name=part["byn"],
                decided_at=datetime.fromisoformat(part["at"]) if part["at"] else None,
                reason=part["r"],
                also=tuple(OpdId(opd_id) for opd_id in part.get("x", ())),
            )
            for part in data["parts"]
        ),
    )


def in_order(permits: Iterable[Permit]) -> tuple[Permit, ...]:
    """What ends last is last."""
    return tuple(sorted(permits, key=lambda permit: (permit.last_day, permit.permit_id)))


def pointed_permit(item: Any) -> Permit:
    """A permit as its pointer holds it: only the pointer's own person among the parts."""
    return _permit(item)


def month_permit(item: Any) -> Permit:
    """A permit as a month of the OPD holds it: days, code and states."""
    code, first, last, asked, activity = item.what.split(":")
    people: bytes = item.people
    opd_id = keys.opd_of(item.pk)
    return Permit(
        permit_id=PermitId(item.sk.rpartition("#")[2]),
        opd_id=opd_id,
        code=Code(code),
        first_day=date.fromisoformat(first),
        last_day=date.fromisoformat(last),
        activity_id=ActivityId(activity) if activity else None,
        asked_by=PegawaiId(""),
        asked_at=keys.time_of(asked),
        parts=tuple(
            Part(
                pegawai_id=PegawaiId(ulid_of(people[at : at + ULID_BYTES])),
                name="",
                opd_id=opd_id,
                unit_no=UnitNo(0),
                state=_STATES[people[at + ULID_BYTES :][:1]],
            )
            for at in range(0, len(people), ULID_BYTES + 1)
        ),
    )
