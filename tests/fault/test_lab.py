"""The lab on a toy of the check-in: correct code stands every plan, each seeded bug is found.

A lab that finds nothing proves nothing.
"""

import functools
from collections.abc import Callable, Mapping
from typing import Any, Final

import boto3
import pytest
from moto import mock_aws

from tests.fault.lab import Fault, Lab, Stuck, explore

KEY: Final = {"activity": {"S": "apel"}, "person": {"S": "ani"}}
TABLES: Final = {"records": ("activity", "person"), "audit": ("event",), "counts": ("activity",)}
# Seeded bug → an invariant that it must break, and a fault that must show it.
BUGS: Final = {
    "any conflict is a 409": ("I1", "sdk_retry"),
    "counter incremented in verify": ("I3", "duplicate"),
    "audit in a second call": ("I11", "crash_after"),
    "verify swallows errors": ("I5", "throttle"),
    "a failed batch is acknowledged": ("I5", "throttle"),
}


@functools.cache  # making clients is most of a run's time
def client(service: str) -> Any:  # noqa: ANN401 - built from data at run time
    return boto3.client(service, region_name="ap-southeast-3")


class Toy:
    """One person, one activity, one photo."""

    def __init__(self, bug: str = "") -> None:
        self.bug, self.db, self.s3 = bug, client("dynamodb"), client("s3")
        self.outbox: dict[str, bytes] = {"01A": b"photo"}
        self.acknowledged: set[str] = set()
        self.found: dict[str, list[dict[str, Any]]] = {}
        for name, keys in TABLES.items():
            kinds = ("HASH", "RANGE")
            self.db.create_table(
                TableName=name,
                BillingMode="PAY_PER_REQUEST",
                AttributeDefinitions=[{"AttributeName": k, "AttributeType": "S"} for k in keys],
                KeySchema=[
                    {"AttributeName": key, "KeyType": kind}
                    for key, kind in zip(keys, kinds, strict=False)
                ],
            )
        place = {"LocationConstraint": "ap-southeast-3"}
        self.s3.create_bucket(Bucket="photos", CreateBucketConfiguration=place)

    def check_in(self, ulid: str) -> int:
        """One conditional write with its audit event inside; one's own record is no conflict."""
        late_audit = self.bug == "audit in a second call"
        record = {**KEY, "id": {"S": ulid}, "state": {"S": "TERCATAT"}}
        event = {"event": {"S": f"commit-{ulid}"}}
        try:
            self.db.put_item(
                TableName="records",
                Item=record if late_audit else record | event,
                ConditionExpression="attribute_not_exists(person)",
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
            if late_audit:
                self.db.put_item(TableName="audit", Item=event)
        except self.db.exceptions.ConditionalCheckFailedException as conflict:
            is_own = conflict.response["Item"]["id"]["S"] == ulid
            return 201 if is_own and self.bug != "any conflict is a 409" else 409
        return 201

    def phone(self, ulid: str) -> None:
        """Send the record, then the photo; at a 409 there is nothing left to send."""
        if self.check_in(ulid) == 409:
            self.outbox.pop(ulid)
            return
        self.acknowledged.add(ulid)
        self.s3.put_object(Bucket="photos", Key=ulid, Body=self.outbox[ulid])

    def verify(self, records: list[dict[str, str]]) -> Mapping[str, Any]:
        failed = []
        for record in records:
            try:
                self.verify_one(record["body"])
            except Exception:  # noqa: BLE001 - as events.py does
                failed.append({"itemIdentifier": record["messageId"]})
        return {"batchItemFailures": [] if self.bug == "a failed batch is acknowledged" else failed}

    def verify_one(self, ulid: str) -> None:
        try:
            self.s3.head_object(Bucket="photos", Key=ulid)
            self.update("records", KEY, "SET #n = :v", "state", {"S": "TERSIMPAN"})
            if self.bug == "counter incremented in verify":
                self.update("counts", {"activity": KEY["activity"]}, "ADD #n :v", "n", {"N": "1"})
        except self.db.exceptions.ClientError:
            if self.bug != "verify swallows errors":
                raise

    def update(
        self, table: str, key: Mapping[str, Any], how: str, name: str, value: Mapping[str, str]
    ) -> None:
        self.db.update_item(
            TableName=table,
            Key=key,
            UpdateExpression=how,
            ExpressionAttributeNames={"#n": name},
            ExpressionAttributeValues={":v": value},
        )

    def compile(self) -> None:
        if self.bug != "counter incremented in verify":
            items = self.db.scan(TableName="records")["Items"]
            count = sum(item["state"]["S"] == "TERSIMPAN" for item in items)
            self.db.put_item(
                TableName="counts", Item={"activity": KEY["activity"], "n": {"N": str(count)}}
            )

    def look(self) -> "Toy":
        self.found = {table: self.db.scan(TableName=table)["Items"] for table in TABLES}
        return self


def scenario(bug: str = "") -> Callable[[Lab], Toy]:
    def run(lab: Lab) -> Toy:
        with mock_aws():
            with lab.paused():
                toy = Toy(bug)
            lab.call(toy.phone, "01A")
            lab.deliver(toy.verify, list(toy.outbox))
            lab.call(toy.compile)
            with lab.paused():
                return toy.look()

    return run


def acknowledged_is_kept(toy: Toy) -> None:
    stored = {item["id"]["S"] for item in toy.found["records"]}
    assert stored == toy.acknowledged == {"01A"}, "acknowledged and stored differ"
    assert "01A" in toy.outbox, "the phone dropped a photo that nobody has"


def one_record(toy: Toy) -> None:
    assert len(toy.found["records"]) == 1, "not one record"


def counter_is_derived(toy: Toy) -> None:
    stored = sum(item["state"]["S"] == "TERSIMPAN" for item in toy.found["records"])
    counted = [item["n"]["N"] for item in toy.found["counts"]]
    assert counted == [str(stored)], f"counted {counted}, stored {stored}"


def photo_reaches_a_state(toy: Toy) -> None:
    states = {item["state"]["S"] for item in toy.found["records"]}
    assert states == {"TERSIMPAN"}, "photo stored, record still waiting, nothing will come"


def one_event_per_change(toy: Toy) -> None:
    inside = [item for item in toy.found["records"] if "event" in item]
    events = len(inside) + len(toy.found["audit"])
    assert events == len(toy.found["records"]), f"{events} events"


INVARIANTS: Final = {
    "I1": acknowledged_is_kept,
    "I2": one_record,
    "I3": counter_is_derived,
    "I5": photo_reaches_a_state,
    "I11": one_event_per_change,
}


@pytest.fixture(autouse=True)
def _no_account(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "testing")
    client.cache_clear()


@pytest.mark.parametrize(("depth", "most", "plans"), [(1, None, 40), (2, 60, 100)])
def test_correct_code_stands_every_plan(depth: int, most: int | None, plans: int) -> None:
    result = explore(scenario(), INVARIANTS, depth=depth, most=most)

    assert not result.violations, result.told()
    assert result.plans == plans


@pytest.mark.parametrize("bug", BUGS)
def test_each_seeded_bug_is_found(bug: str) -> None:
    invariant, kind = BUGS[bug]

    found = explore(scenario(bug), INVARIANTS)

    shown = [v for v in found.violations if v.invariant == invariant and v.plan[0].kind == kind]
    assert shown, found.told()
    assert f"{invariant} under [{kind} at" in shown[0].told()


def test_the_same_plan_gives_the_same_trace() -> None:
    traces = []
    for _ in range(2):
        lab = Lab((Fault(1, "lost_reply"),))
        with lab.installed():
            scenario()(lab)
        traces.append(lab.trace)

    assert traces[0] == traces[1]
    assert traces[0][1] == "s3.PutObject !lost_reply"


def test_another_seed_draws_other_plans() -> None:
    drawn = []

    def note(lab: Lab) -> None:
        lab.trace += ["a", "b", "c"]
        drawn.append(tuple(lab.plan))

    for seed in (0, 0, 1):
        explore(note, {}, depth=2, most=5, seed=seed)

    rounds = [drawn[at : at + len(drawn) // 3] for at in range(0, len(drawn), len(drawn) // 3)]
    assert rounds[0] == rounds[1] != rounds[2]


def test_what_never_succeeds_is_stuck() -> None:
    def fail() -> None:
        raise ValueError

    lab = Lab()
    with pytest.raises(Stuck):
        lab.call(fail)
    with pytest.raises(Stuck):
        lab.deliver(lambda _: {"batchItemFailures": [{"itemIdentifier": "m0"}]}, ["one"])


@pytest.mark.parametrize(
    ("kind", "order"),
    [
        ("duplicate", ["a", "b", "b", "c"]),
        ("late_duplicate", ["a", "b", "c", "b"]),
        ("swap", ["b", "a", "c"]),
    ],
)
def test_messages_come_twice_and_out_of_order(kind: str, order: list[str]) -> None:
    seen: list[str] = []

    Lab((Fault(1, kind),)).deliver(
        lambda records: seen.extend(record["body"] for record in records), ["a", "b", "c"]
    )

    assert seen == order


def test_only_what_failed_comes_again() -> None:
    seen: list[str] = []

    def handler(records: list[dict[str, str]]) -> Mapping[str, Any]:
        seen.extend(record["body"] for record in records)
        is_first = len(seen) == len(records)
        return {"batchItemFailures": [{"itemIdentifier": "m1"}] if is_first else []}

    Lab().deliver(handler, ["a", "b", "c"])

    assert seen == ["a", "b", "c", "b"]
