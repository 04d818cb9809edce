"""Compiling an OPD of 300: ≤ 3 round trips, ≤ 14 RCU, 1 write (architecture.md §3)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest

from chalicelib.adapters.dynamo.items import CheckInItem
from chalicelib.adapters.dynamo.keys import changed_at, check_in_key
from chalicelib.domain.attendance import Code, State
from chalicelib.domain.calendar import Job, Moment
from chalicelib.domain.duty import DutyMonth
from chalicelib.domain.outcomes import record_entry
from chalicelib.domain.people import PegawaiId, UnitNo
from chalicelib.domain.permits import Part, Permit, PermitId, PermitState
from chalicelib.domain.transfers import Pointer
from chalicelib.domain.work import Work
from tests.budget.meter import metered
from tests.scheduled import PLACE, Office, an_office
from tests.world import DINKES, KOMINFO, MONDAY, ulid, wib

PEOPLE: Final = tuple(PegawaiId(ulid(20_000 + n)) for n in range(300))
PERMITS: Final = 20


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with an_office() as office:
        members = {who: UnitNo(1 + n % 2) for n, who in enumerate(PEOPLE)}
        office.world.wired.rosters.write(KOMINFO, date(2026, 2, 1), members)
        for n, who in enumerate(PEOPLE):
            arrive(who, n)
        for n in range(PERMITS):
            permit(office, n)
        office.world.wired.opds.all()  # OPDs and settings are kept for a minute
        yield office


def arrive(who: PegawaiId, n: int) -> None:
    """A verified record as the thin index shows it; its other attributes are not read here."""
    key = check_in_key(KOMINFO, PLACE.held_on, PLACE.activity_id, who)
    at = wib("06.50") + timedelta(seconds=n)
    CheckInItem(
        pk=key.pk, sk=key.sk, t=changed_at(at),
        st=record_entry(State.VERIFIED, Code.PRESENT, at, is_unproven=n % 10 == 0),
        id=ulid(n), lo=0, hi=0, win="-", sha="-", size=1, at_phone="-", live=True,
        offline=False, marks="", digest="-",
    ).save()  # fmt: skip


def permit(office: Office, n: int) -> None:
    """A surat tugas for three people over three days."""
    people = PEOPLE[3 * n : 3 * n + 3]
    office.world.wired.permits.add(
        Permit(
            permit_id=PermitId(ulid(30_000 + n)),
            opd_id=KOMINFO,
            code=Code.DUTY_ELSEWHERE,
            first_day=MONDAY,
            last_day=MONDAY + timedelta(days=2),
            reason="Rapat koordinasi",
            asked_by=people[0],
            asked_at=wib("06.00"),
            parts=tuple(
                Part(
                    pegawai_id=who,
                    name="",
                    opd_id=KOMINFO,
                    unit_no=UnitNo(1),
                    state=PermitState.APPROVED,
                )
                for who in people
            ),
        ),
        office.world.event("test:permit"),
    )


def roster(people: Sequence[PegawaiId], version: int) -> DutyMonth:
    """Three teams, eight days a turn, as a fire brigade has them."""
    turns = "1122 33LL".replace(" ", "") * 5
    rows = {who: turns[n % 3 * 2 :][:30] for n, who in enumerate(people)}
    return DutyMonth(opd_id=KOMINFO, first_day=MONDAY.replace(day=1), rows=rows, version=version)


@pytest.fixture
def work(office: Office) -> Work:
    """The message that tick makes: the roster's chunks are named in it."""
    chunks = office.world.wired.rosters.chunks(KOMINFO, MONDAY)
    return Work(job=Job.COMPILE, place=PLACE, chunks=chunks)


def test_compiling_three_hundred_people(office: Office, work: Work) -> None:
    office.at("07.30")

    with metered() as meter:
        office.world.wired.run(work)

    assert len(office.current().recap.lines) == 300
    assert (meter.reads, meter.writes) == (3, 1), meter.calls
    assert meter.read_units <= 14, meter


def test_the_unseen_are_found_within_the_same_reads(office: Office, work: Work) -> None:
    office.at("07.20")
    reminder = replace(work, job=Job.REMIND, moment=Moment.CLOSING_SOON)

    with metered() as meter:
        told = office.world.wired.run(reminder)

    assert told == 0  # everybody is there: nothing is written
    assert (meter.reads, meter.writes) == (3, 0), meter.calls


@pytest.mark.parametrize("on_duty", [100, 300])
def test_a_duty_roster_costs_no_trip_and_no_unit(office: Office, work: Work, on_duty: int) -> None:
    """A third of them in shifts, and everybody.

    Their ids are as random as an import makes them: 10 bytes a person stay.
    """
    ids = [office.world.wired.ids.ulid() for _ in range(on_duty)]
    month = roster([PegawaiId(who) for who in ids], version=1 if on_duty == 100 else 2)
    office.world.wired.duties.change(month, office.world.event("test:duty"))
    office.at("07.31" if on_duty == 100 else "07.32")

    with metered() as meter:
        office.world.wired.run(work)

    assert (meter.reads, meter.writes) == (3, 1), meter.calls
    assert meter.read_units <= 14, meter


def test_what_lies_elsewhere_is_one_batch_more_and_what_was_said_there_a_query(
    office: Office, work: Work
) -> None:
    """Fifteen people came from Dinkes; their records lie there (security.md T7)."""
    came = PEOPLE[::20]
    pointers = [Pointer(place=PLACE, pegawai_id=who, home=DINKES) for who in map(_other, came)]
    office.world.wired.check_ins.lead(pointers, now=wib("07.00"))
    office.at("07.35")

    with metered() as meter:
        office.world.wired.run(work)

    assert (meter.reads, meter.writes) == (5, 1), meter.calls
    assert meter.read_units <= 16, meter


def _other(who: PegawaiId) -> PegawaiId:
    """Somebody without a record here."""
    return PegawaiId(ulid(60_000 + PEOPLE.index(who)))


def test_twice_the_people_cost_twice_the_bytes_and_no_trip_more(office: Office, work: Work) -> None:
    with metered() as before:
        office.at("07.41").world.wired.run(work)
    for n in range(len(PEOPLE)):
        arrive(PegawaiId(ulid(40_000 + n)), n)

    with metered() as after:
        office.at("07.42").world.wired.run(work)

    assert after.reads == before.reads
    assert after.read_units <= 2 * before.read_units
