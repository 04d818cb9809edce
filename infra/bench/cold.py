"""Cold start: what the API function imports, beside a bare DynamoDB client."""

import resource
import statistics
import subprocess
import sys
from typing import Final

from infra.bench.measure import MILLISECONDS, Figures
from infra.packaging import ROOT

RUNS: Final = 7
OURS: Final = "import app; app.app"
BARE: Final = "import boto3; boto3.client('dynamodb', region_name='ap-southeast-3')"


def bench_imports(figures: Figures) -> None:
    """Processor time of a fresh interpreter, the interpreter's own taken off."""
    empty, ours, bare = (_cpu_ms(code) for code in ("pass", OURS, BARE))
    figures.add("cold import of the API", ours - empty, "ms")
    figures.add("cold import / bare DynamoDB client", (ours - empty) / (bare - empty), "×")


def _cpu_ms(code: str) -> float:
    def once() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)

    once()
    return statistics.median(once() for _ in range(RUNS)) * MILLISECONDS
