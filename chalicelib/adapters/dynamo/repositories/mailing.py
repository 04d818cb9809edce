"""Mail addresses of people, and what was mailed already."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import SentItem
from chalicelib.adapters.dynamo.repositories.notices import expires
from chalicelib.adapters.dynamo.repositories.schedule import many
from chalicelib.domain.people import PegawaiId


class DynamoAddresses:
    """Implements ports.Addresses."""

    def of(self, people: Sequence[PegawaiId]) -> dict[PegawaiId, str]:
        """Of those who have one; 100 profiles a trip."""
        owners = {keys.profile_key(who).pk: who for who in people}
        found = many([keys.profile_key(who) for who in people])
        return {owners[item.pk]: item.mail for item in found if item.mail}


class DynamoSent:
    """Implements ports.Sent."""

    def is_first(self, job: str, subject: str, who: PegawaiId, *, now: datetime) -> bool:
        """One conditional put."""
        key = keys.sent_key(job, subject, who)
        try:
            SentItem(pk=key.pk, sk=key.sk, at=now.isoformat(), ttl=expires(now)).put_new()
        except items.OldItem:
            return False
        return True
