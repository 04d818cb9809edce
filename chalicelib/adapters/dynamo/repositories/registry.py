"""People and OPDs as an import writes them: one transaction a person."""

import zlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Final

from pynamodb.transactions import TransactWrite

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import NamesItem, OriginItem, PointerItem, ProfileItem
from chalicelib.adapters.dynamo.repositories.accounts import DynamoAccounts, save_account
from chalicelib.adapters.dynamo.repositories.audit import event_item
from chalicelib.adapters.dynamo.repositories.people import names_items, opd_item, profile_item
from chalicelib.domain.audit import Event
from chalicelib.domain.errors import VersionConflict
from chalicelib.domain.people import Opd, OpdId, PegawaiId, Person
from chalicelib.domain.sessions import Account

NOBODY: Final = zlib.compress(b"[]")
TRIES: Final = 3  # somebody may sign in meanwhile: their item changes under us


class DynamoRegistry:
    """Implements ports.Registry."""

    def save_opds(self, opds: Iterable[Opd]) -> None:
        """Add OPDs and units."""
        for opd in opds:
            opd_item(opd).save()

    def save_person(self, person: Person, since: date, event: Event) -> PegawaiId:
        """All of one person in one transaction, over the account as it was read."""
        owner = DynamoAccounts().by_nip(person.nip)
        person = replace(person, pegawai_id=owner or person.pegawai_id)
        for attempt in range(TRIES):
            try:
                self._save(person, since, event)
            except VersionConflict:
                if attempt == TRIES - 1:
                    raise
            else:
                break
        return person.pegawai_id

    def save_names(self, opd_id: OpdId, people: Iterable[Person]) -> None:
        """Rewrite the packed list; chunks beyond it become empty."""
        packed = names_items(opd_id, people)
        for item in packed:
            item.save()
        first = keys.names_key(opd_id, len(packed))
        rest = NamesItem.rows(first.pk, items.Item.sk >= first.sk, consistent_read=True)
        for item in rest:
            NamesItem(pk=item.pk, sk=item.sk, data=NOBODY).save()

    def _save(self, person: Person, since: date, event: Event) -> None:
        before = DynamoAccounts().get(person.pegawai_id)
        profile = self._profile(person)
        account = _account(person, before)
        pointer, origin = keys.nip_key(person.nip), keys.origin_key(person.pegawai_id, since)
        has_moved = before is None or before.place_on(since) != account.place_on(since)

        def fill(batch: TransactWrite) -> None:
            save_account(batch, account)
            batch.save(profile)
            batch.save(
                PointerItem(pk=pointer.pk, sk=pointer.sk, owner=person.pegawai_id),
                condition=PointerItem.pk.does_not_exist()
                | (PointerItem.owner == person.pegawai_id),
            )
            batch.save(event_item(event), condition=items.AuditEvent.pk.does_not_exist())
            if has_moved:
                batch.save(
                    OriginItem(pk=origin.pk, sk=origin.sk, opd=person.opd_id, unit=person.unit_no)
                )

        with items.named(op0=VersionConflict, op2=VersionConflict):
            items.transact(fill)

    def _profile(self, person: Person) -> ProfileItem:
        """The profile anew, with the mail that the person entered."""
        found: Any = next(items.batch_get([keys.profile_key(person.pegawai_id)]), None)
        return profile_item(person, found.mail if found else None)


def _account(person: Person, before: Account | None) -> Account:
    """The account with name and place of the file; who is gone loses sessions and rights."""
    if before is None:
        return Account.of(person)
    return replace(
        before.next_rev(),
        is_active=person.is_active,
        name=person.full_name,
        opd_id=person.opd_id,
        unit_no=person.unit_no,
        move=None,
        sessions=before.sessions if person.is_active else (),
        appointments=before.appointments if person.is_active else (),
    )
