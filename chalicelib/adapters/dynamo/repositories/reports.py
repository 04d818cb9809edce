"""Reports of the app, by month; they go by TTL after a year."""

from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, Final

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import Item, ReportItem
from chalicelib.domain.calendar import day_of
from chalicelib.domain.reports import Part, Report, ReportId

KEPT: Final = timedelta(days=365)


class DynamoReports:
    """Implements ports.Reports."""

    def add(self, report: Report) -> None:
        """One conditional put."""
        key = keys.report_key(day_of(report.at), report.report_id)
        item = ReportItem(
            pk=key.pk, sk=key.sk, ttl=int((report.at + KEPT).timestamp()),
            at=report.at.isoformat(),
            data={
                "part": report.part, "text": report.text, "version": report.version,
                "unsent": report.unsent,
            },
        )  # fmt: skip
        try:
            item.put_new()
        except items.OldItem:
            return  # a phone that did not hear the answer sends it again

    def of_month(self, first_day: date, most: int) -> tuple[Report, ...]:
        """One Query, from the month's end."""
        prefix = keys.report_key(first_day, ReportId(""))
        found = ReportItem.rows(
            prefix.pk, Item.sk > prefix.sk, scan_index_forward=False, limit=most
        )  # fmt: skip
        return tuple(_report(item) for item in islice(found, most))


def _report(item: Any) -> Report:
    return Report(
        report_id=ReportId(item.sk.partition("#")[2]),
        at=datetime.fromisoformat(item.at),
        part=Part(item.data["part"]),
        text=item.data["text"],
        version=item.data["version"],
        unsent=item.data["unsent"],
    )
