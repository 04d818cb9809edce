"""Lighthouse on the served build, as a phone sees it: what was reached may not be lost."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.browser.network import Gate

HERE = Path(__file__).parent
CATEGORIES = ("performance", "accessibility", "best-practices")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking"
)


@pytest.fixture(scope="module")
def report(wire: Gate, tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """Scores × 100. The emulator does not compress: what is sent is larger than on AWS."""
    wire.set("up")
    out = tmp_path_factory.mktemp("lighthouse") / "report.json"
    subprocess.run(
        [
            "npx", "--no-install", "lighthouse", wire.url + "/masuk", "--quiet", "--output=json",
            f"--output-path={out}", f"--chrome-flags={FLAGS}",
            f"--only-categories={','.join(CATEGORIES)}",
        ],
        cwd=HERE,
        env={**os.environ, "CHROME_PATH": "/usr/bin/chromium"},
        check=True,
        timeout=240,
    )  # fmt: skip
    categories = json.loads(out.read_text())["categories"]
    return {name: round(categories[name]["score"] * 100) for name in CATEGORIES}


def test_the_page_is_accessible(report: dict[str, float]) -> None:
    assert report["accessibility"] == 100


def test_the_page_keeps_good_practice(report: dict[str, float]) -> None:
    """96 on the emulator, which serves plain HTTP."""
    assert report["best-practices"] >= 95


def test_the_page_is_fast(report: dict[str, float]) -> None:
    """Simulated mobile; a busy machine costs a few points, so that the bound leaves them."""
    assert report["performance"] >= 90
