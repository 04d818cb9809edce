"""The wire between a browser and the stack: the one way to be offline that all engines obey."""

import socket
import threading
from collections.abc import Mapping
from typing import Final, Literal

Mode = Literal["up", "down", "hang"]
CONNECT_S: Final = 5
CHUNK: Final = 65_536


class Gate:
    """TCP relays in front of the site and of S3, cut and mended together.

    "up" relays; "down" refuses; "hang" takes connections and then says nothing (a phone with one
    bar). `cut_after` ends a connection after that many more bytes from the browser: an upload that
    breaks in the middle.
    """

    def __init__(self, targets: Mapping[int, int]) -> None:
        """`targets` maps the port that browsers use to the one that answers."""
        self._targets = targets
        self._listeners: list[socket.socket] = []
        self._live: set[socket.socket] = set()
        self.cut_after: int | None = None
        self.set("up")

    @property
    def url(self) -> str:
        """What the browser opens: localhost is a secure context."""
        return f"http://localhost:{min(self._targets)}"

    def set(self, mode: Mode) -> None:
        """Change the wire; what was under way breaks."""
        for listener in self._listeners:
            listener.shutdown(socket.SHUT_RDWR)  # wakes accept(): closing alone does not
            listener.close()
        self._listeners = []
        for connection in list(self._live):
            self._close(connection)
        if mode == "down":
            return
        for port, target in self._targets.items():
            listener = _listen(port)
            self._listeners.append(listener)
            arguments = (listener, target, mode)
            threading.Thread(target=self._accept, args=arguments, daemon=True).start()

    def close(self) -> None:
        """Let nothing through any more."""
        self.set("down")

    def _accept(self, listener: socket.socket, target: int, mode: Mode) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            self._live.add(client)
            if mode == "hang":
                continue
            try:
                server = socket.create_connection(("127.0.0.1", target), CONNECT_S)
            except OSError:
                self._close(client)
                continue
            server.settimeout(None)
            self._live.add(server)
            threading.Thread(target=self._send, args=(client, server), daemon=True).start()
            threading.Thread(target=self._answer, args=(server, client), daemon=True).start()

    def _send(self, browser: socket.socket, server: socket.socket) -> None:
        try:
            while data := browser.recv(CHUNK):
                if self._is_cut(len(data)):
                    break
                server.sendall(data)
        except OSError:
            pass
        self._close(browser)
        self._close(server)

    def _answer(self, server: socket.socket, browser: socket.socket) -> None:
        try:
            while data := server.recv(CHUNK):
                browser.sendall(data)
        except OSError:
            pass
        self._close(server)
        self._close(browser)

    def _is_cut(self, sent: int) -> bool:
        if self.cut_after is None:
            return False
        self.cut_after -= sent
        if self.cut_after > 0:
            return False
        self.cut_after = None
        return True

    def _close(self, connection: socket.socket) -> None:
        self._live.discard(connection)
        try:
            connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        finally:
            connection.close()


def _listen(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(64)
    return listener
