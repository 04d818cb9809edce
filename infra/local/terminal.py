"""Ctrl-C at `make run`: GNU make ends by a signal that reaches it, whatever its command answers."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Final

# $0: our process. It says when its trap stands. Its `read` ends with us, or with the first signal.
FORWARD: Final = 'trap "kill -TERM $0" INT TERM HUP; echo; read -r _'


@contextlib.contextmanager
def foreground() -> Iterator[None]:
    """Let the terminal's Ctrl-C reach this process alone, so that make reads its status 0.

    A child stays behind and passes on what is sent to make's own group. Ctrl-Z does nothing here:
    make could not be stopped with us. Without a terminal all stays as it is.
    """
    group = os.getpgrp()
    if not sys.stdin.isatty() or os.tcgetpgrp(0) != group or group == os.getpid():
        yield
        return
    command = ["sh", "-c", FORWARD, str(os.getpid())]
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing) as child:
        if child.stdout:  # a signal before the trap would end it, and reach nobody
            child.stdout.readline()
        os.setpgid(0, 0)
        for name in (signal.SIGTTOU, signal.SIGTSTP):
            signal.signal(name, signal.SIG_IGN)
        os.tcsetpgrp(0, os.getpgrp())
        try:
            yield
        finally:
            with contextlib.suppress(OSError):  # make is gone already
                os.tcsetpgrp(0, group)
