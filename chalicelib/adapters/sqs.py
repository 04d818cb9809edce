"""Our queues: standard SQS, at least once."""

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from botocore.config import Config

CONFIG: Final = Config(
    connect_timeout=1, read_timeout=5, retries={"total_max_attempts": 3, "mode": "standard"}
)


class SqsQueue:
    """Implements ports.Queue."""

    def __init__(self, url: str) -> None:
        self._url = url

    @cached_property
    def _sqs(self) -> Any:
        import boto3  # noqa: PLC0415 - 100 ms that only who needs a client pays

        return boto3.client("sqs", config=CONFIG)

    def send(
        self, messages: Sequence[Mapping[str, Any]], *, delays_s: Sequence[int] | None = None
    ) -> None:
        """One a call: the busiest minute of the regency sends about a hundred.

        A batch saves little, may be taken in part, and the emulator asks a right for it
        (SendMessageBatch) that IAM does not know.
        """
        for message, delay_s in zip(messages, delays_s or [0] * len(messages), strict=True):
            body = json.dumps(message, separators=(",", ":"))
            self._sqs.send_message(QueueUrl=self._url, MessageBody=body, DelaySeconds=delay_s)
