"""Audit events in their own table; changes add theirs to their own transaction."""

from collections.abc import Sequence

from pynamodb.transactions import TransactWrite

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import AuditEvent
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import day_of
from chalicelib.domain.people import PegawaiId


def event_item(event: Event) -> AuditEvent:
    """The item of an event, to be put in the transaction of the change that it tells."""
    key = keys.audit_key(event.opd_id, day_of(event.at), event.event_id)
    return AuditEvent(
        pk=key.pk,
        sk=key.sk,
        at=event.at.isoformat(),
        actor=event.actor,
        action=event.action,
        subject=event.subject,
        detail=event.detail or None,
        lintas_opd=True if event.crosses_opd else None,
    )


class DynamoAuditLog:
    """Implements ports.AuditLog."""

    def add(self, event: Event) -> None:
        """Put once."""
        self._put([event_item(event)])

    def add_view(self, event: Event, owners: Sequence[PegawaiId]) -> None:
        """A view of these people's photos: once for the OPD, once for each owner."""
        copies = []
        for owner in owners:
            item = event_item(event)
            item.pk, item.sk = keys.views_key(owner, event.event_id)
            copies.append(item)
        self._put([event_item(event), *copies])

    def _put(self, events: list[AuditEvent]) -> None:
        def fill(batch: TransactWrite) -> None:
            for item in events:
                batch.save(item, condition=AuditEvent.pk.does_not_exist())

        try:
            items.transact(fill)
        except items.Cancelled:
            return  # told already: the same request came again
