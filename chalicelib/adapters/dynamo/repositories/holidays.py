"""The regency's years: what the package knows, with what BKPSDA set over it, in one item each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from pynamodb.transactions import TransactWrite

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import RegencyItem
from chalicelib.adapters.dynamo.repositories.audit import tell
from chalicelib.adapters.dynamo.repositories.schedule import many
from chalicelib.domain.audit import Event
from chalicelib.domain.errors import VersionConflict
from chalicelib.domain.people import OpdId
from chalicelib.domain.year import Change, DayKind, Move, SetDay, Year

_IS_NEW = RegencyItem.pk.does_not_exist()


class DynamoHolidays:
    """Implements ports.Holidays; `days` holds for readers, the rest is what it is made from."""

    def years(self, numbers: Sequence[int]) -> tuple[Year, ...]:
        """What is stored of these years."""
        found = many([keys.holidays_key(number) for number in numbers])
        by_key = {item.sk: item.data for item in found}
        return tuple(
            _year(number, by_key.get(keys.holidays_key(number).sk, {})) for number in numbers
        )

    def learn(self, number: int, public: Mapping[date, str]) -> None:
        """Over what was read: BKPSDA may change it at the same time."""
        key = keys.holidays_key(number)
        found: Any = next(iter(many([key])), None)
        data = _data(replace(_year(number, found.data if found else {}), public=public))
        if found is not None and found.data == data:
            return
        item = RegencyItem(pk=key.pk, sk=key.sk, data=data)
        try:
            item.put(RegencyItem.data == found.data if found else _IS_NEW)
        except items.OldItem as error:
            raise VersionConflict from error

    def change(self, year: Year, event: Event) -> None:
        """Over what was read, if that is the version before."""
        key = keys.holidays_key(year.number)
        found: Any = next(iter(many([key])), None)
        stored = _year(year.number, found.data if found else {})
        if stored.version != year.version - 1:
            raise VersionConflict
        item = RegencyItem(pk=key.pk, sk=key.sk, data=_data(replace(year, public=stored.public)))

        def fill(batch: TransactWrite) -> None:
            batch.save(item, condition=RegencyItem.data == found.data if found else _IS_NEW)
            tell(batch, event)

        with items.named(op0=VersionConflict):
            items.transact(fill)


def _data(year: Year) -> dict[str, Any]:
    return {
        "days": _by_day(year.days_off),
        "public": _by_day(year.public),
        "set": _by_day(
            {
                d: [s.kind, s.name, *_change_data(s.change), *s.working]
                for d, s in year.set_days.items()
            }
        ),
        "moved": _by_day(
            {
                d: [m.to.isoformat(), m.left.isoformat(), *_change_data(m.change)]
                for d, m in year.moves.items()
            }
        ),
        "again": _by_day({d: at.isoformat() for d, at in year.again.items()}),
        "version": year.version,
    }


def _by_day(of: Mapping[date, object]) -> dict[str, Any]:
    return {day.isoformat(): value for day, value in sorted(of.items())}


def _change_data(change: Change) -> tuple[str, str, str]:
    return change.by_name, change.at.isoformat(), change.decree


def _year(number: int, data: Mapping[str, Any]) -> Year:
    def read(part: str) -> dict[date, Any]:
        return {date.fromisoformat(day): value for day, value in data.get(part, {}).items()}

    return Year(
        number=number,
        public=read("public"),
        set_days={
            day: SetDay(
                kind=DayKind(kind),
                name=name,
                change=_change(by_name, at, decree),
                working=tuple(OpdId(opd_id) for opd_id in working),
            )
            for day, (kind, name, by_name, at, decree, *working) in read("set").items()
        },
        moves={
            day: Move(
                to=date.fromisoformat(to), left=date.fromisoformat(left), change=_change(*change)
            )
            for day, (to, left, *change) in read("moved").items()
        },
        again={day: datetime.fromisoformat(at) for day, at in read("again").items()},
        version=int(data.get("version", 0)),
    )


def _change(by_name: str, at: str, decree: str) -> Change:
    return Change(by_name=by_name, at=datetime.fromisoformat(at), decree=decree)
