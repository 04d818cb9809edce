"""Whoever was not seen yet is asked: lanjut hadir atau izin? (domain.md §1, §8)."""

from collections.abc import Sequence
from typing import Final

from chalicelib.domain.attendance import Place
from chalicelib.domain.calendar import Job, Moment
from chalicelib.domain.notices import notice_id_of, reminder
from chalicelib.domain.people import PegawaiId
from chalicelib.domain.recap import unseen
from chalicelib.domain.work import Work, in_parts, spread
from chalicelib.services.ports.activities import OpdActivity
from chalicelib.services.ports.notices import Notices, Post
from chalicelib.services.ports.recaps import RecapFacts
from chalicelib.services.ports.regency import Opds, Regency
from chalicelib.services.ports.system import Clock, Queue

PEOPLE_PER_MESSAGE: Final = 100
SPREAD_S: Final = 180  # architecture.md §8
MAILED_AT: Final = frozenset({Moment.CLOSING_SOON, Moment.ASKED})  # the others are worth no mail


def remind(
    *,
    place: Place,
    moment: Moment,
    chunks: Sequence[str],
    people: Sequence[PegawaiId],
    facts: RecapFacts,
    opds: Opds,
    regency: Regency,
    notices: Notices,
    post: Post,
    notice_queue: Queue,
    clock: Clock,
) -> int:
    """Tell each of them once, in the app and shortly before closing by mail; how many were told.

    Without `people` the unseen are found and put into messages of 100, spread over three minutes:
    12,000 phones that open at once would be our own herd. Too late (the moment has passed into the
    next one) nobody is told.
    """
    now = clock.now()
    kept, found = facts.read(
        place,
        chunks=chunks,
        opd=opds.get(place.opd_id),
        columns=regency.settings(place.day).columns,
    )
    if kept.activity.cancelled_because or _is_over(kept, moment, clock):
        return 0
    lines = unseen(found)
    asked = [line.pegawai_id for line in lines if not people or line.pegawai_id in people]
    if not people:
        parts = in_parts(asked, PEOPLE_PER_MESSAGE)
        works = [
            Work(job=Job.REMIND, place=place, chunks=tuple(chunks), moment=moment, people=part)
            for part in parts
        ]
        notice_queue.send(
            [work.to_message() for work in works],
            delays_s=spread(len(parts), over_s=SPREAD_S, key=place.ref),
        )
        return 0
    subject = f"{place.ref}-{moment}"
    words = reminder(kept.activity, moment, f"/tanya/{place.activity_id}")
    if moment is not Moment.ASKED:  # who asks has told it in the app already
        notices.add(asked, words.notice(notice_id_of(kept.activity.window.opens, subject), now))
    if moment in MAILED_AT:
        text = words.mail(post.site_origin)
        post.send_once(asked, words.title, text, job=Job.REMIND, subject=subject, now=now)
    return len(asked)


def _is_over(kept: OpdActivity, moment: Moment, clock: Clock) -> bool:
    """A reminder that an outage delayed must not say what is no longer true."""
    window, now = kept.activity.window, clock.now()
    ends = {Moment.EVENING_BEFORE: window.opens, Moment.CLOSED: None, Moment.ASKED: None}
    end = ends.get(moment, window.closes)
    return end is not None and now >= end
