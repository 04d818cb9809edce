"""Appointments, listed under their OPD."""

from typing import Any

from pynamodb.transactions import TransactWrite

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import RoleItem
from chalicelib.adapters.dynamo.repositories.accounts import (
    appointment_data,
    read_appointment,
    save_account,
)
from chalicelib.adapters.dynamo.repositories.audit import tell
from chalicelib.domain.audit import Event
from chalicelib.domain.errors import VersionConflict
from chalicelib.domain.people import OpdId, PegawaiId
from chalicelib.domain.sessions import Account
from chalicelib.services.ports.people import Held


class DynamoAppointments:
    """Implements ports.Appointments."""

    def of_opd(self, opd_id: OpdId | None) -> tuple[Held, ...]:
        """Past, present and future ones; one Query."""
        pk = keys.roles_pk(opd_id)
        return tuple(_held(item) for item in items.Item.rows(pk, consistent_read=True))

    def add(self, account: Account, held: Held, event: Event) -> None:
        """Under the OPD and in the account, in one transaction."""
        a = held.appointment
        key = keys.role_key(a.opd_id, a.role, a.since, held.pegawai_id)
        data = {"name": held.name, "decree": held.decree, **appointment_data(a)}

        def fill(batch: TransactWrite) -> None:
            save_account(batch, account)
            batch.save(RoleItem(pk=key.pk, sk=key.sk, pegawai=held.pegawai_id, data=data))
            tell(batch, event)

        with items.named(op0=VersionConflict):
            items.transact(fill)


def _held(item: Any) -> Held:
    return Held(
        pegawai_id=PegawaiId(item.pegawai),
        name=item.data["name"],
        appointment=read_appointment(item.data),
        decree=item.data.get("decree", ""),
    )
