"""What each operation costs, by AWS's documented rules (architecture.md §3); see docs/budgets.md.

An office of 300, its morning half over; OPDs, settings and names are warm, as they are in a
container for all but one request a minute.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pytest

from chalicelib import events
from chalicelib.adapters.dynamo.repositories.accounts import account_item
from chalicelib.adapters.dynamo.repositories.check_ins import check_in_item
from chalicelib.adapters.dynamo.repositories.people import names_items, opd_item
from chalicelib.adapters.dynamo.repositories.recaps import summary_item, unexplained_item
from chalicelib.domain.attendance import CheckIn, Claim, State, Ticket
from chalicelib.domain.calendar import Job
from chalicelib.domain.imports import CHANGES_A_PAGE, LINES_A_PART
from chalicelib.domain.overview import WEEKS, WEEKS_IN_A_ROW, Unexplained
from chalicelib.domain.people import Nip, OpdId, PegawaiId, Person
from chalicelib.domain.sessions import (
    MOST_DEVICES,
    MOST_REBINDS,
    MOST_SESSIONS,
    Account,
    Device,
    DeviceState,
    Session,
)
from chalicelib.domain.work import Work
from chalicelib.services.issue_codes import PEOPLE_PER_SHEET
from tests.accepted import EVERY_SETTING
from tests.budget.meter import READ_BYTES, Meter, item_bytes, metered, written_units
from tests.fakes import FakeQueue
from tests.scheduled import PLACE, WEEK, Office, an_office, place_of
from tests.simpeg_file import csv_of, rows_of
from tests.world import (
    APEL,
    BUDI,
    DINKES,
    ENDAH,
    JOKO,
    KOMINFO,
    MONDAY,
    NANIK,
    NEW_MEETING,
    OPDS,
    PASSWORD,
    PEOPLE,
    RIZAL,
    ROLES,
    SITI,
    WATI,
    Phone,
    a_person,
    a_photo,
    ulid,
    wib,
)

PAGE: Final = Path(__file__).parents[2] / "docs" / "budgets.md"
STAFF: Final = tuple(a_person(20_000 + n, f"Pegawai ke-{n}", unit=1 + n % 2) for n in range(300))
PHOTO: Final = a_photo(3)
BOARD: Final = f"/opds/{KOMINFO}/boards/{MONDAY}/{APEL.activity_id}"
DUTY: Final = f"/opds/{KOMINFO}/duty"
LONGEST: Final = Claim(
    check_in_id=ulid(1),
    activity_id=APEL.activity_id,
    photo_sha256="a" * 64,
    photo_size=1_048_576,
    captured_at="9" * 40,
    clock_offset_ms=-(10**12) + 1,
    is_live=False,
    is_offline=True,
    place=(-7.123456789012345, 112.12345678901234, 999_999.1234567891, 86_399),
    device_id=ulid(2),
    device_signature="A" * 88,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The most that an operation may cost."""

    reads: int
    writes: int
    read_units: float
    write_units: int
    objects: int = 0  # S3 calls


BUDGETS: Final[Mapping[str, Budget]] = {
    "sign in": Budget(reads=9, writes=1, read_units=9, write_units=4),  # with the page after it
    "today": Budget(reads=3, writes=0, read_units=3, write_units=0),
    "check in": Budget(reads=1, writes=1, read_units=1, write_units=2),
    "come late, ticket of 06.50": Budget(reads=1, writes=1, read_units=2, write_units=2),
    "verify a photo": Budget(reads=2, writes=4, read_units=2, write_units=16, objects=3),
    # Whether its table is FINAL, or not even to be made anew, is one read more.
    "verify a photo late": Budget(reads=3, writes=4, read_units=3, write_units=16, objects=3),
    "own record": Budget(reads=2, writes=0, read_units=2, write_units=0),
    "compare units": Budget(reads=2, writes=0, read_units=6, write_units=0),
    # With the session's read; one trip more only where an OPD has no table.
    "the regency's week": Budget(reads=4, writes=0, read_units=8, write_units=0),
    "month": Budget(reads=3, writes=0, read_units=3, write_units=0),
    "own calendar": Budget(reads=3, writes=0, read_units=3, write_units=0),
    "board, whole": Budget(reads=4, writes=0, read_units=14, write_units=0),
    "board, what changed": Budget(reads=3, writes=0, read_units=3, write_units=0),
    "ask for a permit": Budget(reads=1, writes=1, read_units=1, write_units=14),
    "ask after the closing": Budget(reads=2, writes=1, read_units=2, write_units=14),
    "decide on it": Budget(reads=2, writes=2, read_units=2, write_units=15),
    "compile 300 people": Budget(reads=3, writes=1, read_units=14, write_units=6),
    "where an import stands": Budget(reads=2, writes=0, read_units=2, write_units=0),
    "a page of its changes": Budget(reads=2, writes=0, read_units=2, write_units=0, objects=1),
    # Nothing is read person by person; a person is one transaction (atomic, domain.md §7).
    "import 200 new people": Budget(
        reads=10, writes=201, read_units=300, write_units=2_802, objects=1
    ),
    "read the settings": Budget(reads=2, writes=0, read_units=3, write_units=0),
    "set all of them": Budget(reads=3, writes=1, read_units=4, write_units=16),
    "a month's duty roster": Budget(reads=3, writes=0, read_units=4, write_units=0),
    "plan 100 people's month": Budget(reads=5, writes=1, read_units=6, write_units=20),
    "swap two people": Budget(reads=5, writes=3, read_units=6, write_units=8),
    "make an activity": Budget(reads=1, writes=1, read_units=1, write_units=8),
    "move an activity": Budget(reads=2, writes=1, read_units=2, write_units=8),
    "repeat it on 4 days": Budget(reads=1, writes=4, read_units=1, write_units=32),
    "move all that follow": Budget(reads=3, writes=4, read_units=3, write_units=32),
    "offices of the units": Budget(reads=2, writes=0, read_units=2, write_units=0),
    "place a unit's office": Budget(reads=2, writes=1, read_units=2, write_units=8),
    # Their own office comes with the Get of their entries.
    "today, in own offices": Budget(reads=3, writes=0, read_units=4, write_units=0),
    # With what its page shows after it: the guests, their answers, who was present.
    "invite another OPD": Budget(reads=5, writes=1, read_units=6, write_units=12),
    "send 100 people there": Budget(reads=6, writes=1, read_units=12, write_units=12),
    # Made there and cancelled here; each guest's answer is one transaction.
    "hold it on another day": Budget(reads=5, writes=3, read_units=6, write_units=36),
    # Names read anew, as in a container that has not been asked for a minute.
    "an OPD's people": Budget(reads=3, writes=0, read_units=60, write_units=0),
    "those without an account": Budget(reads=3, writes=0, read_units=60, write_units=0),
    "search the regency": Budget(reads=2, writes=0, read_units=20, write_units=0),
    "a person's record": Budget(reads=3, writes=0, read_units=4, write_units=0),
    "a person's six months": Budget(reads=5, writes=0, read_units=6, write_units=0),
    "what was done to a person": Budget(reads=4, writes=0, read_units=5, write_units=0),
    "60 slips of a unit": Budget(reads=4, writes=61, read_units=130, write_units=850),
    "the regency's roles": Budget(reads=3, writes=0, read_units=4, write_units=0),
    "propose somebody": Budget(reads=5, writes=1, read_units=6, write_units=6),
    "confirm it": Budget(reads=9, writes=2, read_units=10, write_units=16),
    # With the session's read: 50 OPDs over 52 weeks are two trips, however many people they have.
    "the regency's year": Budget(reads=3, writes=0, read_units=70, write_units=0),
    # With the session's read: three Queries, of all OPDs at once.
    "what to see to": Budget(reads=4, writes=0, read_units=32, write_units=0),
    "those TK in a row": Budget(reads=4, writes=0, read_units=80, write_units=0),
    "choose a signature's image": Budget(reads=3, writes=1, read_units=3, write_units=6, objects=1),
    # Its activities that nobody compiled yet come first; the image is one read and one object more.
    "publish a signed week": Budget(reads=17, writes=3, read_units=24, write_units=14, objects=4),
}


NEW: Final = tuple(
    replace(a_person(30_000 + n, f"Pegawai baru ke-{n}"), nip=Nip(f"199001012024011{n:03}"))
    for n in range(LINES_A_PART)
)


ABSENT: Final = 5  # people of an OPD who are TK at an apel
GUESTS: Final = tuple(
    replace(a_person(60_000 + n, f"Pegawai tamu ke-{n}"), opd_id=DINKES) for n in range(100)
)


class Morning:
    """The operations one after the other, as a morning has them."""

    def __init__(self, office: Office) -> None:
        self.office, self.world = office, office.world
        self.siti, self.rizal = self.world.phone(), self.world.phone()
        self.ticket, self.cursor = "", ""
        self.chunks = self.world.wired.rosters.chunks(KOMINFO, MONDAY)  # as tick's message has them
        self.receipt: dict[str, Any] = {}
        self.form: dict[str, Any] = {}

    def ask(self, phone: Phone, method: str, path: str, body: object = None) -> dict[str, Any]:
        status, answer, _ = phone.call(method, path, body)
        assert status in (200, 201, 202), answer
        found: dict[str, Any] = answer
        return found

    def sign_in(self) -> None:
        self.ask(self.siti, "POST", "/session", {"login": SITI.nip, "password": PASSWORD})

    def today(self) -> None:
        self.ticket = self.ask(self.siti, "GET", "/me/today")["activities"][0]["ticket"]

    def come_late(self, ticket: str) -> None:
        claim = self.rizal.claim(2, PHOTO, ticket)
        self.form = self.ask(self.rizal, "POST", "/check-ins", claim)["upload"]

    def check_in(self) -> None:
        claim = self.siti.claim(1, PHOTO, self.ticket)
        answer = self.ask(self.siti, "POST", "/check-ins", claim)
        self.receipt, self.form = answer["receipt"], answer["upload"]

    def verify(self) -> None:
        assert self.world.wired.verify_photo(self.form["fields"]["key"])

    def own_record(self) -> None:
        self.ask(self.siti, "GET", f"/check-ins/{self.receipt['ref']}")

    def month(self) -> None:
        self.ask(self.siti, "GET", "/me/months/202611")

    def own_calendar(self, link: str) -> None:
        status, _, _ = self.world.phone().call("GET", f"/calendars/{link}")
        assert status == 200

    def board(self) -> None:
        board = self.ask(self.rizal, "GET", BOARD)
        assert board["full"]
        self.cursor = board["cursor"]

    def refresh(self) -> None:
        board = self.ask(self.rizal, "GET", f"{BOARD}?cursor={self.cursor}")
        assert not board["full"]

    def permit(self, n: int, day: str) -> None:
        asked = {
            "id": ulid(n), "kind": "I", "from": day, "to": day,
            "reason": "Keperluan keluarga.",
        }  # fmt: skip
        self.ask(self.siti, "POST", "/permits", asked)

    def decide(self) -> None:
        path = f"/opds/{KOMINFO}/permits/{ulid(500)}/decision"
        self.ask(self.rizal, "POST", path, {"approve": [SITI.pegawai_id], "reject": []})

    def compare_units(self) -> None:
        self.ask(self.rizal, "GET", f"/recaps/2026-W48/units?opd={KOMINFO}")

    def compile(self) -> None:
        self.world.wired.run(Work(job=Job.COMPILE, place=PLACE, chunks=self.chunks))

    def read_roster(self) -> None:
        self.ask(self.rizal, "GET", f"{DUTY}?month=202612")

    def plan_roster(self) -> None:
        rows = [
            {"pegawai_id": person.pegawai_id, "row": ("112233LL" * 4)[n % 3 :][:31].ljust(31, "L")}
            for n, person in enumerate(STAFF[:100])
        ]
        self.ask(self.rizal, "PUT", DUTY, {"month": "202612", "version": 0, "rows": rows})

    def swap(self) -> None:
        one, other = (person.pegawai_id for person in STAFF[:2])
        swap = {"date": "2026-12-02", "version": 1, "pegawai_id": one, "with": other}
        self.ask(self.rizal, "POST", f"{DUTY}/swaps", swap)

    def look_at_a_file(self) -> None:
        """200 new people, checked and asked for."""
        wired, self.queue = self.world.wired, FakeQueue()
        wired.import_queue = self.queue
        new = self.ask(self.endah, "POST", "/imports", {"file_name": "a.csv", "size": 1})["import"]
        self.path = f"/imports/{new['id']}"
        data = csv_of(rows_of((*PEOPLE, *STAFF, *NEW), OPDS))
        self.world.s3.put_object(
            Bucket="apel-documents", Key=f"import/{new['id']}/berkas", Body=data
        )
        self.ask(self.endah, "POST", f"{self.path}/checks", {"rev": 1})
        events.run_imports(self.queue.take(), run=wired.run_import)

    def read_settings(self) -> None:
        assert self.ask(self.endah, "GET", "/settings")["version"] == 1

    def set_everything(self) -> None:
        self.ask(self.endah, "PUT", "/settings", EVERY_SETTING)

    def import_state(self) -> None:
        self.state = self.ask(self.endah, "GET", self.path)

    def import_changes(self) -> None:
        path = f"{self.path}/changes?kind=BARU"
        assert len(self.ask(self.endah, "GET", path)["changes"]) == CHANGES_A_PAGE

    def start_import(self) -> None:
        body = {"rev": self.state["rev"], "leavers": None}
        self.ask(self.endah, "POST", f"{self.path}/applications", body)
        events.run_imports(self.queue.take(), run=self.world.wired.run_import)

    def import_part(self) -> None:
        events.run_imports(self.queue.take(), run=self.world.wired.run_import)

    def make_activity(self) -> None:
        self.ask(self.rizal, "POST", f"/opds/{KOMINFO}/activities", NEW_MEETING)

    def repeat_activity(self) -> None:
        series = {"id": ulid(701), "repeat": {"weekdays": [1], "until": "2026-12-15"}}
        self.ask(self.rizal, "POST", f"/opds/{KOMINFO}/activity-series", NEW_MEETING | series)

    def move(self, n: int, *, following: bool) -> None:
        details = {name: NEW_MEETING[name] for name in ("kind", "title", "window")}
        moved = {"venue": {"name": "Pendopo"}, "version": 0, "following": following}
        path = f"/opds/{KOMINFO}/activities/{ulid(n)}"
        self.ask(self.rizal, "PUT", path, details | moved)

    def invite(self) -> None:
        path = f"/opds/{KOMINFO}/activities/{ulid(700)}/invitations"
        assert len(self.ask(self.rizal, "POST", path, {"opds": [DINKES]})["guests"]) == 1

    def answer(self) -> None:
        sent = {"version": 0, "everybody": False, "people": [one.pegawai_id for one in GUESTS]}
        path = f"/opds/{DINKES}/invitations/{ulid(700)}"
        assert len(self.ask(self.nanik, "PUT", path, sent)["people"]) == 100

    def move_day(self) -> None:
        path = f"/opds/{KOMINFO}/activities/{ulid(700)}/moves"
        self.ask(self.rizal, "POST", path, {"date": "2026-11-26"})

    def look(self, path: str) -> Meter:
        """BKPSDA reads it."""

        def act() -> None:
            self.ask(self.endah, "GET", path)

        return _measure(act)

    def look_at_people(self) -> Iterator[tuple[str, Meter]]:
        forget, ours = self.world.wired.people.forget, f"/opds/{KOMINFO}/people"
        of_siti = f"{ours}/{SITI.pegawai_id}"
        forget()
        yield "an OPD's people", self.look(ours)
        yield "those without an account", self.look(f"{ours}?lacking=ACCOUNT")
        forget()
        yield "search the regency", self.look("/people?q=siti")
        yield "a person's record", self.look(of_siti)
        yield "a person's six months", self.look(f"{of_siti}/timeline")
        yield "what was done to a person", self.look(f"{of_siti}/events")
        yield "60 slips of a unit", _measure(self.print_slips)

    def place_offices(self) -> Iterator[tuple[str, Meter]]:
        """And a meeting that moves to them."""
        path = f"/opds/{KOMINFO}/offices"
        body = {"version": 0, "office": {"lat": -7.0455, "lon": 112.7351, "radius_m": 150}}
        yield (
            "place a unit's office",
            _measure(lambda: self.ask(self.rizal, "PUT", f"{path}/1", body)),
        )
        yield "offices of the units", _measure(lambda: self.ask(self.rizal, "GET", path))
        meeting = f"/opds/{KOMINFO}/activities/{ulid(701)}"
        details = {name: NEW_MEETING[name] for name in ("kind", "title", "window")}
        apart = {"venue": {"name": "Kantor masing-masing", "own_office": True}}
        version = {"version": self.ask(self.rizal, "GET", meeting)["version"]}
        self.ask(self.rizal, "PUT", meeting, details | apart | version)

        def today() -> None:
            found = self.ask(self.siti, "GET", "/me/today")["activities"]
            assert any("lat" in one["venue"] for one in found if "own_office" in one["venue"])

        yield "today, in own offices", _measure(today)

    def print_slips(self) -> None:
        sheet = self.ask(self.endah, "POST", f"/opds/{KOMINFO}/code-sheets", {"unit": 2})
        assert len(sheet["codes"]) == PEOPLE_PER_SHEET

    def live_a_year(self) -> None:
        """50 OPDs, each with the summary of an apel in each of 52 weeks."""
        wired = self.world.wired
        more = tuple(
            replace(OPDS[0], opd_id=OpdId(ulid(40_000 + n)), name=f"OPD ke-{n}") for n in range(48)
        )
        for opd in more:
            opd_item(opd).save()
        wired.opds.forget()
        summary, *_ = wired.recaps.summaries(MONDAY, MONDAY)
        for week in range(WEEKS):
            for opd in (*OPDS, *more):
                one = replace(summary, opd_id=opd.opd_id, held_on=MONDAY - timedelta(weeks=week))
                summary_item(one).save()
                if week < WEEKS_IN_A_ROW:
                    absent = frozenset(PegawaiId(ulid(50_000 + n)) for n in range(ABSENT))
                    unexplained_item(
                        Unexplained(
                            opd_id=one.opd_id, activity_id=one.activity_id,
                            held_on=one.held_on, people=absent,
                        )
                    ).save()  # fmt: skip
        assert len(wired.opds.all()) == 50

    def overview(self) -> None:
        answer = self.ask(self.endah, "GET", "/overview")
        assert [len(one["rows"]) for one in answer["activities"]] == [50] * WEEKS

    def follow_ups(self) -> None:
        self.ask(self.endah, "GET", "/overview/follow-ups")

    def appoint_for_regency(self) -> Iterator[tuple[str, Meter]]:
        """Endah proposes Siti; Wati confirms, to whom she gave no code of late."""
        self.world.wired.appoint({"nip": WATI.nip, "role": "bkpsda", "from": f"{MONDAY}"})
        wati, path = self.world.signed_in(WATI), "/appointments/proposals"
        wanted = {
            "pegawai_id": SITI.pegawai_id, "role": "auditor", "since": f"{MONDAY}",
            "reason": "Menggantikan yang pensiun", "mail": "siti@contoh.go.id",
        }  # fmt: skip
        with metered() as meter:
            made = self.ask(self.endah, "POST", path, wanted)
        yield "propose somebody", meter
        yield (
            "confirm it",
            _measure(lambda: self.ask(wati, "POST", f"{path}/{made['id']}/confirmation")),
        )
        yield (
            "the regency's roles",
            _measure(lambda: self.ask(self.endah, "GET", "/appointments/regency")),
        )

    def measured(self) -> Iterator[tuple[str, Meter]]:
        """Each operation, with what has to happen before it left out of the count."""
        self.rizal.sign_in(RIZAL)
        self.siti.sign_in(SITI)
        old_ticket = self.ask(self.rizal, "GET", "/me/today")["activities"][0]["ticket"]
        self.ask(self.rizal, "GET", BOARD)
        yield "sign in", _measure(self.sign_in)
        yield "today", _measure(self.today)
        self.office.at("06.51")
        yield "check in", _measure(self.check_in)
        self.world.put_photo(self.form, PHOTO)
        yield "verify a photo", _measure(self.verify)
        yield "own record", _measure(self.own_record)
        yield "month", _measure(self.month)
        link = self.ask(self.siti, "POST", "/me/calendar")["url"].rpartition("/")[2]
        yield "own calendar", _measure(lambda: self.own_calendar(link))
        self.ask(self.rizal, "GET", BOARD)
        yield "board, whole", _measure(self.board)
        yield "board, what changed", _measure(self.refresh)
        yield "ask for a permit", _measure(lambda: self.permit(500, "2026-11-24"))
        yield "decide on it", _measure(self.decide)
        yield from self.recaps()
        yield "make an activity", _measure(self.make_activity)
        yield "move an activity", _measure(lambda: self.move(700, following=False))
        yield "invite another OPD", _measure(self.invite)
        self.nanik = self.world.signed_in(NANIK)
        yield "send 100 people there", _measure(self.answer)
        yield "hold it on another day", _measure(self.move_day)
        yield "repeat it on 4 days", _measure(self.repeat_activity)
        yield "move all that follow", _measure(lambda: self.move(701, following=True))
        yield from self.place_offices()
        yield from self.look_at_people()
        yield "plan 100 people's month", _measure(self.plan_roster)
        yield "a month's duty roster", _measure(self.read_roster)
        yield "swap two people", _measure(self.swap)
        yield from self.appoint_for_regency()
        self.look_at_a_file()
        yield "where an import stands", _measure(self.import_state)
        yield "a page of its changes", _measure(self.import_changes)
        self.start_import()
        yield "import 200 new people", _measure(self.import_part)
        yield "set all of them", _measure(self.set_everything)
        yield "read the settings", _measure(self.read_settings)
        self.live_a_year()
        yield "the regency's year", _measure(self.overview)
        yield "what to see to", _measure(self.follow_ups)
        self.world.wired.people.forget()
        yield "those TK in a row", self.look(f"/opds/{KOMINFO}/people?lacking=WORD")
        yield from self.late(old_ticket)
        yield from self.sign()

    def recaps(self) -> Iterator[tuple[str, Meter]]:
        """Compiled, compared, and looked at by BKPSDA, who stays signed in."""
        yield "compile 300 people", _measure(self.compile)
        yield "compare units", _measure(self.compare_units)
        self.world.wired.run(Work(job=Job.COMPILE, place=place_of(DINKES)))
        self.endah = self.world.signed_in(ENDAH)
        yield "the regency's week", self.look(f"/recaps/{WEEK.text}")

    def sign(self) -> Iterator[tuple[str, Meter]]:
        """The head chooses an image; the week, locked, is published with it."""
        wired, joko = self.world.wired, self.world.signed_in(JOKO)
        path, digest = f"/opds/{KOMINFO}/signature-image", sha256(PHOTO).hexdigest()
        body = {"sha256": digest, "size": len(PHOTO)}
        form = self.ask(joko, "POST", f"{path}s", body)["upload"]
        wired.verify_photo(self.world.put_photo(form, PHOTO))
        yield (
            "choose a signature's image",
            _measure(lambda: self.ask(joko, "PUT", path, {"sha256": digest})),
        )
        self.office.at("21.00", MONDAY + timedelta(days=3))
        wired.run(Work(job=Job.LOCK, place=PLACE, chunks=self.chunks))
        wired.people.forget()
        week = Work(job=Job.PUBLISH_WEEKLY, opd_id=KOMINFO, week=WEEK)
        yield "publish a signed week", _measure(lambda: wired.run(week))
        assert wired.recaps.published(KOMINFO, WEEK)[-1].signature_sha256 == digest

    def late(self, old_ticket: str) -> Iterator[tuple[str, Meter]]:
        """What comes near the closing, or when its table is compiled already."""
        self.office.at("07.20")
        yield "come late, ticket of 06.50", _measure(lambda: self.come_late(old_ticket))
        self.world.put_photo(self.form, PHOTO)
        self.office.at("07.40")
        yield "verify a photo late", _measure(self.verify)
        self.ask(self.siti, "GET", "/me/today")
        yield "ask after the closing", _measure(lambda: self.permit(501, f"{MONDAY}"))


def _measure(act: Callable[[], object]) -> Meter:
    with metered() as meter:
        act()
    return meter


@pytest.fixture(scope="module")
def measured() -> Iterator[dict[str, Meter]]:
    with an_office() as office:
        for person in (SITI, RIZAL):
            office.world.set_password(person)
        own = [person for person in PEOPLE if person.opd_id == KOMINFO]
        for item in names_items(KOMINFO, [*own, *STAFF]):
            item.save()
        for item in names_items(DINKES, [*(p for p in PEOPLE if p.opd_id == DINKES), *GUESTS]):
            item.save()
        roster = {person.pegawai_id: person.unit_no for person in STAFF}
        office.world.wired.rosters.write(KOMINFO, MONDAY, roster)
        for n, person in enumerate(STAFF):
            account_item(Account.of(person)).save()
            check_in_item(arrived(person, n), State.VERIFIED).save()
        yield dict(Morning(office).measured())


def arrived(person: Person, n: int) -> CheckIn:
    claim = replace(LONGEST, check_in_id=ulid(50_000 + n))
    return CheckIn.of(claim, ticket_of(person), received_at=wib("06.48"))


def ticket_of(person: Person) -> Ticket:
    return Ticket(
        pegawai_id=person.pegawai_id,
        opd_id=person.opd_id,
        activity_id=APEL.activity_id,
        window=APEL.window,
        held_on=f"{MONDAY:%Y%m%d}",
        issued_at=wib("06.46"),
    )


@pytest.mark.parametrize("name", BUDGETS)
def test_an_operation_keeps_its_budget(measured: dict[str, Meter], name: str) -> None:
    meter, most = measured[name], BUDGETS[name]

    assert meter.reads <= most.reads, meter.calls
    assert meter.writes <= most.writes, meter.calls
    assert meter.objects <= most.objects, meter.calls
    assert meter.read_units <= most.read_units, meter.calls
    assert meter.write_units <= most.write_units, meter.calls


def test_the_longest_legal_check_in_is_one_unit_in_the_table_and_one_in_the_index() -> None:
    item = check_in_item(CheckIn.of(LONGEST, ticket_of(BUDI), received_at=wib("07.29")))
    raw: Any = item.serialize()

    assert item_bytes(raw) <= 1_024
    assert written_units(raw) == 2


def test_the_fullest_account_is_one_read_unit() -> None:
    """It is read at every request (security.md S2)."""
    at = wib("06.50") + timedelta(microseconds=1)
    session = Session(
        token_sha256="a" * 64, created_at=at, seen_at=at, device_id=ulid(1), elevated_at=at,
        elevated_seen_at=at,
    )  # fmt: skip
    device = Device(
        device_id=ulid(1), public_key="A" * 124, label="Chrome di Android", since=at,
        state=DeviceState.BOUND, used=True, rebinds=(at,) * (MOST_REBINDS + 1),
    )  # fmt: skip
    account = replace(
        Account.of(replace(BUDI, name="N" * 100)), sessions=(session,) * MOST_SESSIONS,
        devices=(device,) * MOST_DEVICES, appointments=(*ROLES.values(),)[:2],
    )  # fmt: skip
    raw: Any = account_item(account).serialize()

    assert item_bytes(raw) <= READ_BYTES


def test_what_it_costs_is_written_down(measured: dict[str, Meter]) -> None:
    """GOLDEN=write rewrites the page."""
    page = page_of(measured)
    print("\n" + page)  # noqa: T201 - the figures, with -s
    if os.environ.get("GOLDEN") == "write":
        PAGE.write_text(page, encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == page


def page_of(measured: Mapping[str, Meter]) -> str:
    """docs/budgets.md."""
    rows = [
        f"| {name} | {calls_of(meter)} | {meter.write_units} | {meter.read_units:g}"
        f" | {meter.read_bytes} | {meter.written_bytes} |"
        for name, meter in measured.items()
    ]
    return "\n".join((*HEAD, *rows, ""))


def calls_of(meter: Meter) -> str:
    """In order, a repeated one counted."""
    told: dict[str, int] = {}
    for call in meter.calls:
        service, _, operation = call.partition(".")
        name = operation if service == "dynamodb" else f"{service} {operation}"
        told[name] = told.get(name, 0) + 1
    return ", ".join(name if n == 1 else f"{n} × {name}" for name, n in told.items())


HEAD: Final = (
    "# What each operation costs",
    "",
    "Written by tests/budget/test_operations.py (`GOLDEN=write make test MARK=budget` writes it",
    "anew). An office of 300; OPDs, settings and names are in the container's cache. Units are",
    "computed from the items' bytes by the rules of the DynamoDB Developer Guide: 4 KB a read",
    "unit, half of it where eventually consistent; 1 KB a write unit, in the table and in each",
    "index that it changes, twice inside a transaction. Presigned forms and links cost no call.",
    "",
    "| operation | calls | WCU | RCU | bytes read | bytes written |",
    "|---|---|---|---|---|---|",
)
