"""Starts the demo regency's commands: a process of its own, so that the emulator keeps its core.

`python -m infra.demo load SIZE` fills an empty stack and prints progress, then one line of JSON:
the list of accounts {name, username, password, role, opd}. `python -m infra.demo activity MINUTES`
opens an activity now and prints one line of JSON. Both get the functions' environment and all
rights.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from infra.local.world import World
from infra.packaging import ROOT

ACCOUNTS: Final = "accounts.json"
EMPTY: Final = "kosong"
SIZES: Final = ("mini", "kecil", "penuh", EMPTY)


class DemoError(Exception):
    """The demo's command failed; it has said why."""


def exists() -> bool:
    """Whether this checkout has a demo: the deployed package has none."""
    return find_spec("infra.demo") is not None


def load(world: World, size: str, say: Callable[[str], None]) -> list[dict[str, str]]:
    """Fill the stack; the accounts, to be remembered once the stack is saved."""
    loaded: list[dict[str, str]] = _run(world, ["load", size], say)
    return loaded


def remember(data: Path, accounts: list[dict[str, str]]) -> None:
    """Note that the data holds a demo from now on."""
    (data / ACCOUNTS).write_text(json.dumps(accounts, ensure_ascii=False))


def open_activity(world: World, minutes: int, say: Callable[[str], None]) -> Any:  # noqa: ANN401 - JSON
    """Open one more activity now."""
    return _run(world, ["activity", str(minutes)], say)


def accounts(data: Path) -> list[dict[str, str]]:
    """The accounts of the loaded demo; none where none was loaded."""
    path = data / ACCOUNTS
    loaded: list[dict[str, str]] = json.loads(path.read_text()) if path.exists() else []
    return loaded


def _run(world: World, arguments: Sequence[str], say: Callable[[str], None]) -> Any:  # noqa: ANN401 - JSON
    """Pass its lines on but the last, which is JSON."""
    process = subprocess.Popen(
        [sys.executable, "-m", "infra.demo", *arguments],
        cwd=ROOT,
        env={**os.environ, **world.environment()},
        stdout=subprocess.PIPE,
        text=True,
    )
    last = ""
    for line in process.stdout or ():
        if last:
            say(last)
        last = line.rstrip("\n")
    if process.wait():
        raise DemoError(last)
    return json.loads(last)
