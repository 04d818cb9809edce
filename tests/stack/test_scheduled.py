"""A table's way through real queues, rights and buckets: closed, compiled, published, announced."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from infra.packaging import ROOT
from tests.stack.harness import HTTP, Stack
from tests.stack.seed import HEAD_MAIL


@pytest.fixture(scope="module")
def seeded(stack: Stack) -> dict[str, str]:
    """One OPD whose apel has just closed."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.stack.seed"],
        cwd=ROOT,
        env={**os.environ, **stack.world.environment()},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def last_line(stack: Stack, name: str) -> dict[str, Any]:
    done = stack.make("job", f"name={name}")
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_an_apel_that_closed_is_published_and_its_head_is_told(
    stack: Stack, seeded: dict[str, str]
) -> None:
    compiled = last_line(stack, "close")
    published = last_line(stack, "publish-weekly")

    assert compiled.get("compile", 1) >= 1  # the minute's own tick may have been quicker
    assert published["publish-weekly"] >= 1
    bucket = stack.outputs["DocumentBucketName"]
    objects = stack.aws("s3").list_objects_v2(Bucket=bucket, Prefix=f"rekap/{seeded['opd']}/")
    kinds = {entry["Key"].rpartition(".")[2] for entry in objects["Contents"]}
    assert kinds == {"pdf", "xlsx", "csv"}
    page = HTTP.request("GET", f"{stack.world.aws}/_surat").data.decode()
    assert HEAD_MAIL in page
    assert "/rekap/" in page
    assert "Siti Aminah" not in page
