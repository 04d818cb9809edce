"""What holds for every test: its mark, no network for fast ones, no silent skip in CI."""

import gc
import os
from collections.abc import Generator
from pathlib import Path
from typing import Final

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import settings
from pytest_socket import disable_socket, enable_socket

from infra.roomy import roomy
from tests.quick_moto import hasten

MARKS: Final = ("stack", "browser", "budget", "fault")

settings.register_profile("check", max_examples=50, derandomize=True, deadline=None)
settings.register_profile("long", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "check"))
hasten()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test's mark is the folder that it lies in; everything else is fast."""
    tests = Path(__file__).parent
    for item in items:
        folder = item.path.relative_to(tests).parts[0]
        item.add_marker(folder if folder in MARKS else "fast")


def pytest_collection_finish() -> None:
    """What was imported stays: the collector need not look through it thousands of times."""
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("fast"):
        disable_socket(allow_unix_socket=True)
    else:
        enable_socket()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """As pytest runs a test, with room for deep calls."""
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    roomy(lambda: runtestprotocol(item, nextitem=nextitem))
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped test has failed: nothing may be missing there."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
    return report
