"""Secrets Manager: the signing keys and the origin token, each fetched once a container."""

import hmac
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from botocore.config import Config
from botocore.exceptions import ClientError

CONFIG: Final = Config(connect_timeout=1, read_timeout=2, retries={"total_max_attempts": 3})
READ_AGAIN_AFTER: Final = timedelta(minutes=1)
STAGES: Final = ("AWSCURRENT", "AWSPREVIOUS")


class Vault:
    """Reads secrets by name or ARN."""

    def __init__(self) -> None:
        self._client: Any = None

    def text(self, name: str, stage: str = "AWSCURRENT") -> str:
        """The secret's text at that version stage; raises ClientError."""
        if self._client is None:
            import boto3  # noqa: PLC0415 - 100 ms that only who needs a client pays

            self._client = boto3.client("secretsmanager", config=CONFIG)
        found = self._client.get_secret_value(SecretId=name, VersionStage=stage)
        text: str = found["SecretString"]
        return text

    def tokens(self, name: str) -> tuple[str, ...]:
        """The `token` of the current and, where there is one, the previous version (E2)."""
        found = []
        for stage in STAGES:
            try:
                found.append(json.loads(self.text(name, stage))["token"])
            except ClientError as error:
                if (
                    stage == STAGES[0]
                    or error.response["Error"]["Code"] != "ResourceNotFoundException"
                ):
                    raise
        return tuple(found)


class Tokens:
    """Tokens that may be sent to us, kept for the container; an unknown one has them read again.

    Else a container that was warm before a rotation would refuse everybody afterwards (E2).
    """

    def __init__(self, read: Callable[[], tuple[str, ...]], now: Callable[[], datetime]) -> None:
        self._read, self._now = read, now
        self._held: tuple[str, ...] = ()
        self._read_at: datetime | None = None

    def holds(self, sent: str) -> bool:
        """Whether it is one of ours; at most one read a minute, whatever is sent."""
        if self._is_among(sent):
            return True
        now = self._now()
        if self._read_at and now - self._read_at < READ_AGAIN_AFTER:
            return False
        self._held, self._read_at = self._read(), now
        return self._is_among(sent)

    def _is_among(self, sent: str) -> bool:
        return any(hmac.compare_digest(sent.encode(), each.encode()) for each in self._held)
