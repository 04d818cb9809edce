"""An AWS emulator (ministack) inside this process, for development and tests.

It adds to ministack: a site port, on which http://localhost:PORT/ is the CloudFront distribution;
a snapshot of all state every second or two (ministack saves only on a clean stop); cookies for
WebKit, which drops `Secure` ones on http://localhost; a page with the mails that were sent; and a
clean environment, so that no AWS setting of the developer reaches a function.

`configure` must run before `ministack` is imported: it reads the environment.
"""

import asyncio
import contextlib
import copy
import gzip
import json
import logging
import os
import re
import shutil
import signal
import socket
import time
import warnings
from collections.abc import Awaitable, Callable, Iterator, Mapping, MutableMapping
from http import HTTPStatus
from pathlib import Path
from typing import IO, Any, Final

from infra.local.mails import PATH as MAILS
from infra.local.mails import page as mail_page
from infra.packaging import REGION

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

# What a running app changes; the other services change only in a deployment.
APP_STATE: Final = ("dynamodb", "s3", "sqs", "cloudwatch_logs", "eventbridge", "scheduler", "ses")
KEEP: Final = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "VIRTUAL_ENV")
SNAPSHOT_S: Final = 1.0
DRAIN_S: Final = 1.0  # how long a stop waits for requests that are under way
# A queue's address holds the port, and the state knows queues by their address.
QUEUE_STATE: Final = ("sqs", "lambda", "cloudformation")
QUEUE_ADDRESS: Final = re.compile(r"(http://localhost:)\d+(/\d{12}/)")
HUNG_S: Final = 60  # a child that met a held lock at the fork ends then
# What CloudFront compresses of what the site holds, and from which size on.
COMPRESSED: Final = (b"text/", b"application/javascript", b"application/json", b"image/svg+xml")
COMPRESSED_FROM_BYTES: Final = 1_000


def configure(data: Path, aws_port: int) -> None:
    """Replace the environment of this process by what ministack needs."""
    scratch = data / "tmp"  # each function unpacks its code there, and nothing ever deletes it
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    move_queues(data / "state", aws_port)
    kept = {name: os.environ[name] for name in KEEP if name in os.environ}
    os.environ.clear()
    os.environ.update(
        kept,
        GATEWAY_PORT=str(aws_port),
        BIND_HOST="127.0.0.1",
        MINISTACK_REGION=REGION,
        AWS_DEFAULT_REGION=REGION,
        AWS_ENDPOINT_URL=f"http://localhost:{aws_port}",  # the functions use it
        AUTH="true",  # enforce signatures and IAM policies
        PERSIST_STATE="1",
        STATE_DIR=str(data / "state"),
        S3_PERSIST="1",
        S3_DATA_DIR=str(data / "s3"),
        SFTP_ENABLED="0",
        IOT_MTLS_ENABLED="0",
        LOG_LEVEL="WARNING",
        TMPDIR=str(scratch),
        PYTHONDONTWRITEBYTECODE="1",
    )


def move_queues(state: Path, aws_port: int) -> None:
    """Give the saved queues the port of this start; else nobody would find their messages."""
    for path in (state / f"{service}.json" for service in QUEUE_STATE):
        if not path.exists():
            continue
        saved = path.read_text()
        moved = QUEUE_ADDRESS.sub(rf"\g<1>{aws_port}\g<2>", saved)
        if moved != saved:
            fresh = path.with_suffix(".moved")
            fresh.write_text(moved)
            fresh.replace(path)


class _QuickJson:
    """`json` for ministack's saving: `json.dump` works in Python, `dumps` in C."""

    load, JSONDecodeError = staticmethod(json.load), json.JSONDecodeError

    @staticmethod
    def dump(value: object, file: IO[str], *, default: Callable[[object], object]) -> None:
        file.write(json.dumps(value, default=default))


def _save_quickly() -> None:
    """Write snapshots with C's encoder; else each takes a core for a second."""
    from ministack.core import persistence  # noqa: PLC0415 - it reads the environment when imported

    persistence.json = _QuickJson


def _keep_mails() -> None:
    """Save what SES has sent with its state: ministack forgets it at the end."""
    from ministack.services import ses  # noqa: PLC0415 - it reads the environment when imported

    real_state, real_restore, sent = ses.get_state, ses.load_persisted_state, ses._sent_emails  # noqa: SLF001 - no public way

    def get_state() -> dict[str, object]:
        return {**real_state(), "sent": sent}

    def load_persisted_state(data: dict[str, Any]) -> None:
        real_restore(data)
        sent.update(data.get("sent", {}))

    ses.get_state, ses.load_persisted_state = get_state, load_persisted_state


def _name_senders() -> None:
    """Make SendEmail a matter of the sender's identity, as on AWS: ministack names none."""
    from ministack.core import iam_actions  # noqa: PLC0415 - it reads the environment when imported

    real = iam_actions.extract_resource_arn

    def named(*request: Any) -> str:  # noqa: ANN401 - passed on as it is
        service, *_, params, region, account = request
        source = params.get("Source", "")
        sender = source[0] if isinstance(source, list) and source else source
        if service == "ses" and sender:
            return f"arn:aws:ses:{region}:{account}:identity/{sender}"
        arn: str = real(*request)
        return arn

    iam_actions.extract_resource_arn = named


class Emulator:
    """ASGI application: AWS on one port, the site on another."""

    def __init__(self, site_port: int, aws_port: int) -> None:
        from ministack.app import app  # noqa: PLC0415 - it reads the environment when imported

        _name_senders()
        _save_quickly()
        _keep_mails()
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
            scope = _as_viewer(scope, self._distribution)
            if _is_compressed(scope):
                send = _compressing(send)
            if _is_webkit(scope):
                scope, send = _with_local_cookies(scope, send)
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
            child = _fork_and_save(None if everything else APP_STATE)
            _, status = await asyncio.to_thread(os.waitpid, child, 0)
            if status == 0:
                self._saved = changes
            else:
                self._everything = True
            async with self._snapshot:
                self._snapshot.notify_all()
            # A large table takes seconds to write: half the time is left to the app.
            pause = max(SNAPSHOT_S, time.monotonic() - started)


def _as_viewer(scope: Scope, domain: str) -> Scope:
    """The same request as CloudFront would see it, over HTTPS.

    Browsers treat http://localhost as secure, so the site may rely on HTTPS; the header makes
    "redirect-to-https" and "https-only" accept the request.
    """
    headers = [
        (name, value)
        for name, value in scope["headers"]
        if name not in (b"host", b"x-forwarded-proto")
    ]
    headers += [(b"host", domain.encode()), (b"x-forwarded-proto", b"https")]
    return {**scope, "headers": headers}


def _is_compressed(scope: Scope) -> bool:
    """CloudFront compresses what it may cache (`Compress: true`): the API's answers are not."""
    accepted = dict(scope["headers"]).get(b"accept-encoding", b"")
    return b"gzip" in accepted and not scope["path"].startswith("/api/")


def _compressing(send: Send) -> Send:
    """Hold an answer until it is whole, and send it gzipped where CloudFront does; ministack never.

    Without it a page is measured three times as heavy as it is.
    """
    start: Message = {}
    body = bytearray()

    async def send_compressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
            return
        body.extend(message.get("body", b""))
        if message.get("more_body"):
            return
        packed = _packed(start, bytes(body))
        if packed is not None:
            length = str(len(packed)).encode()
            kept = [pair for pair in start["headers"] if pair[0].lower() != b"content-length"]
            added = [(b"content-length", length), (b"content-encoding", b"gzip")]
            start["headers"] = [*kept, *added, (b"vary", b"accept-encoding")]
        await send(start)
        await send({**message, "body": bytes(body) if packed is None else packed})

    return send_compressed


def _packed(start: Message, body: bytes) -> bytes | None:
    headers = {name.lower(): value for name, value in start["headers"]}
    if start["status"] != HTTPStatus.OK or len(body) < COMPRESSED_FROM_BYTES:
        return None
    if not headers.get(b"content-type", b"").startswith(COMPRESSED):
        return None
    return gzip.compress(body, mtime=0)


def _is_webkit(scope: Scope) -> bool:
    agent = dict(scope["headers"]).get(b"user-agent", b"")
    return b"AppleWebKit" in agent and b"Chrome" not in agent


def _with_local_cookies(scope: Scope, send: Send) -> tuple[Scope, Send]:
    """Let WebKit keep `__Host-` cookies.

    Unlike Chromium and Firefox, WebKit drops `Secure` cookies on http://localhost. It gets them
    under another name and without `Secure`; the app sees the real name again.
    """
    headers = [
        (name, value.replace(b"LocalHost-", b"__Host-") if name == b"cookie" else value)
        for name, value in scope["headers"]
    ]

    async def send_local(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {
                **message,
                "headers": [
                    (name, local_cookie(value) if name.lower() == b"set-cookie" else value)
                    for name, value in message["headers"]
                ],
            }
        await send(message)

    return {**scope, "headers": headers}, send_local


def local_cookie(value: bytes) -> bytes:
    """The same Set-Cookie as WebKit keeps it on http://localhost."""
    value = re.sub(rb"^__Host-", b"LocalHost-", value)
    return re.sub(rb";\s*secure\b", b"", value, flags=re.IGNORECASE)


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


def _fork_and_save(services: tuple[str, ...] | None) -> int:
    """Save some services (None: all) in a child; the parent pauses for the fork only.

    Called on the event loop, where DynamoDB requests run, so the child sees no half-finished
    request. ministack replaces each file atomically. Its two functions are private: look again at
    an upgrade.
    """
    from ministack.app import _build_persistence_save_dict  # noqa: PLC0415
    from ministack.core.persistence import save_all  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a fork beside threads
        child = os.fork()
    if child:
        return child
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(HUNG_S)
        os.closerange(3, 4096)  # give up the ports and the pipes of the parent
        logging.disable()
        vars(copy)["deepcopy"] = lambda value: value  # this process is a copy already
        states = _build_persistence_save_dict()
        save_all({name: states[name] for name in states if services is None or name in services})
        os._exit(0)
    finally:
        os._exit(1)


def _loopback_addresses() -> list[str]:
    """Browsers may try ::1 first for `localhost`, so listen there if we can."""
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return ["127.0.0.1"]
    return ["127.0.0.1", "[::1]"]
