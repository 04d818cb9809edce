"""Those who are concerned learn that an activity was changed, cancelled, or is also for them."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from chalicelib.domain.attendance import Place
from chalicelib.domain.calendar import Job, Moment, day_of
from chalicelib.domain.notices import activity_news, names_asked
from chalicelib.domain.people import WHOLE_OPD, Duty, PegawaiId, Role
from chalicelib.domain.work import Work, in_parts
from chalicelib.services.ports.activities import Schedule
from chalicelib.services.ports.notices import Notices
from chalicelib.services.ports.people import Appointments, Held, People
from chalicelib.services.ports.system import Clock, Queue

PEOPLE_PER_MESSAGE: Final = 100


def tell_change(
    *,
    place: Place,
    moment: Moment,
    people: Sequence[PegawaiId],
    notice_id: str,
    schedule: Schedule,
    directory: People,
    appointments: Appointments,
    notices: Notices,
    notice_queue: Queue,
    clock: Clock,
) -> int:
    """One notice in the app for each of them, once, of how it stands now; how many were told.

    Without `people` the audience in this OPD is found and put into messages of 100. Where another
    OPD invites this one, its admins are told who can name people.
    """
    kept = next(iter(schedule.copies([place])), None)
    if kept is None:
        return 0
    if moment is Moment.ASKED_NAMES:
        admins = _who_may_name(appointments.of_opd(place.opd_id), day_of(clock.now()))
        notices.add(admins, names_asked(kept.activity).notice(notice_id, clock.now()))
        return len(admins)
    if people:
        notices.add(people, activity_news(kept.activity, moment).notice(notice_id, clock.now()))
        return len(people)
    found = [
        person.pegawai_id
        for person in directory.of_opd(place.opd_id)
        if person.is_active and kept.activity.expects(person.pegawai_id, person.unit_no)
    ]
    works = [
        Work(job=Job.INFORM, place=place, moment=moment, people=part, notice_id=notice_id)
        for part in in_parts(found, PEOPLE_PER_MESSAGE)
    ]
    notice_queue.send([work.to_message() for work in works])
    return 0


def _who_may_name(held: Sequence[Held], today: date) -> list[PegawaiId]:
    """Admins of the whole OPD who look after activities, and where there are none its head."""
    active = [one for one in held if one.appointment.is_active(today)]
    admins = [
        one.pegawai_id
        for one in active
        if one.appointment.role is Role.OPD_ADMIN
        and one.appointment.unit_no == WHOLE_OPD
        and Duty.ACTIVITIES in one.appointment.duties
    ]
    return admins or [one.pegawai_id for one in active if one.appointment.role is Role.OPD_HEAD]
