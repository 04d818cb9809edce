"""Which image of their signature heads have printed."""

from datetime import datetime
from typing import Any

from pynamodb.transactions import TransactWrite

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import SignatureImageItem
from chalicelib.adapters.dynamo.repositories.audit import tell
from chalicelib.domain.audit import Event
from chalicelib.domain.people import OpdId, PegawaiId
from chalicelib.services.ports.signature_images import SignatureImage


class DynamoSignatureImages:
    """Implements ports.SignatureImages."""

    def get(self, pegawai_id: PegawaiId, opd_id: OpdId) -> SignatureImage | None:
        """One consistent read."""
        key = keys.signature_image_key(pegawai_id, opd_id)
        found: Any = next(items.batch_get([key]), None)
        if found is None or found.sha is None:
            return None
        return SignatureImage(sha256=found.sha, since=datetime.fromisoformat(found.since))

    def put(
        self, pegawai_id: PegawaiId, opd_id: OpdId, image: SignatureImage, event: Event
    ) -> None:
        """With its event."""
        self._save(pegawai_id, opd_id, image.sha256, image.since, event)

    def drop(self, pegawai_id: PegawaiId, opd_id: OpdId, event: Event) -> None:
        """The item stays without a picture."""
        self._save(pegawai_id, opd_id, None, event.at, event)

    def _save(
        self,
        pegawai_id: PegawaiId,
        opd_id: OpdId,
        sha256: str | None,
        since: datetime,
        event: Event,
    ) -> None:
        key = keys.signature_image_key(pegawai_id, opd_id)
        item = SignatureImageItem(pk=key.pk, sk=key.sk, sha=sha256, since=since.isoformat())

        def fill(batch: TransactWrite) -> None:
            batch.save(item)
            tell(batch, event)

        items.transact(fill)
