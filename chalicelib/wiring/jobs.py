"""Photos that arrive and scheduled work.

The API does none of it, so that each verb is imported where it runs.
"""

import secrets
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.domain.calendar import Job, Week
from chalicelib.domain.work import Work
from chalicelib.wiring.world import World

if TYPE_CHECKING:
    from chalicelib.services.ports.notices import Post
    from chalicelib.services.publish_week import Press


class Jobs(World):
    """What the queues and the schedule ask for."""

    def tick(self, job: Job | None = None, week: Week | None = None) -> dict[str, int]:
        from chalicelib.services.tick import tick

        return tick(
            schedule=self.schedule, rosters=self.rosters, opds=self.opds, regency=self.opds,
            recap_queue=self.recap_queue, notice_queue=self.notice_queue,
            upkeep_queue=self.upkeep_queue, import_queue=self.import_queue, clock=self.clock,
            job=job, week=week,
        )  # fmt: skip

    def verify_photo(self, key: str) -> object:
        from chalicelib.services.verify_photo import verify_photo

        return verify_photo(
            key=key, photos=self.photos, check_ins=self.check_ins, accounts=self.accounts,
            permits=self.permits, evidence=self.evidence, darkroom=self.darkroom,
            signatures=self.signatures, regency=self.opds, tables=self.tables, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip

    def run(self, work: Work) -> object:
        """Do what a message of scheduled work asks for."""
        verbs = {
            Job.COMPILE: self._compile_recap,
            Job.LOCK: self._lock,
            Job.PUBLISH_WEEKLY: self._publish_week,
            Job.REMIND: self._remind,
            Job.TELL: self._tell_unseen,
            Job.WARN: self._warn_of_code,
            Job.INFORM: self._tell_change,
            Job.ANNOUNCE: self._announce_week,
            Job.PLAN: self._plan_activities,
            Job.SWEEP: self._sweep_photos,
            Job.FREE: self._free_notes,
        }
        return verbs[work.job](work)

    @property
    def post(self) -> "Post":
        from chalicelib.adapters.dynamo.repositories.mailing import DynamoAddresses, DynamoSent
        from chalicelib.services.ports.notices import Post

        return Post(
            addresses=DynamoAddresses(), sent=DynamoSent(), mails=self.mails,
            site_origin=self.settings.site_origin,
        )  # fmt: skip

    @cached_property
    def press(self) -> "Press":
        from chalicelib.adapters.documents.renderer import FileRenderer
        from chalicelib.services.publish_week import Press

        return Press(
            activities=self.activities, schedule=self.schedule, recaps=self.recaps,
            opds=self.opds, regency=self.opds, people=self.people,
            appointments=self.appointments, seals=self.seals, renderer=FileRenderer(),
            documents=self.documents, photos=self.photos,
            signature_images=self.signature_images, ids=self.ids,
            site_origin=self.settings.site_origin,
        )  # fmt: skip

    def _compile_recap(self, work: Work) -> object:
        from chalicelib.services.compile_recap import compile_recap

        place = work.at
        chunks = work.chunks or self.rosters.chunks(place.opd_id, place.day)
        return compile_recap(
            place=place, chunks=chunks, facts=self.recap_facts, recaps=self.recaps,
            opds=self.opds, regency=self.opds, clock=self.clock,
        )  # fmt: skip

    def _lock(self, work: Work) -> object:
        from chalicelib.services.lock import lock

        return lock(
            place=work.at, chunks=work.chunks, facts=self.recap_facts, recaps=self.recaps,
            opds=self.opds, regency=self.opds, recap_queue=self.recap_queue, ids=self.ids,
            clock=self.clock,
        )  # fmt: skip

    def _publish_week(self, work: Work) -> object:
        from chalicelib.services.find_open_tables import find_open_tables
        from chalicelib.services.publish_week import publish_week

        if work.opd_id:  # what is printed is what the board says at that time
            for place in find_open_tables(
                opd_id=work.opd_id, week=work.in_week, activities=self.activities,
                clock=self.clock,
            ):  # fmt: skip
                self._compile_recap(Work(job=Job.COMPILE, place=place))
        return publish_week(
            owner=work.opd_id, week=work.in_week, press=self.press,
            recap_queue=self.recap_queue, notice_queue=self.notice_queue, clock=self.clock,
            is_second_look=work.is_second_look,
        )  # fmt: skip

    def _remind(self, work: Work) -> object:
        from chalicelib.services.remind import remind

        return remind(
            place=work.at, moment=work.when, chunks=work.chunks, people=work.people,
            facts=self.recap_facts, opds=self.opds, regency=self.opds, notices=self.notices,
            post=self.post, notice_queue=self.notice_queue, clock=self.clock,
        )  # fmt: skip

    def _tell_unseen(self, work: Work) -> object:
        from chalicelib.services.tell_unseen import tell_unseen

        return tell_unseen(
            place=work.at, moment=work.when, schedule=self.schedule, recaps=self.recaps,
            appointments=self.appointments, regency=self.opds, notices=self.notices,
            post=self.post, clock=self.clock,
        )  # fmt: skip

    def _warn_of_code(self, work: Work) -> None:
        from chalicelib.services.warn_of_code import warn_of_code

        warn_of_code(people=work.people, accounts=self.accounts, post=self.post, clock=self.clock)

    def _tell_change(self, work: Work) -> object:
        from chalicelib.services.tell_change import tell_change

        return tell_change(
            place=work.at, moment=work.when, people=work.people, notice_id=work.notice_id,
            schedule=self.schedule, directory=self.people, appointments=self.appointments,
            notices=self.notices, notice_queue=self.notice_queue, clock=self.clock,
        )  # fmt: skip

    def _announce_week(self, work: Work) -> object:
        from chalicelib.services.announce_week import announce_week

        return announce_week(
            owner=work.opd_id, week=work.in_week, recaps=self.recaps,
            appointments=self.appointments, regency=self.opds, notices=self.notices,
            post=self.post, clock=self.clock,
        )  # fmt: skip

    def _plan_activities(self, _: Work) -> object:
        from chalicelib.adapters.holidays_id import IndonesianHolidays
        from chalicelib.services.plan_activities import plan_activities

        counts = plan_activities(
            activities=self.activities, schedule=self.schedule, opds=self.opds,
            regency=self.opds, holidays=self.holidays, public_holidays=IndonesianHolidays(),
            draw=secrets.choice, ids=self.ids, clock=self.clock,
        )  # fmt: skip
        self.opds.forget()  # the days off may be others now
        return counts

    def _free_notes(self, _: Work) -> object:
        from chalicelib.services.free_notes import free_notes

        return free_notes(permits=self.permits, photos=self.photos, clock=self.clock)

    def _sweep_photos(self, _: Work) -> object:
        from chalicelib.services.sweep_photos import sweep_photos

        return sweep_photos(
            schedule=self.schedule, opds=self.opds, regency=self.opds, check_ins=self.check_ins,
            permits=self.permits, photos=self.photos, notices=self.notices,
            photo_queue=self.photo_queue, ids=self.ids, clock=self.clock,
        )  # fmt: skip
