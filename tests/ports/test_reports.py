"""One contract for reports of the app: the fake and DynamoDB's."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.adapters.dynamo.repositories.reports import DynamoReports
from chalicelib.domain.reports import Part, Report, ReportId
from chalicelib.services.ports.reports import Reports
from tests.fakes import FakeReports
from tests.world import a_world, ulid, wib

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
FIRST = Report(
    report_id=ReportId(ulid(1)), at=wib("07.00"), part=Part.CAMERA, text="Layar hitam",
    version="1.4.0", unsent=2,
)  # fmt: skip
SECOND = replace(FIRST, report_id=ReportId(ulid(2)), part=Part.OTHER, unsent=0)


@pytest.fixture(params=["in memory", "DynamoDB"])
def reports(request: pytest.FixtureRequest) -> Iterator[Reports]:
    with a_world():
        yield FakeReports() if request.param == "in memory" else DynamoReports()


def test_the_newest_come_first_with_everything_that_they_say(reports: Reports) -> None:
    reports.add(FIRST)
    reports.add(SECOND)

    assert reports.of_month(NOVEMBER, 5) == (SECOND, FIRST)
    assert reports.of_month(NOVEMBER, 1) == (SECOND,)


def test_sent_again_it_is_the_first_one(reports: Reports) -> None:
    reports.add(FIRST)
    reports.add(replace(FIRST, text="Lain"))

    assert reports.of_month(NOVEMBER, 5) == (FIRST,)


def test_a_month_is_the_regencys(reports: Reports) -> None:
    """Half past midnight of 1 December is still November in Greenwich."""
    late = replace(FIRST, at=wib("00.30", date(2026, 12, 1)))
    reports.add(late)

    assert reports.of_month(NOVEMBER, 5) == ()
    assert reports.of_month(DECEMBER, 5) == (late,)
    assert reports.of_month(DECEMBER + timedelta(days=40), 5) == ()
