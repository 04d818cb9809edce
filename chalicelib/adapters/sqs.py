"""Our queues: messages as JSON, ten a call."""

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from botocore.config import Config

MOST_AT_ONCE: Final = 10
TRIES: Final = 3
CONFIG: Final = Config(connect_timeout=1, read_timeout=3, retries={"total_max_attempts": 3})


class SqsQueue:
    """Implements ports.Queue."""

    def __init__(self, url: str) -> None:
        self._url = url

    @cached_property
    def _sqs(self) -> Any:
        import boto3  # noqa: PLC0415 - only who sends pays for the client

        return boto3.client("sqs", config=CONFIG)

    def send(self, messages: Sequence[Mapping[str, Any]]) -> None:
        """Send all; what SQS did not take of a batch is sent again, bounded."""
        for start in range(0, len(messages), MOST_AT_ONCE):
            part = messages[start : start + MOST_AT_ONCE]
            entries = [
                {"Id": str(n), "MessageBody": json.dumps(message, separators=(",", ":"))}
                for n, message in enumerate(part)
            ]
            for _ in range(TRIES):
                reply = self._sqs.send_message_batch(QueueUrl=self._url, Entries=entries)
                failed = {failure["Id"] for failure in reply.get("Failed", [])}
                entries = [entry for entry in entries if entry["Id"] in failed]
                if not entries:
                    break
            else:
                message = "SQS did not take all messages"
                raise TimeoutError(message)
