"""Start, stop and kill a whole stack from a test."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Self

import urllib3

from infra.local.world import World
from infra.packaging import ROOT

HTTP: Final = urllib3.PoolManager(maxsize=32, retries=False)
START_S: Final = 300  # a first start on a busy machine
FIRST_PORT: Final = 4700 + os.getpid() % 60 * 4  # two runs on one machine start apart
LAST_PORT: Final = 4990
STOP_S: Final = 20


class StackError(Exception):
    """The stack did not come up; what it printed is the text."""


def free_ports(first: int = FIRST_PORT) -> int:
    """A port that is free together with the next one."""
    for port in range(first, LAST_PORT, 2):
        try:
            for candidate in (port, port + 1):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", candidate))
        except OSError:
            continue
        return port
    msg = "no two free ports"
    raise StackError(msg)


def until(look: Callable[[], bool], timeout_s: float = 60) -> None:
    """Look until it is so. Raises TimeoutError after the deadline."""
    end = time.monotonic() + timeout_s
    while not look():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.05)


class Stack:
    """`make run` in a child process; usable as a context manager."""

    def __init__(
        self, data: Path, *, demo: str = "kosong", is_relayed: bool = False, watch: str = "tidak"
    ) -> None:
        """Relayed: browsers reach it through other ports (tests/browser/network.py)."""
        self.data, self.demo, self.watch, self.port = data, demo, watch, free_ports()
        self.public_port = free_ports(self.port + 2) if is_relayed else self.port
        self.url = f"http://localhost:{self.port}"
        self.printed: deque[str] = deque(maxlen=20_000)
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> Self:
        """Return when it is ready. Raises StackError."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "infra.local.run"],
            cwd=ROOT,
            env={
                **os.environ,
                "PORT": str(self.port),
                "PUBLIC_PORT": str(self.public_port),
                "DATA_DIR": str(self.data),
                "DEMO": self.demo,
                "WATCH": self.watch,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        ready = threading.Event()
        self.reader = threading.Thread(target=self._read, args=(self.process, ready), daemon=True)
        self.reader.start()
        ready.wait(START_S)
        if not self.is_ready:
            self.process.kill()
            self.process.wait(STOP_S)
            raise StackError("\n".join(self.printed))
        self.world = World.of(self.data)
        self.outputs = self.world.outputs()
        return self

    @property
    def is_ready(self) -> bool:
        """Whether it has said so."""
        return any(line.startswith("Ready: ") for line in self.printed)

    def _read(self, process: "subprocess.Popen[str]", ready: threading.Event) -> None:
        assert process.stdout
        with process.stdout as lines:
            for line in lines:
                self.printed.append(line.rstrip("\n"))
                if line.startswith("Ready: "):
                    ready.set()
        ready.set()  # it ended

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Its exit status."""
        assert self.process
        self.process.send_signal(how)
        status = self.process.wait(STOP_S)
        self.reader.join(STOP_S)
        return status

    def kill(self) -> None:
        """As by a power cut: nothing is saved any more."""
        self.stop(signal.SIGKILL)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        if self.process and self.process.poll() is None:
            self.stop()

    def aws(self, service: str) -> Any:  # noqa: ANN401 - boto3 makes a class for each service
        """A client with all rights."""
        return self.world.connect(service)

    def request(self, method: str, path: str, **more: Any) -> urllib3.BaseHTTPResponse:  # noqa: ANN401 - urllib3's
        """Ask the site, as a browser on its origin does."""
        headers = {
            "X-Apel": "1",
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/json",
            **more.pop("headers", {}),
        }
        return HTTP.request(method, self.url + path, headers=headers, **more)

    def call(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        """Status and JSON body."""
        sent = None if body is None else json.dumps(body).encode()
        answer = self.request(method, path, body=sent)
        return answer.status, json.loads(answer.data or b"null")

    def make(self, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
        """An operator's command on this stack: `make("job", "name=close")`."""
        return subprocess.run(
            [sys.executable, "-m", "infra.operate", *arguments],
            cwd=ROOT,
            env={**os.environ, "DATA_DIR": str(self.data), "STAGE": "lokal", **variables},
            capture_output=True,
            text=True,
            check=False,
        )
