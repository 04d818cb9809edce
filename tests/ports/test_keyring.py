import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.keyring import LIFE, PURPOSES, Keyring, hkdf
from chalicelib.adapters.secrets import Kept
from chalicelib.domain.errors import BadTicket
from tests.fakes import FakeClock, a_keyring
from tests.world import wib

OLD: Final = {"kid": "1", "1": "a" * 64}
NEW: Final = {"kid": "2", "1": "a" * 64, "2": "b" * 64}
PAYLOAD: Final = {"pegawai_id": "01JD", "n": 3, "list": [1, None, "é"]}


def keyring(secret: Mapping[str, str] = OLD, audience: str = "uji") -> Keyring:
    return a_keyring(secret, audience)


@dataclass
class Rotation:
    """A container that was warm before: the secret as it is stored, and when it was read."""

    stored: Mapping[str, str]
    clock: FakeClock = field(default_factory=lambda: FakeClock(wib("06.50")))
    reads: list[datetime] = field(default_factory=list)

    def read(self) -> Mapping[str, str]:
        self.reads.append(self.clock.at)
        return self.stored

    def keyring(self) -> Keyring:
        return Keyring(Kept(self.read, self.clock.now), audience="uji", now=self.clock.now)

    def later(self, **passed: float) -> None:
        self.clock.at += timedelta(**passed)


def test_the_derivation_is_that_of_the_rfc() -> None:
    """RFC 5869 appendix A.3, the case without salt and info."""
    assert hkdf(b"\x0b" * 22, info=b"", length=42).hex() == (
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    )


@pytest.mark.parametrize("purpose", sorted(PURPOSES))
def test_what_was_sealed_is_opened(purpose: str) -> None:
    token = keyring().seal(purpose, PAYLOAD)

    assert re.fullmatch(r"v1\.1\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}", token)
    assert keyring().open(purpose, token) == PAYLOAD


def test_the_same_facts_give_the_same_token() -> None:
    """A receipt asked for twice is the same receipt (T5)."""
    backwards = dict(reversed(PAYLOAD.items()))

    assert keyring().seal("tanda-terima", PAYLOAD) == keyring().seal("tanda-terima", backwards)


def test_each_changed_byte_is_noticed() -> None:
    ring = keyring()
    token = ring.seal("tiket", PAYLOAD)
    for at, char in enumerate(token):
        for other in {chr(ord(char) ^ 1), chr(ord(char) ^ 32), "A", "=", ".", "\u00e9", "\ud800"}:
            if other == char:
                continue
            with pytest.raises(BadTicket):
                ring.open("tiket", token[:at] + other + token[at + 1 :])


def test_each_cut_and_each_addition_is_noticed() -> None:
    ring = keyring()
    token = ring.seal("tiket", PAYLOAD)
    for at in range(len(token)):
        for broken in (token[:at], token[at + 1 :], token[:at] + "A" + token[at:]):
            with pytest.raises(BadTicket):
                ring.open("tiket", broken)


@pytest.mark.parametrize(("purpose", "other"), permutations(sorted(PURPOSES), 2))
def test_a_token_of_one_purpose_is_worth_nothing_for_another(purpose: str, other: str) -> None:
    token = keyring().seal(purpose, PAYLOAD)

    with pytest.raises(BadTicket):
        keyring().open(other, token)


def test_a_token_of_another_stage_or_secret_is_refused() -> None:
    token = keyring().seal("tiket", PAYLOAD)

    for stranger in (keyring(audience="produksi"), keyring({"kid": "1", "1": "c" * 64})):
        with pytest.raises(BadTicket):
            stranger.open("tiket", token)


@pytest.mark.parametrize(
    "token",
    [
        "",
        ".",
        "...",
        "v1.1..",
        "v1.kid.e30.",
        "v1.9.e30." + "A" * 43,
        "v2.1.e30." + "A" * 43,
        "eyJhbGciOiJub25lIn0.e30.",
        "\x00",
        "\ud800.\ud800.\ud800.\ud800",
    ],
)
def test_what_has_not_the_form_of_a_token_is_refused(token: str) -> None:
    with pytest.raises(BadTicket):
        keyring().open("tiket", token)


@given(st.text(max_size=80))
def test_no_text_raises_anything_else(token: str) -> None:
    with pytest.raises(BadTicket):
        keyring().open("tiket", token)


def test_a_new_generation_signs_and_the_old_one_still_verifies() -> None:
    before, after = keyring(OLD), keyring(NEW)

    old_token, new_token = before.seal("tiket", PAYLOAD), after.seal("tiket", PAYLOAD)

    assert new_token.startswith("v1.2.")
    assert after.open("tiket", old_token) == after.open("tiket", new_token) == PAYLOAD
    with pytest.raises(BadTicket):
        before.open("tiket", new_token)


def test_a_token_cannot_name_another_generation_than_the_one_that_signed_it() -> None:
    token = keyring(NEW).seal("tiket", PAYLOAD)

    with pytest.raises(BadTicket):
        keyring(NEW).open("tiket", token.replace("v1.2.", "v1.1."))


def test_a_retired_generation_verifies_no_more() -> None:
    token = keyring(OLD).seal("tiket", PAYLOAD)

    with pytest.raises(BadTicket):
        keyring({"kid": "2", "2": "b" * 64}).open("tiket", token)


LAST_DAY_ENDS: Final = datetime(2026, 12, 2, tzinfo=UTC)
ENDED: Final = {**NEW, "1.ended": "2026-12-01"}


@pytest.mark.parametrize("purpose", sorted(PURPOSES))
def test_an_ended_generation_verifies_for_as_long_as_its_purpose_says(purpose: str) -> None:
    token = keyring(OLD).seal(purpose, PAYLOAD)
    life = LIFE.get(purpose, timedelta(days=365 * 20))
    before, after = LAST_DAY_ENDS + life - timedelta(seconds=1), LAST_DAY_ENDS + life

    assert a_keyring(ENDED, now=before).peek(purpose, token) == PAYLOAD
    stays = purpose not in LIFE
    assert a_keyring(ENDED, now=after).peek(purpose, token) == (PAYLOAD if stays else None)
    assert a_keyring(NEW, now=after).peek(purpose, token) == PAYLOAD  # its end is not known


def test_the_lives_of_old_keys_are_those_of_the_rule() -> None:
    """security.md K1; receipts, recaps, names and passwords are kept as long as their records."""
    assert {purpose: life.total_seconds() / 3600 for purpose, life in LIFE.items()} == {
        "tiket": 14 * 24, "kursor": 14 * 24, "tempat": 1, "dc": 365 * 24, "aktivasi": 30 * 24,
    }  # fmt: skip


def test_a_printed_code_of_an_ended_generation_opens_for_30_days() -> None:
    printed = keyring(OLD).activation_code("P1", 1)
    end = LAST_DAY_ENDS + timedelta(days=30)

    assert a_keyring(ENDED, now=end - timedelta(seconds=1)).is_activation_code("P1", 1, printed)
    assert not a_keyring(ENDED, now=end).is_activation_code("P1", 1, printed)
    assert len(a_keyring(ENDED, now=end).name_digests("siti")) == 2


def test_an_end_is_no_key() -> None:
    ring = a_keyring(ENDED)

    assert ring.key("sandi", "1.ended") is None
    assert len(ring.name_digests("siti")) == 2


def test_a_purpose_that_nobody_declared_is_a_bug() -> None:
    with pytest.raises(LookupError):
        keyring().seal("lain", PAYLOAD)


def test_a_token_holds_no_secret() -> None:
    token = keyring().seal("tiket", PAYLOAD)

    body = token.split(".")[2]
    sealed = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    assert sealed == {"aud": "uji", "for": "tiket", "data": PAYLOAD}


def test_the_secret_is_read_once_and_not_before_it_is_needed() -> None:
    """Built at import, it would be read by functions that never sign."""
    rotation = Rotation(OLD)
    ring = rotation.keyring()
    assert not rotation.reads

    ring.seal("tiket", PAYLOAD)
    ring.name_digests("siti")
    assert len(rotation.reads) == 1


def test_a_warm_container_opens_what_a_newer_one_sealed() -> None:
    """Else phones with a newer ticket are refused by every container that was warm before."""
    rotation = Rotation(OLD)
    warm = rotation.keyring()
    old_token = warm.seal("tiket", PAYLOAD)

    rotation.stored = NEW
    rotation.later(minutes=1)
    new_token = keyring(NEW).seal("tiket", PAYLOAD)

    assert warm.open("tiket", new_token) == warm.open("tiket", old_token) == PAYLOAD
    assert warm.seal("tiket", PAYLOAD) == new_token


def test_a_warm_container_knows_the_pepper_of_a_password_that_a_newer_one_stored() -> None:
    rotation = Rotation(OLD)
    warm = rotation.keyring()
    assert warm.key("sandi", "2") is None

    rotation.stored = NEW
    rotation.later(minutes=1)

    assert warm.key("sandi", "2") == keyring(NEW).key("sandi", "2")


def test_whatever_kid_is_sent_the_secret_is_read_once_a_minute() -> None:
    """Nobody can make us call the vault by sending tokens."""
    rotation = Rotation(OLD)
    ring = rotation.keyring()
    for second in range(90):
        assert ring.peek("tiket", f"v1.{second + 2}.e30." + "A" * 43) is None
        assert ring.key("sandi", f"x{second}") is None
        rotation.later(seconds=1)

    assert rotation.reads == [wib("06.50"), wib("06.51")]


def test_what_names_no_kid_learns_of_a_new_key_within_an_hour() -> None:
    """Login names and activation codes: docs/deploy.md waits that long between its two steps."""
    rotation = Rotation(OLD)
    warm = rotation.keyring()
    assert len(warm.name_digests("siti")) == 1

    rotation.stored = {**NEW, "kid": "1"}
    rotation.later(hours=1)

    assert warm.name_digests("siti") == keyring(rotation.stored).name_digests("siti")
    assert warm.is_activation_code("P1", 1, keyring(NEW).activation_code("P1", 1))


def test_a_key_that_leaked_and_was_replaced_opens_nothing_after_an_hour() -> None:
    rotation = Rotation(OLD)
    warm = rotation.keyring()
    forged = warm.seal("tiket", PAYLOAD)

    rotation.stored = {"kid": "1", "1": "c" * 64}
    rotation.later(hours=1)

    assert warm.peek("tiket", forged) is None


def test_a_login_name_is_found_whatever_its_case_and_spelling() -> None:
    ring = keyring()

    assert ring.name_digests(" Siti.Aminah ") == ring.name_digests("siti.aminah")
    assert ring.name_digests("ce\u0301cile") == ring.name_digests("C\u00c9CILE")
    assert ring.name_digests("siti") != ring.name_digests("siti2")
    assert ring.name_digests("\ud800")


def test_a_name_is_looked_up_under_every_generation_newest_first() -> None:
    (old,) = keyring(OLD).name_digests("siti")

    new, *older = keyring(NEW).name_digests("siti")

    assert older == [old]
    assert new != old


def test_an_activation_code_is_derived_from_person_and_issue() -> None:
    ring = keyring()
    codes = {ring.activation_code(who, issue) for who in ("P1", "P11") for issue in range(1, 60)}

    assert len(codes) == 118
    assert all(re.fullmatch("[0-9A-HJKMNP-TV-Z]{12}", code) for code in codes)
    assert keyring().activation_code("P1", 1) == ring.activation_code("P1", 1)
    assert ring.activation_code("P1", 11) != ring.activation_code("P11", 1)


def test_a_code_may_be_typed_as_people_read_it() -> None:
    ring = keyring()
    for issue in range(60):
        code = ring.activation_code("P1", issue)
        typed = f" {code[:4]}-{code[4:8]}-{code[8:]} ".lower().replace("1", "l").replace("0", "o")

        assert ring.is_activation_code("P1", issue, typed)
        assert not ring.is_activation_code("P1", issue + 1, typed)
        assert not ring.is_activation_code("P2", issue, typed)


@pytest.mark.parametrize("typed", ["", "0" * 12, "\ud800" * 12, "\u0660" * 12])
def test_anything_else_is_no_code(typed: str) -> None:
    assert not keyring().is_activation_code("P1", 1, typed)


def test_a_printed_code_outlives_a_rotation() -> None:
    printed = keyring(OLD).activation_code("P1", 1)

    assert keyring(NEW).is_activation_code("P1", 1, printed)
    assert keyring(NEW).activation_code("P1", 1) != printed


def test_keys_for_other_adapters_are_apart_by_purpose_and_generation() -> None:
    ring = keyring(NEW)

    assert ring.newest("sandi") == ("2", ring.key("sandi", "2"))
    assert len({ring.key(purpose, kid) for purpose in PURPOSES for kid in "12"}) == 18
    assert ring.key("sandi", "3") is None
    assert ring.key("sandi", "kid") is None
