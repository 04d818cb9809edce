"""One contract for activities, people, appointments, failures, audit: fakes and DynamoDB's."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

import pytest

from chalicelib.adapters.dynamo import keys
from chalicelib.adapters.dynamo.items import AuditEvent
from chalicelib.adapters.dynamo.repositories import activities as activities_module
from chalicelib.adapters.dynamo.repositories import people as people_module
from chalicelib.domain.activities import ActivityId, Answer, Venue
from chalicelib.domain.audit import Event
from chalicelib.domain.errors import (
    AlreadyProposed,
    ContentDiffers,
    NotFound,
    StateChanged,
    TooMany,
    VersionConflict,
)
from chalicelib.domain.people import Appointment, OpdId, PegawaiId, Role, UnitNo
from chalicelib.domain.proposals import Decision, Officer, Proposal, ProposalId, ProposalState
from chalicelib.services.ports.accounts import Accounts, Failures
from chalicelib.services.ports.activities import Activities, Schedule
from chalicelib.services.ports.people import Appointments, Held, People
from chalicelib.services.ports.system import AuditLog
from tests.budget.meter import metered
from tests.fakes import (
    FakeAccounts,
    FakeActivities,
    FakeAppointments,
    FakeAuditLog,
    FakeFailures,
    FakePeople,
    FakeSchedule,
)
from tests.scheduled import Office, an_office
from tests.world import (
    APEL,
    BUDI,
    DINKES,
    ENDAH,
    HADI,
    KOMINFO,
    MONDAY,
    NANIK,
    OPDS,
    PEOPLE,
    SITI,
    WATI,
    an_apel,
    ulid,
    wib,
)

OPD_IDS: Final = tuple(opd.opd_id for opd in OPDS)
NOBODY: Final = PegawaiId(ulid(9))
TUESDAY: Final = MONDAY + timedelta(days=1)
NOW: Final = wib("07.00")
MEETING: Final = replace(an_apel(101, TUESDAY), organiser=KOMINFO, opds=(KOMINFO,))


@dataclass
class Ports:
    """The ports under test: the regency's people, and Monday's apel."""

    activities: Activities
    schedule: Schedule
    people: People
    accounts: Accounts
    appointments: Appointments
    failures: Failures
    audit_log: AuditLog
    told: Callable[[OpdId], list[str]]  # ids of an OPD's events of the day
    viewed: Callable[[PegawaiId], list[str]]  # ids of the views that a person is told of


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with an_office() as office:
        yield office


def in_memory(office: Office) -> Ports:
    schedule, log = FakeSchedule(), FakeAuditLog()
    schedule.add(APEL, OPD_IDS)
    accounts = FakeAccounts.holding(office.world.wired.accounts, PEOPLE)
    return Ports(
        FakeActivities(schedule), schedule, FakePeople({p.pegawai_id: p for p in PEOPLE}), accounts,
        FakeAppointments(accounts), FakeFailures(), log,
        told=lambda opd_id: [e.event_id for e in log.told.values() if e.opd_id == opd_id],
        viewed=lambda who: [event_id for owner, event_id in log.views if owner == who],
    )  # fmt: skip


def on_dynamo(office: Office) -> Ports:
    def listed(pk: str) -> list[str]:
        found = AuditEvent.query(pk, consistent_read=True)
        return [item.sk.rpartition("#")[2] for item in found]

    wired = office.world.wired
    return Ports(
        wired.activities, wired.schedule, wired.people, wired.accounts, wired.appointments,
        wired.failures, wired.audit_log,
        told=lambda opd_id: listed(keys.audit_key(opd_id, MONDAY, "").pk),
        viewed=lambda who: listed(keys.views_key(who, "").pk),
    )  # fmt: skip


@pytest.fixture(params=[in_memory, on_dynamo])
def ports(request: pytest.FixtureRequest, office: Office) -> Ports:
    made: Ports = request.param(office.as_at_the_start())
    return made


def event(n: int, of: PegawaiId = SITI.pegawai_id) -> Event:
    return Event(
        event_id=ulid(90_000 + n), at=NOW, actor="test", action="x:y", subject="-",
        opd_id=KOMINFO, detail={"of": of},
    )  # fmt: skip


# ---- activities ---------------------------------------------------------------------------------


def test_an_activity_is_found_by_its_day_in_each_opd_that_takes_part(ports: Ports) -> None:
    meeting = MEETING
    ports.activities.add(meeting, [KOMINFO], event(1))

    ours = ports.activities.between(KOMINFO, MONDAY, TUESDAY)

    assert [kept.activity for kept in ours] == [APEL, meeting]
    assert [kept.activity for kept in ports.activities.between(DINKES, MONDAY, TUESDAY)] == [APEL]
    assert ports.activities.between(KOMINFO, TUESDAY, TUESDAY) == ours[1:]
    assert ports.activities.get(KOMINFO, TUESDAY, meeting.activity_id) == ours[1]
    assert ports.activities.find(meeting.activity_id) == meeting
    assert ports.schedule.of_days([TUESDAY]) == (meeting,)
    for opd_id, day in ((DINKES, TUESDAY), (KOMINFO, MONDAY)):
        with pytest.raises(NotFound):
            ports.activities.get(opd_id, day, meeting.activity_id)
    with pytest.raises(NotFound):
        ports.activities.find(ActivityId(ulid(9)))


def test_the_same_activity_again_changes_nothing_and_another_needs_its_own_id(ports: Ports) -> None:
    ports.activities.add(APEL, OPD_IDS, event(1))

    with pytest.raises(ContentDiffers):
        ports.activities.add(replace(APEL, title="Upacara"), OPD_IDS, event(2))
    assert ports.activities.find(APEL.activity_id) == APEL
    assert ports.schedule.of_days([MONDAY]) == (APEL,)


def test_a_change_stands_in_every_opd_and_for_tick_and_goes_over_the_newest_alone(
    ports: Ports,
) -> None:
    own_office = Venue(name="Kantor masing-masing", is_own_office=True)
    moved = APEL.changed(replace(APEL.details, venue=own_office), at=NOW)

    ports.activities.change(APEL, moved, OPD_IDS, event(1))

    assert moved.version == NOW.timestamp() * 1000
    assert ports.activities.find(APEL.activity_id) == moved
    assert ports.schedule.of_days([MONDAY]) == (moved,)
    for opd_id in OPD_IDS:
        assert ports.activities.get(opd_id, MONDAY, APEL.activity_id).activity == moved
    with pytest.raises(VersionConflict):
        ports.activities.change(APEL, APEL.changed(APEL.details, at=NOW), OPD_IDS, event(2))
    assert ports.activities.find(APEL.activity_id) == moved


def test_who_is_invited_gets_a_copy_that_is_for_nobody_until_it_answers(ports: Ports) -> None:
    ports.activities.add(MEETING, [KOMINFO], event(1))
    invited = MEETING.inviting([DINKES], at=NOW)

    ports.activities.invite(MEETING, invited, event(2))

    assert ports.activities.find(MEETING.activity_id) == invited
    assert ports.schedule.of_days([TUESDAY]) == (invited,)
    ours, theirs = (
        ports.activities.get(opd_id, TUESDAY, MEETING.activity_id) for opd_id in OPD_IDS
    )
    assert (ours.activity, ours.activity.is_for_nobody, ours.answer) == (invited, False, None)
    assert (theirs.activity.is_for_nobody, theirs.activity.units) == (True, ())
    with pytest.raises(VersionConflict):
        ports.activities.invite(MEETING, invited, event(3))


def test_an_answer_goes_over_the_one_that_was_seen_and_outlives_a_change(ports: Ports) -> None:
    invited = MEETING.inviting([DINKES], at=NOW)
    ports.activities.add(invited, [KOMINFO, DINKES], event(1))
    asked = ports.activities.get(DINKES, TUESDAY, MEETING.activity_id)
    named = Answer(version=5, units=(UnitNo(2),), people=frozenset({WATI.pegawai_id}))

    ports.activities.answer(asked, named, event(2))
    moved = invited.changed(replace(invited.details, venue=Venue(name="Pendopo")), at=NOW)
    ports.activities.change(invited, moved, OPD_IDS, event(3))

    kept = ports.activities.get(DINKES, TUESDAY, MEETING.activity_id)
    assert (kept.answer, kept.activity.venue.name) == (named, "Pendopo")
    assert kept.activity.expects(WATI.pegawai_id, UnitNo(1))
    assert not kept.activity.expects(NANIK.pegawai_id, UnitNo(1))
    with pytest.raises(VersionConflict):
        ports.activities.answer(asked, replace(named, version=6), event(4))
    ports.activities.answer(kept, replace(named, version=6, is_everybody=True), event(5))


def test_nobody_is_invited_to_or_sent_to_what_was_cancelled(ports: Ports) -> None:
    invited = MEETING.inviting([DINKES], at=NOW)
    ports.activities.add(invited, [KOMINFO, DINKES], event(1))
    asked = ports.activities.get(DINKES, TUESDAY, MEETING.activity_id)

    ports.activities.cancel(invited, OPD_IDS, "Hujan", event(2))

    with pytest.raises(VersionConflict):
        ports.activities.answer(asked, Answer(version=5), event(3))
    with pytest.raises(VersionConflict):
        ports.activities.invite(invited, invited.inviting([OpdId(ulid(30))], at=NOW), event(4))


def test_a_change_of_more_opds_than_fit_one_write_is_completed_by_the_same_again(
    ports: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(activities_module, "COPIES_AT_ONCE", 1)
    moved = APEL.changed(replace(APEL.details, title="Apel gabungan"), at=NOW)

    ports.activities.change(APEL, moved, OPD_IDS[:1], event(1))
    ports.activities.change(moved, moved, OPD_IDS, event(1))

    for opd_id in OPD_IDS:
        assert ports.activities.get(opd_id, MONDAY, APEL.activity_id).activity == moved


def test_a_cancelled_activity_stays_with_its_reason(ports: Ports) -> None:
    ports.activities.cancel(APEL, OPD_IDS, "Hujan", event(1))

    cancelled = replace(APEL, cancelled_because="Hujan")
    assert ports.activities.find(APEL.activity_id) == cancelled
    for opd_id in OPD_IDS:
        assert ports.activities.get(opd_id, MONDAY, APEL.activity_id).activity == cancelled
    with pytest.raises(NotFound):
        ports.activities.cancel(an_apel(102), OPD_IDS, "Hujan", event(2))


# ---- people -------------------------------------------------------------------------------------


def test_people_are_listed_by_opd_and_found_by_id(ports: Ports) -> None:
    ours = [person for person in PEOPLE if person.opd_id == KOMINFO]

    assert list(ports.people.of_opd(KOMINFO)) == ours
    assert ports.people.of_opd(OpdId(ulid(9))) == ()
    assert ports.people.person(SITI.pegawai_id) == SITI
    assert ports.people.person(NOBODY) is None


def test_everybody_of_some_opds_is_listed_at_once(ports: Ports) -> None:
    found = ports.people.of_opds((DINKES, KOMINFO, OpdId(ulid(9))))

    assert found == (*ports.people.of_opd(DINKES), *ports.people.of_opd(KOMINFO))


def test_a_regency_is_read_in_two_trips_however_large_an_opd_is(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first thousand of each OPD, then all that lies behind the full ones."""
    wired = office.as_at_the_start().world.wired
    ours = wired.people.of_opd(KOMINFO)
    monkeypatch.setattr(people_module, "NAMES_PER_ITEM", 2)
    wired.registry.save_names(KOMINFO, ours)
    people = people_module.DynamoPeople()

    with metered() as meter:
        found = people.of_opds((KOMINFO, DINKES))
        again = people.of_opds((KOMINFO, DINKES))

    assert meter.calls == ["dynamodb.BatchGetItem"] * 2
    assert set(found) == {*ours, *people.of_opd(DINKES)}
    assert again == found


def test_a_person_has_a_history_of_places(ports: Ports) -> None:
    assert ports.people.history(SITI.pegawai_id) == (SITI, ())
    assert ports.people.history(NOBODY) is None


def test_an_address_is_entered_and_taken_back(ports: Ports) -> None:
    ports.people.set_mail(SITI.pegawai_id, "siti@example.org", event(1))
    entered = ports.people.profile(SITI.pegawai_id)
    ports.people.set_mail(SITI.pegawai_id, None, event(2))

    assert entered == (SITI, "siti@example.org")
    assert ports.people.profile(SITI.pegawai_id) == (SITI, None)
    assert ports.people.profile(NOBODY) is None
    with pytest.raises(NotFound):
        ports.people.set_mail(NOBODY, "x@example.org", event(3))


def test_an_appointment_stands_under_its_opd_and_in_the_account(ports: Ports) -> None:
    account = ports.accounts.get(BUDI.pegawai_id)
    assert account
    role = Appointment(role=Role.BKPSDA, since=date(2026, 12, 1))
    held = Held(pegawai_id=BUDI.pegawai_id, name=BUDI.full_name, appointment=role)
    appointed = replace(account, appointments=(role,)).next_rev()
    ports.appointments.add(appointed, held, event(1))

    with pytest.raises(VersionConflict):
        ports.appointments.add(appointed, held, event(2))
    assert held in ports.appointments.of_opd(None)
    assert held not in ports.appointments.of_opd(KOMINFO)
    assert ports.accounts.get(BUDI.pegawai_id) == appointed


def test_an_office_is_filled_from_its_first_day_to_its_last(ports: Ports) -> None:
    """The regency's page asks of all OPDs at once; its own roles are no OPD's."""
    head = Appointment(role=Role.OPD_HEAD, since=MONDAY, until=TUESDAY, opd_id=DINKES)
    auditor = Appointment(role=Role.AUDITOR, since=MONDAY)
    for n, (person, role) in enumerate(((BUDI, head), (SITI, auditor))):
        account = ports.accounts.get(person.pegawai_id)
        assert account
        appointed = replace(account, appointments=(role,)).next_rev()
        held = Held(pegawai_id=person.pegawai_id, name=person.full_name, appointment=role)
        ports.appointments.add(appointed, held, event(n))

    days = (MONDAY - timedelta(days=1), MONDAY, TUESDAY, TUESDAY + timedelta(days=1))
    filled = [ports.appointments.filled(day) for day in days]

    assert [Role.OPD_HEAD in by_opd.get(DINKES, ()) for by_opd in filled] == [
        False, True, True, False,
    ]  # fmt: skip
    assert not any(Role.AUDITOR in roles for roles in filled[1].values())


def a_proposal(n: int, *, role: Role = Role.AUDITOR, at: datetime = NOW) -> Proposal:
    return Proposal(
        proposal_id=ProposalId(ulid(n)), pegawai_id=BUDI.pegawai_id, name=BUDI.full_name,
        role=role, since=TUESDAY, until=date(2026, 12, 31), reason="Perlu",
        mail="budi@contoh.go.id",
        by=Officer(pegawai_id=ENDAH.pegawai_id, name=ENDAH.full_name), at=at,
    )  # fmt: skip


def decided(of: Proposal) -> Proposal:
    by = Officer(pegawai_id=HADI.pegawai_id, name=HADI.full_name)
    return of.settled(ProposalState.REFUSED, Decision(by=by, at=NOW, reason="Belum"))


def test_one_proposal_of_a_person_and_role_waits_at_a_time(ports: Ports) -> None:
    first = a_proposal(1)
    ports.appointments.propose(first, event(1))

    with pytest.raises(AlreadyProposed):
        ports.appointments.propose(a_proposal(2), event(2))
    ports.appointments.propose(a_proposal(3, role=Role.BKPSDA), event(3))
    assert first in ports.appointments.proposals()
    assert len(ports.appointments.proposals()) == 2


@pytest.mark.parametrize("is_decided", [True, False])
def test_a_proposal_gives_way_once_it_is_decided_or_has_lapsed(
    ports: Ports, *, is_decided: bool
) -> None:
    first = a_proposal(1)
    ports.appointments.propose(first, event(1))
    if is_decided:
        ports.appointments.settle(decided(first), event(2))
        assert ports.appointments.proposals() == (decided(first),)
    second = a_proposal(2, at=NOW if is_decided else NOW + timedelta(days=8))

    ports.appointments.propose(second, event(3))

    assert ports.appointments.proposals() == (second,)


def test_a_proposal_is_decided_once(ports: Ports) -> None:
    proposal = a_proposal(1)
    ports.appointments.propose(proposal, event(1))
    ports.appointments.settle(decided(proposal), event(2))

    with pytest.raises(StateChanged):
        ports.appointments.settle(decided(proposal), event(3))
    with pytest.raises(StateChanged):
        ports.appointments.settle(decided(a_proposal(2)), event(4))


def test_a_proposal_and_its_appointment_are_kept_together_or_not_at_all(ports: Ports) -> None:
    proposal = a_proposal(1)
    ports.appointments.propose(proposal, event(1))
    confirmed = replace(decided(proposal), state=ProposalState.CONFIRMED)
    account = ports.accounts.get(BUDI.pegawai_id)
    assert account
    a = Appointment(role=Role.AUDITOR, since=TUESDAY)
    held = Held(pegawai_id=BUDI.pegawai_id, name=BUDI.full_name, appointment=a)
    first = account.with_appointment(a, MONDAY).next_rev()
    ports.appointments.add(first, held, event(2), by=confirmed)

    with pytest.raises(StateChanged):
        ports.appointments.add(first.next_rev(), held, event(3), by=confirmed)
    assert ports.appointments.proposals() == (confirmed,)
    assert ports.accounts.get(BUDI.pegawai_id) == first


def test_an_appointment_ends_only_beside_an_account_that_has_not_changed(ports: Ports) -> None:
    account, beside = ports.accounts.get(BUDI.pegawai_id), ports.accounts.get(ENDAH.pegawai_id)
    assert account
    assert beside
    a = Appointment(role=Role.BKPSDA, since=TUESDAY)
    held = Held(pegawai_id=BUDI.pegawai_id, name=BUDI.full_name, appointment=a)
    ports.accounts.save(beside.next_rev())

    with pytest.raises(VersionConflict):
        ports.appointments.add(account.next_rev(), held, event(1), beside=beside)
    ports.appointments.add(account.next_rev(), held, event(1), beside=beside.next_rev())

    assert held in ports.appointments.of_opd(None)


# ---- failures -----------------------------------------------------------------------------------


def test_the_sixth_failure_in_a_row_has_to_wait_and_each_longer(ports: Ports) -> None:
    """Per name and kind of client: another's failures are none of ours (security.md A6)."""
    waits: list[Any] = []  # seconds
    assert ports.failures.remembered("name", "*", now=NOW) is None
    for _ in range(7):
        ports.failures.add("name", "*", now=NOW)
        tries = ports.failures.remembered("name", "*", now=NOW)
        assert tries
        try:
            tries.refuse_while_locked(NOW)
        except TooMany as refused:
            waits.append(refused.extensions["retry_after"])

    assert len(waits) == 2
    assert waits[0] < waits[1]
    assert ports.failures.remembered("other", "*", now=NOW) is None
    assert ports.failures.remembered("name", "kode", now=NOW) is None


@pytest.mark.parametrize(("client", "is_refused"), [("*", True), ("totp", True), ("kode", False)])
def test_a_hundred_failures_in_a_row_are_refused_until_a_reset_in_person(
    ports: Ports, client: str, *, is_refused: bool
) -> None:
    """Not for a day: else an outsider has a hundred tries each day. Codes are never killed (A4)."""
    for _ in range(100):
        ports.failures.add("name", client, now=NOW)
    later = NOW + timedelta(days=400)

    tries = ports.failures.remembered("name", client, now=later)
    if is_refused:
        assert tries
        with pytest.raises(TooMany) as refused:
            tries.refuse_while_locked(later)
        assert refused.value.extensions["retry_after"] == 24 * 3600 + 1
    elif tries:
        tries.refuse_while_locked(later)

    ports.failures.clear("name", client)
    assert ports.failures.remembered("name", client, now=later) is None


def test_a_success_forgets_failures(ports: Ports) -> None:
    ports.failures.add("name", "*", now=NOW)

    ports.failures.clear("name", "*")
    ports.failures.clear("other", "*")

    assert ports.failures.remembered("name", "*", now=NOW) is None


# ---- audit --------------------------------------------------------------------------------------


def test_an_event_is_told_once(ports: Ports) -> None:
    before = ports.told(KOMINFO)
    for _ in range(2):
        ports.audit_log.add(event(1))

    assert set(ports.told(KOMINFO)) - set(before) == {ulid(90_001)}
    assert len(ports.told(KOMINFO)) == len(before) + 1


def test_a_view_is_told_to_the_opd_and_to_whose_photo_it_is(ports: Ports) -> None:
    """Who looks at two photos, and again at one of them and a third, has looked at three."""
    one, two, three = (event(n, person.pegawai_id) for n, person in enumerate((SITI, BUDI, SITI)))
    ports.audit_log.add_view([one, two])
    ports.audit_log.add_view([two, three])

    assert ports.viewed(SITI.pegawai_id) == [one.event_id, three.event_id]
    assert ports.viewed(BUDI.pegawai_id) == [two.event_id]
    assert {one.event_id, two.event_id, three.event_id} <= set(ports.told(KOMINFO))


def test_what_was_done_to_a_person_is_listed_for_that_opd(ports: Ports) -> None:
    """The newest first; what is another person's or another OPD's, and routine, is not there."""
    to_siti: dict[str, Any] = {"action": "code:issue", "subject": SITI.pegawai_id}
    ports.audit_log.add(replace(event(1), **to_siti))
    ports.audit_log.add(replace(event(2, BUDI.pegawai_id), action="review:decide"))
    ports.audit_log.add(replace(event(3), **to_siti, opd_id=DINKES))
    ports.audit_log.add(replace(event(4), action="photo:verify"))
    ports.audit_log.add(
        replace(event(5), action="session:create", subject=SITI.pegawai_id, detail={})
    )
    ports.audit_log.add_view([replace(event(6), action="photo:view")])

    found = ports.audit_log.about(SITI.pegawai_id, KOMINFO)

    assert [each.event_id for each in found] == [ulid(90_006), ulid(90_001)]
    assert (found[1].at, found[1].actor, found[1].action) == (NOW, "test", "code:issue")
