"""Every key of the tables: one function per item type; the docstring is its access pattern.

The OPD stands in the key, so that isolation between departments is no `if` (architecture.md §3).
Dates in keys are YYYYMMDD in the region's zone; `t` is milliseconds since 1970 in base 36, eight
characters, so that 300 index entries stay under 40 KB.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from chalicelib.domain.attendance import Place
from chalicelib.domain.calendar import months_of
from chalicelib.domain.numerals import base36
from chalicelib.domain.people import OpdId, PegawaiId

if TYPE_CHECKING:
    from chalicelib.domain.reports import ReportId

REGENCY: Final = "REGENCY"
OPD_KIND: Final = "OPD"
HOLIDAYS_KIND: Final = "HOLIDAYS"
SETTINGS_KIND: Final = "SETTINGS"
SESSION_SK: Final = "0#SESSION"
MAIN: Final = "MAIN"
BEFORE_SESSION: Final = "0#"
AFTER_SESSION: Final = "1#"
LAST_DAY: Final = 99_991_231  # of all, as YYYYMMDD: `date.max`


class Key(NamedTuple):
    """Partition and sort key of one item."""

    pk: str
    sk: str


def changed_at(at: datetime) -> str:
    """The index's `t`: sorts by time; milliseconds."""
    return base36(int(at.timestamp() * 1000)).rjust(8, "0")


def time_of(changed: str) -> datetime:
    """The time of a `t`, aware UTC."""
    return datetime.fromtimestamp(int(changed, 36) / 1000, UTC)


def import_key(import_id: str) -> Key:
    """REGENCY#IMPORTS / U: the last imports are one Query, newest first."""
    return Key("REGENCY#IMPORTS", f"U#{import_id}")


def import_mark_key() -> Key:
    """REGENCY#IMPORTS / MARK: which import is being applied, and which was last."""
    return Key("REGENCY#IMPORTS", "MARK")


def import_part_key(import_id: str, part: int) -> Key:
    """IMPORT#U / PART#n: the parts that are in."""
    return Key(f"IMPORT#{import_id}", f"PART#{part:03}")


def user_pk(pegawai_id: PegawaiId) -> str:
    """USER#P: all of one person."""
    return f"USER#{pegawai_id}"


def session_key(pegawai_id: PegawaiId) -> Key:
    """USER#P / 0#SESSION: one consistent Get checks a sign-in (security.md S2)."""
    return Key(user_pk(pegawai_id), SESSION_SK)


def permit_pointer_key(pegawai_id: PegawaiId, last_day: date, permit_id: str) -> Key:
    """USER#P / 1#PERMIT#(99991231 - D_to)#U: what ends last comes first behind the session.

    So one Query, 0# to `last_pointer_key`, is today's, and years of old permits do not lengthen it.
    """
    counted_down = LAST_DAY - int(f"{last_day:%Y%m%d}")
    return Key(user_pk(pegawai_id), f"1#PERMIT#{counted_down:08}#{permit_id}")


def last_pointer_key(pegawai_id: PegawaiId, since: date) -> Key:
    """Behind the pointers of permits that end on that day or later."""
    return permit_pointer_key(pegawai_id, since, "~")


def secret_key(pegawai_id: PegawaiId) -> Key:
    """USER#P / SECRET: password, codes, TOTP; read at sign-in only."""
    return Key(user_pk(pegawai_id), "SECRET")


def profile_key(pegawai_id: PegawaiId) -> Key:
    """USER#P / PROFILE: NIP, titles, position, mail."""
    return Key(user_pk(pegawai_id), "PROFILE")


def feed_key(pegawai_id: PegawaiId) -> Key:
    """USER#P / FEED: the link of the own calendar."""
    return Key(user_pk(pegawai_id), "FEED")


def signature_image_key(pegawai_id: PegawaiId, opd_id: OpdId) -> Key:
    """USER#P / SIGNATURE#O: what a head of that OPD has printed; publication: one Get."""
    return Key(user_pk(pegawai_id), f"SIGNATURE#{opd_id}")


def origin_key(pegawai_id: PegawaiId, since: date) -> Key:
    """USER#P / ORIGIN#D: where the person belonged since that day; month and transfer."""
    return Key(user_pk(pegawai_id), f"ORIGIN#{since:%Y%m%d}")


def history_keys(pegawai_id: PegawaiId) -> tuple[Key, Key]:
    """USER#P / ORIGIN#…–PROFILE: every place and the profile in one Query."""
    return Key(user_pk(pegawai_id), "ORIGIN#"), profile_key(pegawai_id)


def notice_key(pegawai_id: PegawaiId, notice_id: str) -> Key:
    """USER#P / NOTICE#U: newest first by a backward Query."""
    return Key(user_pk(pegawai_id), f"NOTICE#{notice_id}")


def report_key(day: date, report_id: "ReportId") -> Key:
    """REPORTS#yyyymm / REPORT#U: of the app; newest first by a backward Query; TTL."""
    return Key(f"REPORTS#{day:%Y%m}", f"REPORT#{report_id}")


def name_key(digest: str) -> Key:
    """NAME#hmac: uniqueness of a login name, and its person."""
    return Key(f"NAME#{digest}", "-")


def nip_key(nip: str) -> Key:
    """NIP#n: uniqueness of a NIP, and its person."""
    return Key(f"NIP#{nip}", "-")


def failures_key(digest: str, client: str) -> Key:
    """FAILURES#hmac#client: failed tries of one name from one (kind of) client; TTL."""
    return Key(f"FAILURES#{digest}#{client}", "-")


def pace_key(what: str, pegawai_id: PegawaiId, minute: datetime) -> Key:
    """PACE#what#P / minute: how often somebody did it in that minute; TTL."""
    return Key(f"PACE#{what}#{pegawai_id}", f"{minute:%Y%m%d%H%M}")


def opd_key(opd_id: OpdId) -> Key:
    """REGENCY / OPD#O: an OPD and its units; cached 60 s."""
    return Key(REGENCY, f"{OPD_KIND}#{opd_id}")


def holidays_key(year: int) -> Key:
    """REGENCY / HOLIDAYS#y: a year's days off, its overrides and moved ceremonies."""
    return Key(REGENCY, f"{HOLIDAYS_KIND}#{year}")


def settings_key() -> Key:
    """REGENCY / SETTINGS: the book of the regency's settings."""
    return Key(REGENCY, SETTINGS_KIND)


def tick_key() -> Key:
    """REGENCY / TICK: the last minute that tick enqueued."""
    return Key(REGENCY, "TICK")


def roster_pk(opd_id: OpdId) -> str:
    """OPD#O#ROSTER: the packed rosters of an OPD."""
    return f"OPD#{opd_id}#ROSTER"


def roster_key(opd_id: OpdId, since: date, chunk: int) -> Key:
    """OPD#O#ROSTER / D_from#chunk: ≤ 1,000 people packed; effective since that day."""
    return Key(roster_pk(opd_id), f"{since:%Y%m%d}#{chunk:02d}")


def names_key(opd_id: OpdId, chunk: int) -> Key:
    """OPD#O#NAMES / chunk: names for lists and search."""
    return Key(f"OPD#{opd_id}#NAMES", f"{chunk:02d}")


def offices_key(opd_id: OpdId) -> Key:
    """OPD#O#OFFICES / MAIN: where its units are; today: in the Get of own entries."""
    return Key(f"OPD#{opd_id}#OFFICES", MAIN)


def roles_pk(opd_id: OpdId | None) -> str:
    """OPD#O#ROLES: who holds a role there; the regency's under REGENCY#ROLES."""
    return f"OPD#{opd_id}#ROLES" if opd_id else f"{REGENCY}#ROLES"


def role_key(opd_id: OpdId | None, role: str, since: date, pegawai_id: PegawaiId) -> Key:
    """…#ROLES / role#D#P: one appointment."""
    return Key(roles_pk(opd_id), f"{role}#{since:%Y%m%d}#{pegawai_id}")


def office_key(last_day: date | None) -> Key:
    """In by_account, OFFICES / last day: the offices of all OPDs that are not over in one Query."""
    return Key("OFFICES", f"{last_day or date.max:%Y%m%d}")


def proposal_key(role: str, pegawai_id: PegawaiId) -> Key:
    """REGENCY#PROPOSALS / role#P: who was last proposed for a role of the regency; one Query."""
    return Key(f"{REGENCY}#PROPOSALS", f"{role}#{pegawai_id}")


def activity_key(activity_id: str) -> Key:
    """ACTIVITY#A / MAIN: the activity."""
    return Key(f"ACTIVITY#{activity_id}", MAIN)


def days_pk(opd_id: OpdId) -> str:
    """OPD#O#DAYS: activities (A#), permit months and duty rosters (Z#) of an OPD."""
    return f"OPD#{opd_id}#DAYS"


def day_key(opd_id: OpdId, held_on: date, activity_id: str) -> Key:
    """OPD#O#DAYS / A#D#A: thin copy of an activity; the next 7 days or a month in one Query."""
    return Key(days_pk(opd_id), f"A#{held_on:%Y%m%d}#{activity_id}")


def copy_key(place: Place) -> Key:
    """The same, of a place."""
    return day_key(place.opd_id, place.day, place.activity_id)


def permit_month_key(opd_id: OpdId, month: str, permit_id: str) -> Key:
    """OPD#O#DAYS / Z#yyyymm#U: a permit in each month that it touches; compile: one Query."""
    return Key(days_pk(opd_id), f"Z#{month}#{permit_id}")


def duty_key(opd_id: OpdId, month: str) -> Key:
    """OPD#O#DAYS / Z#yyyymm#~: a month's duty roster, behind the month's permits in their Query."""
    return permit_month_key(opd_id, month, "~")


def duty_keys(places: Sequence[Place]) -> list[Key]:
    """Of the rosters that say what counts at these places; with a person's entries in one Get."""
    return [
        duty_key(opd_id, f"{month:%Y%m}")
        for opd_id in sorted({place.opd_id for place in places})
        for month in months_of(place.day for place in places if place.opd_id == opd_id)
    ]


def due_activity_key(day: date, activity_id: str) -> Key:
    """DUE#D / A#A: an activity of that day, whosever it is; tick: one Query."""
    return Key(f"DUE#{day:%Y%m%d}", f"A#{activity_id}")


def due_note_key(day: date, permit_id: str) -> Key:
    """DUE#D / N#U: a sick note whose time ends that day; upkeep: one Query."""
    return Key(f"DUE#{day:%Y%m%d}", f"N#{permit_id}")


def due_lock_key(day: date, ref: str) -> Key:
    """DUE#D / L#place: a reopened recap that is locked again that day; tick: one Query."""
    return Key(f"DUE#{day:%Y%m%d}", f"L#{ref}")


def attendance_pk(opd_id: OpdId, held_on: str, activity_id: str) -> str:
    """OPD#O#D#A: everything about an OPD's people at one activity; board and compile."""
    return f"OPD#{opd_id}#{held_on}#{activity_id}"


def check_in_key(opd_id: OpdId, held_on: str, activity_id: str, pegawai_id: PegawaiId) -> Key:
    """OPD#O#D#A / P: one Query lists an OPD's activity, one Get reads a person's entry."""
    return Key(attendance_pk(opd_id, held_on, activity_id), pegawai_id)


def decision_key(opd_id: OpdId, held_on: str, activity_id: str, pegawai_id: PegawaiId) -> Key:
    """OPD#O#D#A / P#DECISION: its own key, so that it never blocks a late honest photo."""
    return Key(attendance_pk(opd_id, held_on, activity_id), f"{pegawai_id}#DECISION")


def reminded_key(opd_id: OpdId, held_on: str, activity_id: str, pegawai_id: PegawaiId) -> Key:
    """OPD#O#D#A / P#REMINDED: when the person was last reminded."""
    return Key(attendance_pk(opd_id, held_on, activity_id), f"{pegawai_id}#REMINDED")


def evidence_key(opd_id: OpdId, held_on: str, activity_id: str, pegawai_id: PegawaiId) -> Key:
    """EVIDENCE#O#D#A / P: what verification found; TTL 90 days."""
    return Key(f"EVIDENCE#{opd_id}#{held_on}#{activity_id}", pegawai_id)


def photo_hash_key(sha256: str) -> Key:
    """HASH#sha: the first use of a photo; conditional put."""
    return Key(f"HASH#{sha256}", "-")


def permit_key(permit_id: str) -> Key:
    """PERMIT#U / MAIN: a permit with its people."""
    return Key(f"PERMIT#{permit_id}", MAIN)


def letter_key(opd_id: OpdId, number: str) -> Key:
    """LETTER#O#number: a surat tugas is sent once in an OPD."""
    return Key(f"LETTER#{opd_id}#{number}", "-")


def cases_pk(opd_id: OpdId) -> str:
    """OPD#O#CASES: what waits for a decision; queue and badge."""
    return f"OPD#{opd_id}#CASES"


def case_key(opd_id: OpdId, kind: str, case_id: str) -> Key:
    """OPD#O#CASES / kind#U: one open case (PERMIT, DEVICE)."""
    return Key(cases_pk(opd_id), f"{kind}#{case_id}")


def waiting_key(opd_id: OpdId) -> Key:
    """In by_account, WAITING / O: the permits that wait in all OPDs, in one Query."""
    return Key("WAITING", opd_id)


def opd_of(pk: str) -> OpdId:
    """The OPD in OPD#O#…."""
    return OpdId(pk.split("#")[1])


def recaps_pk(owner: OpdId | None) -> str:
    """OPD#O#RECAPS, or REGENCY#RECAPS: tables and published weeks."""
    return f"OPD#{owner}#RECAPS" if owner else f"{REGENCY}#RECAPS"


def current_recap_key(opd_id: OpdId, held_on: str, activity_id: str) -> Key:
    """…#RECAPS / C#D#A: the newest edition; a week in one Query."""
    return Key(recaps_pk(opd_id), f"C#{held_on}#{activity_id}")


def final_recap_key(opd_id: OpdId, held_on: str, activity_id: str, version: int) -> Key:
    """…#RECAPS / F#D#A#version: a FINAL version; put once, never changed."""
    return Key(recaps_pk(opd_id), f"F#{held_on}#{activity_id}#{version:04d}")


def summary_key(held_on: date, activity_id: str = "", opd_id: str = "") -> Key:
    """REGENCY#SUMMARIES / D#A#O: an OPD's figures at one activity; a year of them in one Query."""
    return Key(f"{REGENCY}#SUMMARIES", f"{held_on:%Y%m%d}#{activity_id}#{opd_id}")


def unexplained_key(held_on: date, activity_id: str = "", opd_id: str = "") -> Key:
    """REGENCY#UNEXPLAINED / D#A#O: who is TK there; some weeks of all OPDs in one Query."""
    return Key(f"{REGENCY}#UNEXPLAINED", f"{held_on:%Y%m%d}#{activity_id}#{opd_id}")


def week_prefix(owner: OpdId | None, week: str) -> Key:
    """…#RECAPS / W#week#…: every version of a week in one Query."""
    return Key(recaps_pk(owner), f"W#{week}#")


def week_key(owner: OpdId | None, week: str, version: int) -> Key:
    """…#RECAPS / W#week#version: a published week; put once, never changed."""
    pk, prefix = week_prefix(owner, week)
    return Key(pk, f"{prefix}{version:04d}")


def sent_key(job: str, subject: str, pegawai_id: PegawaiId) -> Key:
    """SENT#job#key / P: one mail or reminder per person and job; conditional put, TTL."""
    return Key(f"SENT#{job}#{subject}", pegawai_id)


def audit_prefix(opd_id: OpdId) -> str:
    """AUDIT#O#: how the events of an OPD begin, whatever their day."""
    return f"AUDIT#{opd_id}#"


def audit_key(opd_id: OpdId | None, day: date, event_id: str) -> Key:
    """Audit table: AUDIT#O#D / U; the regency's own under AUDIT#REGENCY#D."""
    return Key(f"{audit_prefix(opd_id or OpdId(REGENCY))}{day:%Y%m%d}", event_id)


def views_key(owner: PegawaiId, event_id: str) -> Key:
    """Audit table: VIEWS#P / U: who opened a person's photo, for that person."""
    return Key(f"VIEWS#{owner}", event_id)
