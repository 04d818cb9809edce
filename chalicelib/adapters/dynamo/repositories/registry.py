"""People and OPDs as an import writes them: one transaction a person."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from pynamodb.transactions import TransactWrite

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import NamesItem, OriginItem, PointerItem, RoleItem
from chalicelib.adapters.dynamo.repositories.accounts import (
    DynamoAccounts,
    read_appointment,
    save_account,
)
from chalicelib.adapters.dynamo.repositories.appointments import role_item
from chalicelib.adapters.dynamo.repositories.audit import tell
from chalicelib.adapters.dynamo.repositories.people import (
    names_items,
    opd_item,
    person_of,
    profile_item,
)
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import ONE_DAY
from chalicelib.domain.errors import VersionConflict
from chalicelib.domain.people import Opd, OpdId, PegawaiId, Person
from chalicelib.domain.sessions import Account

NOBODY: Final = zlib.compress(b"[]")
FREE: Final = "-"  # a pointer whose person has another number since
TRIES: Final = 3  # somebody may sign in meanwhile: their item changes under us


class DynamoRegistry:
    """Implements ports.Registry."""

    def save_opds(self, opds: Iterable[Opd]) -> None:
        """Add OPDs and units."""
        for opd in opds:
            opd_item(opd).save()

    def save_people(
        self, people: Sequence[Person], since: date, events: Sequence[Event]
    ) -> Mapping[PegawaiId, PegawaiId]:
        """Three trips to read a hundred, and a transaction for each person, over what was read."""
        kept = {}
        for at in range(0, len(people), items.KEYS_PER_TRIP):
            part = people[at : at + items.KEYS_PER_TRIP]
            for planned, known, event in zip(part, _known(part, since), events[at:], strict=False):
                try:
                    _save(known, since, event)
                except VersionConflict:
                    known_id = self._save_alone(planned, since, event)
                else:
                    known_id = known.person.pegawai_id
                if known_id != planned.pegawai_id:
                    kept[planned.pegawai_id] = known_id
        return kept

    def save_names(self, opd_id: OpdId, people: Iterable[Person]) -> None:
        """Rewrite the packed list; chunks beyond it become empty."""
        packed = names_items(opd_id, people)
        for item in packed:
            item.save()
        first = keys.names_key(opd_id, len(packed))
        rest = NamesItem.rows(first.pk, items.Item.sk >= first.sk, consistent_read=True)
        for item in rest:
            NamesItem(pk=item.pk, sk=item.sk, data=NOBODY).save()

    def _save_alone(self, person: Person, since: date, event: Event) -> PegawaiId:
        """One person whose account changed under us, read anew."""
        for attempt in range(TRIES):
            (known,) = _known([person], since)
            try:
                _save(known, since, event)
            except VersionConflict:
                if attempt == TRIES - 1:
                    raise
            else:
                return known.person.pegawai_id
        raise VersionConflict


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A person under the id that the NIP has, with what is stored of them."""

    person: Person
    account: Account | None
    profile: tuple[Person, str | None] | None  # with the mail that they entered
    roles: Sequence[Any] = ()  # items of the appointments that end with them
    later: Sequence[keys.Key] = ()  # of places that began after the day from which this one counts


def _known(people: Sequence[Person], since: date) -> list[_Known]:
    """≤ 100 people; by NIP, then their accounts and profiles.

    One whose present place began after that day has a Query more, for the places that it replaces.
    """
    pointers: Any = items.batch_get([keys.nip_key(person.nip) for person in people])
    owners = {(item.pk, item.sk): PegawaiId(item.owner) for item in pointers if item.owner != FREE}
    found = [
        replace(person, pegawai_id=owners.get(keys.nip_key(person.nip), person.pegawai_id))
        for person in people
    ]
    accounts = DynamoAccounts().many([person.pegawai_id for person in found])
    profiles: Any = items.batch_get([keys.profile_key(person.pegawai_id) for person in found])
    stored = {item.pk: (person_of(item), item.mail) for item in profiles}
    gone = {person.pegawai_id for person in found if not person.is_active}
    roles = _roles([account for who, account in accounts.items() if who in gone])
    return [
        _Known(
            person=person,
            account=accounts.get(person.pegawai_id),
            profile=stored.get(keys.profile_key(person.pegawai_id).pk),
            roles=roles.get(person.pegawai_id, ()),
            later=_later(accounts.get(person.pegawai_id), since),
        )
        for person in found
    ]


def _later(account: Account | None, since: date) -> list[keys.Key]:
    if account is None or account.since is None or account.since <= since:
        return []
    first = keys.origin_key(account.pegawai_id, since + ONE_DAY)
    last = keys.origin_key(account.pegawai_id, date.max)
    found = OriginItem.rows(
        first.pk, items.Item.sk.between(first.sk, last.sk), consistent_read=True
    )
    return [keys.Key(item.pk, item.sk) for item in found]


def _roles(gone: Sequence[Account]) -> dict[PegawaiId, list[Any]]:
    """What those who leave are appointed to: an office without its holder is vacant."""
    wanted = [
        keys.role_key(each.opd_id, each.role, each.since, account.pegawai_id)
        for account in gone
        for each in account.appointments
    ]
    found: dict[PegawaiId, list[Any]] = {}
    for at in range(0, len(wanted), items.KEYS_PER_TRIP):
        part: Any = items.batch_get(wanted[at : at + items.KEYS_PER_TRIP])
        for item in part:
            found.setdefault(PegawaiId(item.pegawai), []).append(item)
    return found


def _save(known: _Known, since: date, event: Event) -> None:
    person, before = known.person, known.account
    account = _account(person, before, since)
    was, mail = known.profile or (None, None)
    if before and was == person and replace(account, rev=before.rev) == before:
        return  # a message that came twice: told once
    pointer, origin = keys.nip_key(person.nip), keys.origin_key(person.pegawai_id, since)
    former = keys.nip_key(was.nip) if was and was.nip != person.nip else None

    def fill(batch: TransactWrite) -> None:
        save_account(batch, account)
        batch.save(profile_item(person, mail))
        batch.save(
            PointerItem(pk=pointer.pk, sk=pointer.sk, owner=person.pegawai_id),
            condition=PointerItem.pk.does_not_exist()
            | PointerItem.owner.is_in(person.pegawai_id, FREE),
        )
        tell(batch, event)
        if before is None or before.since != account.since:
            for key in (origin, *known.later):  # this one holds on those days too
                batch.save(OriginItem(pk=key.pk, sk=key.sk, opd=person.opd_id, unit=person.unit_no))
        for item in known.roles:
            if not read_appointment(item.data).is_over(since):
                batch.save(_ended(item, since - ONE_DAY))
        if former:
            batch.save(
                PointerItem(pk=former.pk, sk=former.sk, owner=FREE),
                condition=PointerItem.owner.is_in(person.pegawai_id, FREE),
            )

    with items.named(op0=VersionConflict, op2=VersionConflict):
        items.transact(fill)


def _ended(role: Any, until: date) -> RoleItem:
    return role_item(PegawaiId(role.pegawai), role.data | {"until": until.isoformat()})


def _account(person: Person, before: Account | None, since: date) -> Account:
    """The account with name and place of the file; who is gone loses sessions and rights."""
    if before is None:
        return replace(Account.of(person), since=since)
    has_moved = before.place_on(since) != (person.opd_id, person.unit_no)
    return replace(
        before.next_rev(),
        is_active=person.is_active,
        name=person.full_name,
        opd_id=person.opd_id,
        unit_no=person.unit_no,
        since=since if has_moved else before.since,
        move=None,
        sessions=before.sessions if person.is_active else (),
        appointments=before.appointments if person.is_active else (),
    )
