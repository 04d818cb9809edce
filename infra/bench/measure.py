"""How long, how often, and beside what."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from botocore.client import BaseClient

MILLISECONDS: Final = 1000


@dataclass(slots=True)
class Figures:
    """What is printed, in order: name, value with its unit, and what it stands beside."""

    rows: list[tuple[str, str, str]] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)

    def add(self, name: str, value: float, unit: str, note: str = "") -> None:
        """One line for people and one figure for scripts."""
        self.rows.append((name, f"{value:,.2f} {unit}".strip(), note))
        self.data[name] = round(value, 3)
        print(f"  {name:<46} {value:>12,.2f} {unit:<8} {note}", flush=True)


def median_ms(work: Callable[[], object], times: int = 15) -> float:
    """Processor milliseconds of one run, once warm."""
    work()
    return statistics.median(_cpu_s(work) for _ in range(times)) * MILLISECONDS


def _cpu_s(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


@dataclass(slots=True)
class Calls:
    """AWS calls by operation, and the processor seconds that the fake AWS took for them."""

    names: list[str] = field(default_factory=list)
    seconds: float = 0.0


@contextmanager
def counted() -> Iterator[Calls]:
    """The AWS calls made inside."""
    calls = Calls()
    inner = BaseClient._make_api_call  # type: ignore[attr-defined]  # noqa: SLF001 - where all calls pass

    def record(client: BaseClient, operation: str, parameters: Any) -> Any:  # noqa: ANN401 - botocore's
        started = time.process_time()
        try:
            return inner(client, operation, parameters)
        finally:
            calls.names.append(operation)
            calls.seconds += time.process_time() - started

    BaseClient._make_api_call = record  # type: ignore[attr-defined]  # noqa: SLF001 - the same
    try:
        yield calls
    finally:
        BaseClient._make_api_call = inner  # type: ignore[attr-defined]  # noqa: SLF001 - the same


def own_ms(work: Callable[[], object], times: int = 7) -> tuple[float, int]:
    """Milliseconds of our own code, the fake AWS taken off, and the AWS calls of one run.

    The fake sorts its whole table for a query, so its time would say nothing about growth.
    """
    work()
    runs, made = [], 0
    for _ in range(times):
        with counted() as calls:
            used = _cpu_s(work)
        runs.append(used - calls.seconds)
        made = len(calls.names)
    return statistics.median(runs) * MILLISECONDS, made
