"""Links of own calendars: only the hash of each secret is kept."""

from datetime import datetime
from typing import Any

from pynamodb.transactions import TransactWrite

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import FeedItem
from chalicelib.adapters.dynamo.repositories.audit import tell
from chalicelib.domain.audit import Event
from chalicelib.domain.people import PegawaiId
from chalicelib.services.ports.feeds import FeedLink


class DynamoFeeds:
    """Implements ports.Feeds."""

    def get(self, pegawai_id: PegawaiId) -> FeedLink | None:
        """One consistent read."""
        found: Any = next(items.batch_get([keys.feed_key(pegawai_id)]), None)
        if found is None or found.digest is None:
            return None
        return FeedLink(digest=found.digest, since=datetime.fromisoformat(found.since))

    def put(self, pegawai_id: PegawaiId, link: FeedLink, event: Event) -> None:
        """With its event."""
        self._save(pegawai_id, link.digest, link.since, event)

    def drop(self, pegawai_id: PegawaiId, event: Event) -> None:
        """The item stays without a secret."""
        self._save(pegawai_id, None, event.at, event)

    def _save(
        self, pegawai_id: PegawaiId, digest: str | None, since: datetime, event: Event
    ) -> None:
        key = keys.feed_key(pegawai_id)
        item = FeedItem(pk=key.pk, sk=key.sk, digest=digest, since=since.isoformat())

        def fill(batch: TransactWrite) -> None:
            batch.save(item)
            tell(batch, event)

        items.transact(fill)
