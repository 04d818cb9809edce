"""Activities, and the thin copy of each in the days of every OPD that takes part."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from pynamodb.expressions.operand import Path
from pynamodb.transactions import TransactWrite

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import ActivityItem, DueItem
from chalicelib.adapters.dynamo.repositories.audit import tell
from chalicelib.domain.activities import Activity, ActivityId, Answer, Kind, Venue, Window
from chalicelib.domain.audit import Event
from chalicelib.domain.errors import ApelError, ContentDiffers, NotFound, VersionConflict
from chalicelib.domain.people import OpdId, PegawaiId, UnitNo
from chalicelib.services.ports.activities import OpdActivity

if TYPE_CHECKING:
    from pynamodb.expressions.condition import Condition
    from pynamodb.expressions.update import Action

_IS_THERE: Final = ActivityItem.pk.exists()
_IS_ACTIVITY: Final = Path(["kind"]).set("a")  # an update makes the item where none stands
EVENT_AT: Final = 1  # in the first transaction of a change
COPIES_AT_ONCE: Final = 90  # beside the activity itself and its event in one transaction


class DynamoActivities:
    """Implements ports.Activities."""

    def between(self, opd_id: OpdId, first: date, last: date) -> tuple[OpdActivity, ...]:
        """One Query; by day and opening."""
        low, high = keys.day_key(opd_id, first, ""), keys.day_key(opd_id, last, "~")
        found = items.Item.rows(
            low.pk, items.Item.sk.between(low.sk, high.sk), consistent_read=True
        )
        kept = (read_copy(item) for item in found)
        return tuple(sorted(kept, key=lambda k: k.activity.window.opens))

    def get(self, opd_id: OpdId, held_on: date, activity_id: ActivityId) -> OpdActivity:
        """The OPD's copy."""
        found = next(items.batch_get([keys.day_key(opd_id, held_on, activity_id)]), None)
        if not found:
            raise NotFound
        return read_copy(found)

    def find(self, activity_id: ActivityId) -> Activity:
        """The activity itself."""
        found = next(items.batch_get([keys.activity_key(activity_id)]), None)
        if not found:
            raise NotFound
        return read_activity(found)

    def add(self, activity: Activity, opd_ids: Iterable[OpdId], event: Event) -> None:
        """Copies first, then the activity with its event: the same id again completes a half."""
        data = _data(activity)
        due = keys.due_activity_key(activity.held_on, activity.activity_id)
        is_same = ActivityItem.pk.does_not_exist() | (ActivityItem.data == data)

        def copy(batch: TransactWrite, opds: tuple[OpdId, ...]) -> None:
            batch.save(DueItem(pk=due.pk, sk=due.sk, data=data), condition=is_same)
            for opd_id in opds:
                key = keys.day_key(opd_id, activity.held_on, activity.activity_id)
                batch.update(
                    ActivityItem(pk=key.pk, sk=key.sk),
                    [ActivityItem.data.set(data), _IS_ACTIVITY],
                    condition=is_same,
                )

        made: list[Action] = [ActivityItem.data.set(data), _IS_ACTIVITY]
        self._in_parts(
            tuple(opd_ids), copy, activity, event, (made, is_same), ContentDiffers("/id")
        )

    def change(
        self, before: Activity, after: Activity, opd_ids: Iterable[OpdId], event: Event
    ) -> None:
        """The activity first, over `before`; the copies of later parts only while it stands."""
        main = keys.activity_key(after.activity_id)
        due = keys.due_activity_key(after.held_on, after.activity_id)
        data, opds = _data(after), tuple(opd_ids)
        changed: list[Action] = [ActivityItem.data.set(data)]

        def copies(batch: TransactWrite, start: int) -> None:
            for opd_id in opds[start : start + COPIES_AT_ONCE]:
                key = keys.day_key(opd_id, after.held_on, after.activity_id)
                batch.update(ActivityItem(pk=key.pk, sk=key.sk), changed, condition=_IS_THERE)

        def first(batch: TransactWrite) -> None:
            batch.update(
                ActivityItem(pk=main.pk, sk=main.sk),
                changed,
                condition=ActivityItem.data == _data(before),
            )
            tell(batch, event)
            batch.update(
                DueItem(pk=due.pk, sk=due.sk), [DueItem.data.set(data)], condition=_IS_THERE
            )
            copies(batch, 0)

        def later(batch: TransactWrite, start: int) -> None:
            batch.condition_check(ActivityItem, main.pk, main.sk, ActivityItem.data == data)
            copies(batch, start)

        with items.named(op0=VersionConflict):
            try:
                items.transact(first)
            except items.Cancelled as cancelled:
                if cancelled.failed != (EVENT_AT,):
                    raise
            for start in range(COPIES_AT_ONCE, len(opds), COPIES_AT_ONCE):
                items.transact(lambda batch, start=start: later(batch, start))  # type: ignore[misc]

    def invite(self, before: Activity, after: Activity, event: Event) -> None:
        """The activity, what is due, every copy and the event in one transaction."""
        main = keys.activity_key(after.activity_id)
        due = keys.due_activity_key(after.held_on, after.activity_id)
        data = _data(after)
        stands = ActivityItem.cancelled.does_not_exist() & (ActivityItem.data == _data(before))

        def fill(batch: TransactWrite) -> None:
            changed: list[Action] = [ActivityItem.data.set(data)]
            batch.update(ActivityItem(pk=main.pk, sk=main.sk), changed, condition=stands)
            tell(batch, event)
            batch.update(
                DueItem(pk=due.pk, sk=due.sk), [DueItem.data.set(data)], condition=_IS_THERE
            )
            for opd_id in after.opds:
                key = keys.day_key(opd_id, after.held_on, after.activity_id)
                batch.update(ActivityItem(pk=key.pk, sk=key.sk), [*changed, _IS_ACTIVITY])

        with items.named(op0=VersionConflict):
            items.transact(fill)

    def answer(self, kept: OpdActivity, answer: Answer, event: Event) -> None:
        """Over the answer that was seen, with its event."""
        activity = kept.activity
        key = keys.day_key(kept.opd_id, activity.held_on, activity.activity_id)
        seen = (
            ActivityItem.answer == _answer_data(kept.answer)
            if kept.answer
            else ActivityItem.answer.does_not_exist()
        )

        def fill(batch: TransactWrite) -> None:
            batch.update(
                ActivityItem(pk=key.pk, sk=key.sk),
                [ActivityItem.answer.set(_answer_data(answer))],
                condition=_IS_THERE & ActivityItem.cancelled.does_not_exist() & seen,
            )
            tell(batch, event)

        with items.named(op0=VersionConflict):
            items.transact(fill)

    def cancel(
        self, activity: Activity, opd_ids: Iterable[OpdId], reason: str, event: Event
    ) -> None:
        """Mark it cancelled everywhere; what was recorded stays."""
        cancelled: list[Action] = [ActivityItem.cancelled.set(reason)]

        def mark(batch: TransactWrite, opds: tuple[OpdId, ...]) -> None:
            for opd_id in opds:
                key = keys.day_key(opd_id, activity.held_on, activity.activity_id)
                batch.update(ActivityItem(pk=key.pk, sk=key.sk), cancelled, condition=_IS_THERE)

        self._in_parts(tuple(opd_ids), mark, activity, event, (cancelled, _IS_THERE), NotFound())

    def _in_parts(
        self,
        opd_ids: tuple[OpdId, ...],
        fill_part: Callable[[TransactWrite, tuple[OpdId, ...]], None],
        activity: Activity,
        event: Event,
        of_main: "tuple[list[Action], Condition]",
        refusal: ApelError,
    ) -> None:
        """The copies in parts, the activity and its event with the last one."""
        main = keys.activity_key(activity.activity_id)
        actions, condition = of_main
        parts = [
            opd_ids[start : start + COPIES_AT_ONCE]
            for start in range(0, len(opd_ids), COPIES_AT_ONCE)
        ] or [()]

        def last(batch: TransactWrite) -> None:
            tell(batch, event)
            batch.update(ActivityItem(pk=main.pk, sk=main.sk), actions, condition=condition)
            fill_part(batch, parts[-1])

        try:
            for part in parts[:-1]:
                items.transact(lambda batch, part=part: fill_part(batch, part))  # type: ignore[misc]
            items.transact(last)
        except items.Cancelled as cancelled:
            if cancelled.failed != (0,):
                raise refusal from cancelled


def _data(activity: Activity) -> dict[str, Any]:
    window, venue = activity.window, activity.venue
    return {
        "id": activity.activity_id,
        "on": activity.held_on.isoformat(),
        "kind": activity.kind,
        "title": activity.title,
        "w": [
            edge.isoformat()
            for edge in (window.opens, window.starts, window.late_after, window.closes)
        ],
        "v": [venue.name, _text(venue.lat), _text(venue.lon), venue.radius_m],
        "ch": activity.challenge,
        "lead": activity.leader,
        "org": activity.organiser,
        "opds": list(activity.opds),
        "units": list(activity.units),
        "plan": activity.is_planned,
        **({"own": True} if venue.is_own_office else {}),
        **({"ver": activity.version} if activity.version else {}),
        **({"series": activity.series} if activity.series else {}),
    }


def _answer_data(answer: Answer) -> dict[str, Any]:
    return {
        "ver": answer.version,
        "all": answer.is_everybody,
        "units": list(answer.units),
        "people": sorted(answer.people),
    }


def _answer(item: Any) -> Answer | None:
    if item.answer is None:
        return None
    return Answer(
        version=item.answer["ver"],
        is_everybody=item.answer["all"],
        units=tuple(UnitNo(int(no)) for no in item.answer["units"]),
        people=frozenset(PegawaiId(who) for who in item.answer["people"]),
    )


def _text(number: float | None) -> str | None:
    return None if number is None else str(number)


def read_activity(item: Any) -> Activity:
    """An activity from its item, its copy of an OPD, or its place among what is due."""
    data = item.data
    opens, starts, late_after, closes = (datetime.fromisoformat(edge) for edge in data["w"])
    name, lat, lon, radius_m = data["v"]
    return Activity(
        activity_id=ActivityId(data["id"]),
        kind=Kind(data["kind"]),
        title=data["title"],
        held_on=date.fromisoformat(data["on"]),
        window=Window(opens=opens, starts=starts, late_after=late_after, closes=closes),
        venue=Venue(
            name=name,
            lat=float(lat) if lat else None,
            lon=float(lon) if lon else None,
            radius_m=radius_m,
            is_own_office=data.get("own", False),
        ),
        challenge=data["ch"],
        leader=PegawaiId(data["lead"]) if data["lead"] else None,
        organiser=OpdId(data["org"]) if data.get("org") else None,
        opds=tuple(OpdId(o) for o in data["opds"]),
        units=tuple(UnitNo(int(u)) for u in data["units"]),
        is_planned=data["plan"],
        series=ActivityId(data["series"]) if "series" in data else None,
        version=data.get("ver", 0),
        cancelled_because=getattr(item, "cancelled", None),
    )


def read_copy(item: Any) -> OpdActivity:
    """An OPD's copy of an activity, with its lock; of a guest with whom it sends."""
    opd_id, answer = OpdId(item.pk.split("#")[1]), _answer(item)
    return OpdActivity(
        activity=read_activity(item).as_kept_by(opd_id, answer),
        opd_id=opd_id,
        answer=answer,
        final_version=int(item.final or 0),
        reopened=item.reopened,
    )
