"""Where an import stands, and what a person says of its lines."""

import pytest

from chalicelib.domain.errors import BadNip, ForbiddenCharacter, Missing, NumericNip, TooLong
from chalicelib.domain.imports import refusals_of
from chalicelib.domain.simpeg import DOUBLED, RefusedRow

CODES = [DOUBLED, *(e.code for e in (BadNip, ForbiddenCharacter, Missing, NumericNip, TooLong))]


@pytest.mark.parametrize("code", CODES)
def test_every_refusal_says_what_to_do(code: str) -> None:
    head, row = refusals_of([RefusedRow(row=7, column="NAMA", code=code)])

    assert head == ("BARIS", "KOLOM", "ALASAN")
    assert row[:2] == (7, "NAMA")
    assert str(row[2]).endswith(".")
