"""Duty rosters: what a letter means at an activity, what clashes, and whom a written name means."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.domain.activities import Activity
from chalicelib.domain.attendance import Code, State
from chalicelib.domain.calendar import months_of
from chalicelib.domain.duty import (
    Clash,
    ClashKind,
    DutyMonth,
    clashes,
    code_at,
    codes_at,
    granted_days,
    match,
)
from chalicelib.domain.outcomes import PermitDay, Record, outcome
from chalicelib.domain.people import PegawaiId
from chalicelib.domain.permits import Part, Permit, PermitId, PermitState
from tests.world import APEL, BUDI, KOMINFO, MONDAY, RIZAL, SITI, a_person, an_apel, wib

NOVEMBER = date(2026, 11, 1)


def month(first_day: date = NOVEMBER, **rows: str) -> DutyMonth:
    empty = DutyMonth(opd_id=KOMINFO, first_day=first_day)
    full = {PegawaiId(who): row.ljust(empty.length, "-") for who, row in rows.items()}
    return replace(empty, rows=full, version=1)


def at(starts: str, closes: str) -> Activity:
    window = replace(APEL.window, opens=wib(starts), starts=wib(starts), closes=wib(closes))
    return replace(APEL, window=window)


@pytest.mark.parametrize(
    ("today", "yesterday", "code"),
    [
        ("1", "-", Code.ON_SHIFT),
        ("2", "-", None),  # from 15.00 on: the morning's apel is theirs
        ("3", "-", None),  # from 23.00 on
        ("L", "-", Code.OFF),
        ("-", "-", None),
        ("-", "3", Code.OFF),  # the night ended as the apel began
        ("3", "3", Code.OFF),
        ("2", "3", Code.OFF),
        ("1", "3", Code.ON_SHIFT),  # a clash, and still on shift
        ("L", "2", Code.OFF),
        ("-", "1", None),
    ],
)
def test_a_letter_at_the_morning_apel(today: str, yesterday: str, code: Code | None) -> None:
    assert code_at(today, yesterday, APEL) is code


@pytest.mark.parametrize(
    ("today", "yesterday", "starts", "closes", "code"),
    [
        ("1", "-", "14.30", "15.30", Code.ON_SHIFT),
        ("1", "-", "15.00", "15.30", None),  # ends as it starts
        ("2", "-", "14.30", "15.00", None),  # is over as the shift begins
        ("2", "-", "15.00", "15.30", Code.ON_SHIFT),
        ("3", "-", "22.30", "23.30", Code.ON_SHIFT),
        ("-", "3", "05.00", "06.00", Code.ON_SHIFT),  # still on the night before
        ("-", "3", "14.59", "16.00", Code.OFF),
        ("-", "3", "15.00", "16.00", None),  # rested
    ],
)
def test_a_shift_counts_where_the_activity_meets_it(
    today: str, yesterday: str, starts: str, closes: str, code: Code | None
) -> None:
    assert code_at(today, yesterday, at(starts, closes)) is code


def test_who_is_not_listed_is_expected_like_everybody() -> None:
    assert codes_at([month(A="-" * 22 + "1")], APEL) == {PegawaiId("A"): Code.ON_SHIFT}
    assert codes_at([], APEL) == {}


def test_a_night_on_the_last_of_a_month_counts_on_the_first_of_the_next() -> None:
    first = an_apel(1, date(2026, 12, 1))
    assert months_of([first.held_on]) == (NOVEMBER, date(2026, 12, 1))
    assert months_of([MONDAY]) == (NOVEMBER,)

    months = (month(A="-" * 29 + "3"), month(date(2026, 12, 1)))

    assert codes_at(months, first) == {PegawaiId("A"): Code.OFF}


@pytest.mark.parametrize("locked", [False, True])
def test_an_own_record_and_a_permit_win_over_the_shift(*, locked: bool) -> None:
    verified = Record(state=State.VERIFIED, code=Code.LATE)
    leave = PermitDay(
        permit_id=PermitId("01P"), pegawai_id=SITI.pegawai_id, code=Code.LEAVE,
        state=PermitState.APPROVED,
    )  # fmt: skip

    def code(**facts: object) -> Code | None:
        return outcome(duty=Code.ON_SHIFT, locked=locked, **facts).code  # type: ignore[arg-type]

    assert code(record=verified) is Code.LATE
    assert code(permits=[leave]) is Code.LEAVE
    assert code() is Code.ON_SHIFT
    assert code(decision=Code.UNEXPLAINED) is Code.ON_SHIFT
    assert code(record=replace(verified, state=State.REJECTED)) is Code.ON_SHIFT


def test_rows_are_merged_and_an_unsaid_month_leaves_the_roster() -> None:
    before = month(A="1", B="2")

    after = before.with_rows({PegawaiId("A"): "-" * 30, PegawaiId("C"): "3".ljust(30, "-")})

    assert sorted(after.rows) == ["B", "C"]
    assert after.version == 2
    assert before.changed_rows(after) == {"A": "-" * 30, "C": "3".ljust(30, "-")}
    assert before.changed_days(after) == {NOVEMBER}
    assert before.changed_days(before.with_rows({})) == set()


def test_a_swap_changes_one_day_of_two_people() -> None:
    before = month(A="12L", B="33L")

    after = before.swapped(NOVEMBER + timedelta(days=1), PegawaiId("A"), PegawaiId("B"))

    assert [after.rows[PegawaiId(who)][:3] for who in "AB"] == ["13L", "32L"]
    assert before.changed_days(after) == {date(2026, 11, 2)}


def leave(who: PegawaiId, day: date, state: PermitState = PermitState.APPROVED) -> Permit:
    part = Part(pegawai_id=who, name="", opd_id=KOMINFO, unit_no=SITI.unit_no, state=state)
    return Permit(
        permit_id=PermitId("01P"), opd_id=KOMINFO, code=Code.LEAVE, first_day=day, last_day=day,
        reason="", asked_by=who, asked_at=wib("06.00"), parts=(part,),
    )  # fmt: skip


def test_what_does_not_go_together_is_named() -> None:
    a, b, c = map(PegawaiId, "ABC")
    roster = month(A="331", B="1L", C="1")
    second = NOVEMBER + timedelta(days=1)
    permits = [leave(b, NOVEMBER), leave(b, second), leave(a, NOVEMBER, PermitState.ASKED)]

    granted = granted_days(roster, permits)

    assert granted == {(b, NOVEMBER): Code.LEAVE, (b, second): Code.LEAVE}
    assert clashes([roster], granted, {a, b}) == (
        Clash(pegawai_id=a, kind=ClashKind.NO_REST, day=date(2026, 11, 3)),
        Clash(pegawai_id=b, kind=ClashKind.PERMIT, day=NOVEMBER, code=Code.LEAVE),
        Clash(pegawai_id=c, kind=ClashKind.GONE),
    )


def test_a_night_before_the_month_clashes_with_its_first_morning() -> None:
    october = month(date(2026, 10, 1), A="-" * 30 + "3")

    (found,) = clashes([october, month(A="1")], {}, {PegawaiId("A")})

    assert (found.kind, found.day) == (ClashKind.NO_REST, NOVEMBER)


SLAMET = a_person(20, "SLAMET WIDODO")
SAMSUL = replace(a_person(21, "Samsul Widodo"), front_title="Drs.", back_title="M.Si.")
ROFII = a_person(22, "Rofi’i Alwi")


@pytest.mark.parametrize(
    ("written", "is_sure", "found"),
    [
        (f" {SITI.nip[:8]} {SITI.nip[8:]}", True, [SITI]),
        (f"'{SITI.nip}", True, [SITI]),
        ("198001012005011999", False, []),
        ("siti  AMINAH", True, [SITI]),
        ("Siti Aminah, S.Kom.", True, [SITI]),
        ("Drs. Samsul Widodo, M.Si.", True, [SAMSUL]),
        ("Ach Rizal Firdaus", True, [RIZAL]),
        ("Rofi'i Alwi", True, [ROFII]),
        ("Slamet W.", False, [SLAMET]),
        ("S. Widodo", False, [SLAMET, SAMSUL]),
        ("Widodo", False, []),
        ("...", False, []),
    ],
)
def test_whom_a_line_means(written: str, is_sure: bool, found: list[object]) -> None:  # noqa: FBT001
    people = [SITI, RIZAL, BUDI, SLAMET, SAMSUL, ROFII]

    matched = match(written, people)

    assert (matched.is_sure, list(matched.people)) == (is_sure, found)


def test_two_people_of_one_name_are_nobody_for_sure() -> None:
    twins = [a_person(30, "Moh. Toyyib"), a_person(31, "Moh. Toyyib")]

    assert match("Moh Toyyib", twins).is_sure is False
