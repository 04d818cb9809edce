"""How long a letter's photo is kept, and how much a letter may hold (security.md R2)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

import pytest

from chalicelib.domain.attendance import Code
from chalicelib.domain.people import OpdId, PegawaiId, UnitNo
from chalicelib.domain.permits import (
    MOST_COPIES,
    Letter,
    Part,
    Permit,
    PermitId,
    PermitState,
    letter_days,
    note_ends_on,
)

MONDAY: Final = date(2026, 11, 23)
NINE: Final = datetime(2026, 11, 23, 2, tzinfo=UTC)  # 09.00 WIB
PART: Final = Part(
    pegawai_id=PegawaiId("SITI"), name="Siti", opd_id=OpdId("KOMINFO"), unit_no=UnitNo(1)
)
NOTE: Final = Permit(
    permit_id=PermitId("U"),
    opd_id=OpdId("KOMINFO"),
    code=Code.ILL,
    first_day=MONDAY,
    last_day=MONDAY,
    letter=Letter(photo_sha256s=("a" * 64,)),
    asked_by=PART.pegawai_id,
    asked_at=NINE,
    parts=(PART,),
)
DECIDED: Final = NOTE.with_part(replace(PART, state=PermitState.REJECTED, decided_at=NINE))


@pytest.mark.parametrize(
    ("permit", "arrived_after", "days"),
    [
        (NOTE, 0, 90),  # the job ends it 30 days after the decision
        (DECIDED, 3, 30),
        (DECIDED, 30, 1),
        (replace(NOTE, code=Code.DUTY_ELSEWHERE), 0, 90),
        (replace(NOTE, code=Code.LEAVE, last_day=MONDAY + timedelta(days=20)), 0, 180),
    ],
)
def test_a_page_is_kept_for_its_class_of_days(
    permit: Permit, arrived_after: int, days: int
) -> None:
    assert letter_days(permit, MONDAY + timedelta(days=arrived_after)) == days


def test_a_sick_note_ends_thirty_days_after_it_was_settled() -> None:
    assert note_ends_on(DECIDED, NINE) == date(2026, 12, 23)
    assert note_ends_on(NOTE, NINE) is None
    assert note_ends_on(replace(DECIDED, letter=Letter()), NINE) is None
    assert note_ends_on(replace(DECIDED, code=Code.DUTY_ELSEWHERE), NINE) is None


def test_a_letter_counts_a_month_a_case_and_a_number_in_each_opd() -> None:
    elsewhere = replace(PART, pegawai_id=PegawaiId("WATI"), opd_id=OpdId("DINKES"))
    two_months = replace(NOTE, last_day=date(2026, 12, 1)).with_part(elsewhere)

    assert two_months.opd_ids == (OpdId("KOMINFO"), OpdId("DINKES"))
    assert two_months.copies == 2 + 2 + 2 * 2 + 2 * 2


def test_a_permit_follows_somebody_once_while_anything_is_left_of_it() -> None:
    siti, there = PART.pegawai_id, OpdId("DINKES")
    followed = NOTE.following(siti, there)

    assert followed
    assert (followed.opd_ids, followed.counting) == (NOTE.opd_ids, (OpdId("KOMINFO"), there))
    assert followed.counted_in(there).parts == followed.parts
    assert followed.of_opd(there).parts == ()
    assert followed.copies == NOTE.copies + 1
    assert followed.following(siti, there) is None
    assert NOTE.following(siti, PART.opd_id) is None
    assert NOTE.following(PegawaiId("WATI"), there) is None
    withdrawn = NOTE.with_part(replace(PART, state=PermitState.WITHDRAWN))
    assert withdrawn.following(siti, there) is None


def test_what_one_transaction_could_not_hold_stays_as_it_is() -> None:
    years = replace(NOTE, last_day=MONDAY + timedelta(days=365 * 7))

    assert years.copies <= MOST_COPIES
    assert years.following(PART.pegawai_id, OpdId("DINKES")) is None
