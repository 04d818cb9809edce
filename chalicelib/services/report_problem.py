"""Report a problem of the app to BKPSDA; who reports is not kept (domain.md §2)."""

from typing import Final

from chalicelib.domain.errors import TooMany
from chalicelib.domain.people import PegawaiId
from chalicelib.domain.reports import Part, Report, ReportId, without_numbers
from chalicelib.services.ports.accounts import Pace
from chalicelib.services.ports.reports import Reports
from chalicelib.services.ports.system import Clock

MOST_A_MINUTE: Final = 5


def report_problem(
    *,
    who: PegawaiId,
    report_id: ReportId,
    part: Part,
    text: str,
    version: str,
    unsent: int,
    reports: Reports,
    pace: Pace,
    clock: Clock,
) -> None:
    """Keep it under the month in which it came; raises TooMany from the sixth of a minute on."""
    now = clock.now()
    if not pace.take("report", who, most=MOST_A_MINUTE, now=now):
        raise TooMany(retry_after=60 - now.second)
    reports.add(
        Report(
            report_id=report_id, at=now, part=part, text=without_numbers(text), version=version,
            unsent=unsent,
        )
    )  # fmt: skip
