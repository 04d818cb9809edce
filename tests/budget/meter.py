"""Counts the calls of a piece of code, and their units by AWS's documented rules.

Emulators do not count like AWS (architecture.md §3), so units are computed from the items' bytes:
4 KB per read unit (half when eventually consistent), 1 KB per write unit, for the table and for
each index that the item is in; twice that inside a transaction. Source: DynamoDB Developer Guide,
"Read and write operations", "Item sizes and formats", "Capacity for local secondary indexes".
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from botocore.client import BaseClient

READ_BYTES, WRITE_BYTES = 4_096, 1_024
INDEXES: Final = (  # what has to be there, and what is projected
    ({"t"}, {"pk", "sk", "t", "st", "kind"}),
    ({"person"}, {"pk", "sk", "person", "at", "actor", "action"}),
)
ACCOUNT_KEY: Final = ("opd", "account_state")  # of by_account
IN_BY_ACCOUNT: Final = ("USER#", "OPD#")  # accounts; offices and cases of an OPD
READS: Final = frozenset({"dynamodb.Query", "dynamodb.GetItem", "dynamodb.BatchGetItem"})
Key = tuple[str, str]  # partition and sort key
Look = Callable[[str, Mapping[str, Any]], Mapping[str, Any]]  # an item by table and key
_NESTED: Final = 3  # bytes of a list or map itself
_ELEMENT: Final = 1  # and of each element


@dataclass
class Meter:
    """What was called, and what it costs."""

    calls: list[str] = field(default_factory=list)  # "dynamodb.Query" …
    read_units: float = 0
    write_units: int = 0
    read_bytes: int = 0
    written_bytes: int = 0  # to the table
    _old: dict[Key, Mapping[str, Any]] = field(default_factory=dict)  # of by_account, before a call

    @property
    def reads(self) -> int:
        """Trips that read the table."""
        return sum(name in READS for name in self.calls)

    @property
    def writes(self) -> int:
        """Trips that write it."""
        return sum(name.startswith("dynamodb.") and name not in READS for name in self.calls)

    @property
    def objects(self) -> int:
        """Trips to S3."""
        return sum(name.startswith("s3.") for name in self.calls)

    def before(self, operation: str, params: Mapping[str, Any], look: Look) -> None:
        """Note what a transaction puts over: an entry of by_account is written where it changes."""
        if operation != "TransactWriteItems":
            return
        for put in (each["Put"] for each in params["TransactItems"] if "Put" in each):
            item = put["Item"]
            if item["pk"]["S"].startswith(IN_BY_ACCOUNT):
                key = {"pk": item["pk"], "sk": item["sk"]}
                self._old[_key(item)] = look(put["TableName"], key)

    def count(
        self, operation: str, params: Mapping[str, Any], answer: Mapping[str, Any], look: Look
    ) -> None:
        """Add one call; `look` reads what an update has left in the table, uncounted."""
        match operation:
            case "Query":
                size = sum(item_bytes(item) for item in answer["Items"])
                self._read(size, is_consistent=params.get("ConsistentRead", False))
            case "BatchGetItem":
                for table, items in answer["Responses"].items():
                    is_consistent = params["RequestItems"][table].get("ConsistentRead", False)
                    for item in items:
                        self._read(item_bytes(item), is_consistent=is_consistent)
            case "PutItem":
                self._write(params["Item"])
            case "TransactWriteItems":
                for each in params["TransactItems"]:
                    put, update = each.get("Put"), each.get("Update")
                    item = put["Item"] if put else look(update["TableName"], update["Key"])
                    self._write(item, times=2, is_moved=bool(update))

    def _write(self, item: Mapping[str, Any], *, times: int = 1, is_moved: bool = False) -> None:
        """`is_moved`: an index entry whose `t` changed is deleted and put."""
        self.written_bytes += item_bytes(item)
        units = written_units(item)
        if is_moved and "t" in item:
            units += written_units(item) - -(-item_bytes(item) // WRITE_BYTES)
        units += entries_written(self._old.get(_key(item), {}), item)
        self.write_units += times * units

    def _read(self, size: int, *, is_consistent: bool) -> None:
        self.read_bytes += size
        units = max(1, -(-size // READ_BYTES))
        self.read_units += units if is_consistent else units / 2


def item_bytes(item: Mapping[str, Any]) -> int:
    """An item's size: names and values."""
    return sum(len(name.encode()) + _value_bytes(value) for name, value in item.items())


def written_units(item: Mapping[str, Any]) -> int:
    """Write units of a put: the table, and each index whose entry it always writes."""
    units = -(-item_bytes(item) // WRITE_BYTES)
    for needed, projected in INDEXES:
        if needed <= item.keys():
            thin = {name: value for name, value in item.items() if name in projected}
            units += -(-item_bytes(thin) // WRITE_BYTES)
    return units


def entries_written(old: Mapping[str, Any], new: Mapping[str, Any]) -> int:
    """Units of by_account: none where the entry stays; under another key it is deleted and put."""
    was, entry = (
        [item.get(name) for name in ACCOUNT_KEY] if item.keys() >= set(ACCOUNT_KEY) else None
        for item in (old, new)
    )
    if was == entry:
        return int(entry is not None and old.get("phones") != new.get("phones"))
    return sum(each is not None for each in (was, entry))


def _key(item: Mapping[str, Any]) -> Key:
    return item["pk"]["S"], item["sk"]["S"]


def _value_bytes(value: Mapping[str, Any]) -> int:
    ((kind, found),) = value.items()
    match kind:
        case "S":
            return len(found.encode())
        case "N":
            return len(found.strip("-0.")) // 2 + 2
        case "B":
            return len(found)
        case "L":
            return _NESTED + sum(_ELEMENT + _value_bytes(each) for each in found)
        case "M":
            return _NESTED + sum(
                _ELEMENT + len(name) + _value_bytes(each) for name, each in found.items()
            )
        case _:
            return 1


@contextmanager
def metered() -> Iterator[Meter]:
    """Count every AWS call while this is open."""
    meter = Meter()
    gate: Any = BaseClient  # its one gate is private, so the stubs do not have it
    real = gate._make_api_call  # noqa: SLF001 - every SDK call passes here

    def counting(client: BaseClient, operation: str, params: dict[str, Any]) -> Any:  # noqa: ANN401
        def look(table: str, key: Mapping[str, Any]) -> Mapping[str, Any]:
            found = real(client, "GetItem", {"TableName": table, "Key": key})
            item: Mapping[str, Any] = found.get("Item", {})
            return item

        meter.before(operation, params, look)
        answer = real(client, operation, params)
        meter.calls.append(f"{client.meta.service_model.service_name}.{operation}")
        meter.count(operation, params, answer, look)
        return answer

    gate._make_api_call = counting  # noqa: SLF001
    try:
        yield meter
    finally:
        gate._make_api_call = real  # noqa: SLF001
