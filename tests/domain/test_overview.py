"""What of an OPD's table goes into the regency's overview."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.domain.activities import Activity, Kind
from chalicelib.domain.attendance import Code
from chalicelib.domain.overview import Summary, Unexplained, days_back, in_a_row
from chalicelib.domain.people import OpdId, PegawaiId, UnitNo
from chalicelib.domain.recap import Figures, Line, Recap, Row, Status, Tally
from chalicelib.domain.settings_data import DEFAULT_COLUMNS
from chalicelib.domain.sheets import Edition
from tests.world import APEL, DINKES, KOMINFO, MONDAY, wib

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
    "activity",
    [replace(APEL, organiser=KOMINFO, opds=(KOMINFO, DINKES)), replace(APEL, kind=Kind.MEETING)],
)
def test_what_is_in_no_week_of_the_regency_has_none(activity: Activity) -> None:
    """The regency's table leaves it out too (domain.md §5)."""
    assert Summary.of(EDITION, activity) is None


def test_an_apel_of_bkpsda_for_chosen_opds_has_one() -> None:
    assert Summary.of(EDITION, replace(APEL, opds=(KOMINFO,))) == Summary.of(EDITION, APEL)


SITI_, BUDI_, RIZAL_ = (PegawaiId(name) for name in ("SITI", "BUDI", "RIZAL"))


def table(week: int, *people: PegawaiId, opd_id: OpdId = KOMINFO) -> Unexplained:
    return Unexplained(
        opd_id=opd_id,
        activity_id=APEL.activity_id,
        held_on=MONDAY + timedelta(weeks=week),
        people=frozenset(people),
    )


def test_three_in_a_row_are_the_last_three_in_whatever_order_they_were_locked() -> None:
    tables = [table(3, SITI_, BUDI_), table(1, SITI_, RIZAL_), table(2, SITI_, BUDI_), table(0)]

    assert in_a_row(tables, 3) == {KOMINFO: {SITI_}}
    assert in_a_row(tables, 2) == {KOMINFO: {SITI_, BUDI_}}


def test_somebody_who_came_once_between_is_in_no_row() -> None:
    assert in_a_row([table(0, SITI_), table(1), table(2, SITI_)], 2) == {}


def test_an_opd_with_fewer_tables_has_no_row_yet() -> None:
    tables = [table(0, SITI_), table(1, SITI_), *(table(n, BUDI_, opd_id=DINKES) for n in range(3))]

    assert in_a_row(tables, 3) == {DINKES: {BUDI_}}


def test_who_is_tk_is_read_from_the_lines_of_the_table() -> None:
    summary = Summary.of(EDITION, APEL)
    assert summary
    lines = (
        Line(pegawai_id=SITI_, unit_no=UnitNo(1), code=Code.UNEXPLAINED),
        Line(pegawai_id=BUDI_, unit_no=UnitNo(1), code=Code.ILL),
    )
    locked = replace(EDITION, recap=replace(EDITION.recap, lines=lines))

    assert Unexplained.of(locked, summary) == table(0, SITI_)


def test_the_overview_looks_back_over_whole_weeks() -> None:
    assert days_back(date(2026, 11, 28)) == (date(2025, 12, 1), date(2026, 11, 28))
