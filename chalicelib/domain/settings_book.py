"""The book of the regency's settings: every value that BKPSDA set, from which day, and by whom.

A value is kept as JSON has it (07.15 as "07:15", minutes and days as numbers), so that the page,
the store and the audit say the same.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from chalicelib.domain.attendance import Code
from chalicelib.domain.errors import OutOfBounds, SenselessSetting, StateChanged
from chalicelib.domain.settings_data import ApelTimes, Column, RegencySettings, Reminder

Raw = int | str | list[str] | dict[str, str]

LEAST_WINDOW: Final = timedelta(minutes=15)  # the longest reminder before closing
ANY: Final = frozenset({Column.PRESENT, Column.EXCUSED, Column.OUTSIDE})
# H and T were there, TK is not explained, L and O are not expected: the rest is the regency's.
COLUMNS_OF: Final[Mapping[Code, frozenset[Column]]] = MappingProxyType(
    {
        **dict.fromkeys(Code, ANY),
        Code.PRESENT: frozenset({Column.PRESENT}),
        Code.LATE: frozenset({Column.PRESENT}),
        Code.UNEXPLAINED: frozenset({Column.UNEXPLAINED}),
        Code.HOLIDAY: frozenset({Column.OUTSIDE}),
        Code.OFF: frozenset({Column.OUTSIDE}),
    }
)


class Setting(StrEnum):
    """What BKPSDA may set; the values are the fields of RegencySettings."""

    APEL_TIMES = "apel_times"
    CEREMONY_TIMES = "ceremony_times"
    APEL_WEEKDAY = "apel_weekday"
    APEL_TITLE = "apel_title"
    APEL_VENUE = "apel_venue"
    CHALLENGES = "challenges"
    COLUMNS = "columns"
    LOCK_AFTER = "lock_after_working_days"
    RELOCK_AFTER = "relock_after_working_days"
    REMINDERS = "reminders"
    EVENING_REMINDER_AT = "evening_reminder_at"
    REMINDER_BEFORE_CLOSING = "reminder_before_closing"
    HEADS_TOLD_AT = "heads_told_at"
    PUBLISH_WEEKDAY = "publish_weekday"
    PUBLISH_AT = "publish_at"
    ATTENTION_BELOW = "attention_below_percent"
    IN_A_ROW = "unexplained_in_a_row"
    SAMPLED = "sampled_percent"
    SEAT = "seat"
    PUBLISHER = "publisher"
    LETTERHEAD_ADDRESS = "letterhead_address"
    GOVERNMENT = "government"
    LETTERHEAD_IMAGE = "letterhead_image"


class Form(StrEnum):
    """How a value is written."""

    TIMES = "JAM_KEGIATAN"
    TIME = "JAM"
    WEEKDAY = "HARI"
    NUMBER = "ANGKA"
    LINE = "TEKS"
    LINES = "DAFTAR"
    COLUMNS = "KOLOM"
    SWITCHES = "PILIHAN"
    IMAGE = "GAMBAR"


class Start(StrEnum):
    """From which day on a value can hold at the earliest."""

    TODAY = "HARI_INI"
    TOMORROW = "BESOK"  # what has a time of its own on each day
    MONDAY = "SENIN"  # a Monday, so that the tables of one week have the same columns
    UNPLANNED = "BELUM_DIRENCANAKAN"  # the first day whose activities are not made yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a setting may be; times as "07:15", `least` and `most` are both allowed."""

    form: Form
    start: Start
    least: int | str | None = None  # of a line and a list: how long
    most: int | str | None = None
    unit: str = ""


def _times() -> Rule:
    return Rule(form=Form.TIMES, start=Start.UNPLANNED, least="04:00", most="19:00", unit="WIB")


def _clock(least: str, most: str) -> Rule:
    return Rule(form=Form.TIME, start=Start.TOMORROW, least=least, most=most, unit="WIB")


def _number(start: Start, least: int, most: int, unit: str) -> Rule:
    return Rule(form=Form.NUMBER, start=start, least=least, most=most, unit=unit)


def _line(start: Start, most: int, least: int = 1) -> Rule:
    return Rule(form=Form.LINE, start=start, least=least, most=most)


RULES: Final[Mapping[Setting, Rule]] = MappingProxyType(
    {
        Setting.APEL_TIMES: _times(),
        Setting.CEREMONY_TIMES: _times(),
        Setting.APEL_WEEKDAY: Rule(form=Form.WEEKDAY, start=Start.UNPLANNED, least=0, most=4),
        Setting.APEL_TITLE: _line(Start.UNPLANNED, 100),
        Setting.APEL_VENUE: _line(Start.UNPLANNED, 100),
        Setting.CHALLENGES: Rule(form=Form.LINES, start=Start.UNPLANNED, least=3, most=30),
        Setting.COLUMNS: Rule(form=Form.COLUMNS, start=Start.MONDAY),
        Setting.LOCK_AFTER: _number(Start.TOMORROW, 1, 7, "hari kerja"),
        Setting.RELOCK_AFTER: _number(Start.TOMORROW, 1, 5, "hari kerja"),
        Setting.REMINDERS: Rule(form=Form.SWITCHES, start=Start.TOMORROW),
        Setting.EVENING_REMINDER_AT: _clock("15:00", "21:30"),
        Setting.REMINDER_BEFORE_CLOSING: _number(Start.TOMORROW, 5, 15, "menit"),
        Setting.HEADS_TOLD_AT: _clock("07:00", "12:00"),
        Setting.PUBLISH_WEEKDAY: Rule(form=Form.WEEKDAY, start=Start.TOMORROW, least=0, most=6),
        Setting.PUBLISH_AT: _clock("07:00", "19:00"),
        Setting.ATTENTION_BELOW: _number(Start.TODAY, 50, 100, "%"),
        Setting.IN_A_ROW: _number(Start.TODAY, 2, 6, "kali"),
        Setting.SAMPLED: _number(Start.TOMORROW, 1, 5, "%"),
        Setting.SEAT: _line(Start.TODAY, 60),
        Setting.PUBLISHER: _line(Start.TODAY, 150),
        Setting.LETTERHEAD_ADDRESS: _line(Start.TODAY, 200, least=0),
        Setting.GOVERNMENT: _line(Start.TODAY, 100),
        Setting.LETTERHEAD_IMAGE: Rule(form=Form.IMAGE, start=Start.TODAY),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A value from that day on, and who set it."""

    value: Raw
    since: date
    by_name: str
    at: datetime  # aware UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsBook:
    """Each setting's values, oldest first; a day reads the last one that began by then."""

    held: Mapping[Setting, tuple[Held, ...]] = field(default_factory=dict)
    version: int = 0

    def on(self, day: date) -> RegencySettings:
        """What holds on that day."""
        found = {setting: one for setting in self.held if (one := self.of(setting, day))}
        values: dict[str, Any] = {
            str(setting): _typed(setting, one.value) for setting, one in found.items()
        }
        return replace(RegencySettings(), **values)

    def of(self, setting: Setting, day: date) -> Held | None:
        """The value that holds on that day; None: the default."""
        begun = [one for one in self.held.get(setting, ()) if one.since <= day]
        return begun[-1] if begun else None

    def value(self, setting: Setting, day: date) -> Raw:
        """The same, or the default."""
        found = self.of(setting, day)
        return found.value if found else DEFAULTS[setting]

    def after(self, setting: Setting, day: date) -> tuple[Held, ...]:
        """The values that are to hold later."""
        return tuple(one for one in self.held.get(setting, ()) if one.since > day)

    def differing(self, values: Mapping[Setting, Raw], since: date) -> dict[Setting, Raw]:
        """Those that would change something from that day on."""
        return {
            setting: value
            for setting, value in values.items()
            if value != self.value(setting, since) or self.after(setting, since)
        }

    def changed(
        self, values: Mapping[Setting, Raw], *, since: date, today: date, by_name: str, at: datetime
    ) -> "SettingsBook":
        """The next version: these values from that day on, instead of what was to come later.

        Raises StateChanged where nothing would change, OutOfBounds (a day too early, or no Monday)
        and SenselessSetting, for every day from then on.
        """
        new = self.differing(values, since)
        if not new:
            raise StateChanged
        for setting in new:
            if (least := earliest(setting, today)) > since:
                raise OutOfBounds("/since", least=least.isoformat())
            if RULES[setting].start is Start.MONDAY and since.weekday():
                raise OutOfBounds("/since", weekday=0)
        held = dict(self.held)
        for setting, value in new.items():
            kept = (one for one in held.get(setting, ()) if one.since < since)
            one = Held(value=value, since=since, by_name=by_name, at=at)
            held[setting] = (*kept, one)
        after = SettingsBook(held=held, version=self.version + 1)
        for day in sorted({since, *after.days_after(since)}):
            check(after.on(day))
        return after

    def days_after(self, day: date) -> Iterator[date]:
        """The later days on which something changes."""
        return (one.since for ones in self.held.values() for one in ones if one.since > day)


def earliest(setting: Setting, today: date) -> date:
    """The first day from which a change of today can hold."""
    match RULES[setting].start:
        case Start.TODAY:
            return today
        case Start.TOMORROW:
            return today + timedelta(days=1)
        case Start.MONDAY:
            return today + timedelta(days=-today.weekday() % 7)
        case Start.UNPLANNED:
            return today + timedelta(days=RegencySettings().planned_days)


def check(settings: RegencySettings) -> None:
    """Raise SenselessSetting for what is within its bounds and does not go together."""
    for setting in (Setting.APEL_TIMES, Setting.CEREMONY_TIMES):
        _check_times(setting, getattr(settings, setting))
    for code, column in settings.columns.items():
        if column not in COLUMNS_OF[code]:
            raise _senseless("kolom", Setting.COLUMNS, code)
    closes = settings.apel_times.closes
    if settings.heads_told_at <= closes:
        raise _senseless("kepala", Setting.HEADS_TOLD_AT)
    published = (settings.publish_weekday, settings.publish_at)
    if published <= (settings.apel_weekday, closes):
        raise _senseless("terbit", Setting.PUBLISH_AT)


def _check_times(setting: Setting, times: ApelTimes) -> None:
    ordered = (times.opens, times.starts, times.late_after, times.closes)
    if list(ordered) != sorted(ordered):
        raise _senseless("urutan", setting)
    if _minutes(times.closes) - _minutes(times.opens) < LEAST_WINDOW:
        raise _senseless("pendek", setting)


def _senseless(rule: str, *at: str) -> SenselessSetting:
    return SenselessSetting("/" + "/".join(at), rule=rule)


def _minutes(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute)


_TYPED: Final[Mapping[Form, Callable[[Any], object]]] = MappingProxyType(
    {
        Form.TIMES: lambda value: ApelTimes(
            **{name: time.fromisoformat(at) for name, at in value.items()}
        ),
        Form.TIME: time.fromisoformat,
        Form.COLUMNS: lambda value: {Code(code): Column(col) for code, col in value.items()},
        Form.LINES: tuple,
        Form.SWITCHES: lambda value: tuple(map(Reminder, value)),
    }
)


def _typed(setting: Setting, value: Any) -> object:  # noqa: ANN401 - JSON, as RULES say
    if setting is Setting.REMINDER_BEFORE_CLOSING:
        return timedelta(minutes=value)
    read = _TYPED.get(RULES[setting].form)
    return read(value) if read else value


def _raw(value: object) -> Raw:
    match value:
        case ApelTimes():
            return {one.name: f"{getattr(value, one.name):%H:%M}" for one in fields(value)}
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            return int(value.total_seconds()) // 60
        case Mapping():
            return {str(code): str(column) for code, column in value.items()}
        case tuple():
            return list(map(str, value))
        case int() | str():
            return value
    raise TypeError


DEFAULTS: Final[Mapping[Setting, Raw]] = MappingProxyType(
    {setting: _raw(getattr(RegencySettings(), setting)) for setting in Setting}
)
