"""Where imports of SIMPEG's file are kept, and their files."""

from collections.abc import Mapping
from typing import Protocol

from chalicelib.domain.audit import Event
from chalicelib.domain.imports import Import, ImportId
from chalicelib.domain.people import PegawaiId

Kept = Mapping[PegawaiId, PegawaiId]  # planned id → the one whose NIP it was already


class Imports(Protocol):
    """Imports and how far they are; files and differences lie in the document bucket."""

    def add(self, new: Import, event: Event) -> None:
        """Store a new one; raises StateChanged where its id is taken."""
        ...

    def get(self, import_id: ImportId) -> Import:
        """Raises NotFound."""
        ...

    def recent(self, most: int) -> tuple[Import, ...]:
        """The newest first."""
        ...

    def save(self, changed: Import, event: Event | None = None) -> Import:
        """Store it over `changed.rev`, which counts up; raises VersionConflict."""
        ...

    def applied(self) -> ImportId | None:
        """The one that was applied last."""
        ...

    def begin(self, starting: Import, event: Event) -> Import:
        """Save it, and hold all others back until it ends.

        Raises VersionConflict (it changed meanwhile) and StateChanged (another is being applied, or
        has been since this one was checked).
        """
        ...

    def release(self, changed: Import, event: Event) -> Import:
        """Save one that had begun, and let others begin again; raises VersionConflict."""
        ...

    def under_way(self) -> Import | None:
        """The one that holds all others back."""
        ...

    def end(self, done: Import, event: Event) -> Import:
        """Save it as the one that was applied last; raises VersionConflict."""
        ...

    def part_done(self, import_id: ImportId, part: int, kept: Kept) -> None:
        """A part is in; the same again changes nothing."""
        ...

    def parts_done(self, import_id: ImportId) -> Mapping[int, Kept]:
        """Which parts are in."""
        ...
