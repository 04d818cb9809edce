"""Cold start: what the API function imports, beside a bare DynamoDB client."""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from typing import Final

from infra.bench.measure import MILLISECONDS, Figures
from infra.packaging import REGION, ROOT

RUNS: Final = 9
EMPTY: Final = "pass"
OURS: Final = "import app; from chalicelib.wiring import phone; phone()"
BARE: Final = "import boto3; boto3.client('dynamodb')"


def in_lambda() -> dict[str, str]:
    """What a process finds in Lambda: the morning's part alone is wanted, and a role's credentials.

    Where there are none, a client loads what looks for them.
    """
    others = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return others | {
        "AWS_LAMBDA_FUNCTION_NAME": "api",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_SESSION_TOKEN": "testing",
    }


def bench_imports(figures: Figures) -> None:
    """Processor time of a fresh interpreter, the interpreter's own taken off.

    Modules are compiled before, as the package ships them. The three take turns, so that what else
    the machine does meets all of them.
    """
    with tempfile.TemporaryDirectory() as compiled:
        env = in_lambda() | {"PYTHONPYCACHEPREFIX": compiled, "PYTHONDONTWRITEBYTECODE": ""}
        for code in (OURS, BARE):
            _cpu_ms(code, env)
        runs = [tuple(_cpu_ms(code, env) for code in (EMPTY, OURS, BARE)) for _ in range(RUNS)]
    empty, ours, bare = map(statistics.median, zip(*runs, strict=True))
    figures.add("cold import of the API", ours - empty, "ms")
    figures.add("cold import / bare DynamoDB client", (ours - empty) / (bare - empty), "×")


def _cpu_ms(code: str, env: Mapping[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ((after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)) * MILLISECONDS
