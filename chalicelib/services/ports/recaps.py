"""Compiled tables and published documents."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from chalicelib.domain.attendance import Code, Place
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import Week
from chalicelib.domain.overview import Summary, Unexplained
from chalicelib.domain.people import Opd, OpdId
from chalicelib.domain.publications import Publication
from chalicelib.domain.recap import Facts
from chalicelib.domain.settings_data import Column
from chalicelib.domain.sheets import Document, Edition, FileKind, Reopening
from chalicelib.services.ports.activities import OpdActivity
from chalicelib.services.ports.photos import Upload


class RecapFacts(Protocol):
    """Everything that a recap is made from."""

    def read(
        self,
        place: Place,
        *,
        chunks: Sequence[str],
        opd: Opd,
        columns: Mapping[Code, Column],
    ) -> tuple[OpdActivity, Facts]:
        """Consistent, in three trips (architecture.md §3); raises NotFound without the activity."""
        ...


class Recaps(Protocol):
    """Compiled tables: one current edition a place, and each FINAL version for good."""

    def keep_provisional(self, edition: Edition, summary: Summary | None) -> bool:
        """One write: make it the current one, unless a FINAL or one with later facts stands.

        Its summary, where it has one, stands or falls with it. Tells whether it was stored.
        """
        ...

    def finalize(self, edition: Edition, summary: Summary | None, event: Event) -> None:
        """Store this FINAL version, make it and its summary current, mark the activity locked.

        With its summary stands who is TK in it. All or nothing.

        Raises StateChanged where this version stands already.
        """
        ...

    def reopen(
        self, place: Place, version: int, reopening: Reopening, relocks_on: date, event: Event
    ) -> None:
        """Open a FINAL version again until that day's lock.

        Raises StateChanged where another version stands, or it is open already.
        """
        ...

    def current(self, places: Sequence[Place]) -> tuple[Edition, ...]:
        """The newest edition of each place that has one; 100 a trip."""
        ...

    def of_weeks(self, opd_id: OpdId, first: Week, last: Week) -> tuple[Edition, ...]:
        """The newest editions of an OPD's weeks, by day; one consistent Query a megabyte."""
        ...

    def summaries(self, first: date, last: date) -> tuple[Summary, ...]:
        """Every OPD's at the regency's activities of these days, by day; a Query a megabyte."""
        ...

    def unexplained(self, first: date, last: date) -> tuple[Unexplained, ...]:
        """Who is TK in each FINAL table that has a summary, by day; a Query a megabyte."""
        ...

    def version(self, place: Place, version: int) -> Edition | None:
        """One FINAL version."""
        ...

    def publish(self, publication: Publication, event: Event) -> None:
        """Add a version of a week; raises VersionConflict where it stands already."""
        ...

    def published(self, owner: OpdId | None, week: Week) -> tuple[Publication, ...]:
        """Every version of a week, oldest first; one consistent Query."""
        ...


class Renderer(Protocol):
    """Documents as files."""

    def render(self, kind: FileKind, document: Document) -> bytes:
        """The same document gives the same bytes."""
        ...

    def table(self, rows: Iterable[Sequence[int | str]]) -> bytes:
        """Rows as CSV, the head first; the same rows give the same bytes."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLink:
    """Where a file can be fetched for a minute, and its name."""

    url: str
    name: str


class Documents(Protocol):
    """The bucket of published files and of files to import; nothing here can delete."""

    def put(self, key: str, data: bytes) -> None:
        """Store under a key that is used once."""
        ...

    def get(self, key: str) -> bytes:
        """Raises NotFound."""
        ...

    def form(self, key: str, *, most_bytes: int, now: datetime) -> Upload:
        """A form that takes one file under that key; signed here, without a call."""
        ...

    def link(self, key: str, *, name: str, seconds: int = 60) -> str:
        """A link that saves the file under that name; signed here, without a call."""
        ...
