"""Where reports of the app lie."""

from datetime import date
from typing import Protocol

from chalicelib.domain.reports import Report


class Reports(Protocol):
    """By month; kept for a year."""

    def add(self, report: Report) -> None:
        """The same id again, in the same month, changes nothing."""
        ...

    def of_month(self, first_day: date, most: int) -> tuple[Report, ...]:
        """The newest first."""
        ...
