from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.errors import TooLong, WeakPassword
from chalicelib.domain.passwords import LONGEST, Weakness, refuse_weak
from chalicelib.domain.people import Nip, OpdId, PegawaiId, Person

SITI: Final = Person(
    pegawai_id=PegawaiId("01JD"),
    nip=Nip("199008172015032901"),
    name="Siti Nur'aini",
    opd_id=OpdId("DINKES"),
)


def weakness(password: str, *, is_common: bool = False) -> str | None:
    try:
        refuse_weak(
            password,
            person=SITI,
            username="siti.aini",
            opd_name="Dinas Kesehatan",
            is_common=is_common,
        )
    except WeakPassword as refused:
        return str(refused.extensions["reason"])
    return None


@pytest.mark.parametrize(
    "password",
    [
        "kuda terbang biru laut",
        "Madura2026sakera!",
        "gJ7#kq9!xz",
        " spasi di tepi ",
        "пароль-из-букв",
        "\U0001f44d\U0001f40e\U0001f30a\U0001f33e\U0001f525 apel",
        "siti suka kopi pahit",
        "19900817 kopi pahit",
        "bangkalan punya bebek sinjay",
        "x" * (LONGEST - 4) + "abcd",
    ],
)
def test_any_composition_is_welcome(password: str) -> None:
    """No rule on capitals, digits or signs; spaces and every script are fine (A2)."""
    assert weakness(password) is None


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", Weakness.SHORT),
        ("gJ7#kq9!x", Weakness.SHORT),
        ("aaaaaaaaaaaa", Weakness.FEW_CHARACTERS),
        ("AbAbCcDdaAbB", Weakness.FEW_CHARACTERS),
        ("abcabcabcabcd", Weakness.FEW_CHARACTERS),
        ("1234567890", Weakness.RUN),
        ("0987654321098", Weakness.RUN),
        ("45678901234", Weakness.RUN),
        ("qwertyuiop", Weakness.RUN),
        ("poiuytrewq1", Weakness.RUN),
        ("Qwertyuiop123456", Weakness.RUN),
        ("abcdefghijk", Weakness.RUN),
        ("1qaz2wsx3edc", Weakness.RUN),
        ("asdf-ghjk-1234", Weakness.RUN),
        ("bangkalan2026", Weakness.OFFICE_WORD),
        ("Bangkalan-Apel-2026!", Weakness.OFFICE_WORD),
        ("pns202612345", Weakness.OFFICE_WORD),
        ("pppkbangkalan", Weakness.OFFICE_WORD),
        ("ASN#17081945", Weakness.OFFICE_WORD),
        ("199008172015032901", Weakness.OWN_DATA),
        ("17081990-1708", Weakness.OWN_DATA),
        ("170890 170890", Weakness.OWN_DATA),
        ("SitiNuraini1990", Weakness.OWN_DATA),
        ("siti.aini.123456", Weakness.OWN_DATA),
        ("S-i-t-i-1-9-9-0-1-9-9-0", Weakness.OWN_DATA),
        ("dinaskesehatan", Weakness.OWN_DATA),
        ("Siti Dinkes 08", None),
        ("siti bkpsda 17081990", Weakness.OWN_DATA),
    ],
)
def test_what_others_can_guess_is_refused(password: str, reason: Weakness | None) -> None:
    assert weakness(password) == reason


def test_the_bundled_list_is_asked() -> None:
    assert weakness("iloveyou12345", is_common=True) == Weakness.COMMON


def test_too_long_is_another_refusal() -> None:
    with pytest.raises(TooLong):
        weakness("kuda terbang " * 10)


@given(st.text(max_size=LONGEST))
def test_any_text_gets_an_answer(password: str) -> None:
    assert weakness(password) in {None, *Weakness}
