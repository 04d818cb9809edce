"""Scheduled work over the small regency: queues that are lists, mails that are kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from moto.backends import get_backend

from chalicelib import events
from chalicelib.adapters.dynamo.repositories.appointments import DynamoAppointments
from chalicelib.domain.attendance import CheckIn, Claim, Code, Mark, Place, State, Ticket
from chalicelib.domain.calendar import Job, Week
from chalicelib.domain.people import OpdId, PegawaiId, Person
from chalicelib.domain.permits import Letter, Part, Permit, PermitId, PermitState
from chalicelib.domain.sheets import Edition
from chalicelib.domain.work import Work
from chalicelib.services.ports.check_ins import Judged
from chalicelib.services.ports.people import Held
from tests.fakes import FakeMails, FakeQueue, FakeRenderer
from tests.world import (
    APEL,
    FAKE_ACCOUNT_ID,
    KOMINFO,
    MONDAY,
    OPDS,
    PEOPLE,
    ROLES,
    World,
    a_world,
    ulid,
    wib,
)

SINCE: Final = date(2026, 1, 1)
WEEK: Final = Week.of(MONDAY)
PLACE: Final = Place(opd_id=KOMINFO, held_on=f"{MONDAY:%Y%m%d}", activity_id=APEL.activity_id)


@dataclass
class Office:
    """The regency with its scheduled work."""

    world: World
    mails: FakeMails = field(default_factory=FakeMails)
    queues: tuple[FakeQueue, FakeQueue, FakeQueue, FakeQueue] = field(
        default_factory=lambda: (FakeQueue(), FakeQueue(), FakeQueue(), FakeQueue())
    )

    def __post_init__(self) -> None:
        wired = self.world.wired
        wired.recap_queue, wired.notice_queue, wired.upkeep_queue, wired.photo_queue = self.queues
        wired.import_queue = FakeQueue()  # its tests work it off themselves
        wired.mails = self.mails
        self.press = wired.press  # the real one
        wired.press = replace(self.press, renderer=FakeRenderer())
        for opd in OPDS:
            members = {p.pegawai_id: p.unit_no for p in PEOPLE if p.opd_id == opd.opd_id}
            wired.rosters.write(opd.opd_id, SINCE, members)
        for person in PEOPLE:
            if role := ROLES.get(person.pegawai_id):
                self._appoint(person, Held(
                    pegawai_id=person.pegawai_id, name=person.full_name, appointment=role
                ))  # fmt: skip

        wired.schedule.set_mark(self.world.clock.now())
        self._tables = get_backend("dynamodb")[FAKE_ACCOUNT_ID]["ap-southeast-3"].tables
        self.remember()

    def remember(self) -> None:
        """What is there now is what every test starts from."""
        self.start = {name: deepcopy(table.items) for name, table in self._tables.items()}

    def stored(self) -> dict[str, list[str]]:
        """Every item as text, to see that nothing changed."""
        return {
            name: sorted(
                repr(item.to_json()) for rows in table.items.values() for item in rows.values()
            )
            for name, table in self._tables.items()
        }

    def as_at_the_start(self) -> "Office":
        """Everything undone: making the regency anew takes moto a second."""
        for name, rows in self.start.items():
            self._tables[name].items = deepcopy(rows)
        for queue in self.queues:
            queue.waiting.clear()
        self.mails.sent.clear()
        self.world.wired.press = replace(self.press, renderer=FakeRenderer())
        self.world.wired.opds.forget()
        self.world.wired.people.forget()
        return self.at("06.50")

    def _appoint(self, person: Person, held: Held) -> None:
        account = self.world.wired.accounts.get(person.pegawai_id)
        assert account
        event = self.world.event("test:appoint")
        DynamoAppointments().add(account.next_rev(), held, event)

    def at(self, clock: str, day: date = MONDAY) -> "Office":
        self.world.clock.at = wib(clock, day)
        return self

    def tick(self, job: Job | None = None, week: Week | None = None) -> dict[str, int]:
        """Tick, and everything that comes of it, until the queues are empty."""
        counts = self.world.wired.tick(job, week)
        self.drain()
        return counts

    def drain(self) -> None:
        while any(queue.waiting for queue in self.queues[:3]):
            for queue in self.queues[:3]:
                failed = events.run_works(queue.take(), run=self.world.wired.run)
                assert failed == {"batchItemFailures": []}

    def run(self, job: Job, place: Place = PLACE) -> object:
        """One message alone; what it sends stays in the queues."""
        chunks = self.world.wired.rosters.chunks(place.opd_id, MONDAY)
        return self.world.wired.run(Work(job=job, place=place, chunks=chunks))

    def current(self, place: Place = PLACE) -> Edition:
        return self.world.wired.recaps.current([place])[0]

    # ---- what people do ----

    def check_in(
        self,
        person: Person,
        at: datetime,
        state: State = State.VERIFIED,
        place: Place = PLACE,
        *,
        seen_at: tuple[float, float, float, int] | None = None,
    ) -> Judged:
        """A record of that person, judged."""
        kept = self.world.wired.check_ins.add_once(a_check_in(person, at, place, seen_at=seen_at))
        if state is not State.COMMITTED:
            self.world.wired.check_ins.judge(
                kept,
                state,
                now=at,
                reasons=frozenset(),
                marks=frozenset({Mark.LIVE}),
                kept_sha256=None,
                judgement=None,
                event=self.world.event("test:judge"),
            )
        return kept

    def ask(
        self,
        person: Person,
        code: Code,
        state: PermitState = PermitState.ASKED,
        n: int = 1,
        letter: Letter = Letter(),  # noqa: B008 - frozen
    ) -> Permit:
        """A permit of that person for Monday."""
        permit = Permit(
            permit_id=PermitId(ulid(7_000 + n)),
            opd_id=person.opd_id,
            code=code,
            first_day=MONDAY,
            last_day=MONDAY,
            reason="Perlu",
            letter=letter,
            asked_by=person.pegawai_id,
            asked_at=self.world.clock.now(),
            parts=(
                Part(
                    pegawai_id=person.pegawai_id,
                    name=person.full_name,
                    opd_id=person.opd_id,
                    unit_no=person.unit_no,
                    state=state,
                ),
            ),
        )
        return self.world.wired.permits.add(permit, self.world.event("test:permit"))

    def enter_mail(self, person: Person, mail: str) -> None:
        self.world.wired.people.set_mail(person.pegawai_id, mail, self.world.event("test:mail"))

    def titles(self, person: Person) -> list[str]:
        """Titles of the notices that the person finds in the app, newest first."""
        found = self.world.wired.notices.newest(person.pegawai_id)
        return [str(notice.data["title"]) for notice in found]


def a_check_in(
    person: Person,
    at: datetime,
    place: Place = PLACE,
    *,
    seen_at: tuple[float, float, float, int] | None = None,
) -> CheckIn:
    """What that person sends then, with a ticket of the same moment."""
    ticket = Ticket(
        pegawai_id=person.pegawai_id,
        opd_id=place.opd_id,
        activity_id=place.activity_id,
        window=APEL.window,
        held_on=place.held_on,
        issued_at=at,
    )
    claim = Claim(
        check_in_id=ulid(5_000 + PEOPLE.index(person)),
        activity_id=place.activity_id,
        photo_sha256="a" * 64,
        photo_size=1_000,
        captured_at="-",
        clock_offset_ms=None,
        is_live=True,
        is_offline=False,
        place=seen_at,
        device_id=None,
        device_signature=None,
    )
    return CheckIn.of(claim, ticket, received_at=at)


def place_of(opd_id: OpdId) -> Place:
    return Place(opd_id=opd_id, held_on=PLACE.held_on, activity_id=PLACE.activity_id)


@contextmanager
def an_office(**changes: str) -> Iterator[Office]:
    """Monday, 06.50: nobody is there yet, and tick has run until now."""
    with a_world(**changes) as world:
        yield Office(world)


def code_of(edition: Edition, who: PegawaiId) -> Code | None:
    return next(line.code for line in edition.recap.lines if line.pegawai_id == who)
