"""Time, fresh names, queues, the audit log."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from chalicelib.domain.audit import Event
from chalicelib.domain.people import OpdId, PegawaiId


class Clock(Protocol):
    """The only source of now."""

    def now(self) -> datetime:
        """Aware UTC."""
        ...


class Ids(Protocol):
    """Fresh names that nobody can guess."""

    def ulid(self) -> str:
        """26 upper-case characters that sort by time."""
        ...

    def token(self) -> str:
        """32 random bytes, URL-safe."""
        ...


class Queue(Protocol):
    """One of our queues."""

    def send(
        self, messages: Sequence[Mapping[str, Any]], *, delays_s: Sequence[int] | None = None
    ) -> None:
        """Send all, each to be delivered at once or after its delay (≤ 900 s); at least once."""
        ...


class AuditLog(Protocol):
    """Events that stand alone: views and refusals; changes carry theirs themselves."""

    def add(self, event: Event) -> None:
        """Put once; the same id again changes nothing."""
        ...

    def add_view(self, events: Sequence[Event]) -> None:
        """Views of photos of the people in `detail["of"]`: once for the OPD, once for the owner.

        ≤ 50 at a time; the same ids again change nothing. Returns only when all are stored.
        """
        ...

    def about(self, person: PegawaiId, opd_id: OpdId) -> tuple[Event, ...]:
        """The newest events of that OPD about a person, newest first, without details.

        One Query of at most 100, some seconds behind.
        """
        ...
