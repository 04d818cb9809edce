import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from infra.packaging import ROOT
from tests.stack.harness import Stack

CheckIn = tuple[str, dict[str, Any]]  # the cookie of its person's session, and the body


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """One whole stack for all tests; each test makes its own people and activities."""
    with Stack(tmp_path_factory.mktemp("stack")) as running:
        yield running


@pytest.fixture(scope="session")
def check_ins(stack: Stack) -> list[CheckIn]:
    """Twenty people of one OPD at an open activity; whoever takes some takes them from one end."""
    made = subprocess.run(
        [sys.executable, "-m", "infra.bench.stack", "20"],
        cwd=ROOT,
        env={**os.environ, **stack.world.environment()},
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[CheckIn] = json.loads(made.stdout)
    return found
