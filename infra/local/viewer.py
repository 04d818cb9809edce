"""The site as a browser meets it through CloudFront, and cookies for WebKit on http://localhost."""

import gzip
import re
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import Any, Final

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

# What CloudFront compresses of what the site holds, and from which size on.
COMPRESSED: Final = (b"text/", b"application/javascript", b"application/json", b"image/svg+xml")
COMPRESSED_FROM_BYTES: Final = 1_000


def as_viewer(scope: Scope, domain: str) -> Scope:
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


def is_compressed(scope: Scope) -> bool:
    """CloudFront compresses what it may cache (`Compress: true`): the API's answers are not."""
    accepted = dict(scope["headers"]).get(b"accept-encoding", b"")
    return b"gzip" in accepted and not scope["path"].startswith("/api/")


def compressing(send: Send) -> Send:
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


def is_webkit(scope: Scope) -> bool:
    """Whether an engine of WebKit asks: Safari, and every browser on an iPhone."""
    agent = dict(scope["headers"]).get(b"user-agent", b"")
    return b"AppleWebKit" in agent and b"Chrome" not in agent


def with_local_cookies(scope: Scope, send: Send) -> tuple[Scope, Send]:
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
