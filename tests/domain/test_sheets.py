"""What a published recap says (ux.md §6)."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.activities import ActivityId, Kind
from chalicelib.domain.attendance import Code
from chalicelib.domain.calendar import instant
from chalicelib.domain.people import OpdId, PegawaiId, UnitNo
from chalicelib.domain.recap import Change, Recap, Row, Status, Tally, summed
from chalicelib.domain.settings_data import DEFAULT_COLUMNS, RegencySettings
from chalicelib.domain.sheets import (
    Edition,
    Reopening,
    Sheet,
    Signatory,
    sheet_of,
    whatsapp_text,
)

MONDAY = date(2026, 11, 23)
THURSDAY = date(2026, 11, 26)
SETTINGS = RegencySettings()
HEAD = Signatory(
    office="Plt. KEPALA DINAS KESEHATAN",
    name="dr. Siti Rohmah Anjani, M.Kes.",
    rank="Pembina Tingkat I",
    nip="197513322003132005",
)
SECRETARIAT = Tally(
    codes=((Code.PRESENT, 84), (Code.LATE, 3), (Code.DUTY_ELSEWHERE, 7), (Code.UNEXPLAINED, 2))
)
FINAL = Recap(
    owner=OpdId("01OPD"),
    owner_name="Dinas Kesehatan",
    activity_id=ActivityId("01A"),
    kind=Kind.MORNING_APEL,
    title="Apel pagi",
    held_on=MONDAY,
    status=Status.FINAL,
    is_trial=False,
    columns=DEFAULT_COLUMNS,
    rows=(
        Row(key="1", name="Sekretariat", tally=SECRETARIAT),
        Row(key="2", name="Puskesmas Socah", tally=Tally(codes=((Code.PRESENT, 1755),))),
    ),
    looked_at=84,
)
PROVISIONAL = replace(
    FINAL,
    status=Status.PROVISIONAL,
    rows=(Row(key="1", name="Sekretariat", tally=replace(SECRETARIAT, unseen=3, waiting=1)),),
)


def sheet(edition: Edition, signatory: Signatory | None = HEAD) -> Sheet:
    return sheet_of(
        edition,
        settings=SETTINGS,
        published_at=instant(THURSDAY, time(21, 5)),
        signatory=signatory,
        qr="https://contoh/periksa#t",
    )


def final(version: int = 1) -> Edition:
    return Edition(recap=FINAL, as_of=instant(THURSDAY, time(21)), version=version)


def provisional(recap: Recap = PROVISIONAL) -> Edition:
    return Edition(recap=recap, as_of=instant(MONDAY, time(9)), locks_on=THURSDAY)


def test_a_final_sheet() -> None:
    found = sheet(final())

    assert found.title == (
        "REKAPITULASI KEHADIRAN APEL PAGI",
        "DINAS KESEHATAN KABUPATEN BANGKALAN",
        "SENIN, 23 NOVEMBER 2026",
    )
    assert found.columns == (
        "NO",
        "UNIT KERJA",
        "JUMLAH ASN",
        "TANPA KETERANGAN",
        "TUGAS LUAR/TUGAS BELAJAR/CUTI",
        "TIDAK HADIR",
        "HADIR",
        "PERSENTASE",
    )
    assert found.rows[0] == (1, "Sekretariat", 96, 2, 7, 9, 87, "90,63%")
    assert found.total == ("", "JUMLAH", 1851, 2, 7, 9, 1842, "99,51%")
    assert found.state == "FINAL v1"
    assert found.foot.startswith("terbit 26 November 2026 · sidik ")
    assert found.place_and_date == "Bangkalan, 26 November 2026"
    assert found.signatory is HEAD
    assert found.watermark == ""


def test_its_notes_say_how_it_was_counted() -> None:
    assert sheet(final()).notes[1:] == (
        "Hadir 1.839, terlambat 3, gangguan teknis 0.",
        "Kolom 5: DL 7, TB 0, C 0, DK 0, PK 0, S 0, I 0.",
        "Foto dilihat penelaah 84 dari 1.842 (4,56%).",
    )


def test_a_provisional_sheet_is_not_signed_and_says_until_when() -> None:
    found = sheet(provisional())

    assert found.columns[5] == "BELUM ADA KETERANGAN"
    assert found.rows[0] == (1, "Sekretariat", 100, 2, 7, 4, 9, 87, "87,00%")
    assert found.signatory is None
    assert found.watermark == "SEMENTARA"
    assert found.foot.startswith("per 23 November 2026, 09.00 WIB · sidik ")
    assert found.closing == (
        "Belum final.",
        "Terkunci otomatis menjadi FINAL v1 pada Kamis, 26 November 2026.",
    )
    assert "Kolom 6: 3 belum terlihat, 1 menunggu keputusan. Bukan tanpa keterangan." in found.notes


@pytest.mark.parametrize("part", ["owner", "activity_id"])
def test_what_is_made_of_several_tables_foretells_no_number(part: str) -> None:
    """A week that was FINAL before its last ceremony is FINAL v2 then."""
    recap = replace(PROVISIONAL, **{part: None})  # type: ignore[arg-type]

    closing = sheet(provisional(recap)).closing

    assert closing[1] == "Terkunci otomatis menjadi FINAL pada Kamis, 26 November 2026."


def test_the_publishers_address_stands_under_its_own_name_alone() -> None:
    settings = replace(
        SETTINGS, government="Pemkab Bangkalan", publisher="BKPSDA", letterhead_address="Jl. A 1"
    )

    def letterhead(recap: Recap) -> tuple[str, ...]:
        return sheet_of(
            replace(final(), recap=recap), settings=settings, signatory=None, qr="-",
            published_at=instant(THURSDAY, time(21, 5)),
        ).letterhead  # fmt: skip

    assert letterhead(FINAL) == ("PEMKAB BANGKALAN", "DINAS KESEHATAN", "")
    assert letterhead(replace(FINAL, owner=None)) == ("PEMKAB BANGKALAN", "BKPSDA", "Jl. A 1")


def test_a_regency_says_who_is_in_no_column() -> None:
    trial = Row(key="3", name="Kokop", tally=replace(SECRETARIAT, unseen=2), is_trial=True)
    regency = replace(FINAL, owner=None, rows=(*FINAL.rows, trial))

    found = sheet(replace(final(), recap=regency))

    assert any(note.endswith("yang belum ada keterangan di sana: 2.") for note in found.notes)


def test_a_trial_is_never_signed() -> None:
    found = sheet(replace(final(), recap=replace(FINAL, is_trial=True)))

    assert (found.state, found.watermark, found.signatory) == ("UJI COBA", "UJI COBA", None)
    assert found.notes[0].startswith("Uji coba: tidak masuk jumlah kabupaten")


def test_a_second_version_prints_reason_and_difference_without_a_name() -> None:
    edition = replace(
        final(2),
        reopening=Reopening(
            reason="Surat tugas terlambat diterima.",
            by=PegawaiId("01B"),
            by_name="Endah",
            at=datetime(2026, 11, 27, 2, tzinfo=UTC),
        ),
        changes=(
            Change(
                pegawai_id=PegawaiId("01P"),
                unit_no=UnitNo(1),
                before=Code.UNEXPLAINED,
                after=Code.DUTY_ELSEWHERE,
            ),
        ),
    )

    found = sheet(edition)

    assert found.state == "FINAL v2"
    assert found.notes[-2:] == (
        "Dibuka kembali oleh BKPSDA 27 November 2026: Surat tugas terlambat diterima.",
        "Selisih dengan v1: TK menjadi DL 1 orang (Sekretariat).",
    )


def test_the_sum_of_a_week_names_the_week() -> None:
    week = summed("Jumlah pekan", [FINAL, replace(FINAL, held_on=THURSDAY)])

    found = sheet(replace(final(), recap=week))

    assert found.title[0] == "REKAPITULASI KEHADIRAN APEL DAN UPACARA PEKAN 48 TAHUN 2026"
    assert found.title[2] == "23 NOVEMBER 2026 – 29 NOVEMBER 2026"


def test_the_text_for_whatsapp() -> None:
    text = whatsapp_text(provisional(), settings=SETTINGS, link="https://contoh/rekap/2026-W48")

    assert text == (
        "*REKAP APEL PAGI*\n"
        "Senin, 23 November 2026\n"
        "Dinas Kesehatan\n"
        "Status: SEMENTARA per 09.00 WIB\n"
        "\n"
        "Jumlah ASN: 100\n"
        "Hadir: 87 (87,00%)\n"
        "TL/TB/Cuti: 7\n"
        "Belum ada keterangan: 4\n"
        "\n"
        "*Tertinggi*\n"
        "1. Sekretariat 87,00%\n"
        "\n"
        "Rincian: https://contoh/rekap/2026-W48"
    )


def test_only_a_final_text_says_without_explanation() -> None:
    text = whatsapp_text(final(), settings=SETTINGS, link="https://contoh/rekap/2026-W48")

    assert "Status: FINAL v1" in text
    assert "Tanpa keterangan: 2" in text
    assert "Belum ada keterangan" not in text


@given(
    names=st.lists(st.text(min_size=1, max_size=150), min_size=1, max_size=60),
    title=st.text(min_size=1, max_size=150),
)
def test_the_text_never_exceeds_900_characters(names: list[str], title: str) -> None:
    rows = tuple(
        Row(
            key=str(no),
            name=name,
            tally=Tally(codes=((Code.PRESENT, no), (Code.UNEXPLAINED, 9)), unseen=1),
        )
        for no, name in enumerate(names)
    )
    recap = replace(PROVISIONAL, rows=rows, title=title, owner_name=title)

    text = whatsapp_text(provisional(recap), settings=SETTINGS, link="https://" + "a" * 60)

    assert len(text) <= 900
    assert text.endswith("a" * 60)
