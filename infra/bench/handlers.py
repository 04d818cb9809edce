"""The handlers against fake AWS in this process: no network, so processor time is what counts."""

import io
import os
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any, Final

import boto3
from PIL import Image

from chalicelib.adapters.dynamo.items import CheckInItem
from chalicelib.domain.attendance import Place
from chalicelib.domain.calendar import Job
from chalicelib.domain.people import PegawaiId
from chalicelib.domain.work import Work
from infra.bench.measure import Figures, median_ms, own_ms
from infra.bench.regency import Office, a_claim, an_office, cookies, settle, ticket
from tests.scheduled import Office as Scheduled
from tests.scheduled import an_office as scheduled_regency
from tests.world import ENVIRONMENT, MONDAY, Phone, World, a_photo, an_apel, wib

PEOPLE: Final = int(os.environ.get("BENCH_PEOPLE", "12046"))
OFFICES: Final = 50
LARGE: Final = 300
WEEKS: Final = 52
PUTS: Final = 200
VERIFIED: Final = 8  # as often as own_ms runs it, once to get warm
PHOTO_SIZE: Final = (1600, 1200)
RETRIES: Final = 20  # every 20th phone asks again: its first answer was lost
CREATED: Final = 201
OK: Final = 200


class Morning:
    """Everybody's check-in of one apel, in the order of arrival."""

    def __init__(self, regency: Scheduled, people: int, offices: int, first: int) -> None:
        self.regency, self.world = regency, regency.world
        self.activity = an_apel(first)
        sizes = [people // offices + (n < people % offices) for n in range(offices)]
        starts = [first + sum(sizes[:n]) for n in range(offices)]
        self.offices = [
            an_office(first + n, size, start)
            for n, (size, start) in enumerate(zip(sizes, starts, strict=True))
        ]
        self.world.clock.at = wib("06.45")
        for office in self.offices:
            settle(office, self.world.wired, self.world.clock.at)
        opds = [office.opd.opd_id for office in self.offices]
        self.world.wired.activities.add(self.activity, opds, self.world.event("bench:apel"))
        self.errors = 0

    def run(self) -> float:
        """Check everybody in between 06.50 and 07.05; seconds of processor time."""
        everybody = [person for office in self.offices for person in office.people]
        used = 0.0
        for number, person in enumerate(everybody):
            arrived = wib("06.50") + timedelta(minutes=15) * number / len(everybody)
            self.world.clock.at = arrived
            sealed = ticket(self.world.wired, self.world.clock, person, self.activity)
            body = a_claim(number, self.activity, sealed)
            started = time.process_time()
            statuses = [check_in(self.world, person.pegawai_id, body)]
            used += time.process_time() - started
            if number % RETRIES == 0:
                statuses.append(check_in(self.world, person.pegawai_id, body))
            self.errors += sum(status != CREATED for status in statuses)
        return used

    def place(self, office: Office) -> Place:
        """Where the office's records of this apel are."""
        return Place(
            opd_id=office.opd.opd_id,
            held_on=f"{MONDAY:%Y%m%d}",
            activity_id=self.activity.activity_id,
        )

    def compile(self, office: Office) -> object:
        """Compile one office, as its message asks."""
        chunks = self.world.wired.rosters.chunks(office.opd.opd_id, MONDAY)
        return self.world.wired.run(Work(job=Job.COMPILE, place=self.place(office), chunks=chunks))

    def add_history(self) -> None:
        """A year of Mondays behind this one."""
        opds = [office.opd.opd_id for office in self.offices]
        for week in range(1, WEEKS + 1):
            apel = an_apel(500_000 + week, MONDAY - timedelta(weeks=week))
            self.world.wired.activities.add(apel, opds, self.world.event("bench:apel"))

    def records(self) -> Counter[str]:
        """How many records of this apel lie in the table for each person, in whichever OPD."""
        activity_id = self.activity.activity_id
        return Counter(item.sk for item in CheckInItem.scan() if activity_id in item.pk)

    def unseen(self) -> int:
        """How many the recaps have no record of, whatever it became."""
        places = [self.place(office) for office in self.offices]
        return sum(each.recap.total.unseen for each in self.world.wired.recaps.current(places))


class BenchError(Exception):
    """What was to be measured did not happen."""


def check_in(world: World, who: PegawaiId, body: dict[str, Any]) -> int:
    """The status of one request through Chalice and everything below it."""
    return Phone(world, cookies(who)).call("POST", "/check-ins", body)[0]


def page(world: World, who: PegawaiId, path: str) -> Any:  # noqa: ANN401 - JSON
    """One page's body. Raises BenchError where it is refused."""
    status, body, _ = Phone(world, cookies(who)).call("GET", path)
    if status != OK:
        raise BenchError(body)
    return body


def bench_handlers(figures: Figures) -> None:
    """Everything that needs no stack."""
    with scheduled_regency() as regency:
        _commit(regency, figures)
        _photo(regency, figures)
        _compile_and_pages(regency, figures)
        _morning(regency, figures)


def _commit(regency: Scheduled, figures: Figures) -> None:
    morning = Morning(regency, PUTS, 1, 20_000)
    ours = morning.run() / PUTS
    table = boto3.client("dynamodb")
    started = time.process_time()
    for number in range(PUTS):
        table.put_item(
            TableName=ENVIRONMENT["DATA_TABLE"],
            Item={"pk": {"S": "BENCH"}, "sk": {"S": str(number)}, "x": {"S": "x" * 600}},
            ConditionExpression="attribute_not_exists(pk)",
        )
    bare = (time.process_time() - started) / PUTS
    figures.add("check-ins through the handler", 1 / ours, "/core·s", "fake DynamoDB included")
    figures.add("bare conditional puts", 1 / bare, "/core·s", "the same table, nothing around it")
    figures.add("check-in / bare put", ours / bare, "×", "sign-in check, parsing, signing, put")


def _photo(regency: Scheduled, figures: Figures) -> None:
    picture = a_photo(1, PHOTO_SIZE)
    wired = regency.world.wired
    decode = median_ms(lambda: Image.open(io.BytesIO(picture)).load())
    examine = median_ms(lambda: wired.darkroom.develop(picture))
    figures.add("photo, gate to thumbnail and dHash", examine, "ms", f"{len(picture) // 1024} KiB")
    figures.add("photo / one plain decode", examine / decode, "×")
    verify, calls = own_ms(_verifying(regency, picture))
    note = f"{calls} calls; fake AWS taken off"
    figures.add("photo verified, the whole function", verify, "ms", note)
    figures.add("photo verified / gate to dHash", verify / examine, "×")


def _verifying(regency: Scheduled, picture: bytes) -> Callable[[], object]:
    """Verify the photo of one person after another."""
    morning = Morning(regency, VERIFIED, 1, 25_000)
    world, activity = morning.world, morning.activity
    keys = []
    for number, person in enumerate(morning.offices[0].people):
        photo = picture + bytes([number])  # behind the end of the image: each has a hash of its own
        claim = a_claim(number, activity, ticket(world.wired, world.clock, person, activity))
        claim["photo"] = {"sha256": sha256(photo).hexdigest(), "size": len(photo)}
        status, body, _ = Phone(world, cookies(person.pegawai_id)).call("POST", "/check-ins", claim)
        if status != CREATED:
            raise BenchError(body)
        keys.append(world.put_photo(body["upload"], photo))
    waiting = iter(keys)
    return lambda: world.wired.verify_photo(next(waiting))


def _compile_and_pages(regency: Scheduled, figures: Figures) -> None:
    small, large = Morning(regency, LARGE, 1, 30_000), Morning(regency, LARGE * 10, 1, 40_000)
    for morning in (small, large):
        morning.run()
    for name, work in (("compile", compiling), ("today page", today_page), ("board poll", polling)):
        at_small, calls_small = own_ms(work(small))
        at_large, calls_large = own_ms(work(large))
        note = f"{calls_small} calls; fake AWS taken off"
        figures.add(f"{name}, office of {LARGE}", at_small, "ms", note)
        figures.add(f"{name}, 10 × the people", at_large / at_small, "×", f"{calls_large} calls")
        figures.data[f"{name}, ms"] = at_small
    small.add_history()
    for name, work in (("compile", compiling), ("today page", today_page), ("board poll", polling)):
        later, calls_later = own_ms(work(small))
        grown = later / figures.data.pop(f"{name}, ms")
        figures.add(f"{name}, a year of history", grown, "×", f"{calls_later} calls")


def compiling(morning: Morning) -> Callable[[], object]:
    """The recap of the morning's first office."""
    return lambda: morning.compile(morning.offices[0])


def today_page(morning: Morning) -> Callable[[], object]:
    """An employee opens the app."""
    who = morning.offices[0].people[-1].pegawai_id
    return lambda: page(morning.world, who, "/me/today")


def polling(morning: Morning) -> Callable[[], object]:
    """The admin's board asks what is new; nothing is."""
    office = morning.offices[0]
    path = f"/opds/{office.opd.opd_id}/boards/{MONDAY}/{morning.activity.activity_id}"
    who = office.admin.pegawai_id
    cursor = page(morning.world, who, path)["cursor"]
    morning.world.clock.at += timedelta(minutes=1)
    return lambda: page(morning.world, who, f"{path}?cursor={cursor}")


def _morning(regency: Scheduled, figures: Figures) -> None:
    morning = Morning(regency, PEOPLE, OFFICES, 1_000_000)
    used = morning.run()
    regency.at("07.31")
    started = time.process_time()
    for office in morning.offices:
        morning.compile(office)
    compiled = time.process_time() - started
    records, unseen = morning.records(), morning.unseen()
    expected = {person.pegawai_id for office in morning.offices for person in office.people}
    figures.add(f"morning of {PEOPLE:,}: per core", PEOPLE / used, "/core·s")
    figures.add("morning: errors", morning.errors, "")
    lost = len(expected - records.keys())
    doubled = sum(count > 1 for count in records.values())
    figures.add("morning: lost", lost, "", "people without a record")
    figures.add("morning: doubled", doubled, "", "people with two")
    figures.add("morning: unseen in the recaps", unseen, "", "people with a record")
    if morning.errors or lost or doubled or unseen:
        message = "the morning did not record everybody once"
        raise BenchError(message)
    figures.add(f"compile of {PEOPLE:,} in {OFFICES} offices", compiled, "core·s")
