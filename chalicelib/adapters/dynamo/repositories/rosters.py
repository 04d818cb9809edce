"""Rosters: 18 bytes a person (16 of the ULID, 2 of the unit), packed by 1,000, effective-dated."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import takewhile
from typing import Any, Final

from chalicelib.adapters.dynamo import keys
from chalicelib.adapters.dynamo.items import Item, RosterItem, batch_get
from chalicelib.domain.calendar import ONE_DAY
from chalicelib.domain.numerals import ULID_BYTES, ulid_bytes, ulid_of
from chalicelib.domain.people import OpdId, PegawaiId, UnitNo

PEOPLE_PER_CHUNK: Final = 1_000
UNIT_BYTES: Final = 2
BYTES_PER_PERSON: Final = ULID_BYTES + UNIT_BYTES


class DynamoRosters:
    """Implements ports.Rosters."""

    def chunks(self, opd_id: OpdId, on: date) -> tuple[str, ...]:
        """Sort keys of the newest roster that began on that day or before."""
        latest = keys.roster_key(opd_id, on, 99)
        found = RosterItem.rows(
            latest.pk,
            Item.sk <= latest.sk,
            scan_index_forward=False,
            consistent_read=True,
            attributes_to_get=["sk", "pk", "kind"],
        )
        names: Iterator[str] = (item.sk for item in found)
        first = next(names, None)
        if first is None:
            return ()
        since = first.partition("#")[0]
        return tuple(sorted([first, *takewhile(lambda sk: sk.startswith(since), names)]))

    def write(self, opd_id: OpdId, since: date, people: Mapping[PegawaiId, UnitNo]) -> None:
        """Later chunks first, the first last; chunks that are no longer needed become empty."""
        packed = list(_packed(people))
        before = [sk for sk in self.chunks(opd_id, since) if sk.startswith(f"{since:%Y%m%d}")]
        packed += [b""] * (len(before) - len(packed))
        for chunk, data in reversed(list(enumerate(packed or [b""]))):
            key = keys.roster_key(opd_id, since, chunk)
            RosterItem(pk=key.pk, sk=key.sk, people=data).save()

    def later(self, opd_id: OpdId, since: date) -> tuple[date, ...]:
        """One Query of keys: an OPD's partition has a roster for each import that touched it."""
        first = keys.roster_key(opd_id, since + ONE_DAY, 0)
        found = RosterItem.rows(
            first.pk, Item.sk >= first.sk, consistent_read=True,
            attributes_to_get=["sk", "pk", "kind"],
        )  # fmt: skip
        return tuple(dict.fromkeys(_day(item.sk.partition("#")[0]) for item in found))

    def amend(
        self,
        opd_id: OpdId,
        since: date,
        *,
        joining: Mapping[PegawaiId, UnitNo],
        leaving: AbstractSet[PegawaiId],
    ) -> None:
        """Each roster whole, over what it holds now; one that is so already is left."""
        for day in (since, *self.later(opd_id, since)):
            wanted = [keys.Key(keys.roster_pk(opd_id), sk) for sk in self.chunks(opd_id, day)]
            stands = dict(person for item in batch_get(wanted) for person in unpack(item))
            after = {who: unit for who, unit in stands.items() if who not in leaving}
            after |= joining
            if after != stands:
                self.write(opd_id, day, after)


def unpack(item: Any) -> Iterator[tuple[PegawaiId, UnitNo]]:
    """The people of a chunk."""
    data: bytes = item.people
    for at in range(0, len(data), BYTES_PER_PERSON):
        row = data[at : at + BYTES_PER_PERSON]
        yield PegawaiId(ulid_of(row[:ULID_BYTES])), UnitNo(int.from_bytes(row[ULID_BYTES:], "big"))


def _day(compact: str) -> date:
    return date(int(compact[:4]), int(compact[4:6]), int(compact[6:]))


def _packed(people: Mapping[PegawaiId, UnitNo]) -> Iterable[bytes]:
    rows = [
        ulid_bytes(who) + unit.to_bytes(UNIT_BYTES, "big") for who, unit in sorted(people.items())
    ]
    for at in range(0, len(rows), PEOPLE_PER_CHUNK):
        yield b"".join(rows[at : at + PEOPLE_PER_CHUNK])
