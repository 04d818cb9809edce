"""Duty rosters, each month packed behind the OPD's permits of that month."""

import zlib
from dataclasses import replace
from datetime import date
from typing import Any

from pynamodb.transactions import TransactWrite

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import DutyItem, Item
from chalicelib.adapters.dynamo.repositories.audit import tell
from chalicelib.adapters.dynamo.repositories.permits import month_permit
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import months_of
from chalicelib.domain.duty import DutyMonth
from chalicelib.domain.errors import VersionConflict
from chalicelib.domain.numerals import ULID_BYTES, ulid_bytes, ulid_of
from chalicelib.domain.people import OpdId, PegawaiId
from chalicelib.domain.permits import Permit


class DynamoDuties:
    """Implements ports.Duties."""

    def around(self, opd_id: OpdId, day: date) -> tuple[tuple[DutyMonth, ...], tuple[Permit, ...]]:
        """From the roster of the eve's month, where it is another one, to that of the day's."""
        asked = months_of([day])
        last = keys.duty_key(opd_id, f"{asked[-1]:%Y%m}")
        first = keys.permit_month_key(opd_id, f"{asked[-1]:%Y%m}", "")
        if len(asked) > 1:
            first = keys.duty_key(opd_id, f"{asked[0]:%Y%m}")
        found = list(Item.rows(last.pk, Item.sk.between(first.sk, last.sk), consistent_read=True))
        rosters = [duty_month(item) for item in found if isinstance(item, DutyItem)]
        stored = {month.first_day: month for month in rosters}
        months = (stored.get(m, DutyMonth(opd_id=opd_id, first_day=m)) for m in asked)
        permits = (month_permit(item) for item in found if not isinstance(item, DutyItem))
        return tuple(months), tuple(permits)

    def change(self, month: DutyMonth, event: Event) -> None:
        """The roster and its event in one transaction."""
        key = keys.duty_key(month.opd_id, f"{month.first_day:%Y%m}")
        item = DutyItem(pk=key.pk, sk=key.sk, version=month.version, people=_packed(month))
        before = items.over(DutyItem.version, month.version)

        def fill(batch: TransactWrite) -> None:
            batch.save(item, condition=before)
            tell(batch, event)

        with items.named(op0=VersionConflict):
            items.transact(fill)


def duty_month(item: Any) -> DutyMonth:
    """The roster of an item."""
    name = item.sk.split("#")[1]
    month = DutyMonth(
        opd_id=OpdId(item.pk.split("#")[1]),
        first_day=date(int(name[:4]), int(name[4:]), 1),
        version=int(item.version),
    )
    data, length = zlib.decompress(item.people), month.length
    count = len(data) // (ULID_BYTES + length)
    planes, letters = data[: count * ULID_BYTES], data[count * ULID_BYTES :].decode("ascii")
    rows = {
        PegawaiId(ulid_of(planes[n::count])): letters[n * length :][:length] for n in range(count)
    }
    return replace(month, rows=dict(sorted(rows.items())))


def _packed(month: DutyMonth) -> bytes:
    """Like months side by side, and the ids byte by byte: what an import's share goes to nothing.

    300 people are 3.3 KB so; as they stand they would cost the compile a read unit more.
    """
    rows = sorted(month.rows.items(), key=lambda row: (row[1], row[0]))
    ids = b"".join(ulid_bytes(who) for who, _ in rows)
    planes = b"".join(ids[n::ULID_BYTES] for n in range(ULID_BYTES))
    return zlib.compress(planes + "".join(row for _, row in rows).encode("ascii"), 9)
