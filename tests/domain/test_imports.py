"""Where an import stands, and what a person says of its lines."""

from datetime import timedelta

import pytest

from chalicelib.domain.errors import (
    BadNip,
    ForbiddenCharacter,
    Missing,
    NumericNip,
    OutOfBounds,
    TooLong,
)
from chalicelib.domain.imports import MOST_AHEAD, ImportState, refusals_of
from chalicelib.domain.simpeg import DOUBLED, RefusedRow
from tests.accepted import an_import
from tests.world import MONDAY

CODES = [DOUBLED, *(e.code for e in (BadNip, ForbiddenCharacter, Missing, NumericNip, TooLong))]


@pytest.mark.parametrize("code", CODES)
def test_every_refusal_says_what_to_do(code: str) -> None:
    head, row = refusals_of([RefusedRow(row=7, column="NAMA", code=code)])

    assert head == ("BARIS", "KOLOM", "ALASAN")
    assert row[:2] == (7, "NAMA")
    assert str(row[2]).endswith(".")


EARLIEST = MONDAY - timedelta(days=5)


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (-5, ImportState.APPLYING),
        (0, ImportState.APPLYING),
        (1, ImportState.SCHEDULED),
        (MOST_AHEAD.days, ImportState.SCHEDULED),
    ],
)
def test_a_day_that_is_open_is_applied_now_and_one_that_comes_at_its_midnight(
    days: int, state: ImportState
) -> None:
    on = MONDAY + timedelta(days=days)

    found = an_import(1).on_its_way(on, MONDAY, earliest=EARLIEST)

    assert (found.state, found.applied_on) == (state, on)


@pytest.mark.parametrize("days", [-6, MOST_AHEAD.days + 1])
def test_a_refusal_names_the_days_that_may_be_said(days: int) -> None:
    with pytest.raises(OutOfBounds) as refused:
        an_import(1).on_its_way(MONDAY + timedelta(days=days), MONDAY, earliest=EARLIEST)

    assert refused.value.pointer == "/since"
    assert refused.value.extensions == {"earliest": "2026-11-18", "latest": "2026-12-24"}
