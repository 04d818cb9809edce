"""SIMPEG's file: what is read, what is refused, and how it differs from what we hold."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.errors import Missing
from chalicelib.domain.people import (
    WHOLE_OPD,
    Employment,
    Nip,
    Opd,
    OpdId,
    PegawaiId,
    Person,
    UnitNo,
)
from chalicelib.domain.simpeg import Cell, Difference, Reading, differ, read_people

HEADER = ("NIP BARU", "NAMA", "GELAR DEPAN", "STATUS ASN", "UNOR NAMA", "UNOR INDUK NAMA")
SITI = ("198003152005012001", "Siti Aminah", "dr.", "PNS", "Sekretariat", "Dinas Kesehatan")
BUDI = ("199001012022211001", "Budi Santoso", "", "PPPK", "Dinas Kesehatan", "Dinas Kesehatan")


def read(*rows: Sequence[Cell], header: Sequence[Cell] = HEADER) -> Reading:
    return read_people([header, *rows])


def against(reading: Reading, known: Sequence[Person] = (), opds: Sequence[Opd] = ()) -> Difference:
    numbers = count(1)
    return differ(reading, known=known, opds=opds, new_id=lambda: f"NEW{next(numbers)}")


def applied(*rows: Sequence[Cell]) -> tuple[list[Person], list[Opd]]:
    found = against(read(*rows))
    return list(found.people), list(found.opds)


def test_people_and_places_are_read() -> None:
    people, opds = applied(SITI, BUDI)

    assert [person.full_name for person in people] == ["dr. Siti Aminah", "Budi Santoso"]
    assert [person.unit_no for person in people] == [UnitNo(1), WHOLE_OPD]
    assert people[1].employment is Employment.PPPK
    assert [(opd.name, [unit.name for unit in opd.units]) for opd in opds] == [
        ("Dinas Kesehatan", ["Sekretariat"])
    ]


@pytest.mark.parametrize(
    "header",
    [
        ("nip", " nama  pegawai", "Gelar Depan", "status_asn", "Unit Kerja", "OPD"),
        ("NIP BARU", "NAMA LENGKAP", "GELAR DEPAN", "JENIS ASN", "UNOR 3", "UNOR 1"),
    ],
)
def test_headers_are_known_by_their_aliases(header: Sequence[str]) -> None:
    assert read(SITI, header=header).people == read(SITI).people


def test_the_order_of_columns_does_not_matter_and_unknown_ones_are_kept_out() -> None:
    header, row = ("NIK", *reversed(HEADER)), ("3526010101800001", *reversed(SITI))

    assert read(row, header=header).people == read(SITI).people


def test_missing_columns_are_named() -> None:
    with pytest.raises(Missing) as refused:
        read(header=("NAMA", "UNOR NAMA"))

    assert refused.value.extensions["columns"] == ["NIP BARU", "UNOR INDUK NAMA"]


@pytest.mark.parametrize(
    ("nip", "code"),
    [
        (1.98003152005012e17, "nip-angka"),
        ("1,98003E+17", "nip-angka"),
        ("19800315200501200", "nip-tidak-sah"),
        ("198013152005012001", "nip-tidak-sah"),
        ("", "nip-tidak-sah"),
    ],
)
def test_a_broken_nip_refuses_its_row_only(nip: Cell, code: str) -> None:
    found = read((nip, *SITI[1:]), BUDI)

    assert [(row.row, row.column, row.code) for row in found.refused] == [(2, "NIP BARU", code)]
    assert [person.name for person in found.people] == ["Budi Santoso"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "wajib"),
        ("A" * 151, "terlalu-panjang"),
        ("a\u202eb", "karakter-terlarang"),
        ("\u3164", "karakter-terlarang"),
        ("x" + "\u0300" * 5, "karakter-terlarang"),
        ("a\x00b", "karakter-terlarang"),
        ("a\uffff", "karakter-terlarang"),
    ],
)
def test_a_broken_name_refuses_its_row_only(name: str, code: str) -> None:
    found = read((SITI[0], name, *SITI[2:]), BUDI)

    assert [(row.row, row.column, row.code) for row in found.refused] == [(2, "NAMA", code)]


def test_a_name_is_kept_as_if_it_had_been_typed() -> None:
    """A cell may have line ends, which are spaces there."""
    found = read((SITI[0], " Rene\u0301\n\u00a0 Aminah ", *SITI[2:]))

    assert [person.name for person in found.people] == ["Ren\u00e9 Aminah"]


def test_whoever_is_named_in_a_refused_row_is_not_gone() -> None:
    people, opds = applied(SITI, BUDI)

    found = against(read((SITI[0], "", *SITI[2:]), BUDI, BUDI), people, opds)

    assert found.gone == ()
    assert found.counts["refused"] == 3


def test_a_nip_that_stands_twice_refuses_both_rows() -> None:
    found = read(SITI, (SITI[0], "Orang Lain", *SITI[2:]))

    assert [row.code for row in found.refused] == ["nip-ganda", "nip-ganda"]
    assert found.people == ()


def test_empty_rows_are_passed_over() -> None:
    assert read(("", None, "", "", "", ""), SITI).people[0].row == 3


def test_the_same_file_twice_changes_nothing() -> None:
    people, opds = applied(SITI, BUDI)

    again = against(read(SITI, BUDI), people, opds)

    assert again.people == ()
    assert again.opds == ()


def test_who_moved_who_changed_and_who_is_gone() -> None:
    people, opds = applied(SITI, BUDI)

    moved = (*SITI[:4], "Puskesmas Socah", SITI[5])
    found = against(read(moved), people, opds)

    assert found.counts == {
        "new": 0, "moved": 1, "changed": 0, "gone": 1, "in_doubt": 0, "refused": 0
    }  # fmt: skip
    assert found.moved[0].pegawai_id == people[0].pegawai_id
    assert not found.gone[0].is_active


def test_a_corrected_name_is_a_change() -> None:
    people, opds = applied(SITI)

    found = against(read((SITI[0], "Siti Aminah Putri", *SITI[2:])), people, opds)

    assert [person.name for person in found.changed] == ["Siti Aminah Putri"]


def test_who_comes_back_is_active_again() -> None:
    people, opds = applied(SITI)
    away = [replace(people[0], is_active=False)]

    found = against(read(SITI), away, opds)

    assert found.changed == (people[0],)


def test_a_new_number_of_somebody_who_is_gone_is_in_doubt_and_touches_nobody() -> None:
    """A PPPK who became PNS has a new NIP: perhaps the same person, and a person must say so."""
    people, opds = applied(BUDI)

    found = against(read(("199001012024011009", *BUDI[1:])), people, opds)

    assert [doubt.pegawai_id for doubt in found.in_doubt] == [people[0].pegawai_id]
    assert found.people == ()


def test_a_corrected_birth_date_is_in_doubt_too() -> None:
    people, opds = applied(BUDI)

    found = against(read(("199101012022211001", *BUDI[1:])), people, opds)

    assert [doubt.same and doubt.same.pegawai_id for doubt in found.in_doubt] == [
        people[0].pegawai_id
    ]


def test_two_people_of_one_name_are_two() -> None:
    """Another birth date and another number: nobody is in doubt."""
    people, opds = applied(BUDI)

    found = against(read(BUDI, ("198502022010011002", *BUDI[1:])), people, opds)

    assert (found.in_doubt, found.counts["new"], found.counts["gone"]) == ((), 1, 0)


def test_where_several_may_be_meant_nobody_can_say_same_or_two() -> None:
    """Two rows for one person, or two people for one row: the file has to be mended."""
    (one,), opds = applied(BUDI)
    rows = [(f"19900101202401100{n}", *BUDI[1:]) for n in (1, 2)]

    two_rows = against(read(*rows), [one], opds)
    twin = replace(one, pegawai_id=PegawaiId("TWIN"), nip=Nip("199001012022211002"))
    two_people = against(read(rows[0]), [one, twin], opds)

    for found in (two_rows, two_people):
        assert all(doubt.same is None for doubt in found.in_doubt)
        assert found.people == ()


@pytest.mark.parametrize(
    ("leavers", "stayers", "needed"),
    [(0, 10, False), (1, 19, False), (2, 19, True), (51, 9999, True)],
)
def test_many_leavers_have_to_be_confirmed(leavers: int, stayers: int, *, needed: bool) -> None:
    somebody = applied(SITI)[0][0]
    found = replace(
        against(Reading(people=(), refused=())), gone=(somebody,) * leavers, known=leavers + stayers
    )

    assert found.needs_leavers_confirmed is needed


@given(st.permutations([SITI, BUDI, ("197512312000031002", "Moh. Rofiq", "", "", "A", "B")]))
def test_the_order_of_rows_decides_nothing_about_people(rows: list[Sequence[Cell]]) -> None:
    people, opds = applied(*rows)

    assert against(read(SITI, BUDI), people, opds).counts["gone"] == 1
    assert len({person.pegawai_id for person in people}) == 3


def test_units_get_the_next_number() -> None:
    opd = Opd(opd_id=OpdId("01O"), name="DINAS  kesehatan", trial_ended_on=None)

    found = against(read(SITI, (*BUDI[:4], "Keuangan", BUDI[5])), [], [opd])

    assert [unit.no for unit in found.opds[0].units] == [UnitNo(1), UnitNo(2)]
    assert found.opds[0].opd_id == OpdId("01O")
    assert found.new[0].pegawai_id == PegawaiId("NEW1")
