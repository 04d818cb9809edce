"""An AWS emulator (ministack) inside this process, for development and tests.

It adds to ministack: a site port, on which http://localhost:PORT/ is the CloudFront distribution;
a snapshot of all state every second or two (ministack saves only on a clean stop); and a page with
the mails that were sent. `configure` (tuning.py) must run before an Emulator is made.
"""

import asyncio
import contextlib
import os
import socket
import time
from collections.abc import Iterator, Mapping
from typing import Any, Final

from infra.local.mails import PATH as MAILS
from infra.local.mails import page as mail_page
from infra.local.tuning import APP_STATE, fork_and_save, tune
from infra.local.viewer import (
    Message,
    Receive,
    Scope,
    Send,
    as_viewer,
    compressing,
    is_compressed,
    is_webkit,
    with_local_cookies,
)

SNAPSHOT_S: Final = 1.0
DRAIN_S: Final = 1.0  # how long a stop waits for requests that are under way


class Emulator:
    """ASGI application: AWS on one port, the site on another."""

    def __init__(self, site_port: int, aws_port: int) -> None:
        from ministack.app import app  # noqa: PLC0415 - it reads the environment when imported

        tune()
        self._app = app
        self._site_port, self._aws_port = site_port, aws_port
        self._changes = 0
        self._saved = -1
        self._everything = False  # whether the next snapshot must hold all services
        self._paused = 0
        self._distribution: str | None = None
        self._stop = asyncio.Event()
        self._snapshot = asyncio.Condition()
        self.is_serving = asyncio.Event()

    @contextlib.contextmanager
    def unsaved(self) -> Iterator[None]:
        """No snapshot of a half-made stack or demo; a complete one afterwards."""
        self._paused += 1
        try:
            yield
        finally:
            self._paused -= 1
            self._everything, self._saved = True, -1

    def show(self, distribution: str) -> None:
        """Serve this distribution (its domain name) on the site port."""
        self._distribution = distribution

    def stop(self) -> None:
        """Make `serve` save everything and return."""
        self._stop.set()

    @property
    def is_stopping(self) -> bool:
        """Whether `stop` was called."""
        return self._stop.is_set()

    async def saved(self) -> None:
        """Wait until a snapshot holds all that has happened so far."""
        wanted = self._changes
        async with self._snapshot:
            await self._snapshot.wait_for(
                lambda: self._stop.is_set() or (self._saved >= wanted and not self._everything)
            )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as AWS or as the site, by the port that was asked."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["server"][1] == self._site_port:
            if self._distribution is None:
                await _plain(send, 503, b"The stack is being deployed.\n")
                return
            scope = as_viewer(scope, self._distribution)
            if is_compressed(scope):
                send = compressing(send)
            if is_webkit(scope):
                scope, send = with_local_cookies(scope, send)
        elif scope["path"] == MAILS:
            await _html(send, mail_page(await self._get("/_ministack/ses/messages")))
            return
        try:
            await self._app(scope, receive, send)
        finally:
            self._changes += scope["method"] not in ("GET", "HEAD", "OPTIONS")

    async def serve(self) -> None:
        """Run until `stop` is called, then save everything."""
        from hypercorn.asyncio import serve  # noqa: PLC0415 - ministack configures it when imported
        from hypercorn.config import Config  # noqa: PLC0415

        config = Config()
        config.bind = [
            f"{host}:{port}"
            for port in (self._site_port, self._aws_port)
            for host in _loopback_addresses()
        ]
        config.loglevel = "WARNING"
        config.graceful_timeout = DRAIN_S
        config.shutdown_timeout = DRAIN_S
        snapshots = asyncio.create_task(self._snapshots())

        async def until_stopped() -> None:
            self.is_serving.set()
            await self._stop.wait()
            await snapshots  # an unfinished snapshot must not overwrite the final save

        app: Any = self  # hypercorn's type names each kind of message
        await serve(app, config, shutdown_trigger=until_stopped)

    async def _get(self, path: str) -> bytes:
        """What the emulator itself answers on that path."""
        body = bytearray()

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            body.extend(message.get("body", b""))

        scope: Scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "scheme": "http",
            "method": "GET",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": [(b"host", f"localhost:{self._aws_port}".encode())],
            "client": ("127.0.0.1", 0),
            "server": ("127.0.0.1", self._aws_port),
        }
        await self._app(scope, receive, send)
        return bytes(body)

    async def _snapshots(self) -> None:
        pause = SNAPSHOT_S
        while not self._stop.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), pause)
                return
            if self._changes == self._saved or self._paused:
                continue
            changes, everything, self._everything = self._changes, self._everything, False
            started = time.monotonic()
            child = fork_and_save(None if everything else APP_STATE)
            _, status = await asyncio.to_thread(os.waitpid, child, 0)
            if status == 0:
                self._saved = changes
            else:
                self._everything = True
            async with self._snapshot:
                self._snapshot.notify_all()
            # A large table takes seconds to write: half the time is left to the app.
            pause = max(SNAPSHOT_S, time.monotonic() - started)


async def _plain(send: Send, status: int, body: bytes) -> None:
    await _answer(send, status, {b"content-type": b"text/plain", b"retry-after": b"1"}, body)


async def _html(send: Send, body: bytes) -> None:
    headers = {
        b"content-type": b"text/html; charset=utf-8",
        b"cache-control": b"no-store",
        b"content-security-policy": b"default-src 'none'; style-src 'unsafe-inline'",
    }
    await _answer(send, 200, headers, body)


async def _answer(send: Send, status: int, headers: Mapping[bytes, bytes], body: bytes) -> None:
    start = {"type": "http.response.start", "status": status, "headers": list(headers.items())}
    await send(start)
    await send({"type": "http.response.body", "body": body})


def _loopback_addresses() -> list[str]:
    """Browsers may try ::1 first for `localhost`, so listen there if we can."""
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return ["127.0.0.1"]
    return ["127.0.0.1", "[::1]"]
