"""Load the demo: people in bulk, then eight weeks lived through the product's own code."""

import os
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any, Final

from chalicelib.adapters.dynamo import items, keys
from chalicelib.adapters.dynamo.items import PointerItem
from chalicelib.adapters.dynamo.repositories.accounts import account_item
from chalicelib.adapters.dynamo.repositories.check_ins import check_in_item
from chalicelib.adapters.dynamo.repositories.people import names_items, opd_item, profile_item
from chalicelib.domain.access import Actor
from chalicelib.domain.activities import Activity, ActivityId, Kind, Venue, Window
from chalicelib.domain.attendance import (
    CheckIn,
    Claim,
    Code,
    State,
    kept_key,
    thumb_key,
)
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import Job, Week, day_of, locks_at
from chalicelib.domain.people import Appointment, Opd, Person, Role
from chalicelib.domain.permits import PermitId
from chalicelib.domain.photos import Developed
from chalicelib.domain.planning import planned_apels
from chalicelib.domain.sessions import Account, AccountState
from chalicelib.domain.tickets import ticket_for
from chalicelib.domain.work import Work, places_of
from chalicelib.services.ask_permit import Request
from chalicelib.services.decide_permit import Entry
from chalicelib.services.ports.accounts import Secret
from chalicelib.services.ports.activities import OpdActivity
from chalicelib.settings import Settings
from chalicelib.wiring import Wired
from infra.demo.names import LETTERS, REASONS
from infra.demo.pictures import photo
from infra.demo.regency import PASSWORD, SINCE, SIZES, Regency, Size, a_ulid, make

Say = Callable[[str], None]
PICTURES: Final = 12  # of one scene; drawing one for each person takes longer than a start may
WITH_PHOTOS: Final = 2  # offices whose newest apels have photos
OPENED_BEFORE: Final = timedelta(minutes=10)
LATE_AFTER: Final = timedelta(minutes=45)


class DemoClock:
    """The wall clock, or a moment of the past while it is lived through."""

    def __init__(self) -> None:
        self.at: datetime | None = None

    def now(self) -> datetime:
        return self.at or datetime.now(UTC)


class KeptQueue:
    """A queue that the demo works off itself, at the time that it lives through."""

    def __init__(self) -> None:
        self.works: list[Work] = []

    def send(
        self, messages: Sequence[Mapping[str, Any]], *, delays_s: Sequence[int] | None = None
    ) -> None:
        del delays_s  # its clock does not run
        self.works += [Work.from_message(message) for message in messages]


class DemoWired(Wired):
    """The product with its recap queue in this process; nobody gets mail about the past."""

    @cached_property
    def recap_queue(self) -> KeptQueue:  # type: ignore[explicit-override]  # 3.11 has none
        return KeptQueue()

    @cached_property
    def notice_queue(self) -> KeptQueue:  # type: ignore[explicit-override]  # 3.11 has none
        return KeptQueue()

    def work_off(self) -> None:
        """Run what was enqueued until nothing is left."""
        while self.recap_queue.works:
            self.run(self.recap_queue.works.pop(0))
        self.notice_queue.works.clear()


@dataclass
class Loader:
    """One loading of one size."""

    size: Size
    say: Say

    def __post_init__(self) -> None:
        self.clock = DemoClock()
        self.wired = DemoWired(Settings.from_env(os.environ), clock=self.clock)
        self.regency: Regency = make(self.size)
        self.draw = random.Random(7)
        self.permits = 0
        self.pictures: dict[bytes, Developed] = {}

    # ---- people ----

    def people(self) -> list[dict[str, str]]:
        """Everybody in bulk, and passwords for the demo accounts."""
        regency = self.regency
        self.say(f"{len(regency.people)} people in {len(regency.opds)} OPD ...")
        for opd in regency.opds:
            members = regency.of(opd)
            self.wired.rosters.write(opd.opd_id, SINCE, {p.pegawai_id: p.unit_no for p in members})
            self._save([opd_item(opd), *names_items(opd.opd_id, members)])
        accounts = self._demo_people()
        named = {person.pegawai_id for person, _ in accounts}
        for person in regency.people:
            role = regency.roles.get(person.pegawai_id)
            account = Account(
                pegawai_id=person.pegawai_id,
                rev=1,
                is_active=True,
                name=person.full_name,
                call_name=person.name.split()[0 if "." not in person.name.split()[0] else 1],
                opd_id=person.opd_id,
                unit_no=person.unit_no,
                state=AccountState.ACTIVE if person.pegawai_id in named else AccountState.NONE,
            )
            pointer = keys.nip_key(person.nip)
            self._save([
                account_item(account), profile_item(person, _mail(person, role)),
                PointerItem(pk=pointer.pk, sk=pointer.sk, owner=person.pegawai_id),
            ])  # fmt: skip
            if role:
                self._pending.append((person, role))
        self._flush()
        for person, role in self._pending:
            self.wired.appoint({
                "nip": person.nip, "role": role.role, "opd": role.opd_id or "",
                "from": role.since.isoformat(),
            })  # fmt: skip
        return [self._account(person, role) for person, role in accounts]

    def _demo_people(self) -> list[tuple[Person, str]]:
        """Two employees, a leader, and each role once; of the first office and the agency."""
        first, agency = self.regency.opds[0], self.regency.opds[3]
        head, admin, one, two, leader, *_ = self.regency.of(first)
        overseers = self.regency.of(agency)
        return [
            (one, Role.EMPLOYEE), (two, Role.EMPLOYEE), (leader, "pemimpin"),
            (admin, Role.OPD_ADMIN), (head, Role.OPD_HEAD),
            (overseers[2], Role.BKPSDA), (overseers[4], Role.AUDITOR),
        ]  # fmt: skip

    def _account(self, person: Person, role: str) -> dict[str, str]:
        """Give a password; all have the same, which is printed."""
        account = self.wired.accounts.get(person.pegawai_id)
        if account is None:
            raise LookupError(person.pegawai_id)
        secret = Secret(
            pegawai_id=person.pegawai_id,
            rev=1,
            password=self.wired.passwords.hash(PASSWORD),
            notice_version=1,
        )
        self.wired.accounts.save_both(account.next_rev(), secret, self._event("demo:password"))
        return {
            "name": person.full_name,
            "username": person.nip,
            "password": PASSWORD,
            "role": str(role),
            "opd": self.wired.opds.get(person.opd_id).name,
        }

    # ---- the past ----

    def past(self) -> None:
        """The last Mondays, each lived through: recorded, asked, decided, locked, published."""
        today = day_of(self.clock.now())
        monday = today - timedelta(days=today.weekday())
        holidays = self.wired.opds.holidays()
        for back in range(self.size.weeks, -1, -1):
            day = monday - timedelta(weeks=back)
            apel = next(iter(planned_apels(
                day, settings=self.wired.opds.settings(), holidays={}, draw=lambda words: words[0]
            )), None)  # fmt: skip
            if apel is None or day in holidays or apel.window.closes > self.clock.now():
                continue
            self.say(f"Week {Week.of(day).text} ...")
            self.week(apel, has_photos=back <= 1)

    def week(self, apel: Activity, *, has_photos: bool) -> None:
        """One Monday with all that follows, as far as today has come."""
        real_now = self._real_now()
        self.clock.at = apel.window.opens - timedelta(days=1)
        self.wired.activities.add(
            apel, [opd.opd_id for opd in self.regency.opds], self._event("activity:plan")
        )
        for no, opd in enumerate(self.regency.opds):
            self._records(apel, opd, has_photos=has_photos and no < WITH_PHOTOS)
        self._flush()
        locked = locks_at(apel.held_on, self.wired.opds.settings(), self.wired.opds.holidays())
        published = apel.window.closes + timedelta(days=4, hours=8, minutes=30)  # Friday 16.00
        for at, job in (
            (apel.window.closes + timedelta(minutes=5), Job.COMPILE),
            (locked, Job.LOCK),
        ):
            if at + timedelta(minutes=1) < real_now:
                self.clock.at = at + timedelta(minutes=1)
                self._run(apel, job)
        if published < real_now <= locked:
            self.clock.at = published
            self._run(apel, Job.PUBLISH_WEEKLY)
        self.clock.at = None

    def _run(self, apel: Activity, job: Job) -> None:
        for place in places_of(apel, [opd.opd_id for opd in self.regency.opds]):
            if job is Job.PUBLISH_WEEKLY:
                week = Week.of(apel.held_on)
                self.wired.run(Work(job=job, opd_id=place.opd_id, week=week))
            else:
                chunks = self.wired.rosters.chunks(place.opd_id, apel.held_on)
                self.wired.run(Work(job=job, place=place, chunks=chunks))
        self.wired.work_off()

    def _records(self, apel: Activity, opd: Opd, *, has_photos: bool) -> None:
        """Most are there, some late, some away with a letter, some ill, a few say nothing."""
        kept = OpdActivity(activity=apel, opd_id=opd.opd_id)
        away: list[Person] = []
        for person in self.regency.of(opd):
            lot = self.draw.random()
            if lot < 0.90:
                late = lot > 0.86
                self._record(kept, person, is_late=late, has_photo=has_photos)
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

    def _record(self, kept: OpdActivity, person: Person, *, is_late: bool, has_photo: bool) -> None:
        """A check-in by the product's own rules, put with its last state."""
        apel = kept.activity
        window = apel.window
        start, end = (
            (window.late_after, window.closes) if is_late else (window.opens, window.late_after)
        )
        at = start + (end - start) * min(0.98, max(0.02, self.draw.gauss(0.55, 0.2)))
        at = at.replace(microsecond=0)
        scene, seed = hash_of(apel.activity_id) % 5, hash_of(person.pegawai_id + apel.activity_id)
        data, digest = photo(scene, seed % PICTURES) if has_photo else (b"", f"{seed:064x}")
        claim = Claim(
            check_in_id=a_ulid(5, seed % (1 << 60)),
            activity_id=apel.activity_id,
            photo_sha256=sha256(data + person.pegawai_id.encode()).hexdigest()
            if has_photo
            else digest,
            photo_size=len(data) or 165_000,
            captured_at=at.isoformat(),
            clock_offset_ms=0,
            is_live=lot_of(seed) > 2,
            is_offline=False,
            place=None,
            device_id=a_ulid(6, seed % (1 << 60)),
            device_signature=None,
        )
        ticket = ticket_for(
            apel, kept.opd_id, person.pegawai_id, issued_at=at - timedelta(seconds=40)
        )
        record = CheckIn.of(claim, ticket, received_at=at)
        waits = not claim.is_live and has_photo
        item = check_in_item(record, State.IN_REVIEW if waits else State.VERIFIED)
        item.reasons = " ".join(sorted(record.reasons()))
        if has_photo:
            self._keep_photo(record, data)
            item.kept = claim.photo_sha256
        self._save([item])

    def _keep_photo(self, record: CheckIn, data: bytes) -> None:
        developed = self._developed(data)
        for key, body in ((kept_key, developed.kept), (thumb_key, developed.thumbnail)):
            name = key(record.place, record.pegawai_id, record.claim.photo_sha256)
            self.wired.photos.keep(name, body, days=90)

    def _developed(self, data: bytes) -> Developed:
        """Through the product's own darkroom; each picture once."""
        if data not in self.pictures:
            developed = self.wired.darkroom.develop(data)
            if not isinstance(developed, Developed):
                raise TypeError(developed)
            self.pictures[data] = developed
        return self.pictures[data]

    def _permit(self, apel: Activity, opd: Opd, people: list[Person], code: Code) -> None:
        """Asked by the first of them, decided by the admin; this week's newest still wait."""
        asker = people[0]
        self.permits += 1
        head, admin, *_ = self.regency.of(opd)
        if admin in people or head in people:
            people = [p for p in people if p not in (admin, head)]
        if not people:
            return
        asker = people[0]
        self.clock.at = apel.window.opens - timedelta(hours=14)
        is_letter = code is Code.DUTY_ELSEWHERE
        request = Request(
            permit_id=PermitId(a_ulid(7, hash_of(asker.pegawai_id + apel.activity_id) % (1 << 60))),
            code=code,
            first_day=apel.held_on,
            last_day=apel.held_on + timedelta(days=2 if is_letter else 0),
            activity_id=None,
            reason="" if is_letter else self.draw.choice(REASONS),
            number=f"800.1.11.1/{self.permits}/433/{apel.held_on.year}" if is_letter else "",
            purpose=self.draw.choice(LETTERS) if is_letter else "",
            photos=(),
            people=tuple(p.pegawai_id for p in people[1:]),
        )
        self.wired.ask_permit(actor=self._actor(asker), request=request)
        if self._real_now() - apel.window.closes < timedelta(days=3) and self.permits % 3 == 0:
            return
        self.clock.at = apel.window.opens - timedelta(hours=12)
        self.wired.decide_permit(
            actor=self._actor(admin), decider_name=admin.full_name, opd_id=opd.opd_id,
            permit_id=request.permit_id, approve=[p.pegawai_id for p in people], reject=[],
            reason="",
        )  # fmt: skip

    def _leave(self, apel: Activity, opd: Opd, person: Person) -> None:
        """Leave that the admin enters without a request."""
        _, admin, *_ = self.regency.of(opd)
        if person == admin:
            return
        self.clock.at = apel.window.opens - timedelta(days=2)
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
        self.wired.enter_permit(
            actor=self._actor(admin), decider_name=admin.full_name, opd_id=opd.opd_id, entry=entry
        )

    def _actor(self, person: Person) -> Actor:
        role = self.regency.roles.get(person.pegawai_id)
        return Actor(
            pegawai_id=person.pegawai_id,
            opd_id=person.opd_id,
            appointments=(role,) if role else (),
            today=day_of(self.clock.now()),
            has_device=True,
            is_elevated=True,
            roles_need_second_factor=False,
        )

    # ---- now ----

    def trial_activity(self, minutes: int) -> dict[str, str]:
        """An activity that is open now; a part of two offices is there already."""
        now = self._real_now().replace(second=0, microsecond=0)
        opens = now - OPENED_BEFORE
        activity = Activity(
            activity_id=ActivityId(self.wired.ids.ulid()),
            kind=Kind.OTHER,
            title="Apel percobaan",
            held_on=day_of(now),
            window=Window(
                opens=opens,
                starts=now,
                late_after=min(now + LATE_AFTER, now + timedelta(minutes=minutes)),
                closes=now + timedelta(minutes=minutes),
            ),
            venue=Venue(name="Halaman Pemkab"),
            challenge="Tampak papan nama kegiatan",
            leader=self._demo_people()[2][0].pegawai_id,
        )
        opd_ids = [opd.opd_id for opd in self.regency.opds]
        self.wired.activities.add(activity, opd_ids, self._event("activity:create"))
        accounts = {person.pegawai_id for person, _ in self._demo_people()}
        for opd in self.regency.opds[:WITH_PHOTOS]:
            kept = OpdActivity(activity=self._arrivals(activity), opd_id=opd.opd_id)
            for person in self.regency.of(opd):
                if person.pegawai_id not in accounts and self.draw.random() < self.size.seen_now:
                    self._record(kept, person, is_late=False, has_photo=True)
        self._flush()
        return {"id": activity.activity_id, "title": activity.title}

    def _arrivals(self, activity: Activity) -> Activity:
        """The same activity whose on-time part ends now: nobody has arrived in the future."""
        window = replace(activity.window, late_after=self._real_now())
        return replace(activity, window=window)

    # ---- helpers ----

    @cached_property
    def _pending(self) -> list[tuple[Person, Any]]:
        return []

    @cached_property
    def _buffer(self) -> list[items.Item]:
        return []

    def _save(self, made: Iterable[items.Item]) -> None:
        self._buffer.extend(made)
        if len(self._buffer) >= 1_000:
            self._flush()

    def _flush(self) -> None:
        with items.Item.batch_write() as batch:
            for item in self._buffer:
                batch.save(item)
        self._buffer.clear()

    def _real_now(self) -> datetime:
        return datetime.now(UTC)

    def _event(self, action: str) -> Event:
        return Event(
            event_id=self.wired.ids.ulid(),
            at=self.clock.now(),
            actor="demo",
            action=action,
            subject="demo",
        )


def _mail(person: Person, role: Appointment | None) -> str | None:
    """Whoever is appointed has entered an address (domain.md §7); of a domain that is nobody's."""
    return f"{role.role}.{person.pegawai_id[-4:].lower()}@bangkalankab.example" if role else None


def hash_of(text: str) -> int:
    """A fixed number for a text."""
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big")


def lot_of(seed: int) -> int:
    """0–99, spread evenly."""
    return seed // 1_000 % 100


def load(size: str, say: Say) -> list[dict[str, str]]:
    """Fill an empty stack; the demo accounts."""
    loader = Loader(SIZES[size], say)
    accounts = loader.people()
    loader.past()
    loader.wired.run(Work(job=Job.PLAN))
    return accounts


def open_activity(minutes: int) -> dict[str, str]:
    """One more activity that is open now, in the regency that the stack holds."""
    offices = len(Wired(Settings.from_env(os.environ)).opds.all())
    size = next((size for size in SIZES.values() if size.offices == offices), None)
    if size is None:
        raise LookupError(offices)
    return Loader(size, print).trial_activity(minutes)
