"""What AWS sends us, as plain values in and Lambda's answer out; knows no Chalice."""

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypedDict
from urllib.parse import unquote_plus

from chalicelib.domain.errors import BadParameter

if TYPE_CHECKING:
    from chalicelib.domain.imports import Task
    from chalicelib.domain.work import Work

log = logging.getLogger("apel.events")


class BatchFailures(TypedDict):
    """The partial batch answer: only these messages come back."""

    batchItemFailures: list[dict[str, str]]


def photo_keys(body: str) -> list[str]:
    """Keys of the new objects in S3's notice, or in our own message of the sweeper."""
    notice = json.loads(body)
    if "key" in notice:
        return [str(notice["key"])]
    return [unquote_plus(r["s3"]["object"]["key"]) for r in notice.get("Records", [])]


def verify_photos(
    records: Iterable[Mapping[str, Any]], *, verify: Callable[[str], object]
) -> BatchFailures:
    """Verify each photo; report only failed messages, so that one bad photo comes back alone."""

    def each(body: str) -> None:
        for key in photo_keys(body):
            verify(key)

    return one_by_one(records, each)


def run_works(
    records: Iterable[Mapping[str, Any]], *, run: "Callable[[Work], object]"
) -> BatchFailures:
    """Do the scheduled work of each message; what failed comes back alone."""
    from chalicelib.domain.work import Work

    def each(body: str) -> None:
        run(Work.from_message(json.loads(body)))

    return one_by_one(records, each)


def run_imports(
    records: Iterable[Mapping[str, Any]], *, run: "Callable[[Task], object]"
) -> BatchFailures:
    """Take the next step of an import; what failed comes back alone."""
    from chalicelib.domain.imports import Task

    def each(body: str) -> None:
        run(Task.from_message(json.loads(body)))

    return one_by_one(records, each)


def tick(
    event: Mapping[str, Any],
    *,
    start: Callable[[], Mapping[str, Any]],
    commands: Mapping[str, Callable[[Mapping[str, str]], Mapping[str, Any]]],
) -> dict[str, Any]:
    """Each minute what is due; or the one command that an operator names (infra/operate.py).

    Raises BadParameter for a command that there is not.
    """
    name = event.get("job")
    if not name:
        return dict(start())
    if name not in commands:
        raise BadParameter("job", known=sorted(commands))
    return dict(commands[name](event))


def one_by_one(
    records: Iterable[Mapping[str, Any]], handle: Callable[[str], None]
) -> BatchFailures:
    """Handle each message by itself; a failed one is reported and does not take others with it."""
    failed = []
    for record in records:
        try:
            handle(record["body"])
        except Exception:
            fields = {"message_id": record["messageId"]}
            log.exception("message not handled", extra={"fields": fields})
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}
