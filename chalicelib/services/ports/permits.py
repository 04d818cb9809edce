"""Permits."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Protocol

from chalicelib.domain.audit import Event
from chalicelib.domain.people import OpdId, PegawaiId
from chalicelib.domain.permits import Permit, PermitId


class Permits(Protocol):
    """Permits with all their copies: pointers, months, the open case, the letter's number."""

    def add(self, permit: Permit, event: Event) -> Permit:
        """All of it in one transaction; the same id again gives what stands.

        Raises SameLetter (`extensions["permit"]`) where the number was sent before in the OPD.
        """
        ...

    def get(self, permit_id: PermitId) -> Permit:
        """Raises NotFound."""
        ...

    def change(
        self, permit_id: PermitId, edit: Callable[[Permit], tuple[Permit, Event] | None]
    ) -> Permit:
        """Write what `edit` makes of it with all copies in one transaction; None: no change.

        Where somebody was faster, `edit` looks at it again; raises VersionConflict in the end.
        """
        ...

    def of_person(self, pegawai_id: PegawaiId, *, since: date) -> tuple[Permit, ...]:
        """Own permits that end on that day or later; `parts` hold the person only."""
        ...

    def open_cases(self, opd_id: OpdId) -> tuple[PermitId, ...]:
        """Ids of permits that wait for a decision of that OPD, oldest first."""
        ...

    def waiting(self) -> Mapping[OpdId, int]:
        """How many wait for a decision of each OPD, those with none out; some seconds behind."""
        ...

    def closed_cases(self, opd_id: OpdId) -> tuple[PermitId, ...]:
        """Ids of the newest 100 permits that wait no more, newest first."""
        ...

    def notes_ending(self, days: Sequence[date]) -> tuple[PermitId, ...]:
        """Permits whose sick notes are let go from one of these days on."""
        ...

    def many(self, permit_ids: Sequence[PermitId]) -> tuple[Permit, ...]:
        """≤ 100 permits, one trip."""
        ...
