"""Counts the calls of a piece of code, and their units by AWS's documented rules.

Emulators do not count like AWS (architecture.md §3), so units are computed from the items' bytes:
4 KB per read unit (half when eventually consistent), 1 KB per write unit, for the table and for
each index that the item is in; twice that inside a transaction. Source: DynamoDB Developer Guide,
"Read and write operations", "Item sizes and formats", "Capacity for local secondary indexes".
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from botocore.client import BaseClient

READ_BYTES, WRITE_BYTES = 4_096, 1_024
INDEXED: Final = frozenset({"pk", "sk", "t", "st", "kind"})  # by_t projects these
_NESTED: Final = 3  # bytes of a list or map itself
_ELEMENT: Final = 1  # and of each element


@dataclass
class Meter:
    """What was called, and what it costs."""

    calls: list[str] = field(default_factory=list)  # "dynamodb.Query" …
    read_units: float = 0
    write_units: int = 0
    read_bytes: int = 0

    @property
    def reads(self) -> int:
        """Trips that read the table."""
        return sum(name.rpartition(".")[2] in ("Query", "GetItem", "BatchGetItem")
                   for name in self.calls)  # fmt: skip

    @property
    def writes(self) -> int:
        """Trips that write it."""
        return len(self.calls) - self.reads

    def count(self, operation: str, params: Mapping[str, Any], answer: Mapping[str, Any]) -> None:
        """Add one call."""
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
                self.write_units += written_units(params["Item"])
            case "TransactWriteItems":
                for each in params["TransactItems"]:
                    put = each.get("Put")
                    self.write_units += 2 * (written_units(put["Item"]) if put else 1)

    def _read(self, size: int, *, is_consistent: bool) -> None:
        self.read_bytes += size
        units = max(1, -(-size // READ_BYTES))
        self.read_units += units if is_consistent else units / 2


def item_bytes(item: Mapping[str, Any]) -> int:
    """An item's size: names and values."""
    return sum(len(name.encode()) + _value_bytes(value) for name, value in item.items())


def written_units(item: Mapping[str, Any]) -> int:
    """Write units of a put: the table, and the index where the item has a `t`."""
    units = -(-item_bytes(item) // WRITE_BYTES)
    if "t" not in item:
        return units
    thin = {name: value for name, value in item.items() if name in INDEXED}
    return units + -(-item_bytes(thin) // WRITE_BYTES)


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
        answer = real(client, operation, params)
        meter.calls.append(f"{client.meta.service_model.service_name}.{operation}")
        meter.count(operation, params, answer)
        return answer

    gate._make_api_call = counting  # noqa: SLF001
    try:
        yield meter
    finally:
        gate._make_api_call = real  # noqa: SLF001
