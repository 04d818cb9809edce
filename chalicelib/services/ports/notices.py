"""Notices in the app, and mail."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from chalicelib.domain.notices import Notice
from chalicelib.domain.people import PegawaiId


class Notices(Protocol):
    """Notices in the app; kept for 90 days."""

    def add(self, to: Iterable[PegawaiId], notice: Notice) -> None:
        """The same id again changes nothing."""
        ...

    def newest(self, to: PegawaiId, *, most: int = 50) -> tuple[Notice, ...]:
        """Newest first."""
        ...

    def mark_read(self, to: PegawaiId, notice_id: str) -> None:
        """Set the read mark; raises NotFound."""
        ...


class Addresses(Protocol):
    """The mail addresses that people entered."""

    def of(self, people: Sequence[PegawaiId]) -> dict[PegawaiId, str]:
        """Of those who have one; 100 a trip."""
        ...


class Sent(Protocol):
    """What was mailed: one mail per person and job."""

    def once(
        self, job: str, subject: str, who: PegawaiId, *, now: datetime
    ) -> AbstractContextManager[bool]:
        """Note it, and tell whether it was not noted before; kept for 90 days.

        Where what follows raises, it counts as not mailed: the next try mails again.
        """
        ...


class Mails(Protocol):
    """Mail to one person; at most once, since `Sent` is asked before."""

    def send(self, to: str, subject: str, text: str) -> None:
        """Plain text; no personal data in it."""
        ...
