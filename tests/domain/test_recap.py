"""The table of domain.md §5: columns, sums, rounding, bytes, versions."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.activities import Activity, ActivityId, Kind, Venue, Window
from chalicelib.domain.attendance import Code, State
from chalicelib.domain.outcomes import PermitDay, Record
from chalicelib.domain.people import Opd, OpdId, PegawaiId, Unit, UnitNo
from chalicelib.domain.permits import PermitId, PermitState
from chalicelib.domain.recap import (
    Change,
    Facts,
    Figures,
    Recap,
    Status,
    Tally,
    difference,
    from_bytes,
    percent_of,
    recap_of,
    regency_recap,
    summed,
)
from chalicelib.domain.settings_data import DEFAULT_COLUMNS, Column

MONDAY = date(2026, 11, 23)
OPENED = datetime(2026, 11, 22, 23, 45, tzinfo=UTC)
APEL = Activity(
    activity_id=ActivityId("01APEL"),
    kind=Kind.MORNING_APEL,
    title="Apel pagi",
    held_on=MONDAY,
    window=Window(opens=OPENED, starts=OPENED, late_after=OPENED, closes=OPENED),
    venue=Venue(name="Halaman Pemkab"),
)
OFFICE = Opd(
    opd_id=OpdId("01OPD"),
    name="Dinas Peternakan",
    units=(Unit(no=UnitNo(1), name="Sekretariat"), Unit(no=UnitNo(2), name="Keswan")),
    trial_ended_on=date(2026, 1, 1),
)
PEOPLE = tuple((PegawaiId(f"01P{n}"), UnitNo(1 + n % 2)) for n in range(8))


def facts(
    records: Mapping[PegawaiId, Record] | None = None,
    decisions: Mapping[PegawaiId, Code] | None = None,
    permits: tuple[PermitDay, ...] = (),
    *,
    opd: Opd = OFFICE,
    duties: Mapping[PegawaiId, Code] | None = None,
) -> Facts:
    return Facts(
        activity=APEL,
        opd=opd,
        roster=PEOPLE,
        records=records or {},
        decisions=decisions or {},
        permits=permits,
        duties=duties or {},
        columns=DEFAULT_COLUMNS,
    )


def present(state: State = State.VERIFIED, code: Code = Code.PRESENT) -> Record:
    return Record(state=state, code=code)


def permit(who: PegawaiId, code: Code, state: PermitState = PermitState.APPROVED) -> PermitDay:
    return PermitDay(permit_id=PermitId("01P"), pegawai_id=who, code=code, state=state)


MORNING = facts(
    records={
        PegawaiId("01P0"): present(),
        PegawaiId("01P1"): present(code=Code.LATE),
        PegawaiId("01P2"): present(State.IN_REVIEW),
        PegawaiId("01P3"): present(State.ACCEPTED),
    },
    decisions={PegawaiId("01P4"): Code.UNEXPLAINED},
    permits=(
        permit(PegawaiId("01P5"), Code.DUTY_ELSEWHERE),
        permit(PegawaiId("01P6"), Code.ILL, PermitState.ASKED),
    ),
)


def test_while_provisional_what_is_open_stands_apart() -> None:
    recap = recap_of(MORNING, locked=False)

    assert recap.status is Status.PROVISIONAL
    assert recap.has_pending_column
    assert recap.figures(recap.total) == Figures(
        expected=8, unexplained=1, excused=1, pending=3, present=3, late=1
    )
    assert (recap.total.waiting, recap.total.unseen, recap.looked_at) == (2, 1, 1)


def test_the_lock_settles_everything() -> None:
    recap = recap_of(MORNING, locked=True)

    assert recap.status is Status.FINAL
    assert not recap.has_pending_column
    assert recap.figures(recap.total) == Figures(
        expected=8, unexplained=2, excused=2, pending=0, present=4, late=1
    )


def test_a_trial_is_locked_without_any_absence() -> None:
    recap = recap_of(replace(MORNING, opd=replace(OFFICE, trial_ended_on=None)), locked=True)

    assert recap.is_trial
    assert recap.has_pending_column
    assert recap.figures(recap.total).pending == 1  # the decision on P4 was a person's


def test_only_invited_units_are_expected() -> None:
    narrowed = replace(MORNING, activity=replace(APEL, units=(UnitNo(2),)))

    assert [row.name for row in recap_of(narrowed, locked=False).rows] == ["Keswan"]


def test_holidays_and_days_off_are_not_expected() -> None:
    tally = Tally(codes=((Code.PRESENT, 3), (Code.HOLIDAY, 2), (Code.OFF, 1)), unseen=1)

    assert Figures.of(tally, DEFAULT_COLUMNS).expected == 4


def test_which_code_is_counted_where_is_a_setting() -> None:
    columns = {**DEFAULT_COLUMNS, Code.ILL: Column.PRESENT}

    assert Figures.of(Tally(codes=((Code.ILL, 2),)), columns).present == 2


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (1677, 1842, "91,04%"),
        (11129, 11927, "93,31%"),
        (1, 1, "100,00%"),
        (0, 7, "0,00%"),
        (1, 3, "33,33%"),
        (2, 3, "66,67%"),
        (1, 32, "3,13%"),  # 3.125: half up
        (0, 0, "–"),
    ],
)
def test_percentages_are_rounded_half_up_with_a_comma(part: int, whole: int, text: str) -> None:
    assert percent_of(part, whole) == text


def test_the_regency_has_a_row_per_opd_and_leaves_trials_out_of_its_total() -> None:
    trial = Opd(opd_id=OpdId("01TRY"), name="Dinas Coba")
    recaps = [recap_of(facts(opd=trial), locked=True), recap_of(MORNING, locked=True)]

    regency = regency_recap("Kabupaten Bangkalan", recaps)

    assert [(row.name, row.is_trial) for row in regency.rows] == [
        ("Dinas Peternakan", False),
        ("Dinas Coba", True),
    ]
    assert regency.figures(regency.total).expected == 8
    assert regency.status is Status.FINAL


def test_the_regency_is_provisional_while_one_opd_is() -> None:
    other = replace(OFFICE, opd_id=OpdId("01X"), name="Dinas Lain")
    recaps = [recap_of(MORNING, locked=True), recap_of(facts(opd=other), locked=False)]

    assert regency_recap("Kabupaten", recaps).status is Status.PROVISIONAL


def test_several_activities_of_a_week_add_up_in_person_activities() -> None:
    monday = recap_of(MORNING, locked=True)
    tuesday = replace(monday, activity_id=ActivityId("01B"), held_on=date(2026, 11, 24))

    week = summed("Jumlah pekan", [tuesday, monday])

    assert week.figures(week.total).expected == 16
    assert week.held_on == MONDAY
    assert len(week.rows) == 2


def test_a_second_version_names_what_changed() -> None:
    first = recap_of(MORNING, locked=True)
    granted = replace(MORNING, permits=(*MORNING.permits, permit(PegawaiId("01P7"), Code.LEAVE)))

    second = recap_of(granted, locked=True)

    assert difference(first, second) == (
        Change(
            pegawai_id=PegawaiId("01P7"),
            unit_no=UnitNo(2),
            before=Code.UNEXPLAINED,
            after=Code.LEAVE,
        ),
    )
    assert first.fingerprint != second.fingerprint


@given(data=st.data(), locked=st.booleans(), is_trial=st.booleans())
def test_same_facts_give_same_bytes_in_any_order(
    data: st.DataObject, *, locked: bool, is_trial: bool
) -> None:
    """I7: shuffled, repeated, compiled twice."""
    opd = replace(OFFICE, trial_ended_on=None) if is_trial else OFFICE
    some = data.draw(made_facts(opd))
    shuffled = replace(
        some,
        roster=data.draw(st.permutations(list(some.roster))),
        permits=data.draw(st.permutations(list(some.permits))),
        records=dict(data.draw(st.permutations(list(some.records.items())))),
    )

    once, twice = recap_of(some, locked=locked), recap_of(shuffled, locked=locked)

    assert once.to_bytes() == twice.to_bytes()
    assert from_bytes(once.to_bytes()) == once
    assert_adds_up(once)


@st.composite
def made_facts(draw: st.DrawFn, opd: Opd) -> Facts:
    ids = [who for who, _ in PEOPLE]
    record = st.builds(
        Record, state=st.sampled_from(State), code=st.sampled_from([Code.PRESENT, Code.LATE])
    )
    part = st.builds(
        permit,
        st.sampled_from(ids),
        st.sampled_from([Code.ILL, Code.LEAVE, Code.TECHNICAL, Code.OFF]),
        st.sampled_from(PermitState),
    )
    return facts(
        records=draw(st.dictionaries(st.sampled_from(ids), record)),
        decisions=draw(st.dictionaries(st.sampled_from(ids), st.just(Code.UNEXPLAINED))),
        permits=tuple(draw(st.lists(part, max_size=6))),
        opd=opd,
    )


def assert_adds_up(recap: Recap) -> None:
    """JUMLAH = HADIR + TIDAK HADIR + BELUM, in each row and in the total."""
    rows = [recap.figures(row.tally) for row in recap.rows]
    total = recap.figures(recap.total)
    for each in [*rows, total]:
        assert each.expected == each.present + each.absent + each.pending
    assert total.expected == sum(row.expected for row in rows)
    if recap.status is Status.FINAL and not recap.is_trial:
        assert total.pending == 0


def test_arrivals_are_of_those_present_whose_time_is_known() -> None:
    def came(minutes: float, code: Code = Code.PRESENT, *, unproven: bool = False) -> Record:
        at = OPENED + timedelta(minutes=minutes)
        return Record(state=State.VERIFIED, code=code, arrived_at=at, is_unproven=unproven)

    minutes = (-15.5, -15, -0.1, 0, 16)
    people = [who for who, _ in PEOPLE]
    records = dict(zip(people, map(came, minutes), strict=False))
    records[people[5]] = came(0, unproven=True)  # sent later: nobody knows when they came
    records[people[6]] = present()
    decisions = {people[7]: Code.UNEXPLAINED}

    recap = recap_of(facts(records, decisions), locked=True)

    assert recap.arrivals == (1, 1, 0, 1, 1, 0, 0, 1)
    assert from_bytes(recap.to_bytes()) == recap  # they are no part of the table
    assert summed("Pekan", [recap]).arrivals == ()
