"""The book of the regency's settings, in one item."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from pynamodb.transactions import TransactWrite

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import RegencyItem
from chalicelib.adapters.dynamo.repositories.audit import tell
from chalicelib.domain.audit import Event
from chalicelib.domain.errors import VersionConflict
from chalicelib.domain.settings_book import Held, Setting, SettingsBook

KNOWN: Final = frozenset(map(str, Setting))


class DynamoSettingsBooks:
    """Implements ports.SettingsBooks; 400 KB hold more than a change a day of five years."""

    def read(self) -> SettingsBook:
        """The book."""
        found = self._item()
        return read_book(found.data) if found else SettingsBook()

    def change(self, book: SettingsBook, event: Event) -> None:
        """Over what was read, if that is the version before."""
        found = self._item()
        stored = read_book(found.data) if found else SettingsBook()
        if stored.version != book.version - 1:
            raise VersionConflict
        key = keys.settings_key()
        item = RegencyItem(pk=key.pk, sk=key.sk, data=_data(book))
        as_read = RegencyItem.data == found.data if found else RegencyItem.pk.does_not_exist()

        def fill(batch: TransactWrite) -> None:
            batch.save(item, condition=as_read)
            tell(batch, event)

        with items.named(op0=VersionConflict):
            items.transact(fill)

    def _item(self) -> Any:
        return next(items.batch_get([keys.settings_key()]), None)


def _data(book: SettingsBook) -> dict[str, Any]:
    return {
        "version": book.version,
        "held": {
            str(setting): [
                [one.since.isoformat(), one.value, one.by_name, one.at.isoformat()] for one in ones
            ]
            for setting, ones in book.held.items()
        },
    }


def read_book(data: Mapping[str, Any]) -> SettingsBook:
    """The book of its item; what only a newer version of this code sets is left out."""
    return SettingsBook(
        held={
            Setting(name): tuple(
                Held(
                    value=value,
                    since=date.fromisoformat(since),
                    by_name=by_name,
                    at=datetime.fromisoformat(at),
                )
                for since, value, by_name, at in rows
            )
            for name, rows in data["held"].items()
            if name in KNOWN
        },
        version=int(data["version"]),
    )
