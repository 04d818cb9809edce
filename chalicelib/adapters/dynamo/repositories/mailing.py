"""Mail addresses of people, and what was mailed already."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import SentItem
from chalicelib.adapters.dynamo.repositories.notices import expires
from chalicelib.adapters.dynamo.repositories.schedule import many
from chalicelib.domain.people import PegawaiId

REFUSED: Final = "-"  # in place of the time


class DynamoAddresses:
    """Implements ports.Addresses."""

    def of(self, people: Sequence[PegawaiId]) -> dict[PegawaiId, str]:
        """Of those who have one; 100 profiles a trip."""
        owners = {keys.profile_key(who).pk: who for who in people}
        found = many([keys.profile_key(who) for who in people])
        return {owners[item.pk]: item.mail for item in found if item.mail}


class DynamoSent:
    """Implements ports.Sent."""

    @contextmanager
    def once(self, job: str, subject: str, who: PegawaiId, *, now: datetime) -> Iterator[bool]:
        """One conditional put; a second one takes it back where the mail was refused."""
        key = keys.sent_key(job, subject, who)
        noted = SentItem(pk=key.pk, sk=key.sk, at=now.isoformat(), ttl=expires(now))
        try:
            noted.put(SentItem.pk.does_not_exist() | (SentItem.at == REFUSED))
        except items.OldItem:
            yield False
            return
        try:
            yield True
        except Exception:
            noted.at = REFUSED
            noted.put()
            raise
