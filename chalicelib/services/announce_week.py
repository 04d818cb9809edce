"""Heads and BKPSDA learn that a week was published: a notice and a mail with a link."""

from chalicelib.domain.calendar import Job, Week, day_of
from chalicelib.domain.notices import notice_id_of, week_published
from chalicelib.domain.people import OpdId, Role
from chalicelib.services.ports.notices import Notices, Post
from chalicelib.services.ports.people import Appointments
from chalicelib.services.ports.recaps import Recaps
from chalicelib.services.ports.regency import Regency
from chalicelib.services.ports.system import Clock


def announce_week(
    *,
    owner: OpdId | None,
    week: Week,
    recaps: Recaps,
    appointments: Appointments,
    regency: Regency,
    notices: Notices,
    post: Post,
    clock: Clock,
) -> int:
    """Tell of the newest version, each once; no figure and no name in it. How many were told."""
    now = clock.now()
    published = recaps.published(owner, week)
    if not published:
        return 0
    newest = published[-1]
    role = Role.OPD_HEAD if owner else Role.BKPSDA
    today = day_of(now, regency.zone())
    told = [
        held.pegawai_id
        for held in appointments.of_opd(owner)
        if held.appointment.role is role and held.appointment.is_active(today)
    ]
    subject = f"{owner or 'kabupaten'}-{week.text}-v{newest.version}"
    words = week_published(week.text, f"/rekap/{week.text}")
    notices.add(told, words.notice(notice_id_of(newest.at, subject), now))
    post.send_once(
        told,
        f"{words.title}: {week.text}",
        words.mail(post.site_origin, f"\nStatus: {newest.status}"),
        job=Job.ANNOUNCE,
        subject=subject,
        now=now,
    )
    return len(told)
