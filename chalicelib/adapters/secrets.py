"""Secrets Manager: the signing keys and the origin token, kept by each container."""

import hmac
import json
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final, Generic, TypeVar

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

CONFIG: Final = Config(connect_timeout=1, read_timeout=2, retries={"total_max_attempts": 3})
READ_AGAIN_AFTER: Final = timedelta(minutes=1)
KEPT_FOR: Final = timedelta(hours=1)  # docs/deploy.md: how long the steps of a rotation wait
STAGES: Final = ("AWSCURRENT", "AWSPREVIOUS")

log = logging.getLogger("apel.vault")
T = TypeVar("T")


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


class Kept(Generic[T]):
    """What was read from the vault, kept for the container, which outlives rotations."""

    def __init__(self, read: Callable[[], T], now: Callable[[], datetime]) -> None:
        self._read, self._now = read, now
        self._held: T
        self._read_at: datetime | None = None

    def get(self) -> T:
        """What is held; an hour after it was read, it is read anew.

        Where that fails, who holds the secret goes on with it: the vault's outage, or a mistake in
        what was stored last, must not stop the check-ins of a morning.
        """
        if self._read_at and self._now() - self._read_at >= KEPT_FOR:
            try:
                return self.again()
            except (BotoCoreError, ClientError, ValueError):
                log.exception("a secret could not be read again; the one held is kept")
                self._read_at = self._now()
        return self._held if self._read_at else self.again()

    def again(self) -> T:
        """Read it anew, for somebody who sends what it does not know: at most once a minute."""
        now = self._now()
        if not self._read_at or now - self._read_at >= READ_AGAIN_AFTER:
            self._held, self._read_at = self._read(), now
        return self._held


class Tokens:
    """Tokens that may be sent to us; an unknown one has them read again.

    Else a container that was warm before a rotation would refuse everybody afterwards (E2).
    """

    def __init__(self, kept: Kept[tuple[str, ...]]) -> None:
        self._kept = kept

    def holds(self, sent: str) -> bool:
        """Whether it is one of ours."""
        return _is_among(self._kept.get(), sent) or _is_among(self._kept.again(), sent)


def _is_among(tokens: tuple[str, ...], sent: str) -> bool:
    return any(hmac.compare_digest(sent.encode(), each.encode()) for each in tokens)
