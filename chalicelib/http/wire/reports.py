"""Reports of the app on the wire."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from chalicelib.domain import text
from chalicelib.domain.reports import Part, Report, ReportId
from chalicelib.http.wire.kinds import ident, integer, matching, member_of
from chalicelib.http.wire.kinds import text as text_kind
from chalicelib.http.wire.reading import body, query
from chalicelib.http.wire.schema import required
from chalicelib.http.wire.times import moment

MOST_UNSENT: Final = 1_000

ID = required("id", ident(ReportId))
PART = required("part", member_of(Part))
TEXT = required("text", text_kind(text.reason, text.LONGEST_REASON))
VERSION = required("version", matching(r"[0-9A-Za-z_.+-]{1,40}", str))
UNSENT = required("unsent", integer(0, MOST_UNSENT))
NEW = body(ID, PART, TEXT, VERSION, UNSENT)


def _month(named: str) -> date:
    return date.fromisoformat(f"{named}-01")


MONTH = required("month", matching(r"20[0-9]{2}-(?:0[1-9]|1[0-2])", _month))
PAGE = query(MONTH)


def page(found: Iterable[Report]) -> dict[str, Any]:
    """A month's reports."""
    return {
        "reports": [
            {
                "id": each.report_id, "at": moment(each.at), "part": each.part,
                "text": each.text, "version": each.version, "unsent": each.unsent,
            }
            for each in found
        ]
    }  # fmt: skip
