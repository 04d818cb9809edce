"""A server of the shape that SIASN's clients show in public, with the faults of a busy one."""

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from chalicelib.adapters.siasn import Access

BASIC: Final = "Basic " + base64.b64encode(b"kunci:rahasia").decode()
AGENCY: Final = "Pemerintah Kab. Bangkalan"


@dataclass
class SiasnServer:
    """What it holds, what it was asked, and what goes wrong next: statuses, one for a request."""

    people: Mapping[str, Mapping[str, Any]]  # data-utama by NIP
    units: Sequence[Mapping[str, Any]]
    faults: list[int] = field(default_factory=list)
    body: bytes | None = None  # in place of every envelope
    asked: list[str] = field(default_factory=list)
    tokens: int = 0  # given so far; only the newest is good
    address: str = ""

    def access(self, **changes: str) -> Access:
        """What the operator would have been given for it."""
        values = {
            "api": f"{self.address}/apisiasn/1.0", "token_url": f"{self.address}/oauth2/token",
            "sso_url": f"{self.address}/sso/token", "consumer_key": "kunci",
            "consumer_secret": "rahasia", "client_id": "bangkalanws",
            "username": "198003152005012001", "password": "kata sandi",
        }  # fmt: skip
        return Access(**(values | changes))

    def answer(
        self, method: str, path: str, headers: Mapping[str, str], form: Mapping[str, list[str]]
    ) -> tuple[int, Any]:
        """Status and body of one request."""
        self.asked.append(f"{method} {path}")
        if self.faults and (status := self.faults.pop(0)):
            return status, {"message": "fault"}
        if method == "POST":
            return self._token(path, headers, form)
        mine = (f"Bearer g{self.tokens}", f"bearer p{self.tokens}")
        if (headers.get("Authorization"), headers.get("Auth")) != mine:
            return 401, {"message": "Invalid Credentials"}
        url = urlsplit(path)
        if url.path.endswith("/referensi/ref-unor"):
            query = parse_qs(url.query)
            start, most = int(query["offset"][0]), int(query["limit"][0])
            return 200, {"code": 1, "data": self.units[start : start + most]}
        person = self.people.get(url.path.rpartition("/")[2])
        if person is None:
            return 200, {"code": 0, "data": None, "message": "data tidak ditemukan"}
        return 200, {"code": 1, "data": person}

    def _token(
        self, path: str, headers: Mapping[str, str], form: Mapping[str, list[str]]
    ) -> tuple[int, Any]:
        if path == "/oauth2/token":
            good = headers.get("Authorization") == BASIC
            if good and form == {"grant_type": ["client_credentials"]}:
                self.tokens += 1
                return 200, {"access_token": f"g{self.tokens}", "expires_in": 3600}
        elif form.get("grant_type") == ["password"] and form.get("password") == ["kata sandi"]:
            return 200, {"access_token": f"p{self.tokens}", "expires_in": 43_200}
        return 401, {"error": "invalid_grant"}


@contextmanager
def serving(server: SiasnServer) -> Iterator[SiasnServer]:
    """On a free port of the loopback."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            status, found = server.answer(
                self.command, self.path, dict(self.headers), parse_qs(body)
            )
            sent = server.body if server.body and self.command == "GET" else None
            sent = sent or json.dumps(found).encode()
            self.send_response(status)
            if status == 429:
                self.send_header("Retry-After", "7")
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        do_GET = do_POST = _serve  # noqa: N815 - the library's names

        def log_message(self, format: str, *args: object) -> None:  # type: ignore[explicit-override]  # noqa: A002 - the library's; 3.11 has no typing.override
            """Nothing: `asked` holds what came."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    server.address = f"http://127.0.0.1:{listening.server_port}"
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()
