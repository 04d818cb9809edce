"""What BKPSDA sets, from which day on, and what makes no sense (domain.md)."""

from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.domain.calendar import WIB, Job, Moment, due
from chalicelib.domain.errors import OutOfBounds, SenselessSetting, StateChanged
from chalicelib.domain.planning import apel_weekdays, planned_apels, planned_ceremonies
from chalicelib.domain.settings_book import DEFAULTS, RULES, Setting, SettingsBook, earliest
from chalicelib.domain.settings_data import DEFAULT_COLUMNS, RegencySettings, Reminder
from chalicelib.domain.year import Ceremony
from tests.accepted import EVERY_SETTING
from tests.world import an_apel, wib

TODAY = date(2026, 11, 24)  # a Tuesday
TOMORROW, NEXT_MONDAY = date(2026, 11, 25), date(2026, 11, 30)
UNPLANNED, FLAG_DAY = date(2026, 12, 8), date(2026, 12, 17)
EARLY = {"opens": "06:15", "starts": "06:30", "late_after": "06:45", "closes": "07:00"}
RAW_COLUMNS = {str(code): str(column) for code, column in DEFAULT_COLUMNS.items()}


def change(
    values: dict[Setting, Any], since: date, book: SettingsBook | None = None, today: date = TODAY
) -> SettingsBook:
    return (book or SettingsBook()).changed(
        values, since=since, today=today, by_name="Endah", at=wib("09.00", today)
    )


def test_an_empty_book_holds_the_defaults() -> None:
    assert SettingsBook().on(TODAY) == RegencySettings()


def test_every_default_read_back_is_the_default() -> None:
    """The page sends it to go back."""
    other: dict[str, Any] = EVERY_SETTING
    book = change({setting: other[setting] for setting in Setting}, date(2026, 12, 14))

    back = change(dict(DEFAULTS), date(2027, 1, 4), book)

    assert back.on(date(2027, 1, 4)) == RegencySettings()
    assert back.on(date(2026, 12, 14)) != RegencySettings()


def test_a_day_reads_what_held_on_it() -> None:
    book = change({Setting.LOCK_AFTER: 5}, TOMORROW)

    days = [book.on(day).lock_after_working_days for day in (TODAY, TOMORROW, UNPLANNED)]
    assert days == [3, 5, 5]
    assert book.of(Setting.LOCK_AFTER, TODAY) is None


def test_a_change_leaves_every_earlier_day_as_it_was() -> None:
    before = change({Setting.LOCK_AFTER: 5, Setting.SAMPLED: 4}, date(2026, 11, 27))
    before = change({Setting.SAMPLED: 3}, date(2026, 12, 4), before)

    after = change({Setting.LOCK_AFTER: 2, Setting.SAMPLED: 1}, date(2026, 12, 2), before)

    days = [TODAY + timedelta(days=n) for n in range(14)]
    changed = [day for day in days if before.on(day) != after.on(day)]
    assert changed == [day for day in days if day >= date(2026, 12, 2)]


def test_a_newer_decision_replaces_what_was_to_come() -> None:
    book = change({Setting.LOCK_AFTER: 5}, UNPLANNED)

    book = change({Setting.LOCK_AFTER: 4}, TOMORROW, book)

    assert book.on(UNPLANNED).lock_after_working_days == 4
    assert book.version == 2


def test_what_is_to_come_is_taken_back_by_setting_what_holds() -> None:
    book = change({Setting.LOCK_AFTER: 5}, UNPLANNED)

    assert change({Setting.LOCK_AFTER: 3}, TOMORROW, book).on(UNPLANNED) == RegencySettings()


def test_setting_what_holds_anyway_is_no_change() -> None:
    with pytest.raises(StateChanged):
        change({Setting.LOCK_AFTER: 3}, TOMORROW)


@pytest.mark.parametrize(
    ("setting", "value", "first"),
    [
        (Setting.SEAT, "Kamal", TODAY),
        (Setting.LOCK_AFTER, 5, TOMORROW),
        (Setting.EVENING_REMINDER_AT, "18:00", TOMORROW),
        (Setting.COLUMNS, RAW_COLUMNS | {"PK": "HADIR"}, NEXT_MONDAY),
        (Setting.APEL_TIMES, EARLY, UNPLANNED),
    ],
)
def test_each_setting_has_a_first_day(setting: Setting, value: Any, first: date) -> None:  # noqa: ANN401
    """What is planned or told already today cannot change under those who rely on it."""
    assert earliest(setting, TODAY) == first
    assert change({setting: value}, first).on(first) != RegencySettings()
    with pytest.raises(OutOfBounds):
        change({setting: value}, first - timedelta(days=1))


def test_columns_change_between_two_weeks() -> None:
    """A week's tables are summed: they must have the same columns."""
    with pytest.raises(OutOfBounds):
        change({Setting.COLUMNS: RAW_COLUMNS | {"PK": "HADIR"}}, NEXT_MONDAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({Setting.APEL_TIMES: EARLY | {"closes": "06:10"}}, "urutan"),
        ({Setting.APEL_TIMES: dict.fromkeys(EARLY, "07:00")}, "pendek"),
        ({Setting.CEREMONY_TIMES: EARLY | {"starts": "06:50"}}, "urutan"),
        ({Setting.COLUMNS: RAW_COLUMNS | {"H": "DI LUAR JUMLAH"}}, "kolom"),
        ({Setting.COLUMNS: RAW_COLUMNS | {"TK": "HADIR"}}, "kolom"),
        ({Setting.COLUMNS: RAW_COLUMNS | {"S": "TANPA KETERANGAN"}}, "kolom"),
        ({Setting.HEADS_TOLD_AT: "07:30"}, "kepala"),
        ({Setting.APEL_WEEKDAY: 4, Setting.PUBLISH_AT: "07:15"}, "terbit"),
        ({Setting.PUBLISH_WEEKDAY: 0, Setting.PUBLISH_AT: "07:00"}, "terbit"),
    ],
)
def test_what_does_not_go_together_is_refused(values: dict[Setting, Any], rule: str) -> None:
    with pytest.raises(SenselessSetting) as refused:
        change(values, date(2026, 12, 14))

    assert refused.value.extensions["rule"] == rule


def test_what_would_only_clash_later_is_refused_too() -> None:
    """Apel closes at 09.00 in December; heads told at 08.30 from tomorrow would miss it then."""
    late = {"opens": "08:00", "starts": "08:15", "late_after": "08:30", "closes": "08:45"}
    book = change({Setting.APEL_TIMES: late}, UNPLANNED)

    with pytest.raises(SenselessSetting):
        change({Setting.HEADS_TOLD_AT: "08:30"}, TOMORROW, book)


def test_the_plan_makes_each_day_as_it_is_set_for_it() -> None:
    book = change(
        {Setting.APEL_WEEKDAY: 1, Setting.APEL_TIMES: EARLY, Setting.CEREMONY_TIMES: EARLY},
        date(2026, 12, 14),
    )

    apels = planned_apels(
        date(2026, 12, 4), settings=book.on, holidays={}, draw=lambda all_: all_[0]
    )
    ceremonies = planned_ceremonies(
        date(2026, 12, 4), settings=book.on, draw=lambda all_: all_[0],
        ceremonies=[Ceremony(own_date=FLAG_DAY, held_on=FLAG_DAY, title="Upacara")],
    )  # fmt: skip

    assert [one.held_on for one in apels] == [date(2026, 12, 7), date(2026, 12, 15)]
    assert apels[1].window.opens == wib("06.15", date(2026, 12, 15))
    assert ceremonies[0].window.closes == wib("07.00", FLAG_DAY)


def test_the_calendar_knows_the_weekday_of_each_day() -> None:
    book = change({Setting.APEL_WEEKDAY: 1}, UNPLANNED)

    assert apel_weekdays(2026, book.on) == ((date(2026, 1, 1), 0), (UNPLANNED, 1))
    assert apel_weekdays(2027, book.on) == ((date(2027, 1, 1), 1),)


def test_reminders_of_an_evening_go_by_that_evening() -> None:
    """Set from tomorrow: tonight's reminder of tomorrow's apel keeps its time."""
    apel = an_apel(1, TOMORROW)
    book = change({Setting.EVENING_REMINDER_AT: "17:00", Setting.HEADS_TOLD_AT: "08:00"}, TOMORROW)

    found = due(
        wib("16.00", TODAY), wib("12.00", TOMORROW), activities=[apel], settings=book.on,
        zone=WIB,
    )  # fmt: skip

    times = {one.moment: one.at for one in found if one.job in (Job.REMIND, Job.CLOSE)}
    assert times[Moment.EVENING_BEFORE] == wib("19.30", TODAY)
    assert times[Moment.MORNING_REPORT] == wib("08.00", TOMORROW)


def test_what_is_switched_off_is_not_told_and_the_table_is_compiled_all_the_same() -> None:
    apel = an_apel(1, TOMORROW)
    book = change({Setting.REMINDERS: ["hampir-tutup"]}, TOMORROW)

    found = due(
        wib("16.00", TODAY), wib("12.00", TOMORROW), activities=[apel], settings=book.on, zone=WIB
    )

    moments = [(one.job, one.moment) for one in found if one.activity]
    assert moments == [
        (Job.REMIND, Moment.EVENING_BEFORE),  # of the day before
        (Job.REMIND, Moment.CLOSING_SOON),
        *[(Job.CLOSE, Moment.CLOSED)] * 3,
    ]
    assert {str(one) for one in Reminder} <= {str(one) for one in Moment}


def test_every_setting_has_its_rule() -> None:
    assert set(RULES) == set(Setting) == set(DEFAULTS)
