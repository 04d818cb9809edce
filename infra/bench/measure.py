"""How long, how often, how many units, and beside what."""

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from botocore.client import BaseClient

from tests.budget.meter import metered

MILLISECONDS: Final = 1000
TIMES: Final = 7  # that a work is timed
RUNS: Final = TIMES + 2  # once before, to get warm, and once for its calls and units


@dataclass(slots=True)
class Figures:
    """What is printed, in order, and what must not be so."""

    data: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def add(self, name: str, value: float, unit: str, note: str = "") -> None:
        """One line for people and one figure for scripts."""
        self.data[name] = round(value, 3)
        print(f"  {name:<46} {value:>12,.2f} {unit:<8} {note}", flush=True)

    def none(self, name: str, count: int, note: str = "") -> None:
        """A count that is nought, or else the bench has failed."""
        self.add(name, count, "", note)
        if count:
            self.fault(f"{name}: {count}")

    def fault(self, text: str) -> None:
        """Say it, and measure on: the bench fails at its end."""
        self.faults.append(text)
        print(f"  FAULT: {text}", flush=True)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run takes: our own processor time, AWS calls, and units by AWS's rules."""

    ms: float
    calls: int
    read_units: float
    write_units: int

    @property
    def text(self) -> str:
        """The counts, short."""
        return f"{self.calls} calls, {self.read_units:g} RCU, {self.write_units} WCU"

    def growth(self, larger: "Cost", *, factor: int = 1) -> str:
        """What grew that must not; empty where nothing did.

        `factor`: how many times the units may be, where each person has a line. Calls stay.
        """
        has_grown = (
            larger.calls > self.calls
            or larger.read_units > factor * self.read_units
            or larger.write_units > factor * self.write_units
        )
        return f"{self.text} grew to {larger.text}" if has_grown else ""


def median_ms(work: Callable[[], object], times: int = 15) -> float:
    """Processor milliseconds of one run, once warm."""
    work()
    return statistics.median(_cpu_s(work) for _ in range(times)) * MILLISECONDS


def cost_of(work: Callable[[], object]) -> Cost:
    """Work is called RUNS times. The time of the fake AWS is taken off.

    It looks through whole partitions and copies what it finds: that would say nothing of ours.
    """
    work()
    with metered() as meter:
        work()  # at once: names are kept for a minute of the wall clock
    runs = []
    for _ in range(TIMES):
        with _faked() as fake:
            used = _cpu_s(work)
        runs.append(used - fake.seconds)
    ms = statistics.median(runs) * MILLISECONDS
    return Cost(ms, len(meter.calls), meter.read_units, meter.write_units)


def _cpu_s(work: Callable[[], object]) -> float:
    gc.disable()  # the fake keeps its tables in this process: no work of ours
    try:
        started = time.process_time()
        work()
        return time.process_time() - started
    finally:
        gc.enable()


@dataclass(slots=True)
class _Fake:
    seconds: float = 0.0


@contextmanager
def _faked() -> Iterator[_Fake]:
    """The processor seconds that the fake AWS takes inside."""
    fake = _Fake()
    gate: Any = BaseClient  # its one gate is private, so the stubs do not have it
    real = gate._make_api_call  # noqa: SLF001 - where all calls pass

    def timed(client: BaseClient, operation: str, parameters: Any) -> Any:  # noqa: ANN401 - botocore's
        started = time.process_time()
        try:
            return real(client, operation, parameters)
        finally:
            fake.seconds += time.process_time() - started

    gate._make_api_call = timed  # noqa: SLF001 - the same
    try:
        yield fake
    finally:
        gate._make_api_call = real  # noqa: SLF001 - the same
