"""People as SIMPEG knows them: profiles one by one, lists packed by OPD, the OPDs themselves."""

import json
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timezone
from typing import Any, Final

from pynamodb.transactions import TransactWrite

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import NamesItem, OriginItem, ProfileItem, RegencyItem
from chalicelib.adapters.dynamo.repositories.audit import tell
from chalicelib.adapters.dynamo.repositories.settings import read_book
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import ZONES
from chalicelib.domain.errors import NotFound, VersionConflict
from chalicelib.domain.people import (
    Employment,
    Nip,
    Opd,
    OpdId,
    PegawaiId,
    Person,
    Stay,
    Unit,
    UnitNo,
)
from chalicelib.domain.settings_book import SettingsBook
from chalicelib.domain.settings_data import RegencySettings

NAMES_PER_ITEM: Final = 1_000
CHUNKS_BEHIND: Final = 19  # asked for at once where the first is full
OPD_LIFETIME_S: Final = 60
_FIELDS: Final = (
    "pegawai_id",
    "nip",
    "name",
    "front_title",
    "back_title",
    "employment",
    "rank",
    "position",
    "unit_no",
    "is_active",
)


class DynamoPeople:
    """Implements ports.People; the list of an OPD stays for a minute."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._kept: dict[OpdId, tuple[float, tuple[Person, ...]]] = {}

    def person(self, pegawai_id: PegawaiId) -> Person | None:
        """The profile."""
        found = self.profile(pegawai_id)
        return found[0] if found else None

    def profile(self, pegawai_id: PegawaiId) -> tuple[Person, str | None] | None:
        """The profile and the mail address."""
        found: Any = next(items.batch_get([keys.profile_key(pegawai_id)]), None)
        return (person_of(found), found.mail) if found else None

    def set_mail(self, pegawai_id: PegawaiId, mail: str | None, event: Event) -> None:
        """Change the address."""
        key = keys.profile_key(pegawai_id)
        change = ProfileItem.mail.set(mail) if mail else ProfileItem.mail.remove()

        def fill(batch: TransactWrite) -> None:
            batch.update(
                ProfileItem(pk=key.pk, sk=key.sk), [change], condition=ProfileItem.pk.exists()
            )
            tell(batch, event)

        with items.named(op0=NotFound):
            items.transact(fill)

    def of_opd(self, opd_id: OpdId) -> tuple[Person, ...]:
        """Everybody of an OPD from its packed names: one Query, kept for a minute."""
        kept = self._kept.get(opd_id)
        if kept and self._monotonic() < kept[0]:
            return kept[1]
        found = items.Item.rows(keys.names_key(opd_id, 0).pk, consistent_read=True)
        return self._keep(opd_id, [person for item in found for person in _unpacked(item)])

    def of_opds(self, opd_ids: Sequence[OpdId]) -> tuple[Person, ...]:
        """The first chunk of each OPD, then what lies behind the full ones; kept for a minute."""
        now = self._monotonic()
        behind = [o for o in opd_ids if o not in self._kept or self._kept[o][0] <= now]
        found: dict[OpdId, list[Person]] = {opd_id: [] for opd_id in behind}
        span = range(1)
        while behind:
            chunks = _read_names([keys.names_key(o, n) for o in behind for n in span])
            for opd_id in behind:
                for n in span:
                    found[opd_id] += chunks.get(keys.names_key(opd_id, n), [])
            behind = [o for o in behind if len(found[o]) == span.stop * NAMES_PER_ITEM]
            span = range(span.stop, span.stop + CHUNKS_BEHIND)
        for opd_id, people in found.items():
            self._keep(opd_id, people)
        return tuple(person for opd_id in opd_ids for person in self._kept[opd_id][1])

    def history(self, pegawai_id: PegawaiId) -> tuple[Person, tuple[Stay, ...]] | None:
        """The profile sorts behind the places."""
        first, last = keys.history_keys(pegawai_id)
        found = items.Item.rows(
            first.pk, items.Item.sk.between(first.sk, last.sk), consistent_read=True
        )
        person, stays = None, []
        for item in found:
            match item:
                case ProfileItem():
                    person = person_of(item)
                case OriginItem():
                    stays.append(_stay(item))
        return (person, tuple(stays)) if person else None

    def _keep(self, opd_id: OpdId, found: Sequence[Person]) -> tuple[Person, ...]:
        people = tuple(found)
        self._kept[opd_id] = (self._monotonic() + OPD_LIFETIME_S, people)
        return people

    def forget(self) -> None:
        """Read anew at the next call: an import compares with what is stored now."""
        self._kept.clear()


class DynamoRegency:
    """Implements ports.Opds and ports.Regency; what was read stays for a minute."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._opds: dict[OpdId, Opd] = {}
        self._book = SettingsBook()
        self._holidays: frozenset[date] = frozenset()
        self._kept_until = 0.0

    def get(self, opd_id: OpdId) -> Opd:
        """The OPD with its units."""
        self._refresh()
        found = self._opds.get(opd_id)
        if not found:
            raise NotFound
        return found

    def all(self) -> tuple[Opd, ...]:
        """Every OPD, by name."""
        self._refresh()
        return tuple(sorted(self._opds.values(), key=lambda opd: opd.name))

    def end_trial(self, opd_id: OpdId, on: date, event: Event) -> Opd:
        """Over what is stored now: the kept one may be a minute old."""
        found: Any = next(items.batch_get([keys.opd_key(opd_id)]), None)
        if found is None:
            raise NotFound
        ended = replace(_opd(found), trial_ended_on=on)

        def fill(batch: TransactWrite) -> None:
            batch.save(opd_item(ended), condition=RegencyItem.data == found.data)
            tell(batch, event)

        with items.named(op0=VersionConflict):
            items.transact(fill)
        self.forget()
        return ended

    def settings(self, day: date) -> RegencySettings:
        """What the regency has set for that day."""
        self._refresh()
        return self._book.on(day)

    def zone(self) -> timezone:
        """The zone of its clock: nothing is read."""
        return ZONES[RegencySettings().zone]

    def holidays(self) -> frozenset[date]:
        """Every day off that is known."""
        self._refresh()
        return self._holidays

    def forget(self) -> None:
        """Read anew at the next call: something was just changed here."""
        self._kept_until = 0.0

    def _refresh(self) -> None:
        """One Query of the whole partition, eventually consistent: a minute old is good enough."""
        if self._monotonic() < self._kept_until:
            return
        opds: dict[OpdId, Opd] = {}
        holidays: set[date] = set()
        book = SettingsBook()
        for item in items.Item.rows(keys.REGENCY, consistent_read=False):
            kind = item.sk.partition("#")[0]
            if kind == keys.OPD_KIND:
                opd = _opd(item)
                opds[opd.opd_id] = opd
            elif kind == keys.HOLIDAYS_KIND:
                holidays |= {date.fromisoformat(day) for day in item.data["days"]}
            elif kind == keys.SETTINGS_KIND:
                book = read_book(item.data)
        self._opds, self._book, self._holidays = opds, book, frozenset(holidays)
        self._kept_until = self._monotonic() + OPD_LIFETIME_S


def opd_item(opd: Opd) -> RegencyItem:
    """The item of an OPD."""
    key = keys.opd_key(opd.opd_id)
    return RegencyItem(
        pk=key.pk,
        sk=key.sk,
        data={
            "name": opd.name,
            "units": [[u.no, u.name, u.parent] for u in opd.units],
            "trial_ended": opd.trial_ended_on.isoformat() if opd.trial_ended_on else None,
            "head": opd.head_office,
        },
    )


def _opd(item: Any) -> Opd:
    data = item.data
    ended = data["trial_ended"]
    return Opd(
        opd_id=OpdId(item.sk.partition("#")[2]),
        name=data["name"],
        units=tuple(
            Unit(no=UnitNo(int(no)), name=name, parent=UnitNo(int(parent)))
            for no, name, parent in data["units"]
        ),
        trial_ended_on=date.fromisoformat(ended) if ended else None,
        head_office=data["head"],
    )


def names_items(opd_id: OpdId, people: Iterable[Person]) -> list[NamesItem]:
    """The packed names of an OPD, in a fixed order so that the same people give the same bytes."""
    rows = [
        [getattr(person, field) for field in _FIELDS]
        for person in sorted(people, key=lambda p: p.pegawai_id)
    ]
    packed = []
    for chunk, start in enumerate(range(0, len(rows), NAMES_PER_ITEM)):
        key = keys.names_key(opd_id, chunk)
        body = json.dumps(rows[start : start + NAMES_PER_ITEM], ensure_ascii=False)
        packed.append(NamesItem(pk=key.pk, sk=key.sk, data=zlib.compress(body.encode(), 9)))
    return packed


def _read_names(wanted: Sequence[keys.Key]) -> dict[keys.Key, list[Person]]:
    """Those chunks that are there; 100 a trip."""
    read = {}
    for at in range(0, len(wanted), items.KEYS_PER_TRIP):
        for item in items.batch_get(wanted[at : at + items.KEYS_PER_TRIP]):
            read[keys.Key(item.pk, item.sk)] = _unpacked(item)
    return read


def _unpacked(item: Any) -> list[Person]:
    opd_id = OpdId(item.pk.split("#")[1])
    return [_packed_person(opd_id, row) for row in json.loads(zlib.decompress(item.data))]


def _packed_person(opd_id: OpdId, row: list[Any]) -> Person:
    values = dict(zip(_FIELDS, row, strict=True))
    values["employment"] = Employment(values["employment"])
    return Person(opd_id=opd_id, **values)


def profile_item(person: Person, mail: str | None = None) -> ProfileItem:
    """The item of a profile."""
    key = keys.profile_key(person.pegawai_id)
    return ProfileItem(
        pk=key.pk,
        sk=key.sk,
        nip=person.nip,
        name=person.name,
        front_title=person.front_title,
        back_title=person.back_title,
        employment=person.employment,
        rank=person.rank,
        position=person.position,
        opd=person.opd_id,
        unit=person.unit_no,
        active=person.is_active,
        mail=mail,
    )


def _stay(item: Any) -> Stay:
    return Stay(
        since=date.fromisoformat(item.sk.partition("#")[2]),
        opd_id=OpdId(item.opd),
        unit_no=UnitNo(int(item.unit)),
    )


def person_of(item: Any) -> Person:
    """The person of a profile's item."""
    return Person(
        pegawai_id=PegawaiId(item.pk.partition("#")[2]),
        nip=Nip(item.nip),
        name=item.name,
        front_title=item.front_title,
        back_title=item.back_title,
        employment=Employment(item.employment),
        rank=item.rank,
        position=item.position,
        opd_id=OpdId(item.opd),
        unit_no=UnitNo(int(item.unit)),
        is_active=item.active,
    )
