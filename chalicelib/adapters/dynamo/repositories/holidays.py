"""Days off by year: what the package knows, with what BKPSDA set over it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from chalicelib.adapters.dynamo import keys
from chalicelib.adapters.dynamo.items import RegencyItem
from chalicelib.adapters.dynamo.repositories.schedule import many


class DynamoHolidays:
    """Implements ports.Holidays; `days` hold, `set` is what BKPSDA set (null: a working day)."""

    def named(self, years: Sequence[int]) -> dict[date, str]:
        """What is stored of these years."""
        found = many([keys.holidays_key(year) for year in years])
        return {
            date.fromisoformat(day): name
            for item in found
            for day, name in sorted(item.data["days"].items())
        }

    def learn(self, year: int, public: Mapping[date, str]) -> None:
        """Store what the package knows; what BKPSDA set stays."""
        key = keys.holidays_key(year)
        found: Any = next(iter(many([key])), None)
        override = found.data.get("set", {}) if found else {}
        days = {day.isoformat(): name for day, name in public.items()} | override
        data = {"days": {d: n for d, n in sorted(days.items()) if n}, "set": override}
        if found is None or found.data != data:
            RegencyItem(pk=key.pk, sk=key.sk, data=data).save()
