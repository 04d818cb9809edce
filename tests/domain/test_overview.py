"""What of an OPD's table goes into the regency's overview."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.activities import Activity, Kind
from chalicelib.domain.attendance import Code
from chalicelib.domain.overview import Summary, days_back
from chalicelib.domain.recap import Figures, Recap, Row, Status, Tally
from chalicelib.domain.settings_data import DEFAULT_COLUMNS
from chalicelib.domain.sheets import Edition
from tests.world import APEL, KOMINFO, MONDAY, wib

TALLY = Tally(codes=((Code.PRESENT, 8), (Code.LATE, 2), (Code.ILL, 1)), waiting=1, unseen=3)
EDITION = Edition(
    recap=Recap(
        owner=KOMINFO, owner_name="Dinas Komunikasi dan Informatika",
        activity_id=APEL.activity_id, kind=APEL.kind, title=APEL.title, held_on=MONDAY,
        status=Status.PROVISIONAL, is_trial=True, columns=DEFAULT_COLUMNS,
        rows=(Row(key="1", name="Sekretariat", tally=TALLY),),
    ),
    as_of=wib("07.35"),
)  # fmt: skip


def test_a_summary_is_the_total_row_of_the_table() -> None:
    assert Summary.of(EDITION, APEL) == Summary(
        opd_id=KOMINFO, activity_id=APEL.activity_id, kind=Kind.MORNING_APEL, held_on=MONDAY,
        as_of=wib("07.35"), is_final=False, is_trial=True,
        figures=Figures(expected=15, unexplained=0, excused=1, pending=4, present=10, late=2),
    )  # fmt: skip


@pytest.mark.parametrize(
    "activity", [replace(APEL, opds=(KOMINFO,)), replace(APEL, kind=Kind.MEETING)]
)
def test_what_is_in_no_week_of_the_regency_has_none(activity: Activity) -> None:
    """The regency's table leaves it out too (domain.md §5)."""
    assert Summary.of(EDITION, activity) is None


def test_the_overview_looks_back_over_whole_weeks() -> None:
    assert days_back(date(2026, 11, 28)) == (date(2025, 12, 1), date(2026, 11, 28))
