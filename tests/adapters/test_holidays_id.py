"""The holidays that the plan job starts from (domain.md §3)."""

from datetime import date

from chalicelib.adapters.holidays_id import IndonesianHolidays


def test_national_holidays_and_cuti_bersama_are_known() -> None:
    found = IndonesianHolidays().of_year(2026)

    assert found[date(2026, 8, 17)] == "Hari Kemerdekaan Republik Indonesia"
    assert found[date(2026, 12, 24)] == "Cuti Bersama Hari Raya Natal"
    assert date(2026, 11, 23) not in found
