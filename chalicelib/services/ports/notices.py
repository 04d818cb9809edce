"""Notices in the app, and mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from chalicelib.domain.calendar import Job
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
    """Mail to one person; `Post` sends it at most once."""

    def send(self, to: str, subject: str, text: str) -> None:
        """Plain text; no personal data in it. To what is no address nothing is sent."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """The three ports of mail, and the site that its links open."""

    addresses: Addresses
    sent: Sent
    mails: Mails
    site_origin: str

    def send_once(
        self,
        to: Sequence[PegawaiId],
        title: str,
        text: str,
        *,
        job: Job,
        subject: str,
        now: datetime,
    ) -> None:
        """To each of them who has an address and was not sent this subject of this job before."""
        for who, address in self.addresses.of(to).items():
            with self.sent.once(job, subject, who, now=now) as is_first:
                if is_first:
                    self.mails.send(address, title, text)
