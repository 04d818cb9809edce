"""Links under which calendar programs read a person's own activities."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.domain.audit import Event
from chalicelib.domain.people import PegawaiId


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """What is kept of a link: its secret cannot be found again from it."""

    digest: str  # hex SHA-256 of the secret
    since: datetime


class Feeds(Protocol):
    """At most one link a person."""

    def get(self, pegawai_id: PegawaiId) -> FeedLink | None:
        """One consistent read."""
        ...

    def put(self, pegawai_id: PegawaiId, link: FeedLink, event: Event) -> None:
        """In place of the one before, which ends."""
        ...

    def drop(self, pegawai_id: PegawaiId, event: Event) -> None:
        """End it; where there is none, nothing but the event happens."""
        ...
