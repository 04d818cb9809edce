"""Those who are concerned learn that an activity was changed or cancelled (domain.md §3)."""

from collections.abc import Sequence
from typing import Final

from chalicelib.domain.attendance import Place
from chalicelib.domain.calendar import Job, Moment
from chalicelib.domain.notices import activity_news
from chalicelib.domain.people import PegawaiId
from chalicelib.domain.work import Work, in_parts
from chalicelib.services.ports.activities import Schedule
from chalicelib.services.ports.notices import Notices
from chalicelib.services.ports.people import People
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
    notices: Notices,
    notice_queue: Queue,
    clock: Clock,
) -> int:
    """One notice in the app for each of them, once, of how it stands now; how many were told.

    Without `people` the audience in this OPD is found and put into messages of 100.
    """
    kept = next(iter(schedule.copies([place])), None)
    if kept is None:
        return 0
    if people:
        notices.add(people, activity_news(kept.activity, moment).notice(notice_id, clock.now()))
        return len(people)
    found = [
        person.pegawai_id
        for person in directory.of_opd(place.opd_id)
        if person.is_active and kept.activity.expects_unit(person.unit_no)
    ]
    works = [
        Work(job=Job.INFORM, place=place, moment=moment, people=part, notice_id=notice_id)
        for part in in_parts(found, PEOPLE_PER_MESSAGE)
    ]
    notice_queue.send([work.to_message() for work in works])
    return 0
