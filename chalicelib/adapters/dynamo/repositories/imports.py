"""Imports of SIMPEG's file and how far they are."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any, Final

from pynamodb.transactions import TransactWrite

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import ImportItem, Item, RegencyItem
from chalicelib.adapters.dynamo.repositories.audit import tell
from chalicelib.domain.audit import Event
from chalicelib.domain.errors import NotFound, StateChanged, VersionConflict
from chalicelib.domain.imports import Answer, ChangeKind, Import, ImportId, ImportState
from chalicelib.domain.people import PegawaiId
from chalicelib.domain.simpeg import Field
from chalicelib.services.ports.imports import Kept

NEW: Final = ImportItem.pk.does_not_exist()


class DynamoImports:
    """Implements ports.Imports."""

    def add(self, new: Import, event: Event) -> None:
        """Put once, with its event."""

        def fill(batch: TransactWrite) -> None:
            batch.save(_item(new), condition=NEW)
            tell(batch, event)

        with items.named(op0=StateChanged):
            items.transact(fill)

    def get(self, import_id: ImportId) -> Import:
        """One consistent read."""
        found: Any = next(items.batch_get([keys.import_key(import_id)]), None)
        if found is None:
            raise NotFound
        return _import(found)

    def recent(self, most: int) -> tuple[Import, ...]:
        """One Query, the newest first."""
        first = keys.import_key(ImportId(""))
        rows = ImportItem.rows(
            first.pk, Item.sk > first.sk, scan_index_forward=False, limit=most,
            consistent_read=True,
        )  # fmt: skip
        return tuple(_import(item) for item in rows)

    def save(self, changed: Import, event: Event | None = None) -> Import:
        """Over its revision, with its event."""
        saved = _next(changed)

        def fill(batch: TransactWrite) -> None:
            batch.save(_item(saved), condition=ImportItem.rev == changed.rev)
            if event:
                tell(batch, event)

        with items.named(op0=VersionConflict):
            items.transact(fill)
        return saved

    def applied(self) -> ImportId | None:
        """One consistent read."""
        last = self._last()
        return last.data["applied"] if last else None

    def begin(self, starting: Import, event: Event) -> Import:
        """The regency's mark and the import change together."""
        saved = _next(starting)
        last = self._last()
        under_way = last.data["applying"] if last else None
        if under_way not in (None, starting.import_id):
            raise StateChanged
        if starting.base != (last.data["applied"] if last else None):
            raise StateChanged
        mark = _mark(applying=starting.import_id, applied=starting.base)

        def fill(batch: TransactWrite) -> None:
            batch.save(_item(saved), condition=ImportItem.rev == starting.rev)
            batch.save(mark, condition=RegencyItem.data == last.data if last else NEW)
            tell(batch, event)

        with items.named(op0=VersionConflict, op1=StateChanged):
            items.transact(fill)
        return saved

    def release(self, changed: Import, event: Event) -> Import:
        """The regency's mark and the import change together."""
        return self._ended(changed, event, applied=changed.base)

    def under_way(self) -> Import | None:
        """Two consistent reads."""
        last = self._last()
        return self.get(last.data["applying"]) if last and last.data["applying"] else None

    def end(self, done: Import, event: Event) -> Import:
        """The regency's mark and the import change together."""
        return self._ended(done, event, applied=done.import_id)

    def part_done(self, import_id: ImportId, part: int, kept: Kept) -> None:
        """Put; the ids are the same each time."""
        key = keys.import_part_key(import_id, part)
        RegencyItem(pk=key.pk, sk=key.sk, data=dict(kept)).save()

    def parts_done(self, import_id: ImportId) -> Mapping[int, Kept]:
        """One Query of ≤ 250 small items."""
        pk = keys.import_part_key(import_id, 0).pk
        rows = RegencyItem.rows(pk, consistent_read=True)
        return {
            int(item.sk.partition("#")[2]): {
                PegawaiId(planned): PegawaiId(kept) for planned, kept in item.data.items()
            }
            for item in rows
        }

    def _ended(self, ended: Import, event: Event, *, applied: ImportId | None) -> Import:
        saved = _next(ended)

        def fill(batch: TransactWrite) -> None:
            batch.save(_item(saved), condition=ImportItem.rev == ended.rev)
            batch.save(_mark(applying=None, applied=applied))
            tell(batch, event)

        with items.named(op0=VersionConflict):
            items.transact(fill)
        return saved

    def _last(self) -> Any:
        return next(items.batch_get([keys.import_mark_key()]), None)


def _next(changed: Import) -> Import:
    return replace(changed, rev=changed.rev + 1)


def _mark(*, applying: ImportId | None, applied: ImportId | None) -> RegencyItem:
    key = keys.import_mark_key()
    return RegencyItem(pk=key.pk, sk=key.sk, data={"applying": applying, "applied": applied})


def _item(of: Import) -> ImportItem:
    key = keys.import_key(of.import_id)
    values = {each.name: getattr(of, each.name) for each in fields(of)}
    values |= {
        "at": of.at.isoformat(),
        "changed_at": of.changed_at.isoformat(),
        "applied_on": of.applied_on.isoformat() if of.applied_on else None,
        "headers": list(of.headers),
        "missing": list(of.missing),
        "counts": dict(of.counts),
        "columns": dict(of.columns),
        "answers": {str(number): answer for number, answer in of.answers.items()},
    }
    return ImportItem(pk=key.pk, sk=key.sk, rev=of.rev, data=values)


def _import(item: Any) -> Import:
    data = dict(item.data)
    day = data["applied_on"]
    return Import(
        **data
        | {
            "rev": int(item.rev),
            "at": datetime.fromisoformat(data["at"]),
            "changed_at": datetime.fromisoformat(data["changed_at"]),
            "applied_on": date.fromisoformat(day) if day else None,
            "state": ImportState(data["state"]),
            "headers": tuple(data["headers"]),
            "missing": tuple(Field(name) for name in data["missing"]),
            "counts": {ChangeKind(kind): n for kind, n in data["counts"].items()},
            "columns": {name: Field(value) for name, value in data["columns"].items()},
            "answers": {int(number): Answer(said) for number, said in data["answers"].items()},
        }
    )
