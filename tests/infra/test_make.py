import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKE = shutil.which("make")


@pytest.mark.skipif(MAKE is None, reason="make is not installed")
def test_make_alone_prints_the_targets() -> None:
    printed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    for target in ("setup", "run", "check", "test", "format", "golden", "deploy"):
        assert re.search(rf"^  make {target} +\w", printed, re.MULTILINE)


@pytest.mark.skipif(MAKE is None, reason="make is not installed")
@pytest.mark.parametrize("target", ["appoint", "trial-end"])
def test_an_opd_may_be_named_with_spaces(target: str) -> None:
    """It reaches the command as one argument."""
    named = ["OPD=Dinas Pekerjaan Umum & Tata Ruang", "DATE=2026-12-01"]
    command = ["make", "--no-print-directory", "-n", target, *named]  # `make test` may be above it

    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert "opd=Dinas Pekerjaan Umum & Tata Ruang" in shlex.split(printed.splitlines()[-1])


def test_the_tests_run_with_the_versions_that_the_functions_get() -> None:
    """The functions run here in the environment of the tests."""

    def pins(name: str) -> set[str]:
        lines = (ROOT / name).read_text().splitlines()
        return {line.split()[0] for line in lines if re.match(r"[a-z].*==", line)}

    assert pins("requirements.txt") <= pins("requirements-run.txt") <= pins("requirements-dev.txt")
