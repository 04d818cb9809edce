"""Secrets Manager: the signing keys and the origin token, each fetched once a container."""

import json
from typing import Any, Final

from botocore.config import Config
from botocore.exceptions import ClientError

CONFIG: Final = Config(connect_timeout=1, read_timeout=2, retries={"total_max_attempts": 3})
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
