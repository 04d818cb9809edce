"""Heads and BKPSDA learn that a week was published: a notice and a mail with a link."""

from chalicelib.domain.calendar import ZONES, Job, Week, day_of
from chalicelib.domain.notices import notice_id_of, week_published
from chalicelib.domain.people import OpdId, Role
from chalicelib.services.ports.notices import Addresses, Mails, Notices, Sent
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
    addresses: Addresses,
    sent: Sent,
    mails: Mails,
    site_origin: str,
    clock: Clock,
) -> int:
    """Tell of the newest version, each once; no figure and no name in it. How many were told."""
    now = clock.now()
    published = recaps.published(owner, week)
    if not published:
        return 0
    newest = published[-1]
    role = Role.OPD_HEAD if owner else Role.BKPSDA
    today = day_of(now, ZONES[regency.settings().zone])
    told = [
        held.pegawai_id
        for held in appointments.of_opd(owner)
        if held.appointment.role is role and held.appointment.is_active(today)
    ]
    subject = f"{owner or 'kabupaten'}-{week.text}-v{newest.version}"
    words = week_published(week.text, f"/rekap/{week.text}")
    notices.add(told, words.notice(notice_id_of(newest.at, subject), now))
    for who, address in addresses.of(told).items():
        with sent.once(Job.ANNOUNCE, subject, who, now=now) as is_first:
            if is_first:
                text = words.mail(site_origin, f"\nStatus: {newest.status}")
                mails.send(address, f"{words.title}: {week.text}", text)
    return len(told)
