"""One contract for the ports of scheduled work: the fakes of tests/fakes.py and DynamoDB's."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from chalicelib.adapters.dynamo.repositories.mailing import DynamoSent
from chalicelib.adapters.dynamo.repositories.recaps import DynamoRecapFacts
from chalicelib.domain.activities import ActivityId
from chalicelib.domain.attendance import Code, Place, State
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import Week
from chalicelib.domain.errors import NotFound, StateChanged, VersionConflict
from chalicelib.domain.outcomes import PermitDay, Record
from chalicelib.domain.overview import Summary, Unexplained
from chalicelib.domain.people import PegawaiId, UnitNo
from chalicelib.domain.permits import PermitId, PermitState
from chalicelib.domain.publications import Publication
from chalicelib.domain.recap import Change, Facts, Status, recap_of
from chalicelib.domain.settings_data import DEFAULT_COLUMNS
from chalicelib.domain.sheets import Edition, FileKind, Reopening
from chalicelib.services.ports.activities import Schedule
from chalicelib.services.ports.notices import Sent
from chalicelib.services.ports.people import Rosters
from chalicelib.services.ports.recaps import RecapFacts, Recaps
from tests.fakes import FakeRecapFacts, FakeRecaps, FakeRosters, FakeSchedule, FakeSent
from tests.scheduled import PLACE, Office, an_office
from tests.world import (
    APEL,
    BUDI,
    DINKES,
    ENDAH,
    JOKO,
    KOMINFO,
    MONDAY,
    OPDS,
    SITI,
    WATI,
    ulid,
    wib,
)

WEEK = Week.of(MONDAY)
THURSDAY, FRIDAY = MONDAY + timedelta(days=3), MONDAY + timedelta(days=4)
MEMBERS = {SITI.pegawai_id: UnitNo(1), BUDI.pegawai_id: UnitNo(2)}
NOWHERE = replace(PLACE, activity_id=ActivityId(ulid(9)))


@dataclass
class Ports:
    """The ports under test, with Monday's apel and the facts of that morning in them."""

    recaps: Recaps
    rosters: Rosters
    schedule: Schedule
    facts: RecapFacts
    sent: Sent


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with an_office() as office:
        yield office


def on_dynamo(office: Office) -> Ports:
    office.as_at_the_start()
    wired = office.world.wired
    wired.rosters.write(KOMINFO, date(2026, 6, 1), MEMBERS)
    office.check_in(SITI, wib("07.20"))
    office.ask(BUDI, Code.ILL)
    return Ports(wired.recaps, wired.rosters, wired.schedule, DynamoRecapFacts(), DynamoSent())


def in_memory() -> Ports:
    schedule, rosters = FakeSchedule(until=wib("06.50")), FakeRosters()
    schedule.add(APEL, [opd.opd_id for opd in OPDS])
    rosters.write(KOMINFO, date(2026, 1, 1), {SITI.pegawai_id: UnitNo(1)})
    rosters.write(KOMINFO, date(2026, 6, 1), MEMBERS)
    late = Record(state=State.VERIFIED, code=Code.LATE, arrived_at=wib("07.20"))
    asked = PermitDay(
        permit_id=PermitId(ulid(7_001)),
        pegawai_id=BUDI.pegawai_id,
        code=Code.ILL,
        state=PermitState.ASKED,
    )
    facts = FakeRecapFacts(schedule, rosters, records={SITI.pegawai_id: late}, permits={"p": asked})
    return Ports(FakeRecaps(schedule), rosters, schedule, facts, FakeSent())


@pytest.fixture(params=["fake", "dynamo"])
def ports(request: pytest.FixtureRequest) -> Ports:
    if request.param == "fake":
        return in_memory()
    return on_dynamo(request.getfixturevalue("office"))


def event(n: int) -> Event:
    return Event(
        event_id=ulid(90_000 + n), at=wib("09.00"), actor="test", action="x:y", subject="-"
    )


def read(ports: Ports) -> Facts:
    chunks = ports.rosters.chunks(KOMINFO, MONDAY)
    _, facts = ports.facts.read(PLACE, chunks=chunks, opd=OPDS[0], columns=DEFAULT_COLUMNS)
    return facts


def edition(ports: Ports, clock: str = "07.30", version: int = 0) -> Edition:
    return Edition(
        recap=recap_of(read(ports), locked=version > 0),
        as_of=wib(clock),
        version=version,
        locks_on=None if version else THURSDAY,
    )


def summary(ports: Ports, clock: str) -> Summary | None:
    return Summary.of(edition(ports, clock), APEL)


def reopening() -> Reopening:
    return Reopening(
        reason="Surat terlambat", by=ENDAH.pegawai_id, by_name="Endah", at=wib("09.00")
    )


def publication(version: int) -> Publication:
    return Publication(
        owner=KOMINFO,
        week=WEEK,
        version=version,
        status=Status.PROVISIONAL,
        state="SEMENTARA",
        at=wib("16.00"),
        fingerprint="f" * 64,
        files={kind: f"rekap/{kind}" for kind in FileKind},
        signature_sha256="a" * 64 if version > 1 else None,
    )


def test_facts_hold_roster_records_and_permits(ports: Ports) -> None:
    facts = read(ports)

    assert dict(facts.roster) == MEMBERS
    assert facts.records == {
        SITI.pegawai_id: Record(state=State.VERIFIED, code=Code.LATE, arrived_at=wib("07.20"))
    }
    assert [(p.pegawai_id, p.code, p.state) for p in facts.permits] == [
        (BUDI.pegawai_id, Code.ILL, PermitState.ASKED)
    ]


def test_there_are_no_facts_without_the_activity(ports: Ports) -> None:
    with pytest.raises(NotFound):
        ports.facts.read(NOWHERE, chunks=(), opd=OPDS[0], columns=DEFAULT_COLUMNS)


def test_who_moved_is_in_each_roster_since_and_others_stay_as_they_came(ports: Ports) -> None:
    """Wati came in July: she is not there in May because somebody else is."""
    later, may = date(2026, 7, 1), date(2026, 5, 4)
    ports.rosters.write(KOMINFO, later, MEMBERS | {WATI.pegawai_id: UnitNo(2)})
    joining, leaving = {JOKO.pegawai_id: UnitNo(1)}, {SITI.pegawai_id}
    before = held_on(ports, may)

    for _ in range(2):
        ports.rosters.amend(KOMINFO, may, joining=joining, leaving=leaving)

    assert ports.rosters.later(KOMINFO, may) == (date(2026, 6, 1), later)
    stay = {BUDI.pegawai_id: UnitNo(2), **joining}
    assert held_on(ports, date(2026, 5, 3)) == before
    assert held_on(ports, may) == {w: u for w, u in before.items() if w not in leaving} | joining
    assert held_on(ports, date(2026, 6, 30)) == stay
    assert held_on(ports, later) == stay | {WATI.pegawai_id: UnitNo(2)}


def held_on(ports: Ports, day: date) -> dict[PegawaiId, UnitNo]:
    """By the facts of Monday's apel with that day's roster."""
    chunks = ports.rosters.chunks(KOMINFO, day)
    _, facts = ports.facts.read(PLACE, chunks=chunks, opd=OPDS[0], columns=DEFAULT_COLUMNS)
    return dict(facts.roster)


def test_a_roster_holds_from_its_day_on(ports: Ports) -> None:
    assert ports.rosters.chunks(KOMINFO, date(2025, 12, 31)) == ()
    assert ports.rosters.chunks(KOMINFO, date(2026, 5, 31)) == ("20260101#00",)
    assert ports.rosters.chunks(KOMINFO, date(2026, 6, 1)) == ("20260601#00",)


def test_a_roster_of_one_day_is_replaced(ports: Ports) -> None:
    ports.rosters.write(KOMINFO, date(2026, 6, 1), {BUDI.pegawai_id: UnitNo(9)})

    assert dict(read(ports).roster) == {BUDI.pegawai_id: UnitNo(9)}


def test_the_later_facts_become_current(ports: Ports) -> None:
    assert ports.recaps.keep_provisional(edition(ports, "07.35"), summary(ports, "07.35"))
    assert not ports.recaps.keep_provisional(edition(ports, "07.30"), summary(ports, "07.30"))
    assert not ports.recaps.keep_provisional(edition(ports, "07.35"), summary(ports, "07.36"))

    (current,) = ports.recaps.current([PLACE, NOWHERE])
    assert current == edition(ports, "07.35")
    assert ports.recaps.of_weeks(KOMINFO, WEEK, WEEK) == (current,)
    assert ports.recaps.of_weeks(KOMINFO, WEEK.shifted(-2), WEEK.shifted(1)) == (current,)
    assert ports.recaps.of_weeks(KOMINFO, WEEK.shifted(1), WEEK.shifted(2)) == ()
    assert ports.recaps.of_weeks(KOMINFO, WEEK.shifted(-2), WEEK.shifted(-1)) == ()
    assert ports.recaps.of_weeks(DINKES, WEEK, WEEK) == ()
    assert ports.recaps.summaries(MONDAY, MONDAY) == (summary(ports, "07.35"),)


def test_summaries_are_those_of_the_days_asked_for(ports: Ports) -> None:
    ports.recaps.keep_provisional(edition(ports), summary(ports, "07.30"))

    assert len(ports.recaps.summaries(MONDAY - timedelta(days=9), MONDAY)) == 1
    assert ports.recaps.summaries(MONDAY + timedelta(days=1), FRIDAY) == ()
    assert ports.recaps.summaries(date(2026, 1, 1), MONDAY - timedelta(days=1)) == ()


def test_a_table_without_a_summary_is_kept_alone(ports: Ports) -> None:
    assert ports.recaps.keep_provisional(edition(ports), None)

    assert ports.recaps.summaries(MONDAY, MONDAY) == ()


def test_a_final_version_stands_once_and_locks_the_activity(ports: Ports) -> None:
    changed = Change(
        pegawai_id=BUDI.pegawai_id, unit_no=UnitNo(2), before=Code.UNEXPLAINED, after=Code.ILL
    )
    final = replace(edition(ports, version=1), changes=(changed,), reopening=reopening())
    ports.recaps.finalize(final, Summary.of(final, APEL), event(1))

    with pytest.raises(StateChanged):
        ports.recaps.finalize(final, None, event(2))
    assert not ports.recaps.keep_provisional(edition(ports, "08.00"), summary(ports, "08.00"))
    assert ports.recaps.summaries(MONDAY, MONDAY) == (Summary.of(final, APEL),)
    assert ports.recaps.unexplained(MONDAY, MONDAY) == (
        Unexplained(
            opd_id=KOMINFO,
            activity_id=APEL.activity_id,
            held_on=MONDAY,
            people=frozenset(
                line.pegawai_id for line in final.recap.lines if line.code is Code.UNEXPLAINED
            ),
        ),
    )
    assert ports.recaps.unexplained(FRIDAY, FRIDAY) == ()
    assert ports.recaps.version(PLACE, 1) == final
    assert ports.recaps.version(PLACE, 2) is None
    assert ports.recaps.current([PLACE]) == (final,)
    assert [copy.final_version for copy in ports.schedule.copies([PLACE])] == [1]


def test_reopening_needs_the_version_that_stands(ports: Ports) -> None:
    with pytest.raises(StateChanged):
        ports.recaps.reopen(PLACE, 1, reopening(), FRIDAY, event(1))
    ports.recaps.finalize(edition(ports, version=1), None, event(2))
    ports.recaps.reopen(PLACE, 1, reopening(), FRIDAY, event(3))

    with pytest.raises(StateChanged):
        ports.recaps.reopen(PLACE, 1, reopening(), FRIDAY, event(4))
    (copy,) = ports.schedule.copies([PLACE])
    assert copy.reopened is not None
    assert copy.reopened["reason"] == "Surat terlambat"
    assert ports.schedule.relocks(FRIDAY) == (PLACE,)
    assert ports.schedule.relocks(THURSDAY) == ()


def test_the_next_version_closes_it_again(ports: Ports) -> None:
    ports.recaps.finalize(edition(ports, version=1), None, event(1))
    ports.recaps.reopen(PLACE, 1, reopening(), FRIDAY, event(2))
    ports.recaps.finalize(edition(ports, version=2), None, event(3))

    (copy,) = ports.schedule.copies([PLACE])
    assert (copy.final_version, copy.reopened) == (2, None)


def test_a_published_version_stands(ports: Ports) -> None:
    ports.recaps.publish(publication(1), event(1))
    ports.recaps.publish(publication(2), event(2))

    with pytest.raises(VersionConflict):
        ports.recaps.publish(publication(2), event(3))
    assert ports.recaps.published(KOMINFO, WEEK) == (publication(1), publication(2))
    assert ports.recaps.published(None, WEEK) == ()


def test_the_mark_moves_forward_only(ports: Ports) -> None:
    ports.schedule.set_mark(wib("07.00"))
    ports.schedule.set_mark(wib("06.59"))

    assert ports.schedule.mark() == wib("07.00")


def test_activities_are_found_by_day_and_copies_by_place(ports: Ports) -> None:
    other = Place(opd_id=DINKES, held_on=PLACE.held_on, activity_id=PLACE.activity_id)

    assert ports.schedule.of_days([MONDAY, FRIDAY]) == (APEL,)
    assert ports.schedule.of_days([FRIDAY]) == ()
    found = ports.schedule.copies([PLACE, NOWHERE, other])
    assert {copy.opd_id for copy in found} == {KOMINFO, DINKES}


def test_only_the_first_mail_of_a_job_is_sent(ports: Ports) -> None:
    def is_first(subject: str, who: PegawaiId) -> bool:
        with ports.sent.once("remind", subject, who, now=wib("07.20")) as is_first:
            return is_first

    assert is_first("a", SITI.pegawai_id)
    assert not is_first("a", SITI.pegawai_id)
    assert is_first("b", SITI.pegawai_id)
    assert is_first("a", BUDI.pegawai_id)


def test_a_mail_that_was_refused_is_sent_at_the_next_try(ports: Ports) -> None:
    def mail(*, is_refused: bool) -> bool:
        with ports.sent.once("tell", "a", SITI.pegawai_id, now=wib("07.20")) as is_first:
            if is_refused:
                raise ConnectionError
            return is_first

    with pytest.raises(ConnectionError):
        mail(is_refused=True)

    assert mail(is_refused=False)
    assert not mail(is_refused=False)
