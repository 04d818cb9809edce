"""Audit events in their own table; changes add theirs to their own transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from pynamodb.transactions import TransactWrite

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import AuditEvent
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import day_of
from chalicelib.domain.people import OpdId, PegawaiId

EVENTS_LOOKED_AT: Final = 100


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
        person=event.person,
    )


def tell(batch: TransactWrite, event: Event) -> None:
    """Put the event into the transaction of the change that it tells; each stands there once."""
    batch.save(event_item(event), condition=AuditEvent.pk.does_not_exist())


class DynamoAuditLog:
    """Implements ports.AuditLog."""

    def add(self, event: Event) -> None:
        """Put once."""
        self._put([event_item(event)])

    def add_view(self, events: Sequence[Event]) -> None:
        """Each view once for the OPD and once for the owner of the photo."""
        copies = []
        for event in events:
            own = event_item(event)
            own.person = None  # the OPD's is enough there
            own.pk, own.sk = keys.views_key(PegawaiId(event.detail["of"]), event.event_id)
            copies += [event_item(event), own]
        self._put(copies)

    def about(self, person: PegawaiId, opd_id: OpdId) -> tuple[Event, ...]:
        """What the thin index holds; events of other OPDs are left out here."""
        found: Any = AuditEvent.by_person.query(
            person, scan_index_forward=False, limit=EVENTS_LOOKED_AT
        )
        return tuple(
            Event(
                event_id=item.sk,
                at=datetime.fromisoformat(item.at),
                actor=item.actor,
                action=item.action,
                subject=person,
                opd_id=opd_id,
            )
            for item in found
            if item.pk.startswith(keys.audit_prefix(opd_id))
        )

    def _put(self, events: list[AuditEvent]) -> None:
        """All that do not stand there yet; what was told already is left out and the rest put."""
        while events:
            try:
                items.transact(lambda batch, events=events: _fill(batch, events))  # type: ignore[misc]
            except items.Cancelled as cancelled:
                told = set(cancelled.failed)
                events = [event for n, event in enumerate(events) if n not in told]
            else:
                return


def _fill(batch: TransactWrite, events: list[AuditEvent]) -> None:
    for item in events:
        batch.save(item, condition=AuditEvent.pk.does_not_exist())
