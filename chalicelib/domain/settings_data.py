"""The regency's settings: data that BKPSDA may change, with the defaults of domain.md."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from chalicelib.domain.attendance import Code

MONDAY: Final = 0
FRIDAY: Final = 4


class Column(StrEnum):
    """Where a code is counted in a recap (domain.md §5)."""

    PRESENT = "HADIR"
    EXCUSED = "TUGAS LUAR/TUGAS BELAJAR/CUTI"
    UNEXPLAINED = "TANPA KETERANGAN"
    OUTSIDE = "DI LUAR JUMLAH"  # not expected at all


DEFAULT_COLUMNS: Final[Mapping[Code, Column]] = MappingProxyType(
    {
        Code.PRESENT: Column.PRESENT,
        Code.LATE: Column.PRESENT,
        Code.TECHNICAL: Column.PRESENT,
        Code.DUTY_ELSEWHERE: Column.EXCUSED,
        Code.STUDY: Column.EXCUSED,
        Code.LEAVE: Column.EXCUSED,
        Code.TRAINING: Column.EXCUSED,
        Code.ON_SHIFT: Column.EXCUSED,
        Code.ILL: Column.EXCUSED,
        Code.PERMITTED: Column.EXCUSED,
        Code.UNEXPLAINED: Column.UNEXPLAINED,
        Code.HOLIDAY: Column.OUTSIDE,
        Code.OFF: Column.OUTSIDE,
    }
)


DEFAULT_CHALLENGES: Final = (
    "Angkat tangan kanan barisan depan",
    "Tampak tiang bendera",
    "Tampak pemimpin apel di depan",
    "Tampak barisan dari samping",
    "Tampak papan nama kantor",
    "Tampak barisan sedang memberi hormat",
    "Tampak langit di atas barisan",
)


class Reminder(StrEnum):
    """What is told around an activity; the values are those of calendar.Moment."""

    EVENING_BEFORE = "malam"
    OPENING = "dibuka"
    CLOSING_SOON = "hampir-tutup"
    CLOSED = "ditutup"
    ADMINS = "sesudah-tutup"
    HEADS = "laporan-pagi"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApelTimes:
    """Window of an apel or ceremony on the clock of the region (domain.md §3)."""

    opens: time = time(6, 45)
    starts: time = time(7, 0)
    late_after: time = time(7, 15)
    closes: time = time(7, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegencySettings:
    """What the regency has set; times on the clock of `zone`, weekdays counted from Monday = 0."""

    zone: str = "Asia/Jakarta"
    government: str = "Pemerintah Kabupaten Bangkalan"
    regency: str = "Kabupaten Bangkalan"
    seat: str = "Bangkalan"  # place in signature blocks
    publisher: str = "Badan Kepegawaian dan Pengembangan Sumber Daya Aparatur"
    letterhead_address: str = ""
    letterhead_image: str = ""  # SHA-256 of the picture as it was sent; empty: none
    attention_below_percent: int = 90  # who is named under "Perlu perhatian"
    unexplained_in_a_row: int = 3  # TKs, after which somebody should ask what is wrong
    apel_title: str = "Apel pagi"
    apel_weekday: int = MONDAY
    apel_times: ApelTimes = ApelTimes()
    ceremony_times: ApelTimes = ApelTimes()
    apel_venue: str = "Halaman Pemkab"
    challenges: tuple[str, ...] = DEFAULT_CHALLENGES  # one is drawn for each activity
    planned_days: int = 14
    lock_after_working_days: int = 3
    relock_after_working_days: int = 1  # a reopened recap is locked again
    reminders: tuple[Reminder, ...] = tuple(Reminder)  # that are switched on
    evening_reminder_at: time = time(19, 30)
    reminder_before_closing: timedelta = timedelta(minutes=10)
    recompile_after_closing: timedelta = timedelta(minutes=5)
    heads_told_at: time = time(9, 0)
    plan_at: time = time(1, 0)
    compile_at: time = time(20, 0)
    lock_at: time = time(21, 0)
    publish_weekday: int = FRIDAY
    publish_at: time = time(16, 0)
    sweep_every: timedelta = timedelta(minutes=15)
    sampled_percent: int = 2  # of the photos, looked at in any case (security.md Q1)
    columns: Mapping[Code, Column] = field(default_factory=lambda: DEFAULT_COLUMNS)

    def is_publisher(self, opd_name: str) -> bool:
        """Whether the OPD of that name publishes for the regency: its head signs for it."""
        return opd_name.casefold() == self.publisher.casefold()


SettingsOf = Callable[[date], RegencySettings]  # what holds on that day
