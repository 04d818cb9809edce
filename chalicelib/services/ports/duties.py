"""Duty rosters."""

from datetime import date
from typing import Protocol

from chalicelib.domain.audit import Event
from chalicelib.domain.duty import DutyMonth
from chalicelib.domain.people import OpdId
from chalicelib.domain.permits import Permit


class Duties(Protocol):
    """The duty rosters of OPDs, one a month; a month's permits lie beside its roster."""

    def around(self, opd_id: OpdId, day: date) -> tuple[tuple[DutyMonth, ...], tuple[Permit, ...]]:
        """The rosters that say what counts on that day, and what permits touch its month.

        The month before comes first, where the eve is in it; the permits with that OPD's people.
        One consistent Query.
        """
        ...

    def change(self, month: DutyMonth, event: Event) -> None:
        """Store it over the version before; raises VersionConflict."""
        ...
