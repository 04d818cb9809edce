"""Where units have their offices."""

from typing import Protocol

from chalicelib.domain.audit import Event
from chalicelib.domain.offices import Offices
from chalicelib.domain.people import OpdId


class OfficeBook(Protocol):
    """The offices of each OPD's units, in one item beside what SIMPEG says of it."""

    def of(self, opd_id: OpdId) -> Offices:
        """As they are now; without any where nothing was kept. One consistent read."""
        ...

    def change(self, offices: Offices, event: Event) -> None:
        """Store them over the version before; raises VersionConflict."""
        ...
