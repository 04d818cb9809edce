"""Our queues: standard SQS, at least once."""

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from botocore.config import Config

MESSAGES_PER_CALL: Final = 10  # SQS's own limit
CONFIG: Final = Config(
    connect_timeout=1, read_timeout=5, retries={"total_max_attempts": 3, "mode": "standard"}
)


class NotEnqueued(Exception):
    """The queue took only a part; whoever sends has to run again."""


class SqsQueue:
    """Implements ports.Queue."""

    def __init__(self, url: str) -> None:
        self._url = url

    @cached_property
    def _sqs(self) -> Any:
        import boto3  # noqa: PLC0415 - 100 ms that only who needs a client pays

        return boto3.client("sqs", config=CONFIG)

    def send(self, messages: Sequence[Mapping[str, Any]]) -> None:
        """Ten a call; raises NotEnqueued where SQS refused one."""
        for at in range(0, len(messages), MESSAGES_PER_CALL):
            entries = [
                {"Id": str(no), "MessageBody": json.dumps(message, separators=(",", ":"))}
                for no, message in enumerate(messages[at : at + MESSAGES_PER_CALL])
            ]
            reply = self._sqs.send_message_batch(QueueUrl=self._url, Entries=entries)
            if failed := reply.get("Failed"):
                raise NotEnqueued(failed[0].get("Code"))
