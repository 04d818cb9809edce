"""What `make run` answers to signals; tests/stack/test_smoke.py holds the same of the whole."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.infra.test_make import MAKE, ROOT
from tests.terminal import CTRL_C, Terminal

SERVER: Final = """
import signal, time
from infra.local.terminal import foreground
with foreground():
    stopped = []
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopped.append(1))
    print("Ready", flush=True)
    while not stopped:
        time.sleep(0.01)
print("Stopped", flush=True)
"""
pytestmark = pytest.mark.skipif(MAKE is None, reason="make is not installed")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    (tmp_path / "server.py").write_text(SERVER)
    (tmp_path / "Makefile").write_text(f"run:\n\t@exec {sys.executable} server.py\n")
    with Terminal(["make", "run"], tmp_path, {"PYTHONPATH": str(ROOT)}) as terminal:
        terminal.until_said("Ready")
        yield terminal


def test_ctrl_c_ends_make_with_status_0(terminal: Terminal) -> None:
    """It would reach make too, which ends by it with 130."""
    terminal.press(CTRL_C)

    terminal.until_said("Stopped")
    assert terminal.process.wait(10) == 0


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_the_group_of_make_ends_the_server(
    terminal: Terminal, how: signal.Signals
) -> None:
    """GNU make waits for its command and ends by the signal: nothing can change that."""
    os.killpg(terminal.process.pid, how)

    terminal.until_said("Stopped")
    assert terminal.process.wait(10) == -how


def test_a_sigterm_to_make_ends_the_server(terminal: Terminal) -> None:
    terminal.process.terminate()

    terminal.until_said("Stopped")
    assert terminal.process.wait(10) == -signal.SIGTERM
