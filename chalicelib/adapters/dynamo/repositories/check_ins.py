"""Check-ins, decisions and reminders of one activity in one OPD."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from pynamodb.transactions import TransactWrite

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import (
    CheckInItem,
    DecisionItem,
    DutyItem,
    ElsewhereItem,
    OfficesItem,
    RemindedItem,
)
from chalicelib.adapters.dynamo.repositories.audit import tell
from chalicelib.domain.activities import ActivityId, Punctuality, Window
from chalicelib.domain.attendance import (
    CheckIn,
    Claim,
    Code,
    Mark,
    Place,
    ReviewReason,
    State,
)
from chalicelib.domain.audit import Event
from chalicelib.domain.errors import AlreadyRecorded, ContentDiffers, StateChanged
from chalicelib.domain.numerals import base36
from chalicelib.domain.outcomes import decision_entry, read_record, record_entry
from chalicelib.domain.people import OpdId, PegawaiId
from chalicelib.services.ports.check_ins import Decision, Entry, EntryKind, Judged, Own, is_retake

if TYPE_CHECKING:
    from chalicelib.domain.transfers import Lying, Pointer

_KINDS: Final[dict[type[items.Item], EntryKind]] = {
    CheckInItem: EntryKind.CHECK_IN,
    DecisionItem: EntryKind.DECISION,
    RemindedItem: EntryKind.REMINDED,
    ElsewhereItem: EntryKind.ELSEWHERE,
}
MOST_KEYS: Final = 100
_CURSOR_BACK_MS: Final = 10_000  # instances' clocks differ (architecture.md §3)


def status(check_in: CheckIn, state: State, *, awaits_retake: bool = False) -> str:
    """`st` of the thin index."""
    return record_entry(
        state,
        check_in.code,
        check_in.received_at,
        is_unproven=check_in.punctuality is Punctuality.UNPROVEN,
        awaits_retake=awaits_retake,
    )


class DynamoCheckIns:
    """Implements ports.CheckIns."""

    def add_once(self, check_in: CheckIn) -> Judged:
        """One conditional put; the first record comes back in the same reply, and a pointer."""
        item = check_in_item(check_in)
        try:
            item.put_new()
        except items.OldItem as old:
            if isinstance(old.item, ElsewhereItem):
                return self.add_once(replace(check_in, opd_id=OpdId(old.item.st or "")))
            first = _judged(old.item)
            if first.check_in.claim.check_in_id != check_in.claim.check_in_id:
                raise AlreadyRecorded(first=first) from None
            if old.item.digest != item.digest:
                raise ContentDiffers from None
            return first
        return _judged(item)

    def find(self, place: Place, who: PegawaiId) -> Judged | None:
        """One consistent read."""
        return next(iter(self.many(place, [who])), None)

    def own(
        self, who: PegawaiId, places: Sequence[Place], *, offices_of: OpdId | None = None
    ) -> Own:
        """A person's records, decisions and reminders, and the duty rosters of these days."""
        judged: dict[str, Judged] = {}
        decided: dict[str, Decision] = {}
        reminded: dict[str, datetime] = {}
        months = []
        offices = None
        wanted = _own(who, places) + ([keys.offices_key(offices_of)] if offices_of else [])
        for item in _found(wanted, lambda led: _own(who, [_home(led)])):
            activity = item.pk.rpartition("#")[2]
            match item:
                case CheckInItem():
                    judged[activity] = _judged(item)
                case DecisionItem():
                    decided[activity] = _decision(item)
                case RemindedItem():
                    reminded[activity] = keys.time_of(item.t)
                case DutyItem():
                    from chalicelib.adapters.dynamo.repositories.duties import duty_month  # noqa: PLC0415 - few have one: cold start

                    months.append(duty_month(item))
                case OfficesItem():
                    from chalicelib.adapters.dynamo.repositories.offices import offices_of as read  # noqa: PLC0415 - few days need one: cold start

                    offices = read(item)
        return Own(
            records=judged, decisions=decided, reminders=reminded, months=tuple(months),
            offices=offices,
        )  # fmt: skip

    def judge(  # noqa: D102 - the port's docstring is the contract
        self,
        judged: Judged,
        state: State,
        *,
        now: datetime,
        reasons: frozenset[ReviewReason],
        marks: frozenset[Mark],
        kept_sha256: str | None,
        judgement: Mapping[str, Any] | None,
        event: Event,
        drop_place: bool = False,
    ) -> None:
        actions = [
            CheckInItem.st.set(status(judged.check_in, state, awaits_retake=is_retake(judgement))),
            CheckInItem.t.set(_later(judged.changed_at, now)),
            CheckInItem.reasons.set(_joined(reasons)),
            CheckInItem.marks.set(_joined(marks)),
        ]
        if kept_sha256:
            actions.append(CheckInItem.kept.set(kept_sha256))
        if judgement is not None:
            actions.append(CheckInItem.judged.set(dict(judgement)))
        if drop_place:
            actions.append(CheckInItem.pos.remove())
        self._update(judged, actions, event)

    def replace_photo(self, judged: Judged, sha256: str, *, now: datetime, event: Event) -> None:
        """Another photo for the same record and time (T6)."""
        actions = [
            CheckInItem.photo.set(sha256),
            CheckInItem.st.set(status(judged.check_in, State.COMMITTED)),
            CheckInItem.t.set(_later(judged.changed_at, now)),
            CheckInItem.marks.set(_joined(judged.marks | {Mark.OTHER_PHOTO})),
            # What was kept and said was of the former photo.
            CheckInItem.kept.remove(),
            CheckInItem.judged.remove(),
        ]
        self._update(judged, actions, event)

    def _update(self, judged: Judged, actions: list[Any], event: Event) -> None:
        key = _key(judged.check_in)
        item = CheckInItem(pk=key.pk, sk=key.sk)

        def fill(batch: TransactWrite) -> None:
            batch.update(item, actions, condition=CheckInItem.t == judged.changed_at)
            tell(batch, event)

        with items.named(op0=StateChanged):
            items.transact(fill)

    def decide(self, place: Place, decision: Decision, event: Event) -> None:
        """Store a decision on somebody without a record."""
        key = keys.decision_key(place.opd_id, place.held_on, place.activity_id, decision.pegawai_id)
        data = {
            "code": decision.code,
            "reason": decision.reason,
            "by": decision.by,
            "name": decision.by_name,
            "at": decision.at.isoformat(),
        }
        item = DecisionItem(
            pk=key.pk,
            sk=key.sk,
            t=keys.changed_at(decision.at),
            st=decision_entry(Code(decision.code)),
            data=data,
        )

        def fill(batch: TransactWrite) -> None:
            batch.save(item, condition=DecisionItem.pk.does_not_exist())
            tell(batch, event)

        with items.named(op0=StateChanged):
            items.transact(fill)

    def remind(
        self, place: Place, who: Sequence[PegawaiId], *, now: datetime, event: Event
    ) -> None:
        """Note when these people were reminded; 99 a transaction, the event with the last."""
        for start in range(0, len(who), MOST_KEYS - 1):
            part = who[start : start + MOST_KEYS - 1]
            is_last = start + MOST_KEYS - 1 >= len(who)

            def fill(
                batch: TransactWrite,
                part: Sequence[PegawaiId] = part,
                is_last: bool = is_last,  # noqa: FBT001 - bound for the closure
            ) -> None:
                for pegawai_id in part:
                    key = keys.reminded_key(
                        place.opd_id, place.held_on, place.activity_id, pegawai_id
                    )
                    batch.save(
                        RemindedItem(pk=key.pk, sk=key.sk, t=keys.changed_at(now), st="DIINGATKAN")
                    )
                if is_last:
                    tell(batch, event)

            items.transact(fill)

    def since(self, place: Place, cursor: str | None) -> tuple[Entry, ...]:
        """What changed from that `t` on; one consistent Query of the thin index."""
        pk = keys.attendance_pk(place.opd_id, place.held_on, place.activity_id)
        condition = None
        if cursor:
            at = max(0, int(cursor, 36) - _CURSOR_BACK_MS)
            condition = items.Item.t >= base36(at).rjust(8, "0")
        found = list(items.Item.by_t.query(pk, condition, consistent_read=True))
        behind = _found([key for item in found for key in _behind(item)], _behind)
        return tuple(_entry(item) for item in (*found, *behind))

    def many(self, place: Place, who: Sequence[PegawaiId]) -> tuple[Judged, ...]:
        """Whole records of ≤ 100 people."""
        wanted = [keys.check_in_key(place.opd_id, place.held_on, place.activity_id, p) for p in who]
        found = _found(wanted, lambda pointer: _behind(pointer)[:1])
        return tuple(_judged(item) for item in found if isinstance(item, CheckInItem))

    def lying(self, wanted: Sequence[tuple[Place, PegawaiId]]) -> "Lying":
        """What stands at each, and behind the pointers among it."""
        asked = {
            keys.check_in_key(place.opd_id, place.held_on, place.activity_id, who): (place, who)
            for place, who in wanted
        }
        stands = {keys.Key(item.pk, item.sk): item for item in _read(list(asked))}
        behind = [_behind(item)[0] for item in stands.values() if isinstance(item, ElsewhereItem)]
        stands |= {
            keys.Key(item.pk, item.sk): item
            for item in _found(list(dict.fromkeys(behind)), lambda led: _behind(led)[:1])
        }
        return {asked[key]: _end(stands, key) for key in asked if key in stands}

    def lead(self, pointers: Sequence["Pointer"], *, now: datetime) -> bool:
        """A hundred in one transaction; one by one where something stands at one of them."""
        stand = True
        made = [_pointer_item(pointer, now) for pointer in pointers]
        for start in range(0, len(made), MOST_KEYS):
            part = made[start : start + MOST_KEYS]

            def fill(batch: TransactWrite, part: Sequence[ElsewhereItem] = part) -> None:
                for item in part:
                    batch.save(item, condition=ElsewhereItem.pk.does_not_exist())

            try:
                items.transact(fill)
            except items.Cancelled:
                for item in part:
                    stand &= _put_alone(item)
        return stand


def _read(wanted: Sequence[keys.Key]) -> Iterator[Any]:
    for start in range(0, len(wanted), MOST_KEYS):
        yield from items.batch_get(wanted[start : start + MOST_KEYS])


def _found(
    wanted: Sequence[keys.Key], behind: Callable[[ElsewhereItem], Sequence[keys.Key]]
) -> Iterator[Any]:
    """What stands there, pointers too, and behind each what it leads to: a trip more."""
    while wanted:
        found = list(_read(wanted))
        yield from found
        led = (item for item in found if isinstance(item, ElsewhereItem))
        wanted = list(dict.fromkeys(key for item in led for key in behind(item)))


def _behind(item: items.Item) -> list[keys.Key]:
    """Where a pointer leads: the record first; nothing behind anything else."""
    if not isinstance(item, ElsewhereItem):
        return []
    return _of_person(PegawaiId(item.sk), _home(item))


def _of_person(who: PegawaiId, place: Place) -> list[keys.Key]:
    of_one = (keys.check_in_key, keys.decision_key, keys.reminded_key)
    return [key(place.opd_id, place.held_on, place.activity_id, who) for key in of_one]


def _own(who: PegawaiId, places: Sequence[Place]) -> list[keys.Key]:
    """With the duty rosters that say what counts there."""
    return keys.duty_keys(places) + [key for place in places for key in _of_person(who, place)]


def _home(item: ElsewhereItem) -> Place:
    _, _, held_on, activity_id = item.pk.split("#")
    return Place(opd_id=OpdId(item.st or ""), held_on=held_on, activity_id=ActivityId(activity_id))


def _end(stands: Mapping[keys.Key, Any], key: keys.Key) -> OpdId:
    """Whose keeping it is, behind every pointer."""
    while isinstance(item := stands[key], ElsewhereItem):
        key = _behind(item)[0]
        if key not in stands:
            return OpdId(item.st or "")
    return OpdId(key.pk.split("#")[1])


def _pointer_item(pointer: "Pointer", now: datetime) -> ElsewhereItem:
    place = pointer.place
    key = keys.check_in_key(place.opd_id, place.held_on, place.activity_id, pointer.pegawai_id)
    return ElsewhereItem(pk=key.pk, sk=key.sk, t=keys.changed_at(now), st=pointer.home)


def _put_alone(item: ElsewhereItem) -> bool:
    try:
        item.put_new()
    except items.OldItem as old:
        return isinstance(old.item, ElsewhereItem) and old.item.st == item.st
    return True


def _entry(item: Any) -> Entry:
    return Entry(
        kind=_KINDS[type(item)],
        pegawai_id=PegawaiId(item.sk[:26]),
        status=item.st or "",
        changed_at=item.t or "",
        at=keys.time_of(item.t or "0"),
    )


def _key(check_in: CheckIn) -> keys.Key:
    return keys.check_in_key(
        check_in.opd_id, check_in.held_on, check_in.claim.activity_id, check_in.pegawai_id
    )


def _later(changed_at: str, now: datetime) -> str:
    """A `t` after the one that was seen, also where clocks of two instances differ."""
    return max(keys.changed_at(now), base36(int(changed_at, 36) + 1).rjust(8, "0"))


def _joined(words: frozenset[Mark] | frozenset[ReviewReason]) -> str:
    return " ".join(sorted(words))


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _at(milliseconds: float) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _digest(claim: Claim) -> str:
    canonical = json.dumps(asdict(claim), sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()[:32]


def check_in_item(check_in: CheckIn, state: State = State.COMMITTED) -> CheckInItem:
    """The item of a record; the demo puts many in one go, in a later state."""
    key, claim, window = _key(check_in), check_in.claim, check_in.window
    edges = (window.opens, window.starts, window.late_after, window.closes)
    return CheckInItem(
        pk=key.pk,
        sk=key.sk,
        t=keys.changed_at(check_in.received_at),
        st=status(check_in, state),
        id=claim.check_in_id,
        lo=_milliseconds(check_in.not_before),
        hi=_milliseconds(check_in.received_at),
        win="/".join(base36(int(edge.timestamp())) for edge in edges),
        sha=claim.photo_sha256,
        size=claim.photo_size,
        at_phone=claim.captured_at,
        offset=claim.clock_offset_ms,
        live=claim.is_live,
        offline=claim.is_offline,
        dev=claim.device_id,
        sig=claim.device_signature,
        pos=",".join(str(part) for part in claim.place) if claim.place else None,
        marks=_joined(check_in.marks),
        digest=_digest(claim),
    )


def _judged(item: Any) -> Judged:
    _, opd, held_on, activity = item.pk.split("#")
    edges = [datetime.fromtimestamp(int(part, 36), UTC) for part in item.win.split("/")]
    place = item.pos.split(",") if item.pos else None
    claim = Claim(
        check_in_id=item.id,
        activity_id=ActivityId(activity),
        photo_sha256=item.sha,
        photo_size=int(item.size),
        captured_at=item.at_phone,
        clock_offset_ms=None if item.offset is None else int(item.offset),
        is_live=item.live,
        is_offline=item.offline,
        place=(float(place[0]), float(place[1]), float(place[2]), int(place[3])) if place else None,
        device_id=item.dev,
        device_signature=item.sig,
    )
    marks = frozenset(Mark(word) for word in item.marks.split())
    check_in = CheckIn(
        pegawai_id=PegawaiId(item.sk),
        opd_id=OpdId(opd),
        held_on=held_on,
        not_before=_at(item.lo),
        received_at=_at(item.hi),
        window=Window(opens=edges[0], starts=edges[1], late_after=edges[2], closes=edges[3]),
        claim=claim,
        marks=marks,
    )
    return Judged(
        check_in=check_in,
        state=read_record(item.st).state,
        changed_at=item.t,
        marks=marks,
        reasons=frozenset(ReviewReason(word) for word in (item.reasons or "").split()),
        photo_sha256=item.photo or item.sha,
        kept_sha256=item.kept,
        judged=item.judged,
    )


def _decision(item: Any) -> Decision:
    data = item.data
    return Decision(
        pegawai_id=PegawaiId(item.sk[:26]),
        code=data["code"],
        reason=data["reason"],
        by=PegawaiId(data["by"]),
        by_name=data["name"],
        at=datetime.fromisoformat(data["at"]),
    )
