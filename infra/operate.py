"""The operator's commands: they invoke the deployed `tick` by hand, here or on AWS (STAGE).

Usage: python -m infra.operate COMMAND key=value ...   (the Makefile names them all)
Each prints for people, and as its last line one line of JSON.
"""

import csv
import json
import os
import re
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import boto3
import botocore.config

from chalicelib.adapters.siasn import Access, Siasn
from chalicelib.services.ports.people_source import SourceUnavailable
from infra import stack
from infra.local import demo
from infra.local.world import STAGE as LOCAL
from infra.local.world import NotRunningError, World
from infra.packaging import REGION

QUEUES: Final = ("Photo", "Recap", "Notice", "Upkeep", "Import")
LONGEST_S: Final = 310  # tick may run 300 s
DRAINED_S: Final = 600  # until everything that a job enqueued is done
POLL_S: Final = 0.5
TELL_S: Final = 5  # between two lines that say how many messages are left
SIASN_A_LINE: Final = 100  # people
SIASN_ACCESS: Final = {
    "api": "SIASN_API", "token_url": "SIASN_TOKEN_URL", "sso_url": "SIASN_SSO_URL",
    "consumer_key": "SIASN_CONSUMER_KEY", "consumer_secret": "SIASN_CONSUMER_SECRET",
    "client_id": "SIASN_CLIENT_ID", "username": "SIASN_USERNAME", "password": "SIASN_PASSWORD",
}  # fmt: skip
QUIET_LOOKS: Final = 3  # SQS counts are approximate: empty three times in a row


class OperationError(Exception):
    """It was not done; the text says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """A deployed stack."""

    connect: stack.Connect
    outputs: Mapping[str, str]

    def invoke_tick(self, payload: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON
        """What the function answers. Raises OperationError with what it said when it failed."""
        answer = self.connect("lambda").invoke(
            FunctionName=self.outputs["TickFunction"], Payload=json.dumps(by_hand(payload))
        )
        result = json.loads(answer["Payload"].read() or b"null")
        if "FunctionError" in answer:
            raise OperationError(result.get("errorMessage", json.dumps(result)))
        return result

    def waiting(self, suffix: str = "QueueUrl") -> int:
        """Messages that wait or are being worked on, over all queues."""
        names = (
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesDelayed",
        )
        sqs, total = self.connect("sqs"), 0
        for queue in QUEUES:
            url = self.outputs[f"{queue}{suffix}"]
            counts = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
            total += sum(int(counts[name]) for name in names)
        return total

    def drain(self) -> float:
        """Wait until the queues are empty; the seconds it took. Raises OperationError."""
        started, quiet = time.monotonic(), 0
        told = started
        while quiet < QUIET_LOOKS:
            waiting = self.waiting()
            quiet = 0 if waiting else quiet + 1
            if waiting and time.monotonic() - told > TELL_S:
                told = time.monotonic()
                print(f"  {waiting} messages left; mails leave spread over minutes ...", flush=True)
            if time.monotonic() - started > DRAINED_S:
                text = f"{waiting} messages are still being worked on or tried again"
                raise OperationError(text)
            time.sleep(POLL_S)
        return time.monotonic() - started


def by_hand(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The event that EventBridge would send, with what is wanted beside it."""
    return {
        "version": "0",
        "id": "by-hand",
        "detail-type": "By hand",
        "source": "apel.operator",
        "account": "",
        "time": datetime.now(UTC).isoformat(),  # noqa: TID251 - as EventBridge stamps it
        "region": REGION,
        "resources": [],
        "detail": {},
        **payload,
    }


def target(stage: str, data: Path) -> Target:
    """The stack of that stage. Raises NotRunningError, or ClientError where there is none."""
    if stage == LOCAL:
        world = World.of(data)
        return Target(world.connect, world.outputs())
    session = boto3.Session(region_name=REGION)
    config = botocore.config.Config(read_timeout=LONGEST_S, retries={"total_max_attempts": 1})

    def connect(service: str) -> Any:  # noqa: ANN401 - boto3 makes a class for each service
        client: Any = session.client
        return client(service, config=config)

    return Target(connect, stack.outputs(connect, stage))


def run_verb(verb: str, given: dict[str, str], where: Target) -> dict[str, Any]:
    """Invoke tick, wait for what it enqueued, and say what happened."""
    payload: dict[str, Any] = {"job": given.pop("name") if verb == "job" else verb, **given}
    if verb == "import":
        payload = {**payload, **upload(Path(given["file"]), where)}
        del payload["file"]
    failed_before = where.waiting("DeadLettersUrl")
    answer = where.invoke_tick(payload)
    seconds = where.drain()
    failed = where.waiting("DeadLettersUrl") - failed_before
    result: dict[str, Any] = answer if isinstance(answer, dict) else {"result": answer}
    for line in result.pop("lines", []):
        print(line)
    print(f"{payload['job']}: done, queues empty after {seconds:.1f} s, {failed} messages failed")
    if failed:
        text = f"{failed} messages failed for good: docs/deploy.md, dead letters"
        raise OperationError(text)
    return result


def upload(file: Path, where: Target) -> dict[str, str]:
    """Put an import file where the function finds it, under its content's hash.

    Raises OperationError where there is no such file.
    """
    if not file.is_file():
        text = f"there is no file {file}: make import FILE=people.xlsx"
        raise OperationError(text)
    body = file.read_bytes()
    key = f"import/{sha256(body).hexdigest()}{file.suffix.lower()}"
    where.connect("s3").put_object(Bucket=where.outputs["DocumentBucketName"], Key=key, Body=body)
    return {"key": key}


def fetch_siasn(given: Mapping[str, str], env: Mapping[str, str]) -> dict[str, Any]:
    """Write SIASN's people of these NIPs as a file that the import page takes (docs/siasn.md).

    NIPs are taken from any text that holds them, so a list of ours or SIMPEG's file will do. The
    file appears whole or not at all. Raises OperationError.
    """
    missing = [name for name in SIASN_ACCESS.values() if not env.get(name)]
    if missing:
        text = f"SIASN is off: {', '.join(missing)} not set (docs/siasn.md)"
        raise OperationError(text)
    source, target_file = Path(given["nips"]), Path(given["file"])
    if not source.is_file() or not given["file"]:
        text = "say whom to ask for and where to write: make siasn NIPS=nips.txt FILE=people.csv"
        raise OperationError(text)
    text = source.read_text(encoding="utf-8", errors="replace")
    nips = list(dict.fromkeys(re.findall(r"(?<!\d)\d{18}(?!\d)", text)))
    access = Access(**{field: env[name] for field, name in SIASN_ACCESS.items()})
    table = []
    try:
        for row in Siasn(access, nips, wait=time.sleep).rows():
            table.append(row)
            if len(table) % SIASN_A_LINE == 0:
                print(f"{len(table)} of {len(nips)} people ...")
    except SourceUnavailable as error:
        raise OperationError(str(error)) from None
    with target_file.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(table)
    print(f"{given['file']}: upload it at Impor data ASN, or make import FILE={given['file']}")
    return {"asked": len(nips), "found": len(table) - 1}


def main(arguments: Sequence[str]) -> int:
    """Run one command; 0 where it was done."""
    verb, given = arguments[0], dict(pair.split("=", 1) for pair in arguments[1:])
    stage, data = os.environ.get("STAGE", LOCAL), Path(os.environ.get("DATA_DIR", ".local"))
    try:
        if verb == "demo-activity":
            opened = demo.open_activity(World.of(data.resolve()), int(given["minutes"]), print)
            print(json.dumps(opened, ensure_ascii=False))
            return 0
        if verb == "siasn":
            result = fetch_siasn(given, os.environ)
        else:
            result = run_verb(verb, given, target(stage, data.resolve()))
    except NotRunningError as error:
        print(f"Nothing runs on {error}. Start it first: make run")
        return 1
    except (OperationError, demo.DemoError) as error:
        print(f"Not done: {error}")
        return 1
    print(json.dumps(result, ensure_ascii=False, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
