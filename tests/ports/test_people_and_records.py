"""One contract for check-ins, permits, duties, notices, accounts: the fakes and DynamoDB's."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

import pytest

from chalicelib.domain.activities import ActivityId
from chalicelib.domain.attendance import CheckIn, Claim, Code, Mark, ReviewReason, State, Ticket
from chalicelib.domain.audit import Event
from chalicelib.domain.duty import DutyMonth
from chalicelib.domain.errors import (
    AlreadyRecorded,
    ContentDiffers,
    NameTaken,
    NotFound,
    SameLetter,
    StateChanged,
    VersionConflict,
)
from chalicelib.domain.notices import Notice
from chalicelib.domain.people import OpdId, PegawaiId, Person, UnitNo
from chalicelib.domain.permits import Letter, Part, Permit, PermitId, PermitState, note_ends_on
from chalicelib.domain.sessions import Account, AccountState, Device, DeviceState, Standing
from chalicelib.domain.transfers import Pointer
from chalicelib.services.ports.accounts import Accounts, Secret
from chalicelib.services.ports.activities import OpdActivity
from chalicelib.services.ports.check_ins import (
    CheckIns,
    Decision,
    EntryKind,
    Judged,
    led_elsewhere,
)
from chalicelib.services.ports.duties import Duties
from chalicelib.services.ports.notices import Notices
from chalicelib.services.ports.permits import Permits
from tests.fakes import FakeAccounts, FakeCheckIns, FakeDuties, FakeNotices, FakePermits
from tests.scheduled import PLACE, Office, an_office
from tests.world import APEL, BUDI, DINKES, KOMINFO, MONDAY, RIZAL, SITI, WATI, ulid, wib

NOW: Final = wib("09.00")
NEW: Final = PegawaiId(ulid(300))
ELSEWHERE: Final = OpdId(ulid(77))
NOWHERE: Final = replace(PLACE, activity_id=ActivityId(ulid(9)))


@dataclass
class Ports:
    """The ports under test; Siti has her NIP, and nobody else anything."""

    check_ins: CheckIns
    permits: Permits
    notices: Notices
    accounts: Accounts
    duties: Duties


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with an_office() as office:
        yield office


@pytest.fixture(params=["fake", "dynamo"])
def ports(request: pytest.FixtureRequest) -> Ports:
    if request.param == "fake":
        permits = FakePermits()
        accounts = FakeAccounts(permits, nips={SITI.nip: SITI.pegawai_id})
        accounts.schedule.add(APEL, [KOMINFO])
        duties = FakeDuties(permits)
        check_ins = FakeCheckIns(rosters=duties.kept)
        return Ports(check_ins, permits, FakeNotices(), accounts, duties)
    office: Office = request.getfixturevalue("office")
    wired = office.as_at_the_start().world.wired
    return Ports(wired.check_ins, wired.permits, wired.notices, wired.accounts, wired.duties)


def event(n: int = 1, action: str = "x:y") -> Event:
    return Event(event_id=ulid(90_000 + n), at=NOW, actor="test", action=action, subject="-")


# ---- check-ins ----------------------------------------------------------------------------------


def fact(n: int = 1, who: PegawaiId = SITI.pegawai_id, **changes: Any) -> CheckIn:  # noqa: ANN401
    claim = Claim(
        check_in_id=ulid(n), activity_id=APEL.activity_id, photo_sha256="a" * 64, photo_size=1_000,
        captured_at="-", clock_offset_ms=None, is_live=True, is_offline=False,
        place=(-7.0, 112.0, 5.0, 1), device_id=None, device_signature=None,
    )  # fmt: skip
    ticket = Ticket(
        pegawai_id=who, opd_id=KOMINFO, activity_id=APEL.activity_id, window=APEL.window,
        held_on=PLACE.held_on, issued_at=wib("06.50"),
    )  # fmt: skip
    return CheckIn.of(replace(claim, **changes), ticket, received_at=wib("07.04"))


def judge(ports: Ports, seen: Judged, state: State, n: int = 1) -> None:
    ports.check_ins.judge(
        seen, state, now=wib("07.05"), reasons=frozenset({ReviewReason.SAMPLE}),
        marks=frozenset({Mark.LIVE}), kept_sha256="b" * 64, judgement={"by": "x"},
        event=event(n), drop_place=True,
    )  # fmt: skip


def test_the_same_claim_again_gives_the_first_record(ports: Ports) -> None:
    first = ports.check_ins.add_once(fact())

    assert ports.check_ins.add_once(fact()) == first
    assert ports.check_ins.find(PLACE, SITI.pegawai_id) == first
    assert first.state is State.COMMITTED
    assert first.check_in == fact()


def test_another_claim_is_told_of_the_first(ports: Ports) -> None:
    first = ports.check_ins.add_once(fact())

    with pytest.raises(AlreadyRecorded) as refused:
        ports.check_ins.add_once(fact(2))
    with pytest.raises(ContentDiffers):
        ports.check_ins.add_once(fact(photo_size=2_000))
    assert refused.value.extensions["first"] == first


def test_a_record_moves_on_only_from_where_it_was_seen(ports: Ports) -> None:
    first = ports.check_ins.add_once(fact())
    judge(ports, first, State.IN_REVIEW)

    with pytest.raises(StateChanged):
        judge(ports, first, State.VERIFIED, 2)
    (after,) = ports.check_ins.many(PLACE, [SITI.pegawai_id, BUDI.pegawai_id])
    assert (after.state, after.kept_sha256) == (State.IN_REVIEW, "b" * 64)
    assert after.check_in.claim.place is None
    assert after.reasons == {ReviewReason.SAMPLE}
    assert after.changed_at > first.changed_at


def test_another_photo_waits_anew_for_the_same_time(ports: Ports) -> None:
    first = ports.check_ins.add_once(fact())
    ports.check_ins.replace_photo(first, "c" * 64, now=wib("08.00"), event=event())

    after = ports.check_ins.find(PLACE, SITI.pegawai_id)
    assert after
    assert (after.state, after.photo_sha256) == (State.COMMITTED, "c" * 64)
    assert Mark.OTHER_PHOTO in after.marks
    assert after.check_in.received_at == first.check_in.received_at


def test_what_was_kept_of_the_former_photo_is_not_the_new_ones(ports: Ports) -> None:
    first = ports.check_ins.add_once(fact())
    ports.check_ins.judge(
        first, State.IN_REVIEW, now=wib("07.30"), reasons=frozenset(), marks=first.marks,
        kept_sha256="b" * 64, judgement=None, event=event(1),
    )  # fmt: skip
    seen = ports.check_ins.find(PLACE, SITI.pegawai_id)
    assert seen
    ports.check_ins.replace_photo(seen, "c" * 64, now=wib("08.00"), event=event(2))

    after = ports.check_ins.find(PLACE, SITI.pegawai_id)
    assert after
    assert after.kept_sha256 is None


def test_a_decision_stands_beside_records_and_once(ports: Ports) -> None:
    decision = Decision(
        pegawai_id=BUDI.pegawai_id, code=Code.UNEXPLAINED, reason="Tidak ada kabar",
        by=RIZAL.pegawai_id, by_name="Rizal", at=wib("09.00"),
    )  # fmt: skip
    ports.check_ins.decide(PLACE, decision, event(1))

    with pytest.raises(StateChanged):
        ports.check_ins.decide(PLACE, decision, event(2))
    ports.check_ins.remind(PLACE, [BUDI.pegawai_id], now=wib("07.20"), event=event(3))
    own = ports.check_ins.own(BUDI.pegawai_id, [PLACE, NOWHERE])
    assert (own.records, own.months) == ({}, ())
    assert own.decisions == {APEL.activity_id: decision}
    assert own.reminders == {APEL.activity_id: wib("07.20")}


def test_the_index_tells_what_changed_since_and_a_little_more(ports: Ports) -> None:
    ports.check_ins.add_once(fact())
    ports.check_ins.remind(PLACE, [BUDI.pegawai_id], now=wib("07.20"), event=event())

    everything = ports.check_ins.since(PLACE, None)
    later = ports.check_ins.since(PLACE, everything[-1].changed_at)

    assert [entry.kind for entry in everything] == [EntryKind.CHECK_IN, EntryKind.REMINDED]
    assert [entry.at for entry in everything] == [wib("07.04"), wib("07.20")]
    assert later == everything[1:]
    assert ports.check_ins.since(NOWHERE, None) == ()


# ---- permits ------------------------------------------------------------------------------------


def permit(
    n: int = 1,
    number: str = "",
    state: PermitState = PermitState.ASKED,
    people: tuple[Person, ...] = (SITI, BUDI),
) -> Permit:
    return Permit(
        permit_id=PermitId(ulid(500 + n)), opd_id=KOMINFO, code=Code.DUTY_ELSEWHERE,
        first_day=MONDAY, last_day=MONDAY + timedelta(days=9), reason="Rapat",
        letter=Letter(number=number), asked_by=SITI.pegawai_id,
        asked_at=wib("06.00") - timedelta(minutes=n),
        parts=tuple(
            Part(
                pegawai_id=p.pegawai_id, name=p.full_name, opd_id=p.opd_id, unit_no=p.unit_no,
                state=state,
            )
            for p in people
        ),
    )  # fmt: skip


def test_a_permit_is_stored_once_and_found_everywhere(ports: Ports) -> None:
    asked = permit()
    ports.permits.add(asked, event(1))

    assert ports.permits.add(replace(asked, reason="Lain"), event(2)) == asked
    assert ports.permits.get(asked.permit_id) == asked
    assert ports.permits.many([asked.permit_id, PermitId(ulid(9))]) == (asked,)
    (own,) = ports.permits.of_person(BUDI.pegawai_id, since=MONDAY)
    assert own == replace(asked, parts=(asked.parts[1],))
    assert ports.permits.of_person(BUDI.pegawai_id, since=MONDAY + timedelta(days=10)) == ()
    with pytest.raises(NotFound):
        ports.permits.get(PermitId(ulid(9)))


def test_a_month_holds_every_permit_that_touches_it(ports: Ports) -> None:
    ports.permits.add(permit(), event())

    for day in (MONDAY, date(2026, 12, 2)):
        (found,) = in_month(ports, KOMINFO, day)
        assert [part.pegawai_id for part in found.parts] == [SITI.pegawai_id, BUDI.pegawai_id]
    assert in_month(ports, KOMINFO, date(2027, 1, 1)) == ()
    assert in_month(ports, DINKES, MONDAY) == ()


def in_month(ports: Ports, opd_id: OpdId, day: date) -> tuple[Permit, ...]:
    return ports.duties.around(opd_id, day)[1]


def test_a_letter_is_sent_once_however_its_number_is_typed(ports: Ports) -> None:
    first = permit(1, "800 / 1 a")
    ports.permits.add(first, event(1))

    with pytest.raises(SameLetter) as refused:
        ports.permits.add(permit(2, "800/1A"), event(2))
    assert refused.value.extensions["permit"] == first


def test_open_cases_come_oldest_first_and_closed_ones_newest_first(ports: Ports) -> None:
    first, second = permit(1), permit(2)  # the second was asked earlier
    ports.permits.add(first, event(1))
    ports.permits.add(second, event(2))
    assert ports.permits.open_cases(KOMINFO) == (second.permit_id, first.permit_id)

    for n, each in enumerate((first, second)):
        decided = permit(1 + n, state=PermitState.APPROVED), event(3 + n)
        ports.permits.change(each.permit_id, lambda _, decided=decided: decided)  # type: ignore[misc]

    assert ports.permits.open_cases(KOMINFO) == ()
    assert ports.permits.closed_cases(KOMINFO) == (second.permit_id, first.permit_id)


def test_what_waits_is_counted_by_opd_until_it_is_decided(ports: Ports) -> None:
    """The regency's page asks of all OPDs at once."""
    both, ours = over_two_opds(1), permit(2)
    ports.permits.add(both, event(1))
    ports.permits.add(ours, event(2))

    before = dict(ports.permits.waiting())
    ports.permits.change(
        ours.permit_id, lambda _: (permit(2, state=PermitState.APPROVED), event(3))
    )
    part = replace(both.parts[1], state=PermitState.REJECTED)
    ports.permits.change(both.permit_id, lambda seen: (seen.with_part(part), event(4)))

    assert before == {KOMINFO: 2, DINKES: 1}
    assert dict(ports.permits.waiting()) == {KOMINFO: 1}


def over_two_opds(n: int = 1, number: str = "") -> Permit:
    return permit(n, number, people=(SITI, WATI))


def test_each_opd_of_a_letter_has_its_own_people_in_its_month_and_queue(ports: Ports) -> None:
    asked = over_two_opds()
    ports.permits.add(asked, event(1))

    (ours,) = in_month(ports, KOMINFO, MONDAY)
    (theirs,) = in_month(ports, DINKES, MONDAY)

    assert [part.pegawai_id for part in ours.parts] == [SITI.pegawai_id]
    assert [part.pegawai_id for part in theirs.parts] == [WATI.pegawai_id]
    (own,) = ports.permits.of_person(WATI.pegawai_id, since=MONDAY)
    assert (own.opd_id, own.parts[0].opd_id) == (KOMINFO, DINKES)
    decided = replace(asked.parts[0], state=PermitState.APPROVED)
    ports.permits.change(asked.permit_id, lambda seen: (seen.with_part(decided), event(2)))
    assert ports.permits.open_cases(KOMINFO) == ()
    assert ports.permits.open_cases(DINKES) == (asked.permit_id,)


def test_where_somebody_came_since_their_part_counts_and_nobody_decides_it(ports: Ports) -> None:
    asked = permit()
    ports.permits.add(asked, event(1))

    def follow(seen: Permit) -> tuple[Permit, Event] | None:
        after = seen.following(SITI.pegawai_id, DINKES)
        return (after, event(2)) if after else None

    followed = ports.permits.change(asked.permit_id, follow)

    assert ports.permits.change(asked.permit_id, follow) == followed
    (there,) = in_month(ports, DINKES, MONDAY)
    assert [part.pegawai_id for part in there.parts] == [SITI.pegawai_id]
    (here,) = in_month(ports, KOMINFO, MONDAY)
    assert {part.pegawai_id for part in here.parts} == {SITI.pegawai_id, BUDI.pegawai_id}
    assert ports.permits.open_cases(DINKES) == ()
    part = followed.part_of(SITI.pegawai_id)
    assert part
    decided = followed.with_part(replace(part, state=PermitState.APPROVED))
    ports.permits.change(asked.permit_id, lambda _: (decided, event(3)))
    (there,) = in_month(ports, DINKES, MONDAY)
    assert [part.state for part in there.parts] == [PermitState.APPROVED]


def test_a_letter_is_known_by_its_number_in_each_opd_that_it_names(ports: Ports) -> None:
    ports.permits.add(over_two_opds(1, "800/1"), event(1))

    with pytest.raises(SameLetter) as refused:
        ports.permits.add(replace(permit(2, "800/1"), opd_id=DINKES), event(2))

    assert refused.value.extensions["permit"] == over_two_opds(1, "800/1")


def test_who_was_slower_decides_on_what_the_faster_one_left(ports: Ports) -> None:
    """Admins of two OPDs decide on one letter at once; neither may undo or lose the other's."""
    asked = over_two_opds()
    ports.permits.add(asked, event(1))
    siti, wati = (replace(part, state=PermitState.APPROVED) for part in asked.parts)
    raced = iter([True])

    def slower(seen: Permit) -> tuple[Permit, Event]:
        if next(raced, False):
            ports.permits.change(asked.permit_id, lambda now: (now.with_part(wati), event(2)))
        return seen.with_part(siti), event(3)

    ports.permits.change(asked.permit_id, slower)

    assert {part.state for part in ports.permits.get(asked.permit_id).parts} == {
        PermitState.APPROVED
    }


def test_a_sick_note_is_let_go_on_its_day_once_it_is_decided(ports: Ports) -> None:
    note = replace(permit(), code=Code.ILL, letter=Letter(photo_sha256s=("a" * 64,)))
    ends_on = note_ends_on(replace(note, parts=permit(state=PermitState.REJECTED).parts), NOW)
    assert ends_on
    days = [ends_on, ends_on + timedelta(days=1)]
    ports.permits.add(note, event(1))
    before = ports.permits.notes_ending(days)

    for n, part in enumerate(note.parts):
        rejected = replace(part, state=PermitState.REJECTED)
        ports.permits.change(
            note.permit_id,
            lambda seen, part=rejected, n=n: (seen.with_part(part), event(2 + n)),  # type: ignore[misc]
        )

    assert before == ()
    assert ports.permits.notes_ending(days) == (note.permit_id,)
    assert ports.permits.notes_ending(days[1:]) == ()


# ---- where a record lies after a transfer ----------------------------------------------------

THERE: Final = replace(PLACE, opd_id=DINKES)
TO_KOMINFO: Final = Pointer(place=THERE, pegawai_id=SITI.pegawai_id, home=KOMINFO)


def test_whoever_looks_at_the_new_place_finds_the_record_where_it_lies(ports: Ports) -> None:
    first = ports.check_ins.add_once(fact())
    ports.check_ins.remind(PLACE, [SITI.pegawai_id], now=wib("07.20"), event=event())

    assert ports.check_ins.lead([TO_KOMINFO], now=wib("08.00"))

    assert ports.check_ins.find(THERE, SITI.pegawai_id) == first
    assert ports.check_ins.many(THERE, [SITI.pegawai_id]) == (first,)
    own = ports.check_ins.own(SITI.pegawai_id, [THERE])
    assert own.records == {APEL.activity_id: first}
    assert own.reminders == {APEL.activity_id: wib("07.20")}
    told = ports.check_ins.since(THERE, None)
    assert Counter(entry.kind for entry in told) == Counter(
        [EntryKind.ELSEWHERE, EntryKind.CHECK_IN, EntryKind.REMINDED]
    )
    assert led_elsewhere(told) == {KOMINFO: {SITI.pegawai_id}}
    assert not led_elsewhere(ports.check_ins.since(PLACE, None))


def test_what_is_judged_by_way_of_a_pointer_changes_the_record_itself(ports: Ports) -> None:
    ports.check_ins.add_once(fact())
    ports.check_ins.lead([TO_KOMINFO], now=wib("08.00"))
    seen = ports.check_ins.find(THERE, SITI.pegawai_id)
    assert seen

    judge(ports, seen, State.VERIFIED)

    after = ports.check_ins.find(PLACE, SITI.pegawai_id)
    assert after
    assert (after.state, after.check_in.place) == (State.VERIFIED, PLACE)


def test_a_photo_for_the_new_place_is_recorded_where_the_pointer_leads(ports: Ports) -> None:
    """One record, whatever ticket is used (T7)."""
    ports.check_ins.lead([TO_KOMINFO], now=wib("06.40"))

    first = ports.check_ins.add_once(replace(fact(), opd_id=DINKES))

    assert first.check_in.place == PLACE
    assert ports.check_ins.add_once(fact()) == first
    with pytest.raises(AlreadyRecorded) as refused:
        ports.check_ins.add_once(replace(fact(2), opd_id=DINKES))
    assert refused.value.extensions["first"] == first


def test_a_pointer_is_never_put_over_what_stands(ports: Ports) -> None:
    first = ports.check_ins.add_once(fact())
    away = Pointer(place=PLACE, pegawai_id=SITI.pegawai_id, home=DINKES)
    of_budi = replace(away, pegawai_id=BUDI.pegawai_id)

    assert not ports.check_ins.lead([away, of_budi], now=wib("08.00"))
    assert ports.check_ins.lead([of_budi], now=wib("08.01"))
    assert not ports.check_ins.lead([replace(of_budi, home=KOMINFO)], now=wib("08.02"))

    assert ports.check_ins.find(PLACE, SITI.pegawai_id) == first


def test_where_each_record_lies_is_told_behind_every_pointer(ports: Ports) -> None:
    who = SITI.pegawai_id
    further = replace(PLACE, opd_id=ELSEWHERE)
    ports.check_ins.lead([TO_KOMINFO], now=wib("06.40"))
    ports.check_ins.lead([replace(TO_KOMINFO, place=further, home=DINKES)], now=wib("06.41"))

    lying = ports.check_ins.lying([(place, who) for place in (PLACE, THERE, further)])
    assert lying == {(THERE, who): KOMINFO, (further, who): KOMINFO}

    first = ports.check_ins.add_once(replace(fact(), opd_id=ELSEWHERE))
    assert first.check_in.place == PLACE
    assert ports.check_ins.find(further, who) == first
    assert ports.check_ins.lying([(PLACE, who)]) == {(PLACE, who): KOMINFO}
    assert led_elsewhere(ports.check_ins.since(further, None)) == {DINKES: {who}, KOMINFO: {who}}


# ---- duty rosters ---------------------------------------------------------------------------


NOVEMBER = DutyMonth(
    opd_id=KOMINFO, first_day=date(2026, 11, 1), version=1,
    rows={SITI.pegawai_id: "1" * 30, BUDI.pegawai_id: "33LL-" * 6},
)  # fmt: skip
DECEMBER = DutyMonth(opd_id=KOMINFO, first_day=date(2026, 12, 1))


def test_a_roster_is_kept_over_the_version_before(ports: Ports) -> None:
    ports.duties.change(NOVEMBER, event(1))
    second = replace(NOVEMBER, rows={SITI.pegawai_id: "L" * 30}, version=2)
    ports.duties.change(second, event(2))

    for late in (NOVEMBER, second):
        with pytest.raises(VersionConflict):
            ports.duties.change(late, event(3))
    assert ports.duties.around(KOMINFO, MONDAY)[0] == (second,)
    (nobodys,), _ = ports.duties.around(DINKES, MONDAY)
    assert (nobodys.rows, nobodys.version) == ({}, 0)


def test_on_the_first_of_a_month_the_roster_of_the_eve_comes_too(ports: Ports) -> None:
    ports.duties.change(NOVEMBER, event(1))
    ports.permits.add(permit(), event(2))

    months, permits = ports.duties.around(KOMINFO, DECEMBER.first_day)

    assert months == (NOVEMBER, DECEMBER)
    assert len(permits) == 1
    assert ports.duties.around(KOMINFO, date(2026, 12, 2))[0] == (DECEMBER,)


def test_own_days_bring_their_rosters(ports: Ports) -> None:
    ports.duties.change(NOVEMBER, event(1))

    own = ports.check_ins.own(SITI.pegawai_id, [PLACE])

    assert own.months == (NOVEMBER,)
    assert own.duty(SITI.pegawai_id, APEL) is Code.ON_SHIFT
    assert own.duty(RIZAL.pegawai_id, APEL) is None


# ---- notices ------------------------------------------------------------------------------------


def test_a_notice_is_told_once_and_stays_read(ports: Ports) -> None:
    old, new = (
        Notice(notice_id=ulid(n), at=wib("07.00"), what="permit-decided", data={"n": n})
        for n in (1, 2)
    )
    for notice in (new, old):
        ports.notices.add([SITI.pegawai_id, BUDI.pegawai_id], notice)
    ports.notices.mark_read(SITI.pegawai_id, old.notice_id)
    ports.notices.add([SITI.pegawai_id], old)

    assert ports.notices.newest(SITI.pegawai_id) == (new, replace(old, read=True))
    assert ports.notices.newest(BUDI.pegawai_id, most=1) == (new,)
    with pytest.raises(NotFound):
        ports.notices.mark_read(RIZAL.pegawai_id, old.notice_id)


# ---- accounts -----------------------------------------------------------------------------------


def account(rev: int = 1, who: PegawaiId = NEW) -> Account:
    return Account(
        pegawai_id=who, rev=rev, is_active=True, name="Baru", call_name="Baru", opd_id=KOMINFO,
        unit_no=UnitNo(1),
    )  # fmt: skip


def test_an_account_is_written_over_the_revision_that_was_read(ports: Ports) -> None:
    ports.accounts.save(account(1))
    ports.accounts.save(account(2), event())

    for stale in (1, 2, 4):
        with pytest.raises(VersionConflict):
            ports.accounts.save(account(stale))
    assert ports.accounts.get(NEW) == account(2)
    assert ports.accounts.many([NEW, PegawaiId(ulid(9))]) == {NEW: account(2)}
    assert ports.accounts.get(PegawaiId(ulid(9))) is None


def test_permits_come_with_the_account(ports: Ports) -> None:
    ports.accounts.save(account())
    own = Part(pegawai_id=NEW, name="Baru", opd_id=KOMINFO, unit_no=UnitNo(1))
    asked = replace(permit(), parts=(own,))
    ports.permits.add(asked, event())

    assert ports.accounts.with_permits(NEW, since=MONDAY) == (account(), (asked,))
    later = MONDAY + timedelta(days=10)
    assert ports.accounts.with_permits(NEW, since=later) == (account(), ())


def test_an_activity_comes_with_the_account(ports: Ports) -> None:
    ports.accounts.save(account())
    apel = OpdActivity(activity=APEL, opd_id=KOMINFO)

    assert ports.accounts.with_activity(NEW, PLACE) == (account(), apel)
    elsewhere = replace(PLACE, opd_id=DINKES, held_on="20261124")
    assert ports.accounts.with_activity(NEW, elsewhere) == (account(), None)
    assert ports.accounts.with_activity(PegawaiId(ulid(9)), PLACE) == (None, apel)


def test_a_name_belongs_to_one_person_until_it_is_given_back(ports: Ports) -> None:
    other = PegawaiId(ulid(301))

    def save(who: PegawaiId, rev: int, n: int, **names: str) -> None:
        secret = Secret(pegawai_id=who, rev=rev, password="1$x")
        ports.accounts.save_both(account(rev, who), secret, event(n), **names)

    save(NEW, 1, 1, new_name="d1")
    with pytest.raises(NameTaken):
        save(other, 1, 2, new_name="d1")
    assert ports.accounts.get(other) is None
    assert ports.accounts.find("x", ["d0", "d1"]) == NEW
    save(NEW, 2, 3, new_name="d2", old_name="d1")

    assert ports.accounts.find("x", ["d1"]) is None
    assert ports.accounts.secret(NEW) == Secret(pegawai_id=NEW, rev=2, password="1$x")
    assert ports.accounts.secret(other) is None
    with pytest.raises(VersionConflict):
        save(NEW, 2, 4)


def test_a_nip_is_a_name_too(ports: Ports) -> None:
    assert ports.accounts.find(SITI.nip, ["d9"]) == SITI.pegawai_id
    assert ports.accounts.by_nip(SITI.nip) == SITI.pegawai_id
    assert ports.accounts.by_nip("9" * 18) is None


def test_how_far_accounts_are_is_known_by_opd(ports: Ports) -> None:
    device = Device(
        device_id=ulid(7), public_key="k", label="HP", state=DeviceState.BOUND, since=wib("07.00")
    )
    ports.accounts.save(account())
    active = replace(account().with_device(device), state=AccountState.ACTIVE)
    ports.accounts.save(active.next_rev())

    assert ports.accounts.standings(KOMINFO)[NEW] == Standing(state=AccountState.ACTIVE, phones=1)
    assert NEW not in ports.accounts.standings(DINKES)


def test_secrets_are_read_together(ports: Ports) -> None:
    secret = Secret(pegawai_id=NEW, rev=1, issue=1)
    ports.accounts.save_both(account(), secret, event())

    assert ports.accounts.secrets([NEW, PegawaiId(ulid(9))]) == {NEW: secret}


def test_a_device_that_waits_shows_up_at_its_opd(ports: Ports) -> None:
    device = Device(
        device_id=ulid(7), public_key="k", label="HP", state=DeviceState.PENDING, since=wib("07.00")
    )
    ports.accounts.save(account())
    ports.accounts.save(account().with_device(device).next_rev(), event(1, "device:pending"))
    assert ports.accounts.waiting_devices(KOMINFO) == (NEW,)
    assert ports.accounts.waiting_devices(DINKES) == ()

    ports.accounts.save(account(3), event(2, "device:revoke"))

    assert ports.accounts.waiting_devices(KOMINFO) == ()
