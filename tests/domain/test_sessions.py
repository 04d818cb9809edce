"""When sessions and their elevation end by themselves (security.md A8, S3)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.errors import DevicesFull
from chalicelib.domain.people import PegawaiId
from chalicelib.domain.sessions import (
    MOST_REBINDS,
    Account,
    Device,
    DeviceState,
    Session,
    bind,
    elevation_ends,
    ends_at,
)
from tests.world import SITI

SLOT = Device(
    device_id="0",
    public_key="0",
    label="HP",
    state=DeviceState.BOUND,
    since=datetime(2026, 1, 1, tzinfo=UTC),
)
WIB = ZoneInfo("Asia/Jakarta")
MONDAY = datetime(2026, 11, 23, 3, tzinfo=UTC)  # 10.00 WIB: no end has to be put off
TIMES = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def session(at: datetime = MONDAY, *, is_bound: bool = True) -> Session:
    device_id = SLOT.device_id if is_bound else None
    return Session(token_sha256="-", created_at=at, seen_at=at, device_id=device_id)


def account(who: str, *devices: Device) -> Account:
    return replace(Account.of(SITI), pegawai_id=PegawaiId(who), devices=devices)


def days(of: Session, who: str) -> float:
    return (ends_at(of, account(who, SLOT), WIB) - MONDAY) / timedelta(days=1)


def test_people_who_were_activated_together_are_not_all_thrown_out_on_one_morning() -> None:
    """Their ends are spread over four days."""
    ends = {days(session(), f"P{n}") for n in range(100)}

    assert ends == {117, 118, 119, 120}


def test_a_session_whose_browser_has_no_key_any_more_ends_after_two_weeks() -> None:
    waits = replace(SLOT, state=DeviceState.PENDING)
    ends = [ends_at(session(), account("P1", *devices), WIB) for devices in ((), (waits,))]

    assert ends == [MONDAY + timedelta(days=14)] * 2


@given(at=TIMES, who=st.text(max_size=3), is_bound=st.booleans())
def test_no_end_falls_into_the_hours_of_an_apel(at: datetime, who: str, *, is_bound: bool) -> None:
    end = ends_at(session(at, is_bound=is_bound), account(who, SLOT), WIB)

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


@pytest.mark.parametrize(("is_free", "state"), [(True, "BOUND"), (False, "PENDING")])
def test_only_the_demo_binds_a_second_browser_at_once(*, is_free: bool, state: str) -> None:
    first = account("P1", replace(SLOT, used=True))
    second = replace(SLOT, device_id="1", public_key="1", state=DeviceState.PENDING)

    both, bound = bind(first, second, now=MONDAY, known_device_id=None, is_free=is_free)

    assert bound.state == state
    assert len(both.devices) == 2


def test_the_demo_has_no_room_for_a_third_browser_either() -> None:
    first = replace(SLOT, used=True)
    both = account("P1", first, replace(first, device_id="1", public_key="1"))
    third = replace(SLOT, device_id="2", public_key="2", state=DeviceState.PENDING)

    with pytest.raises(DevicesFull):
        bind(both, third, now=MONDAY, known_device_id=None, is_free=True)


def test_a_browser_that_loses_its_key_again_and_again_is_noted_and_fills_no_item() -> None:
    """D2: more than two in 30 days are looked at; the item is read at each request (S2)."""
    account = replace(Account.of(SITI), devices=(SLOT,))
    for n in range(1, 60):
        new = replace(SLOT, device_id=str(n), public_key=str(n))
        now = MONDAY + timedelta(hours=n)
        account, device = bind(account, new, now=now, known_device_id=str(n - 1), is_free=False)

        assert len(account.devices) == 1
        assert len(device.rebinds) == min(n, MOST_REBINDS + 1)
        assert device.rebinds[-1] == now
