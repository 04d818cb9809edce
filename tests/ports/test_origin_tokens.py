"""CloudFront's token, while it is rotated (security.md E2)."""

from datetime import timedelta

from chalicelib.adapters.secrets import Kept, Tokens
from tests.fakes import FakeClock
from tests.world import wib


def test_a_warm_container_learns_of_a_rotation() -> None:
    """Else it would refuse everybody until it is thrown away."""
    stored, clock = ["old"], FakeClock(wib("06.50"))
    tokens = Tokens(Kept(lambda: tuple(stored), clock.now))
    assert tokens.holds("old")

    stored.insert(0, "new")
    clock.at += timedelta(minutes=1)

    assert tokens.holds("new")
    assert tokens.holds("old")


def test_whatever_is_sent_the_vault_is_read_once_a_minute() -> None:
    reads, clock = [], FakeClock(wib("06.50"))

    def read() -> tuple[str, ...]:
        reads.append(clock.at)
        return ("ours",)

    tokens = Tokens(Kept(read, clock.now))

    assert not any(tokens.holds(guess) for guess in ("", "our", "ours2", "OURS", "\u00e9"))
    assert tokens.holds("ours")
    assert len(reads) == 1


def test_a_token_that_is_no_longer_stored_goes_with_the_next_reading() -> None:
    stored, clock = ["leaked"], FakeClock(wib("06.50"))
    tokens = Tokens(Kept(lambda: tuple(stored), clock.now))
    assert tokens.holds("leaked")

    stored[:] = ["new"]
    clock.at += timedelta(minutes=1)
    assert tokens.holds("new")

    assert not tokens.holds("leaked")
