"""Notices of scheduled work: what they say and their lasting ids (ux.md §7).

They show on locked screens: the activity, its time and what to do; no name, code, number or share.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from chalicelib.domain.activities import Activity
from chalicelib.domain.calendar import WIB, Moment, in_words
from chalicelib.domain.duty import Shift
from chalicelib.domain.numerals import lasting_ulid

_SHIFTS: Final[Mapping[str, str]] = {
    Shift.MORNING: "pagi, 07.00–15.00",
    Shift.EVENING: "sore, 15.00–23.00",
    Shift.NIGHT: "malam, 23.00–07.00",
    Shift.OFF: "lepas piket",
}
_LEADS: Final = {Moment.INVITED: "Diundang", Moment.MOVED: "Dipindah"}
ALL_FOLLOWING: Final = frozenset({Moment.ALL_CHANGED, Moment.ALL_CANCELLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something to read in the app; `what` is the key of its text in the PWA."""

    notice_id: str
    at: datetime
    what: str
    data: Mapping[str, Any]
    read: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A notice in words: title ≤ 40, body ≤ 90 characters; `what` is the key of its text."""

    what: str
    title: str
    body: str
    link: str

    def notice(self, notice_id: str, at: datetime) -> Notice:
        """To read in the app."""
        data = {"title": self.title, "body": self.body, "link": self.link}
        return Notice(notice_id=notice_id, at=at, what=self.what, data=data)

    def mail(self, site_origin: str, more: str = "") -> str:
        """To read in a mail, which opens the app."""
        return f"{self.body}{more}\n\n{site_origin}{self.link}\n"


def notice_id_of(at: datetime, subject: str) -> str:
    """A ULID made of time and subject: the same job again tells nobody twice."""
    return lasting_ulid(at, f"notice.v1\n{subject}")


def reminder(activity: Activity, moment: Moment, link: str) -> Wording:
    """What somebody who was not seen yet is told at that moment."""
    title = _short(activity.title, 25)
    starts = f"{activity.window.starts.astimezone(WIB):%H.%M}"
    place = _short(activity.venue.name, 45)
    words = {
        Moment.EVENING_BEFORE: (
            f"{_short(activity.title, 22)} besok {starts}",
            f"{place}. Cek HP sekarang, cukup 10 detik.",
        ),
        Moment.OPENING: (f"{title} dibuka", "Ketuk untuk mengambil foto kegiatan."),
        Moment.CLOSING_SOON: (
            f"Ditutup pukul {activity.window.closes.astimezone(WIB):%H.%M}",  # read later, too
            "Ambil foto, atau ajukan izin bila tidak bisa hadir.",
        ),
    }
    words[Moment.ASKED] = (
        "Admin OPD menanyakan kehadiran Anda",
        "Lanjut hadir atau izin? Buka aplikasi untuk menjawab.",
    )
    closed = (f"{title} ditutup", "Belum ada catatan Anda. Ajukan alasan bila tidak hadir.")
    head, body = words.get(moment, closed)
    return Wording(what=f"ingat-{moment}", title=head, body=body, link=link)


def duty_swapped(day: date, letter: str) -> Wording:
    """What both learn when their turns on a day were exchanged."""
    body = f"{in_words(day)}: {_SHIFTS.get(letter, 'tidak ada giliran')}."
    return Wording(what="piket-ditukar", title="Giliran piket Anda ditukar", body=body, link="/")


def activity_news(activity: Activity, moment: Moment) -> Wording:
    """What those concerned are told of an activity that was changed or cancelled."""
    day, starts = in_words(activity.held_on), f"{activity.window.starts.astimezone(WIB):%H.%M}"
    further = " Juga yang berikutnya." if moment in ALL_FOLLOWING else ""
    if moment in (Moment.CANCELLED, Moment.ALL_CANCELLED):
        head, body = f"{_short(activity.title, 28)} dibatalkan", f"{day}, {starts}.{further}"
    elif moment is Moment.UNINVITED:
        head, body = "Tidak jadi diundang", f"{_short(activity.title, 28)}, {day}, {starts}."
    else:
        lead = _LEADS.get(moment, "Perubahan")
        head = f"{lead}: {_short(activity.title, 28)}"
        place = _short(activity.venue.name, 45 - len(further))
        body = f"{day}, mulai {starts}. {place}.{further}"
    return Wording(what=f"kegiatan-{moment}", title=head, body=body, link="/")


def names_asked(activity: Activity) -> Wording:
    """What admins learn whose OPD another one invited."""
    opens = activity.window.opens.astimezone(WIB)
    return Wording(
        what="kegiatan-undangan",
        title="Undangan kegiatan",
        body=f"Isi nama sebelum {in_words(opens.date())}, {opens:%H.%M}.",
        link="/kegiatan",
    )


def unseen_report(activity: Activity, moment: Moment, link: str) -> Wording:
    """What admins learn after closing, and heads in the morning."""
    if moment is Moment.MORNING_REPORT:
        return Wording(
            what="rekap-sementara",
            title="Rekap sementara siap",
            body="Buka untuk melihat dan memutuskan.",
            link=link,
        )
    return Wording(
        what="kegiatan-ditutup",
        title=f"{_short(activity.title, 22)} sudah ditutup",
        body="Buka papan: ada yang belum terlihat.",
        link=link,
    )


def week_published(week: str, link: str) -> Wording:
    """What heads and BKPSDA learn when a week was published."""
    return Wording(
        what="rekap-terbit",
        title="Rekap mingguan terbit",
        body=f"Pekan {week}. Buka untuk membaca atau mengunduh.",
        link=link,
    )


def photo_awaited() -> Wording:
    """What somebody is told whose photo has not come: home says where it is, and sends it."""
    return Wording(
        what="foto-belum-sampai",
        title="Foto belum sampai",
        body="Buka aplikasi agar terkirim.",
        link="/",
    )


def recovery_issued() -> Wording:
    """What somebody is told for whose account a recovery code was issued (security.md A9)."""
    return Wording(
        what="kode-pemulihan",
        title="Kode pemulihan dibuat untuk Anda",
        body="Bukan permintaan Anda? Segera hubungi admin OPD.",
        link="/profil",
    )


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
