"""Days off with what BKPSDA set over them, and ceremonies (domain.md §3)."""

from datetime import date

import pytest

from chalicelib.domain.errors import ApelError, OutOfBounds, StateChanged
from chalicelib.domain.planning import planned_ceremonies
from chalicelib.domain.settings_data import RegencySettings
from chalicelib.domain.year import Change, DayKind, Year
from tests.world import DINKES, KOMINFO, wib

CHANGE = Change(by_name="Endah", at=wib("09.00"), decree="SE Bupati 800/1177/2026")
EVE, CHRISTMAS = date(2026, 12, 24), date(2026, 12, 25)
YEAR = Year(number=2026, public={EVE: "Cuti Bersama Hari Raya Natal", CHRISTMAS: "Hari Raya Natal"})
TODAY, KORPRI, MONDAY = date(2026, 11, 24), date(2026, 11, 29), date(2026, 11, 30)


def held(year: Year) -> dict[date, str]:
    return {one.held_on: one.title for one in year.ceremonies}


def test_the_package_tells_holidays_from_cuti_bersama() -> None:
    days = (EVE, CHRISTMAS, TODAY)

    assert [YEAR.kind_of(day).value for day in days] == ["CUTI_BERSAMA", "LIBUR", "MASUK"]


def test_what_bkpsda_sets_holds_over_the_package() -> None:
    year = YEAR.with_day(EVE, DayKind.WORKING, "", CHANGE).with_day(
        TODAY, DayKind.HOLIDAY, "Pilkada", CHANGE
    )

    assert year.days_off == {TODAY: "Pilkada", CHRISTMAS: "Hari Raya Natal"}
    assert (year.kind_of(EVE), year.version) == (DayKind.WORKING, 2)


def test_what_the_package_says_anyway_is_no_override() -> None:
    name = YEAR.public[EVE]
    changed = YEAR.with_day(EVE, DayKind.WORKING, "", CHANGE)

    assert changed.with_day(EVE, DayKind.JOINT_LEAVE, name, CHANGE).set_days == {}


def test_setting_what_a_day_is_changes_nothing() -> None:
    with pytest.raises(StateChanged):
        YEAR.with_day(TODAY, DayKind.WORKING, "", CHANGE)


def test_the_monthly_ceremony_is_held_on_weekdays_and_memorial_days_always() -> None:
    found = held(YEAR)

    assert date(2026, 10, 17) not in found  # a Saturday
    assert found[date(2026, 2, 17)] == "Upacara tanggal 17"
    assert found[date(2026, 8, 17)] == "Upacara HUT Kemerdekaan RI"
    assert found[KORPRI] == "Upacara HUT KORPRI"  # a Sunday


def test_a_moved_ceremony_is_held_on_its_new_day_in_place_of_the_apel() -> None:
    year = YEAR.with_ceremony(KORPRI, MONDAY, TODAY, CHANGE)

    assert KORPRI not in held(year)
    assert year.without_apel[MONDAY] == "Upacara HUT KORPRI"


@pytest.mark.parametrize(
    ("own", "to", "refused"),
    [
        (date(2026, 11, 28), MONDAY, OutOfBounds),  # none of that date
        (date(2026, 11, 10), MONDAY, OutOfBounds),  # over
        (KORPRI, date(2026, 11, 23), OutOfBounds),  # a day that is over
        (KORPRI, TODAY, OutOfBounds),  # the plan of the night was made
        (KORPRI, date(2027, 1, 4), OutOfBounds),  # of another year
        (KORPRI, date(2026, 12, 17), OutOfBounds),  # has one of its own
        (KORPRI, KORPRI, StateChanged),
    ],
)
def test_a_ceremony_is_not_moved_just_anywhere(
    own: date, to: date, refused: type[ApelError]
) -> None:
    with pytest.raises(refused):
        YEAR.with_ceremony(own, to, TODAY, CHANGE)


def test_a_moved_ceremony_is_another_activity_than_the_one_before() -> None:
    """The one that was planned is cancelled; an id comes back to life in no case."""
    there = YEAR.with_ceremony(KORPRI, MONDAY, TODAY, CHANGE)
    back = there.with_ceremony(KORPRI, KORPRI, TODAY, CHANGE)

    planned = [
        planned_ceremonies(
            TODAY,
            settings=lambda _: RegencySettings(),
            ceremonies=year.ceremonies,
            draw=lambda all_: all_[0],
        )[0]
        for year in (YEAR, there, back)
    ]

    assert [one.held_on for one in planned] == [KORPRI, MONDAY, KORPRI]
    assert len({one.activity_id for one in planned}) == 3


def test_some_work_on_a_day_off_which_stays_one() -> None:
    """The package says that it is off; that some work all the same is set over it."""
    name = YEAR.public[EVE]
    partial = YEAR.with_day(EVE, DayKind.JOINT_LEAVE, name, CHANGE, [DINKES, KOMINFO, DINKES])

    assert partial.working_on(EVE) == tuple(sorted((DINKES, KOMINFO)))
    assert partial.days_off[EVE] == name
    assert list(partial.partial) == [EVE]
    assert partial.with_day(EVE, DayKind.JOINT_LEAVE, name, CHANGE).set_days == {}
    with pytest.raises(StateChanged):
        partial.with_day(EVE, DayKind.JOINT_LEAVE, name, CHANGE, [KOMINFO, DINKES])


def test_on_a_working_day_nobody_works_all_the_same() -> None:
    assert YEAR.with_day(EVE, DayKind.WORKING, "", CHANGE, [KOMINFO]).working_on(EVE) == ()
