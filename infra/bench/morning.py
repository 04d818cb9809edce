"""Everybody's check-in of one apel, on whose records everything else stands."""

import time
from collections import Counter
from datetime import timedelta
from typing import Any, Final

from chalicelib.adapters.dynamo.items import CheckInItem
from chalicelib.domain.attendance import Place
from chalicelib.domain.calendar import Job
from chalicelib.domain.people import PegawaiId
from chalicelib.domain.work import Work
from infra.bench.history import add_past
from infra.bench.regency import Office, a_claim, an_office, cookies, settle, ticket
from tests.scheduled import Office as Scheduled
from tests.world import MONDAY, Phone, World, an_apel, wib

RETRIES: Final = 20  # every 20th phone asks again: its first answer was lost
CREATED: Final = 201
OK: Final = 200


class BenchError(Exception):
    """What was to be measured did not happen."""


class Morning:
    """Everybody's check-in of one apel, in the order of arrival."""

    def __init__(
        self, regency: Scheduled, people: int, offices: int, first: int, *, absent: int = 0
    ) -> None:
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
        everybody = [person for office in self.offices for person in office.people]
        coming = len(everybody) - absent
        self.coming, self.absent = everybody[:coming], everybody[coming:]
        self.errors = 0

    def run(self) -> float:
        """Check in whoever comes between 06.50 and 07.05; seconds of processor time."""
        used = 0.0
        for number, person in enumerate(self.coming):
            arrived = wib("06.50") + timedelta(minutes=15) * number / len(self.coming)
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

    def works(self) -> list[Work]:
        """The messages that tick makes at closing, one for each office."""
        chunks = self.world.wired.rosters.chunks
        return [
            Work(
                job=Job.COMPILE, place=self.place(office), chunks=chunks(office.opd.opd_id, MONDAY)
            )
            for office in self.offices
        ]

    def pass_time(self, by: timedelta) -> None:
        """Let the clock go on."""
        self.world.clock.at += by

    def add_history(self, weeks: int) -> None:
        """The Mondays before: records of all, letters of some, the recap."""
        now = self.world.clock.at
        for week in range(1, weeks + 1):
            for office in self.offices:
                add_past(self.world, office, MONDAY - timedelta(weeks=week), 500_000 + week)
        self.world.clock.at = now

    def records(self) -> Counter[str]:
        """How many records of this apel lie in the table for each person, in whichever OPD."""
        its_end = f"#{self.activity.activity_id}"
        return Counter(item.sk for item in CheckInItem.scan() if item.pk.endswith(its_end))

    def unseen(self) -> int:
        """How many the recaps have no record of, whatever it became."""
        places = [self.place(office) for office in self.offices]
        return sum(each.recap.total.unseen for each in self.world.wired.recaps.current(places))


def check_in(world: World, who: PegawaiId, body: dict[str, Any]) -> int:
    """The status of one request through Chalice and everything below it."""
    return Phone(world, cookies(who)).call("POST", "/check-ins", body)[0]


def page(world: World, who: PegawaiId, path: str) -> Any:  # noqa: ANN401 - JSON
    """One page's body. Raises BenchError where it is refused."""
    status, body, _ = Phone(world, cookies(who)).call("GET", path)
    if status != OK:
        raise BenchError(body)
    return body
