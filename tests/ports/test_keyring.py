import base64
import json
import re
from itertools import permutations
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.keyring import PURPOSES, Keyring, hkdf
from chalicelib.domain.errors import BadTicket

OLD: Final = {"kid": "1", "1": "a" * 64}
NEW: Final = {"kid": "2", "1": "a" * 64, "2": "b" * 64}
PAYLOAD: Final = {"pegawai_id": "01JD", "n": 3, "list": [1, None, "é"]}


def keyring(secret: dict[str, str] = OLD, audience: str = "uji") -> Keyring:
    return Keyring(lambda: json.dumps(secret), audience=audience)


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


def test_a_purpose_that_nobody_declared_is_a_bug() -> None:
    with pytest.raises(LookupError):
        keyring().seal("lain", PAYLOAD)


def test_a_token_holds_no_secret() -> None:
    token = keyring().seal("tiket", PAYLOAD)

    body = token.split(".")[2]
    sealed = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    assert sealed == {"aud": "uji", "for": "tiket", "data": PAYLOAD}


def test_the_secret_is_fetched_once_and_not_before_it_is_needed() -> None:
    """Built at import, it would be fetched by functions that never sign."""
    fetched = []

    def fetch() -> str:
        fetched.append(1)
        return json.dumps(OLD)

    ring = Keyring(fetch, audience="uji")
    assert not fetched

    ring.seal("tiket", PAYLOAD)
    ring.name_digests("siti")
    assert len(fetched) == 1


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
