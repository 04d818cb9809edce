"""What tick works from: its mark, the activities of a day, the OPDs' copies, what to lock again."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import DueItem, Item, RegencyItem
from chalicelib.adapters.dynamo.repositories.activities import read_activity, read_copy
from chalicelib.domain.activities import Activity
from chalicelib.domain.attendance import Place
from chalicelib.services.ports.activities import OpdActivity


class DynamoSchedule:
    """Implements ports.Schedule."""

    def mark(self) -> datetime | None:
        """Until when everything was enqueued."""
        found: Any = next(items.batch_get([keys.tick_key()]), None)
        return datetime.fromisoformat(found.data["until"]) if found else None

    def set_mark(self, at: datetime) -> None:
        """Move the mark forward; the time stands in `t`, which the condition compares."""
        key = keys.tick_key()
        item = RegencyItem(
            pk=key.pk, sk=key.sk, t=keys.changed_at(at), data={"until": at.isoformat()}
        )
        try:
            item.put(RegencyItem.pk.does_not_exist() | (RegencyItem.t < item.t))
        except items.OldItem:
            return  # another tick went further

    def of_days(self, days: Sequence[date]) -> tuple[Activity, ...]:
        """Every activity of these days; one consistent Query a day."""
        return tuple(
            read_activity(item)
            for day in days
            for item in self._due(keys.due_activity_key(day, ""))
        )

    def copies(self, places: Sequence[Place]) -> tuple[OpdActivity, ...]:
        """The copies that are there; 100 a trip."""
        return tuple(read_copy(item) for item in many([keys.copy_key(place) for place in places]))

    def relocks(self, day: date) -> tuple[Place, ...]:
        """Where a reopened recap has to be locked again on that day."""
        found = (Place.of_ref(item.data["ref"]) for item in self._due(keys.due_lock_key(day, "")))
        return tuple(place for place in found if place)

    def _due(self, prefix: keys.Key) -> list[Any]:
        return list(DueItem.rows(prefix.pk, Item.sk.startswith(prefix.sk), consistent_read=True))


def many(wanted: Sequence[keys.Key]) -> list[Any]:
    """Any number of items by key, consistently, in the order that the table gives them."""
    return [
        item
        for at in range(0, len(wanted), items.KEYS_PER_TRIP)
        for item in items.batch_get(wanted[at : at + items.KEYS_PER_TRIP])
    ]
