"""Admins after closing, and heads in the morning, learn that somebody is unseen (domain.md §1)."""

from typing import Final

from chalicelib.domain.attendance import Place
from chalicelib.domain.calendar import Job, Moment, Week, day_of
from chalicelib.domain.notices import notice_id_of, unseen_report
from chalicelib.domain.people import PegawaiId, Role
from chalicelib.services.ports.activities import Schedule
from chalicelib.services.ports.notices import Notices, Post
from chalicelib.services.ports.people import Appointments
from chalicelib.services.ports.recaps import Recaps
from chalicelib.services.ports.regency import Regency
from chalicelib.services.ports.system import Clock

TOLD: Final = {Moment.AFTER_CLOSING: Role.OPD_ADMIN, Moment.MORNING_REPORT: Role.OPD_HEAD}


def tell_unseen(
    *,
    place: Place,
    moment: Moment,
    schedule: Schedule,
    recaps: Recaps,
    appointments: Appointments,
    regency: Regency,
    notices: Notices,
    post: Post,
    clock: Clock,
) -> int:
    """A notice and a mail, each once; nobody where everybody was seen. How many were told."""
    now = clock.now()
    kept = next(iter(schedule.copies([place])), None)
    edition = next(iter(recaps.current([place])), None)
    if kept is None or (edition is not None and not edition.recap.total.pending):
        return 0
    today = day_of(now, regency.zone())
    told: list[PegawaiId] = [
        held.pegawai_id
        for held in appointments.of_opd(place.opd_id)
        if held.appointment.role is TOLD[moment] and held.appointment.is_active(today)
    ]
    week = Week.of(kept.activity.held_on)
    board = f"/papan/{kept.activity.held_on}/{place.activity_id}"
    link = f"/rekap/{week.text}" if moment is Moment.MORNING_REPORT else board
    words = unseen_report(kept.activity, moment, link)
    subject = f"{place.ref}-{moment}"
    notices.add(told, words.notice(notice_id_of(kept.activity.window.closes, subject), now))
    text = words.mail(post.site_origin)
    post.send_once(told, words.title, text, job=Job.TELL, subject=subject, now=now)
    return len(told)
