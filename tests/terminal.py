"""A command in a terminal of its own, as somebody starts it by hand."""

import os
import pty
import select
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Self

CTRL_C: Final = b"\x03"
SILENT_S: Final = 240
OWN_SESSION: Final = """
import fcntl, os, signal, sys, termios
signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell has it ignored by what it starts behind it
os.setsid()
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""


class Terminal:
    """Usable as a context manager; whatever is still there at its end is killed."""

    def __init__(self, command: Sequence[str], cwd: Path, env: Mapping[str, str]) -> None:
        self.screen, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", OWN_SESSION, *command],
            cwd=cwd,
            env={**os.environ, **env},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
        )
        os.close(theirs)

    def until_said(self, words: str) -> str:
        """What it printed up to the line with these words. Raises OSError where it ends before."""
        said = b""
        while words.encode() not in said or not said.endswith(b"\n"):
            assert select.select([self.screen], [], [], SILENT_S)[0], said
            said += os.read(self.screen, 1_000)
        return said.decode()

    def press(self, keys: bytes) -> None:
        """As on a keyboard."""
        os.write(self.screen, keys)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.screen)  # the foreground hangs up
        self.process.kill()
        self.process.wait()
