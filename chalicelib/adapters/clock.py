"""The wall clock."""

from datetime import UTC, datetime


class SystemClock:
    """Implements ports.Clock; the only place that asks the machine for the time."""

    def now(self) -> datetime:
        """Aware UTC."""
        return datetime.now(UTC)
