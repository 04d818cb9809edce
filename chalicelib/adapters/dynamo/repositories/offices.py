"""The offices of an OPD's units."""

from dataclasses import astuple
from typing import Any

from pynamodb.transactions import TransactWrite

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import OfficesItem
from chalicelib.adapters.dynamo.repositories.audit import tell
from chalicelib.domain.audit import Event
from chalicelib.domain.errors import VersionConflict
from chalicelib.domain.offices import Office, Offices
from chalicelib.domain.people import OpdId, UnitNo


class DynamoOfficeBook:
    """Implements ports.OfficeBook."""

    def of(self, opd_id: OpdId) -> Offices:
        """One consistent read."""
        found = next(items.batch_get([keys.offices_key(opd_id)]), None)
        return offices_of(found) if found else Offices(opd_id=opd_id)

    def change(self, offices: Offices, event: Event) -> None:
        """All of them and the event in one transaction."""
        key = keys.offices_key(offices.opd_id)
        data = {str(no): astuple(office) for no, office in sorted(offices.by_unit.items())}
        item = OfficesItem(pk=key.pk, sk=key.sk, version=offices.version, data=data)
        before = items.over(OfficesItem.version, offices.version)

        def fill(batch: TransactWrite) -> None:
            batch.save(item, condition=before)
            tell(batch, event)

        with items.named(op0=VersionConflict):
            items.transact(fill)


def offices_of(item: Any) -> Offices:
    """The offices of an item."""
    return Offices(
        opd_id=keys.opd_of(item.pk),
        version=int(item.version),
        by_unit={
            UnitNo(int(no)): Office(lat=lat, lon=lon, radius_m=radius_m)
            for no, (lat, lon, radius_m) in item.data.items()
        },
    )
