"""Fault lab: run a scenario under every single fault, or pair of them, and check the invariants.

All AWS calls of a process pass one place, `BaseClient._make_api_call`: boto3, PynamoDB, paginators
and transfers alike, whether moto, an emulator or the real thing is behind. The lab counts the calls
there and spoils those that its plan names. Nothing is random: a plan is data, the same plan gives
the same trace.

    def scenario(lab):            # builds a fresh world (lab.paused()), acts in it, returns it
        lab.call(f, x)            # as a phone or scheduler does: again after any failure
        lab.deliver(handler, ms)  # as a queue does: at least once, in any order, what failed again
    result = explore(scenario, {"I2": check_one_record, ...}, depth=1)
    assert not result.violations, result.told()
"""

import contextlib
import hashlib
import itertools
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from botocore.client import BaseClient
from botocore.exceptions import ConnectionClosedError, ReadTimeoutError

T = TypeVar("T")
W = TypeVar("W")

CALL_FAULTS: Final = (
    "throttle",  # refused after the SDK's own retries; nothing applied
    "reset",  # closed before the request arrived; nothing applied
    "lost_reply",  # applied, then the reply was lost and the caller sees an error
    "sdk_retry",  # applied, reply lost, the SDK repeats it: the caller sees the second answer
    "crash_before",  # the process dies before the call
    "crash_after",  # the process dies when the call was applied
)
OUTAGE: Final = "outage"  # this call and those after it are throttled; see OUTAGE_CALLS
EVENT_FAULTS: Final = (
    "duplicate",  # delivered twice in a row
    "late_duplicate",  # delivered again after all others
    "swap",  # delivered before the one that was sent before it
)
ATTEMPTS: Final = 6  # a plan of two faults is over long before
OUTAGE_CALLS: Final = ATTEMPTS - 1
_THROTTLED: Final = {"dynamodb": "ProvisionedThroughputExceededException", "s3": "SlowDown"}


class Crash(BaseException):
    """The process is gone: no `except Exception` of the code under test may handle this."""


class Stuck(AssertionError):
    """Nothing succeeds although the plan's faults are used up: liveness (I5) is broken."""


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One thing that goes wrong."""

    at: int  # the n-th AWS call, or for EVENT_FAULTS the n-th message
    kind: str


@dataclass
class Lab:
    """One run of a scenario under one plan."""

    plan: Sequence[Fault] = ()
    trace: list[str] = field(default_factory=list)  # "dynamodb.PutItem" …, every call in order
    requests: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)  # of the trace
    messages: int = 0
    is_armed: bool = True

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Building the world and looking at it are not under test."""
        self.is_armed = False
        try:
            yield
        finally:
            self.is_armed = True

    def call(self, function: Callable[..., T], *args: Any, **kwargs: Any) -> T:  # noqa: ANN401
        """Do what a far side does: try again after an exception or crash, until it answers."""
        for _ in range(ATTEMPTS):
            with contextlib.suppress(Exception, Crash):
                return function(*args, **kwargs)
        raise Stuck(self._told(f"{function} failed {ATTEMPTS} times"))

    def deliver(
        self,
        handler: Callable[[list[dict[str, str]]], Mapping[str, Any] | None],
        bodies: Sequence[Mapping[str, Any] | str],
        *,
        batch: int = 10,
    ) -> None:
        """Do what SQS and Lambda do with a handler that reports partial batch failures."""
        waiting = self._as_queued(bodies)
        for _ in range(ATTEMPTS):
            waiting = [
                record
                for start in range(0, len(waiting), batch)
                for record in _left(handler, waiting[start : start + batch])
            ]
            if not waiting:
                return
        raise Stuck(self._told(f"{len(waiting)} messages never succeeded"))

    @contextlib.contextmanager
    def installed(self) -> Iterator[None]:
        """Spoil the calls that the plan names while this is open."""
        gate: Any = BaseClient  # its one gate is private, so the stubs do not have it
        real = gate._make_api_call  # noqa: SLF001 - every SDK call passes here
        faults = {fault.at: fault.kind for fault in self.plan if fault.kind in CALL_FAULTS}
        for fault in (fault for fault in self.plan if fault.kind == OUTAGE):
            faults |= dict.fromkeys(range(fault.at, fault.at + OUTAGE_CALLS), "throttle")

        def spoiled(client: BaseClient, operation: str, params: dict[str, Any]) -> Any:  # noqa: ANN401
            if not self.is_armed:
                return real(client, operation, params)
            kind = faults.get(len(self.trace), "")
            self.trace.append(_name(client, operation) + (f" !{kind}" if kind else ""))
            self.requests.append((operation, params))
            _fail_before(kind, client, operation)
            try:
                answer = real(client, operation, dict(params))  # the SDK wraps a body in place
            finally:
                _fail_after(kind, client)  # a refusal is lost on the way like any other reply
            model = client.meta.service_model.operation_model(operation)
            # With a client token the service answers a repeat as before; fakes do not.
            if kind == "sdk_retry" and not model.idempotent_members:
                return real(client, operation, params)
            return answer

        gate._make_api_call = spoiled  # noqa: SLF001
        try:
            yield
        finally:
            gate._make_api_call = real  # noqa: SLF001

    def _as_queued(self, bodies: Sequence[Mapping[str, Any] | str]) -> list[dict[str, str]]:
        queue: list[dict[str, str]] = []
        late: list[dict[str, str]] = []
        for body in bodies:
            kinds = {f.kind for f in self.plan if f.at == self.messages and f.kind in EVENT_FAULTS}
            text = body if isinstance(body, str) else json.dumps(body)
            record = {"messageId": f"m{self.messages}", "body": text}
            self.messages += 1
            queue.append(record)
            if "swap" in kinds:
                queue[-2:] = queue[-2:][::-1]
            again = {**record, "messageId": record["messageId"] + "-again"}
            queue += [again] if "duplicate" in kinds else []
            late += [again] if "late_duplicate" in kinds else []
        return queue + late

    def _told(self, what: str) -> str:
        return f"{what}; trace: {' '.join(self.trace)}"


def _left(
    handler: Callable[[list[dict[str, str]]], Mapping[str, Any] | None],
    records: list[dict[str, str]],
) -> list[dict[str, str]]:
    """What the queue keeps: all of it after an error or crash, else what the handler names."""
    try:
        answer = handler(records) or {}
    except (Exception, Crash):  # noqa: BLE001 - a queue does not look at why
        return records
    failed = {failure["itemIdentifier"] for failure in answer.get("batchItemFailures", ())}
    return [record for record in records if record["messageId"] in failed]


def _name(client: BaseClient, operation: str) -> str:
    return f"{client.meta.service_model.service_name}.{operation}"


def _fail_before(kind: str, client: BaseClient, operation: str) -> None:
    if kind == "crash_before":
        raise Crash
    if kind == "reset":
        raise ConnectionClosedError(endpoint_url=client.meta.endpoint_url)
    if kind == "throttle":
        service = client.meta.service_model.service_name
        code = _THROTTLED.get(service, "ThrottlingException")
        raised: Any = client.exceptions.from_code(code)
        raise raised({"Error": {"Code": code, "Message": "injected"}}, operation)


def _fail_after(kind: str, client: BaseClient) -> None:
    if kind == "crash_after":
        raise Crash
    if kind == "lost_reply":
        raise ReadTimeoutError(endpoint_url=client.meta.endpoint_url)


@dataclass(frozen=True, slots=True)
class Violation:
    """An invariant that did not hold, and all that is needed to see it again."""

    invariant: str
    plan: tuple[Fault, ...]
    detail: str
    trace: tuple[str, ...]

    def told(self) -> str:
        """One violation in two lines."""
        plan = ", ".join(f"{fault.kind} at {fault.at}" for fault in self.plan) or "no fault"
        return f"{self.invariant} under [{plan}]: {self.detail}\n    {' '.join(self.trace)}"


@dataclass(slots=True)
class Result:
    """What a whole exploration found."""

    plans: int = 0
    violations: list[Violation] = field(default_factory=list)

    def told(self) -> str:
        """The count and the first few."""
        shown = "\n".join(violation.told() for violation in self.violations[:5])
        return f"{self.plans} plans, {len(self.violations)} violations\n{shown}"


def explore(
    scenario: Callable[[Lab], W],
    invariants: Mapping[str, Callable[[W], None]],
    *,
    depth: int = 1,
    most: int | None = None,
    seed: int = 0,
    kinds: Sequence[str] = (*CALL_FAULTS, *EVENT_FAULTS),
) -> Result:
    """Run the faultless plan, then all plans of up to `depth` faults, `most` of the deepest.

    The places of a second fault come from the trace that the first one produced, so that it hits
    the recovery too. `seed` picks another share of the plans where there are more than `most`;
    `kinds` names the faults: those of a single call or message, unless others are asked for.
    """
    result = Result()
    level: list[tuple[Fault, ...]] = [()]
    for deep in range(depth + 1):
        following: list[tuple[Fault, ...]] = []
        for plan in level:
            lab = Lab(plan)
            _run(lab, scenario, invariants, result)
            following += [each for each in _extended(plan, lab) if each[-1].kind in kinds]
        level = following
        if deep + 1 == depth and most is not None:
            level = sorted(following, key=lambda plan: _lot(plan, seed))[:most]
    return result


def explore_all(
    scenario: Callable[[Lab], W], invariants: Mapping[str, Callable[[W], None]]
) -> Result:
    """Every single fault; with PAIRS=n in the environment n pairs of faults too, drawn by SEED."""
    pairs, seed = (int(os.environ.get(name) or 0) for name in ("PAIRS", "SEED"))
    result = explore(scenario, invariants, depth=2 if pairs else 1, most=pairs or None, seed=seed)
    print(f"seed {seed}: {result.told()}")  # noqa: T201 - the figures, with -s or a failure
    return result


def _extended(plan: tuple[Fault, ...], lab: Lab) -> Iterator[tuple[Fault, ...]]:
    first = plan[-1].at + 1 if plan and plan[-1].kind in CALL_FAULTS else 0
    calls = itertools.product(range(first, len(lab.trace)), (*CALL_FAULTS, OUTAGE))
    messages = itertools.product(range(0 if plan else lab.messages), EVENT_FAULTS)
    for at, kind in itertools.chain(calls, messages):
        yield (*plan, Fault(at, kind))


def _lot(plan: tuple[Fault, ...], seed: int) -> bytes:
    """Where a plan stands in the order drawn by this seed; the same on every machine."""
    return hashlib.sha256(f"{seed} {plan}".encode()).digest()


def _run(
    lab: Lab,
    scenario: Callable[[Lab], W],
    invariants: Mapping[str, Callable[[W], None]],
    result: Result,
) -> None:
    result.plans += 1
    plan, trace = tuple(lab.plan), lab.trace
    try:
        with lab.installed():
            world = scenario(lab)
    except Stuck as stuck:
        result.violations.append(Violation("I5", plan, str(stuck), tuple(trace)))
        return
    for name, holds in invariants.items():
        try:
            holds(world)
        except AssertionError as broken:
            result.violations.append(Violation(name, plan, str(broken), tuple(trace)))
