"""Indonesia's public holidays and cuti bersama, from the `holidays` package."""

from collections.abc import Mapping
from datetime import date


class IndonesianHolidays:
    """Implements ports.PublicHolidays."""

    def of_year(self, year: int) -> Mapping[date, str]:
        """National holidays and cuti bersama (government) by day, named in Indonesian."""
        import holidays  # noqa: PLC0415 - only the plan job needs it

        found = holidays.country_holidays(
            "ID", years=year, categories=("public", "government"), language="id"
        )
        return dict(sorted(found.items()))
