from collections.abc import Mapping
from datetime import timedelta
from typing import Final

import argon2
import pytest

from chalicelib.adapters.argon import COMMON, HASHER, NOBODY, Argon
from chalicelib.adapters.keyring import Keyring
from chalicelib.adapters.secrets import Kept
from chalicelib.domain.passwords import LEAST_LENGTH
from tests.fakes import FakeClock, a_keyring
from tests.world import wib

OLD: Final = {"kid": "1", "1": "a" * 64}
NEW: Final = {"kid": "2", "1": "a" * 64, "2": "b" * 64}


def passwords(secret: Mapping[str, str] = OLD) -> Argon:
    return Argon(a_keyring(secret))


@pytest.fixture(scope="module")
def stored() -> str:
    return passwords().hash("kuda terbang biru")


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every argon2 run of a verification, seen at the library's own gate."""
    seen: list[str] = []
    real = argon2.low_level.verify_secret

    def counted(phc: bytes, secret: bytes, type: argon2.Type) -> bool:  # noqa: A002 - its name
        seen.append(phc.decode())
        return real(phc, secret, type)

    monkeypatch.setattr("argon2._password_hasher.verify_secret", counted)
    return seen


def test_the_stored_form_names_the_pepper_and_the_parameters(stored: str) -> None:
    """OWASP's second choice for argon2id: what a full core does in under 100 ms (A1)."""
    assert stored.startswith("1$argon2id$v=19$m=47104,t=1,p=1$")
    assert len(stored.split("$")[4]) == 22  # 16 bytes of salt


def test_the_same_password_is_never_stored_alike(stored: str) -> None:
    assert passwords().hash("kuda terbang biru") != stored


@pytest.mark.parametrize(
    ("typed", "matches"),
    [
        ("kuda terbang biru", True),
        ("kuda terbang biru ", False),
        (" kuda terbang biru", False),
        ("Kuda terbang biru", False),
        ("kuda  terbang biru", False),
        ("kuda terbang biru\x00", False),
        ("", False),
    ],
)
def test_a_password_matches_exactly_or_not_at_all(
    stored: str, typed: str, *, matches: bool
) -> None:
    assert passwords().verify(typed, stored) is matches


def test_a_spelling_in_other_code_points_is_another_password() -> None:
    """Verified exactly as typed, no normalisation (V6.2.8)."""
    stored = passwords().hash("c\u00e9cile suka kopi")

    assert not passwords().verify("ce\u0301cile suka kopi", stored)


def test_what_follows_a_zero_byte_counts() -> None:
    stored = passwords().hash("kopi\x00pahit sekali")

    assert not passwords().verify("kopi\x00manis sekali", stored)


def test_an_unknown_name_costs_one_run_like_any_other(stored: str, runs: list[str]) -> None:
    """Else the time would tell which names exist (A5): counted, not timed."""
    assert not passwords().verify("kuda terbang biru", None)
    assert not passwords().verify("salah", stored)
    assert passwords().verify("kuda terbang biru", stored)

    assert len(runs) == 3
    assert HASHER.check_needs_rehash(NOBODY) is False


def test_an_unknown_name_has_no_key_read_again() -> None:
    """Nor may a call to the vault tell it from a known one."""
    reads, clock = [], FakeClock(wib("06.50"))

    def read() -> Mapping[str, str]:
        reads.append(clock.at)
        return OLD

    warm = Argon(Keyring(Kept(read, clock.now), audience="uji", now=clock.now))
    stored = warm.hash("kuda terbang biru")
    clock.at += timedelta(minutes=1)

    assert warm.verify("kuda terbang biru", stored)
    assert not warm.verify("kuda terbang biru", None)
    assert len(reads) == 1


def test_a_hash_whose_pepper_is_gone_matches_nothing(stored: str, runs: list[str]) -> None:
    gone = passwords({"kid": "2", "2": "b" * 64})

    assert not gone.verify("kuda terbang biru", stored)
    assert runs == [NOBODY]


def test_without_the_pepper_the_stored_hash_is_worth_nothing(stored: str) -> None:
    assert not passwords({"kid": "1", "1": "stolen table, other secret"}).verify(
        "kuda terbang biru", stored
    )


def test_after_a_rotation_old_hashes_match_and_ask_to_be_renewed(stored: str) -> None:
    rotated = passwords(NEW)

    assert rotated.verify("kuda terbang biru", stored)
    assert rotated.is_outdated(stored)
    assert not passwords().is_outdated(stored)
    assert rotated.hash("kuda terbang biru").startswith("2$argon2id$")


def test_weaker_parameters_ask_to_be_renewed(stored: str) -> None:
    assert passwords().is_outdated(stored.replace("m=47104", "m=19456"))


@pytest.mark.parametrize("broken", ["1$", "1$argon2id$x", "1", "plain text"])
def test_a_broken_hash_matches_nothing(broken: str) -> None:
    assert not passwords().verify("kuda terbang biru", broken)


def test_the_common_list_is_long_and_every_entry_could_have_been_chosen() -> None:
    """V6.2.4: at least 3,000 that meet the length."""
    entries = COMMON.read_text(encoding="ascii").split("\n")[:-1]

    assert len(set(entries)) == len(entries) >= 3_000
    assert entries == sorted(entries)
    assert all(entry == entry.casefold().strip() for entry in entries)
    assert min(map(len, entries)) >= LEAST_LENGTH


@pytest.mark.parametrize("typed", ["password123", "Password123", " iloveyou123 ", "SAYANGKU123"])
def test_common_passwords_are_known_in_any_case(typed: str) -> None:
    assert passwords().is_common(typed)


def test_a_phrase_is_not_common() -> None:
    assert not passwords().is_common("kuda terbang biru laut")
