"""Which code counts (domain.md §4): pairs, pending things, and the lock."""

from datetime import UTC, datetime
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.attendance import PRECEDENCE, Code, State
from chalicelib.domain.outcomes import (
    Outcome,
    PermitDay,
    Record,
    outcome,
    read_record,
    record_entry,
)
from chalicelib.domain.people import PegawaiId
from chalicelib.domain.permits import PermitId, PermitState

SITI = PegawaiId("01SITI")
records = st.none() | st.builds(
    Record, state=st.sampled_from(State), code=st.sampled_from([Code.PRESENT, Code.LATE])
)
permits = st.lists(
    st.builds(
        PermitDay,
        permit_id=st.just(PermitId("01P")),
        pegawai_id=st.just(SITI),
        code=st.sampled_from([Code.DUTY_ELSEWHERE, Code.ILL, Code.PERMITTED, Code.TECHNICAL]),
        state=st.sampled_from(PermitState),
    ),
    max_size=3,
)
decisions = st.none() | st.just(Code.UNEXPLAINED)


def record(state: State, code: Code = Code.PRESENT) -> Record:
    return Record(state=state, code=code)


def permit(code: Code, state: PermitState) -> PermitDay:
    return PermitDay(permit_id=PermitId("01P"), pegawai_id=SITI, code=code, state=state)


@pytest.mark.parametrize(("first", "second"), list(combinations(PRECEDENCE, 2)))
def test_of_two_approved_facts_the_earlier_in_the_table_wins(first: Code, second: Code) -> None:
    facts = [permit(second, PermitState.APPROVED), permit(first, PermitState.APPROVED)]

    assert outcome(permits=facts, locked=False).code is first
    assert outcome(permits=facts, locked=True).code is first


@pytest.mark.parametrize(
    ("state", "before", "at_lock"),
    [
        (State.COMMITTED, Outcome(is_waiting=True), Outcome(code=Code.UNEXPLAINED, by_lock=True)),
        (
            State.STORED,
            Outcome(is_waiting=True),
            Outcome(code=Code.PRESENT, never_decided=True, by_lock=True),
        ),
        (
            State.IN_REVIEW,
            Outcome(is_waiting=True),
            Outcome(code=Code.PRESENT, never_decided=True, by_lock=True),
        ),
        (State.VERIFIED, Outcome(code=Code.PRESENT), Outcome(code=Code.PRESENT)),
        (State.ACCEPTED, Outcome(code=Code.PRESENT), Outcome(code=Code.PRESENT)),
        (State.REJECTED, Outcome(), Outcome(code=Code.UNEXPLAINED, by_lock=True)),
    ],
)
def test_a_record_alone(state: State, before: Outcome, at_lock: Outcome) -> None:
    assert outcome(record=record(state), locked=False) == before
    assert outcome(record=record(state), locked=True) == at_lock


def test_silence_stays_unknown_until_the_lock() -> None:
    assert outcome(locked=False) == Outcome()
    assert outcome(locked=True) == Outcome(code=Code.UNEXPLAINED, by_lock=True)


def test_the_lock_makes_nobody_absent_in_a_trial() -> None:
    assert outcome(locked=True, is_trial=True) == Outcome()


def test_unproven_punctuality_alone_is_present() -> None:
    unproven = Record(state=State.VERIFIED, code=Code.PRESENT, is_unproven=True)

    assert outcome(record=unproven, locked=False).code is Code.PRESENT


def test_a_permit_that_nobody_decided_is_granted_by_the_lock() -> None:
    asked = [permit(Code.ILL, PermitState.ASKED)]

    assert outcome(permits=asked, locked=False) == Outcome(is_waiting=True)
    assert outcome(permits=asked, locked=True) == Outcome(
        code=Code.ILL, never_decided=True, by_lock=True
    )


def test_a_decision_of_absence_waits_for_what_is_pending() -> None:
    asked = [permit(Code.ILL, PermitState.ASKED)]

    assert outcome(decision=Code.UNEXPLAINED, locked=False).code is Code.UNEXPLAINED
    assert outcome(decision=Code.UNEXPLAINED, permits=asked, locked=False).code is None


def test_a_late_honest_photo_beats_a_decision_of_absence() -> None:
    late = record(State.VERIFIED, Code.LATE)

    assert outcome(record=late, decision=Code.UNEXPLAINED, locked=False).code is Code.LATE


@given(record=records, decision=decisions, permits=permits, is_trial=st.booleans())
def test_nobody_is_absent_while_anything_of_theirs_is_pending(
    record: Record | None, decision: Code | None, permits: list[PermitDay], *, is_trial: bool
) -> None:
    """I6, before the lock."""
    found = outcome(
        record=record, decision=decision, permits=permits, locked=False, is_trial=is_trial
    )

    if found.code is Code.UNEXPLAINED:
        assert not found.is_waiting
        assert decision is Code.UNEXPLAINED


@given(record=records, decision=decisions, permits=permits)
def test_the_lock_never_takes_a_code_away(
    record: Record | None, decision: Code | None, permits: list[PermitDay]
) -> None:
    """Settled for the employee: what counted before still counts, or something better does."""
    before = outcome(record=record, decision=decision, permits=permits, locked=False).code
    after = outcome(record=record, decision=decision, permits=permits, locked=True).code

    assert after is not None
    if before is not None:
        assert PRECEDENCE.index(after) <= PRECEDENCE.index(before)


@given(
    state=st.sampled_from(State),
    code=st.sampled_from(Code),
    seconds=st.integers(0, 2**33),
    is_unproven=st.booleans(),
    awaits_retake=st.booleans(),
)
def test_an_index_entry_reads_back(
    state: State, code: Code, seconds: int, *, is_unproven: bool, awaits_retake: bool
) -> None:
    at = datetime.fromtimestamp(seconds, UTC)

    entry = record_entry(state, code, at, is_unproven=is_unproven, awaits_retake=awaits_retake)

    assert read_record(entry) == Record(
        state=state,
        code=code,
        arrived_at=at,
        is_unproven=is_unproven,
        awaits_retake=awaits_retake,
    )
    assert len(entry) <= 16
