from datetime import UTC, datetime, timedelta
from typing import Final

import pytest

from chalicelib.adapters.totp import Totp

# RFC 6238 appendix B, the SHA-1 column cut to six digits: time → code of this secret.
SECRET: Final = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
RFC: Final = {
    59: "287082",
    1_111_111_109: "081804",
    1_111_111_111: "050471",
    1_234_567_890: "005924",
    2_000_000_000: "279037",
}
NOW: Final = datetime.fromtimestamp(1_234_567_890, UTC)
STEP: Final = 1_234_567_890 // 30


@pytest.mark.parametrize(("second", "code"), RFC.items())
def test_the_codes_are_those_of_the_rfc(second: int, code: str) -> None:
    at = datetime.fromtimestamp(second, UTC)

    assert Totp().step_of(SECRET, code, at=at, after=0) == second // 30


@pytest.mark.parametrize(("off", "is_taken"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_phone_may_be_half_a_minute_off(off: int, *, is_taken: bool) -> None:
    found = Totp().step_of(SECRET, "005924", at=NOW + timedelta(seconds=off), after=0)

    assert (found == STEP) is is_taken


def test_a_code_works_once() -> None:
    """The step that matched is kept; the same code again is late by then (V6.5.1)."""
    step = Totp().step_of(SECRET, "005924", at=NOW, after=0)
    assert step == STEP

    assert Totp().step_of(SECRET, "005924", at=NOW, after=step) is None


def test_an_older_code_is_refused_after_a_newer_one() -> None:
    assert Totp().step_of(SECRET, "005924", at=NOW, after=STEP + 1) is None


@pytest.mark.parametrize(
    "code", ["", "5924", "0005924", "005925", "\u0660\u0660\u0665\u0669\u0662\u0664", "005924\n"]
)
def test_anything_else_does_not_match(code: str) -> None:
    assert Totp().step_of(SECRET, code, at=NOW, after=0) is None


def test_a_secret_has_160_bits_and_is_never_the_same() -> None:
    first, second = Totp().new_secret(), Totp().new_secret()

    assert len(first) == 32
    assert first != second


def test_the_qr_names_the_app_and_the_account() -> None:
    assert Totp().uri(SECRET, "siti.aini") == (
        f"otpauth://totp/Apel%20Digital:siti.aini?secret={SECRET}&issuer=Apel%20Digital"
    )
