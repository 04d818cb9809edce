"""Where a person's record lies when OPDs change (security.md T7)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.attendance import Place
from chalicelib.domain.people import OpdId, Stay, UnitNo, stays_within
from chalicelib.domain.transfers import (
    IN_FORCE_WITHIN,
    Crossing,
    Pointer,
    Transfer,
    days_around,
    is_shared,
)
from tests.world import APEL, DINKES, KOMINFO, MONDAY, SITI, ulid, wib

THIRD: Final = OpdId(ulid(77))
OPENING, BEFORE = wib("06.45"), wib("06.29")
HERE, THERE, FURTHER = (
    Place(opd_id=opd, held_on=f"{MONDAY:%Y%m%d}", activity_id=APEL.activity_id)
    for opd in (KOMINFO, DINKES, THIRD)
)
WHO: Final = SITI.pegawai_id


def crossing(left: OpdId = KOMINFO, came_to: OpdId = DINKES) -> Crossing:
    return Crossing(
        transfer=Transfer(
            pegawai_id=WHO, left=left, came_to=came_to, first_day=MONDAY, last_day=MONDAY
        ),
        activity=APEL,
    )


def pointer(place: Place, home: OpdId) -> Pointer:
    return Pointer(place=place, pegawai_id=WHO, home=home)


@pytest.mark.parametrize(
    ("lying", "expected"),
    [
        ({}, pointer(THERE, KOMINFO)),
        ({HERE: KOMINFO}, pointer(THERE, KOMINFO)),
        ({HERE: THIRD}, pointer(THERE, THIRD)),  # moved before: at once to where it lies
        ({HERE: DINKES}, None),  # came back: it lies there
        ({THERE: KOMINFO}, None),  # put already
        ({THERE: DINKES}, pointer(HERE, DINKES)),
        ({THERE: DINKES, HERE: DINKES}, None),
    ],
)
def test_what_has_opened_lies_at_the_opd_that_is_left(
    lying: Mapping[Place, OpdId], expected: Pointer | None
) -> None:
    found = crossing().pointer({(place, WHO): home for place, home in lying.items()}, OPENING)

    assert found == expected


@pytest.mark.parametrize(
    ("lying", "expected"),
    [
        ({}, pointer(HERE, DINKES)),
        ({HERE: KOMINFO}, pointer(THERE, KOMINFO)),  # a record was quicker
        ({HERE: DINKES}, None),
        ({THERE: KOMINFO}, None),
    ],
)
def test_what_comes_lies_at_the_new_one(
    lying: Mapping[Place, OpdId], expected: Pointer | None
) -> None:
    found = crossing().pointer({(place, WHO): home for place, home in lying.items()}, BEFORE)

    assert found == expected


def test_records_may_be_there_before_the_transfer_is_in_force() -> None:
    """An import takes minutes: what opens meanwhile counts as open."""
    just = OPENING - IN_FORCE_WITHIN

    assert crossing().pointer({}, just) == pointer(THERE, KOMINFO)
    assert crossing().pointer({}, just - timedelta(seconds=1)) == pointer(HERE, DINKES)


moves = st.lists(st.tuples(st.sampled_from((KOMINFO, DINKES, THIRD)), st.booleans()), max_size=8)


@given(moves, st.booleans())
def test_however_often_somebody_moves_there_is_one_place(
    wanted: list[tuple[OpdId, bool]],
    is_recorded: bool,  # noqa: FBT001 - drawn
) -> None:
    """Every OPD that held the person leads to the same record, and no way is a circle."""
    leads: dict[OpdId, OpdId] = {}
    held, seen, now = KOMINFO, {KOMINFO}, BEFORE

    def end(opd: OpdId) -> OpdId:
        passed = set()
        while opd in leads:
            assert opd not in passed, "a circle"
            passed.add(opd)
            opd = leads[opd]
        return opd

    recorded: set[OpdId] = set()
    for came_to, opens in wanted:
        if opens:
            now = OPENING
            if is_recorded:
                recorded.add(end(held))
        if came_to == held:
            continue
        lying = {
            (replace(HERE, opd_id=opd), WHO): end(opd)
            for opd in (held, came_to)
            if opd in leads or opd in recorded
        }
        found = crossing(held, came_to).pointer(lying, now)
        if found:
            assert found.place.opd_id not in leads
            leads[found.place.opd_id] = found.home
        held = came_to
        seen.add(held)

    assert len({end(opd) for opd in seen}) == 1
    assert len(recorded) <= 1


def test_a_transfer_looks_a_week_ahead_and_over_the_last_midnight() -> None:
    assert days_around(MONDAY, MONDAY) == (MONDAY - timedelta(days=1), MONDAY + timedelta(days=7))
    since = MONDAY - timedelta(days=5)
    assert days_around(since, MONDAY) == (since, MONDAY + timedelta(days=7))


def test_only_where_both_take_part_a_record_could_lie_twice() -> None:
    assert is_shared(APEL, DINKES)
    assert is_shared(replace(APEL, opds=(KOMINFO, DINKES)), DINKES)
    assert not is_shared(replace(APEL, opds=(KOMINFO,)), DINKES)


def stay(day: int, opd: OpdId) -> Stay:
    return Stay(since=date(2026, 11, day), opd_id=opd, unit_no=UnitNo(1))


def test_the_places_of_some_days_begin_and_end_with_them() -> None:
    first, last = date(2026, 11, 10), date(2026, 11, 20)
    stays = [stay(25, THIRD), stay(1, KOMINFO), stay(15, DINKES)]

    assert stays_within(stays, first, last) == [
        (stay(10, KOMINFO), date(2026, 11, 14)),
        (stay(15, DINKES), last),
    ]
    assert stays_within([stay(15, DINKES)], first, last) == [(stay(15, DINKES), last)]
    assert stays_within([], first, last) == []
