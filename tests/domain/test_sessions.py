"""When sessions and their elevation end by themselves (security.md A8, S3)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.people import PegawaiId
from chalicelib.domain.sessions import Session, elevation_ends, ends_at

WIB = ZoneInfo("Asia/Jakarta")
MONDAY = datetime(2026, 11, 23, 3, tzinfo=UTC)  # 10.00 WIB: no end has to be put off
TIMES = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def session(at: datetime = MONDAY, *, is_bound: bool = True) -> Session:
    device_id = "D" if is_bound else None
    return Session(token_sha256="-", created_at=at, seen_at=at, device_id=device_id)


def days(of: Session, who: str) -> float:
    return (ends_at(of, PegawaiId(who), WIB) - MONDAY) / timedelta(days=1)


def test_people_who_were_activated_together_are_not_all_thrown_out_on_one_morning() -> None:
    """Their ends are spread over four days."""
    ends = {days(session(), f"P{n}") for n in range(100)}

    assert ends == {117, 118, 119, 120}


@given(at=TIMES, who=st.text(max_size=3), is_bound=st.booleans())
def test_no_end_falls_into_the_hours_of_an_apel(at: datetime, who: str, *, is_bound: bool) -> None:
    end = ends_at(session(at, is_bound=is_bound), PegawaiId(who), WIB)

    assert not 5 <= end.astimezone(WIB).hour < 9


@pytest.mark.parametrize(
    ("asked", "hours"),
    [([], 2), ([1, 2, 3], 5), (range(1, 12), 12), (range(1, 14), 12)],
)
def test_an_elevation_ends_after_two_hours_without_a_request_or_after_twelve(
    asked: list[int], hours: int
) -> None:
    last = MONDAY + timedelta(hours=max(asked, default=0))
    elevated = Session(
        token_sha256="-", created_at=MONDAY, seen_at=last, elevated_at=MONDAY,
        elevated_seen_at=last,
    )  # fmt: skip

    assert elevation_ends(elevated) == MONDAY + timedelta(hours=hours)
