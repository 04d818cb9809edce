"""Notices in the app, and what verification found; both go by TTL after 90 days."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final

from pynamodb.transactions import TransactWrite

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import EvidenceItem, NoticeItem, PointerItem
from chalicelib.domain.attendance import CheckIn
from chalicelib.domain.errors import NotFound
from chalicelib.domain.notices import Notice
from chalicelib.domain.people import PegawaiId

KEPT: Final = timedelta(days=90)


def expires(at: datetime) -> int:
    """TTL of what is kept 90 days."""
    return int((at + KEPT).timestamp())


class DynamoNotices:
    """Implements ports.Notices."""

    def add(self, to: Iterable[PegawaiId], notice: Notice) -> None:
        """The same id again changes nothing but the read mark."""
        for pegawai_id in to:
            key = keys.notice_key(pegawai_id, notice.notice_id)
            item = NoticeItem(
                pk=key.pk,
                sk=key.sk,
                ttl=expires(notice.at),
                at=notice.at.isoformat(),
                what=notice.what,
                data=dict(notice.data),
            )
            try:
                item.put_new()
            except items.OldItem:
                continue  # told already

    def newest(self, to: PegawaiId, *, most: int = 50) -> tuple[Notice, ...]:
        """Newest first; one Query."""
        prefix = keys.notice_key(to, "")
        found = items.Item.rows(
            prefix.pk,
            items.Item.sk.startswith(prefix.sk),
            scan_index_forward=False,
            limit=most,
            consistent_read=True,
        )
        return tuple(_notice(item) for item in islice(found, most))

    def mark_read(self, to: PegawaiId, notice_id: str) -> None:
        """Set the read mark."""
        key = keys.notice_key(to, notice_id)

        def fill(batch: TransactWrite) -> None:
            batch.update(
                NoticeItem(pk=key.pk, sk=key.sk),
                [NoticeItem.read.set(True)],
                condition=NoticeItem.pk.exists(),
            )

        with items.named(op0=NotFound):
            items.transact(fill)


class DynamoEvidence:
    """Implements ports.Evidence."""

    def first_use(self, sha256: str, ref: str) -> bool:
        """Whether this record is the photo's first; the same record again stays the first."""
        key = keys.photo_hash_key(sha256)
        try:
            PointerItem(pk=key.pk, sk=key.sk, owner=ref).put_new()
        except items.OldItem as old:
            return bool(getattr(old.item, "owner", None) == ref)
        return True

    def keep(self, check_in: CheckIn, found: Mapping[str, Any], *, now: datetime) -> None:
        """Store what was found; the same again gives the same item."""
        key = keys.evidence_key(
            check_in.opd_id, check_in.held_on, check_in.claim.activity_id, check_in.pegawai_id
        )
        EvidenceItem(pk=key.pk, sk=key.sk, ttl=expires(now), data=dict(found)).save()


def _notice(item: Any) -> Notice:
    return Notice(
        notice_id=item.sk.rpartition("#")[2],
        at=datetime.fromisoformat(item.at),
        what=item.what,
        data=item.data,
        read=item.read,
    )
