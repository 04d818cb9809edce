"""The last Mondays, each lived through: recorded, asked, decided, locked, published."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from chalicelib.domain.activities import Activity
from chalicelib.domain.attendance import Code
from chalicelib.domain.calendar import Job, Week, after_working_days, day_of, locks_at
from chalicelib.domain.people import Opd, Person
from chalicelib.domain.permits import PermitId
from chalicelib.domain.planning import planned_apels
from chalicelib.domain.work import Work, places_of
from chalicelib.services.ask_permit import Request
from chalicelib.services.decide_permit import Entry
from chalicelib.services.ports.activities import OpdActivity
from infra.demo.names import LETTERS, REASONS
from infra.demo.records import record
from infra.demo.regency import a_ulid
from infra.demo.world import WITH_PHOTOS, Demo, hash_of, never_comes, real_now

WITH_REQUESTS: Final = 4  # offices where something waits for a decision, whatever the weekday


@dataclass
class Past:
    """What happened before today, by the product's own verbs at their own time."""

    demo: Demo
    permits: int = 0

    def live(self) -> None:
        """Each of them, the oldest first."""
        today = day_of(self.demo.clock.now())
        monday = today - timedelta(days=today.weekday())
        holidays = self.demo.wired.opds.holidays()
        settings = self.demo.wired.opds.settings
        for back in range(self.demo.size.weeks, -1, -1):
            day = monday - timedelta(weeks=back)
            planned = planned_apels(
                day, settings=settings, holidays={}, draw=lambda texts: texts[0]
            )
            apel = next(iter(planned), None)
            if apel is None or day in holidays or apel.window.closes > self.demo.clock.now():
                continue
            if day == today and not self.demo.size.holds_today:
                continue
            self.demo.say(f"Week {Week.of(day).text} ...")
            self._week(apel, has_photos=back <= 1)
        soon = after_working_days(today, 1, holidays)
        for opd in self.demo.regency.opds[:WITH_REQUESTS]:
            self._requests(opd, soon)

    def _requests(self, opd: Opd, day: date) -> None:
        """A letter for three and a request of one, asked today for the next working day."""
        leaders = self.demo.leaders(opd)
        members = [p for p in self.demo.regency.of(opd) if p not in leaders]
        *three, one = members[-4:]
        asked_at = real_now() - timedelta(minutes=40)
        self._ask(three, Code.DUTY_ELSEWHERE, day, asked_at)
        self._ask([one], Code.PERMITTED, day, asked_at)
        self.demo.clock.at = None

    def _week(self, apel: Activity, *, has_photos: bool) -> None:
        """One Monday with all that follows, as far as today has come."""
        now = real_now()
        self.demo.clock.at = apel.window.opens - timedelta(days=1)
        self.demo.wired.activities.add(apel, self.demo.opd_ids, self.demo.event("activity:plan"))
        for no, opd in enumerate(self.demo.regency.opds):
            self._records(apel, opd, has_photos=has_photos and no < WITH_PHOTOS)
        self.demo.flush()
        regency = self.demo.wired.opds
        locked = locks_at(apel.held_on, regency.settings(apel.held_on), regency.holidays())
        published = apel.window.closes + timedelta(days=4, hours=8, minutes=30)  # Friday 16.00
        for at, job in (
            (apel.window.closes + timedelta(minutes=5), Job.COMPILE),
            (locked, Job.LOCK),
        ):
            if at + timedelta(minutes=1) < now:
                self.demo.clock.at = at + timedelta(minutes=1)
                self._run(apel, job)
        if published < now <= locked:
            self.demo.clock.at = published
            self._run(apel, Job.PUBLISH_WEEKLY)
        self.demo.clock.at = None

    def _run(self, apel: Activity, job: Job) -> None:
        for place in places_of(apel, self.demo.opd_ids):
            if job is Job.PUBLISH_WEEKLY:
                week = Week.of(apel.held_on)
                self.demo.wired.run(Work(job=job, opd_id=place.opd_id, week=week))
            else:
                chunks = self.demo.wired.rosters.chunks(place.opd_id, apel.held_on)
                self.demo.wired.run(Work(job=job, place=place, chunks=chunks))
        self.demo.wired.work_off()

    def _records(self, apel: Activity, opd: Opd, *, has_photos: bool) -> None:
        """Most are there, some late, some away with a letter, some ill, a few say nothing."""
        kept = OpdActivity(activity=apel, opd_id=opd.opd_id)
        away: list[Person] = []
        leaders = self.demo.leaders(opd)
        for person in self.demo.regency.of(opd):
            lot = self.demo.draw.random()
            if person not in leaders and never_comes(person):
                continue  # TK again and again: the overview tells of them
            if lot < 0.90:
                late = lot > 0.86
                record(self.demo, kept, person, is_late=late, has_photo=has_photos)
            elif lot < 0.94:
                away.append(person)
            elif lot < 0.955:
                self._permit(apel, opd, [person], Code.ILL)
            elif lot < 0.965:
                self._permit(apel, opd, [person], Code.PERMITTED)
            elif lot < 0.975:
                self._leave(apel, opd, person)
        for start in range(0, len(away), 4):
            self._permit(apel, opd, away[start : start + 4], Code.DUTY_ELSEWHERE)

    def _permit(self, apel: Activity, opd: Opd, people: list[Person], code: Code) -> None:
        """Asked by the first of them, decided by the admin; this week's newest still wait."""
        head, admin = self.demo.leaders(opd)
        people = [p for p in people if p not in (admin, head)]
        if not people:
            return
        permit_id = self._ask(people, code, apel.held_on, apel.window.opens - timedelta(hours=14))
        if real_now() - apel.window.closes < timedelta(days=3) and self.permits % 3 == 0:
            return
        self.demo.clock.at = apel.window.opens - timedelta(hours=12)
        self.demo.wired.decide_permit(
            actor=self.demo.actor(admin), decider_name=admin.full_name, opd_id=opd.opd_id,
            permit_id=permit_id, approve=[p.pegawai_id for p in people], reject=[],
            reason="",
        )  # fmt: skip

    def _ask(self, people: list[Person], code: Code, day: date, at: datetime) -> PermitId:
        """The request of the first of them for all, at that time."""
        self.permits += 1
        self.demo.clock.at = at
        asker, *others = people
        is_letter = code is Code.DUTY_ELSEWHERE
        number = hash_of(f"{asker.pegawai_id}{day}{code}") % (1 << 60)
        request = Request(
            permit_id=PermitId(a_ulid(7, number)),
            code=code,
            first_day=day,
            last_day=day + timedelta(days=2 if is_letter else 0),
            activity_id=None,
            reason="" if is_letter else self.demo.draw.choice(REASONS),
            number=f"800.1.11.1/{self.permits}/433/{day.year}" if is_letter else "",
            purpose=self.demo.draw.choice(LETTERS) if is_letter else "",
            photos=(),
            people=tuple(p.pegawai_id for p in others),
        )
        self.demo.wired.ask_permit(actor=self.demo.actor(asker), request=request)
        return request.permit_id

    def _leave(self, apel: Activity, opd: Opd, person: Person) -> None:
        """Leave that the admin enters without a request."""
        _, admin = self.demo.leaders(opd)
        if person == admin:
            return
        self.demo.clock.at = apel.window.opens - timedelta(days=2)
        number = hash_of(person.pegawai_id + apel.activity_id) % (1 << 60)
        entry = Entry(
            permit_id=PermitId(a_ulid(8, number)),
            code=Code.LEAVE,
            first_day=apel.held_on,
            last_day=apel.held_on + timedelta(days=4),
            people=(person.pegawai_id,),
            number="",
            reason="Cuti tahunan",
        )
        self.demo.wired.enter_permit(
            actor=self.demo.actor(admin),
            decider_name=admin.full_name,
            opd_id=opd.opd_id,
            entry=entry,
        )
