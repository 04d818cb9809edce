"""Secrets, kept by a container that outlives their rotations and the vault's outages (K1, E2)."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import pytest
from botocore.exceptions import EndpointConnectionError

from chalicelib.adapters.faults import is_busy
from chalicelib.adapters.keyring import signing_keys
from chalicelib.adapters.secrets import Kept
from tests.fakes import FakeClock
from tests.world import wib


@dataclass
class Store:
    """What the vault answers, or why it does not."""

    text: str = "held"
    fault: Exception | None = None
    reads: int = 0

    def read(self) -> str:
        self.reads += 1
        if self.fault:
            raise self.fault
        return self.text


OUTAGE: Final = EndpointConnectionError(endpoint_url="https://vault")


@pytest.mark.parametrize("fault", [OUTAGE, ValueError("no JSON")])
def test_who_holds_the_secret_goes_on_while_it_cannot_be_read(fault: Exception) -> None:
    """An outage, or a mistake in what was stored last, must not stop the check-ins of a morning."""
    store, clock = Store(), FakeClock(wib("05.50"))
    kept = Kept(store.read, clock.now)
    assert kept.get() == "held"

    store.text, store.fault = "rotated", fault
    clock.at += timedelta(hours=1)
    assert [kept.get() for _ in range(5)] == ["held"] * 5
    assert store.reads == 2  # each request would wait for the vault's time-outs

    store.fault = None
    clock.at += timedelta(hours=1)
    assert kept.get() == "rotated"


def test_who_holds_nothing_yet_cannot_go_on() -> None:
    with pytest.raises(EndpointConnectionError):
        Kept(Store(fault=OUTAGE).read, FakeClock(wib("05.50")).now).get()


def test_who_meets_an_unknown_kid_during_an_outage_is_busy_and_refuses_nobody() -> None:
    """A refused ticket would be final; what is busy is tried again."""
    store, clock = Store(), FakeClock(wib("05.50"))
    kept = Kept(store.read, clock.now)
    kept.get()
    store.fault = OUTAGE
    clock.at += timedelta(minutes=1)

    with pytest.raises(EndpointConnectionError) as raised:
        kept.again()
    assert is_busy(raised.value)


@pytest.mark.parametrize(
    ("stored", "is_taken"),
    [
        ({"kid": "2", "1": "a", "2": "b"}, True),
        ({"kid": "2", "1": "a"}, False),
        ({"kid": "kid", "1": "a"}, False),
        ({"1": "a"}, False),
        ({"kid": "2", "1": "a", "1.ended": "2026-12-01", "2": "b"}, True),
        ({"kid": "1", "1": "a", "1.ended": "2026-12-01", "2": "b"}, False),
        ({"kid": "1.ended", "1": "a", "1.ended": "2026-12-01"}, False),
        ({"kid": "2", "1": "a", "1.ended": "besok", "2": "b"}, False),
    ],
)
def test_keys_that_could_not_sign_are_not_taken(stored: dict[str, str], *, is_taken: bool) -> None:
    """A slip of the operator's hand, which else would reach every container within an hour."""
    if is_taken:
        assert signing_keys(json.dumps(stored)) == stored
    else:
        with pytest.raises(ValueError, match=r"names no signing key|Invalid isoformat"):
            signing_keys(json.dumps(stored))
