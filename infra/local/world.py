"""The running local stack, as other processes find it: commands, the demo and the tests."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Self

import boto3
import botocore.config

from infra import stack
from infra.packaging import REGION

STAGE: Final = "lokal"
RUNNING: Final = "running.json"
ROOT_KEY: Final = "test"  # as id and as secret: root, in the emulator only


class NotRunningError(Exception):
    """No stack runs on that data."""


@dataclass(frozen=True, slots=True)
class World:
    """Where a local stack answers."""

    site: str
    aws: str
    pid: int

    @classmethod
    def of(cls, data: Path) -> Self:
        """The stack that runs on this data. Raises NotRunningError."""
        try:
            world = cls(**json.loads((data / RUNNING).read_text()))
            os.kill(world.pid, 0)
        except (OSError, ValueError):
            raise NotRunningError(data) from None
        return world

    def write(self, data: Path) -> None:
        """Tell other processes."""
        (data / RUNNING).write_text(json.dumps(asdict(self)))

    def connect(self, service: str) -> Any:  # noqa: ANN401 - boto3 makes a class for each service
        """A client with all rights."""
        config = botocore.config.Config(signature_version="s3v4") if service == "s3" else None
        session = boto3.Session(
            region_name=REGION,
            aws_access_key_id=ROOT_KEY,
            aws_secret_access_key=ROOT_KEY,
        )
        return session.client(service, endpoint_url=self.aws, config=config)

    def outputs(self) -> dict[str, str]:
        """The outputs of the stack."""
        return stack.outputs(self.connect, STAGE)

    def environment(self) -> dict[str, str]:
        """What the product's own code needs to run against this stack, with all rights."""
        name = self.outputs()["APIHandlerName"]
        functions = self.connect("lambda")
        variables = functions.get_function_configuration(FunctionName=name)["Environment"]
        return {
            **variables["Variables"],
            "AWS_ACCESS_KEY_ID": ROOT_KEY,
            "AWS_SECRET_ACCESS_KEY": ROOT_KEY,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ENDPOINT_URL": self.aws,
        }
