"""What people do, from the first tap to what they see at the end, in three real browsers."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

import pypdfium2
import pytest
import urllib3
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from chalicelib.adapters.clock import SystemClock
from chalicelib.adapters.ids import SystemIds
from tests.browser.camera import photo
from tests.browser.conftest import Open
from tests.browser.page import ENGINES, Engine, Page
from tests.browser.people import PASSWORD, Cast, today
from tests.browser.screens import (
    KEY,
    LONG_S,
    TYPE,
    a_signature,
    at_home,
    at_imports,
    at_overview,
    installed,
    search,
    shoot,
    sign_in,
)
from tests.stack.harness import Stack

# Chooses and types what keys would do in another order in each browser's language.
SET: Final = """((field, value, kind) => {
  field.value = value;
  return field.dispatchEvent(new Event(kind, { bubbles: true }));
})(document.querySelector('%s, '%s', '%s')"""
PLACED: Final = "/\\b[1-9]\\d* dari \\d+ unit punya/.test(document.body.innerText)"
ROWS: Final = """[...document.querySelectorAll('.daftar--kegiatan li')]
  .filter(row => row.innerText.includes('%s')).length"""
# The other browsers' newcomers are not in this file: theirs may be further lines.
LEFT_OUT: Final = """/Baris yang dilewati: 1|Tidak ada yang diterapkan/
  .test(document.body.innerText)"""
CELLS: Final = """[...document.querySelectorAll('.piket td button')].find(({ ariaLabel }) =>
  ariaLabel.startsWith("%s, ") && ariaLabel.endsWith("%s"))"""
CELL: Final = f"({CELLS}.click(), true)"
CHOOSE: Final = """(select => {
  select.value = [...select.options].find(({ text }) => text.startsWith("%s")).value;
  return select.dispatchEvent(new Event('change', { bubbles: true }));
})(document.querySelectorAll('dialog select')[1])"""
HTTP = urllib3.PoolManager(retries=False)


def ship(stack: Stack) -> None:
    """A newer build of the worker on the site: only its bytes differ."""
    s3, bucket = stack.aws("s3"), stack.outputs["SiteBucketName"]
    worker = s3.get_object(Bucket=bucket, Key="sw.js")["Body"].read()
    s3.put_object(
        Bucket=bucket, Key="sw.js", Body=worker + b"\n// newer", ContentType="text/javascript"
    )


def papers(pdf: bytes) -> Iterator[Image.Image]:
    """Each sheet as a picture, as sharp as a cheap printer's."""
    with pypdfium2.PdfDocument(pdf) as document:
        for sheet in document:
            yield sheet.render(scale=2).to_pil()


def test_a_code_from_the_admin_becomes_an_account(open_page: Open, cast: Cast) -> None:
    slip = cast.code()
    page = open_page()

    page.goto("/aktivasi")
    if page.engine == "webkit":  # an iPhone's tab is asked to install first
        page.press("Lanjut tanpa pasang")
    page.fill("input[autocomplete~=username]", slip["login"])
    page.fill("input[name=kode]", slip["code"])
    page.click("button[type=submit]")
    page.wait_text(slip["name"], timeout_s=LONG_S)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_text("Apa yang kami simpan", timeout_s=LONG_S)
    page.press("Sudah saya baca")
    page.press("Lanjut")

    page.wait_text("Pasang di layar utama", timeout_s=LONG_S)
    page.goto("/")
    page.wait_text("Ambil foto kegiatan", timeout_s=LONG_S)


def test_a_recovery_code_leads_into_the_app_and_not_a_second_time(
    open_page: Open, cast: Cast
) -> None:
    slip = cast.recovery_code(cast.somebody())
    page = open_page()

    page.goto("/pulihkan")
    page.fill("input[name=username]", slip["login"])
    page.fill("input[name=kode]", slip["code"])
    page.click("button[type=submit]")
    page.wait_text(slip["name"], timeout_s=LONG_S)
    page.click("button[type=submit]")
    page.wait_text("Akun sudah pulih", timeout_s=LONG_S)
    page.press("Mulai pakai")

    page.wait_text("Ambil foto kegiatan", timeout_s=LONG_S)
    page.goto("/pulihkan")
    page.fill("input[name=username]", slip["login"])
    page.fill("input[name=kode]", slip["code"])
    page.click("button[type=submit]")
    page.wait_text("Sudah dipulihkan? Masuk dengan kata sandi baru.", timeout_s=LONG_S)


def test_three_taps_from_home_to_recorded(open_page: Open, cast: Cast) -> None:
    page = open_page()
    at_home(page, cast.somebody())

    shoot(page)

    page.wait_text("Hadir dicatat")
    page.wait_text("Foto terkirim", timeout_s=LONG_S)
    page.goto("/")
    page.wait_text("Lihat tanda terima")


def test_a_photo_without_signal_is_sent_when_the_app_is_opened_again(
    open_page: Open, cast: Cast
) -> None:
    page = open_page()
    at_home(page, cast.somebody())
    installed(page)
    page.offline()

    shoot(page)

    page.wait_text("Tersimpan di HP")
    page.close()
    page.device.gate.set("up")
    again = open_page()
    again.goto("/")
    again.wait_text("Lihat tanda terima", timeout_s=LONG_S)


def test_a_denied_camera_leads_to_the_phones_own(
    open_page: Open, cast: Cast, tmp_path: Path
) -> None:
    page = open_page(camera="denied")
    at_home(page, cast.somebody())

    page.press("Ambil foto kegiatan")
    page.wait_text("Kamera belum diizinkan")
    page.files("input[type=file]", photo(tmp_path))
    page.press("Pakai foto ini")

    page.wait_text("Hadir dicatat", timeout_s=LONG_S)


def test_an_ended_session_keeps_the_photo_until_the_person_signs_in(
    open_page: Open, cast: Cast
) -> None:
    who = cast.somebody()
    page = open_page()
    at_home(page, who)
    page.offline()
    shoot(page)
    page.wait_text("Tersimpan di HP")
    cast.recover(who)  # ends every session of the person
    page.offline(off=False)

    page.goto("/masuk")
    page.wait_text("Sesi berakhir", timeout_s=LONG_S)
    page.fill("input[type=password]", who.password)
    page.click("button[type=submit]")

    page.wait_text("Lihat tanda terima", timeout_s=LONG_S)


def test_whoever_cannot_attend_asks_for_permission(open_page: Open, cast: Cast) -> None:
    page = open_page()
    at_home(page, cast.somebody())

    page.press("Tidak bisa hadir?")
    page.wait_text("Lanjut hadir atau izin tidak hadir?")
    page.press("Izin Keperluan mendesak, tulis alasan singkat")
    page.fill("[name=alasan]", "Mengurus keperluan keluarga")
    page.click("button[type=submit]")

    page.wait_text("Menunggu persetujuan", timeout_s=LONG_S)


def test_whoever_is_asked_answers_with_a_reason_and_is_not_asked_again(
    open_page: Open, cast: Cast
) -> None:
    page = open_page()
    at_home(page, cast.somebody())
    question = f"/tanya/{cast.open_activity()}"
    page.goto(question)
    page.wait_text("masih kosong di barisan", timeout_s=LONG_S)

    page.press("Izin tidak hadir")
    page.press("Izin Keperluan mendesak, tulis alasan singkat")
    page.fill("[name=alasan]", "Mengurus keperluan keluarga")
    page.click("button[type=submit]")
    page.wait_text("Menunggu persetujuan", timeout_s=LONG_S)

    page.goto(question)
    page.wait_text("Lihat pengajuan", timeout_s=LONG_S)
    assert "Lanjut hadir" not in page.text("body")


def test_a_request_goes_on_where_the_app_was_killed(
    open_page: Open, cast: Cast, tmp_path: Path
) -> None:
    """Android may do so behind its camera."""
    page = open_page()
    at_home(page, cast.somebody())
    form = f"/tidak-hadir/{cast.open_activity()}"
    page.goto(form)
    page.press_containing("Sakit")
    page.fill("[name=alasan]", "Demam sejak malam")
    page.files("input[type=file]", photo(tmp_path))
    page.wait_js("document.querySelector('.st-foto img')?.naturalWidth > 0")
    page.close()

    again = open_page()
    again.goto(form)
    again.press_containing("Sakit")

    again.wait_text("Isian tadi dilanjutkan", timeout_s=LONG_S)
    again.wait_js("document.querySelector('.st-foto img')?.naturalWidth > 0")
    assert again.eval("document.querySelector('[name=alasan]').value") == "Demam sejak malam"
    again.click("button[type=submit]")
    again.wait_text("Menunggu persetujuan", timeout_s=LONG_S)
    again.goto(form)
    again.press_containing("Sakit")
    again.wait_js("document.querySelector('[name=alasan]').value === ''")


def test_the_head_sees_the_person_appear(open_page: Open, cast: Cast, tmp_path: Path) -> None:
    who = cast.somebody()
    head = open_page(phone=False, profile=tmp_path / "head")
    sign_in(head, cast.role("kepala_opd"))
    head.goto("/papan")
    head.wait_text("yang ditunggu sudah terlihat", timeout_s=LONG_S)
    unseen = (
        f"[...document.querySelectorAll('main li')].some(e => e.innerText.includes('{who.name}'))"
    )
    head.wait_js(unseen)

    phone = open_page(profile=tmp_path / "phone")
    at_home(phone, who)
    shoot(phone)
    phone.wait_text("Hadir dicatat")

    head.wait_js(f"!{unseen}", 30)


def test_the_head_appoints_an_admin_who_acts_at_once(
    open_page: Open, cast: Cast, tmp_path: Path
) -> None:
    who = cast.somebody()
    head = open_page(phone=False, profile=tmp_path / "head")
    sign_in(head, cast.role("kepala_opd"))
    head.goto("/penugasan")
    head.wait_text("Yang bertugas", timeout_s=LONG_S)
    head.fill("input[name=who]", who.name)
    head.wait_js("Boolean(document.querySelector('form .daftar button'))")
    head.press_containing(who.name)
    head.fill("input[name=mail]", "petugas@contoh.go.id")
    head.press_containing("Tunjuk mulai")
    head.wait_text(f"{who.name} ditunjuk di", timeout_s=LONG_S)

    admin = open_page(phone=False, profile=tmp_path / "admin")
    sign_in(admin, who)
    admin.goto("/papan")
    admin.wait_text("yang ditunggu sudah terlihat", timeout_s=LONG_S)


def test_whom_one_officer_proposes_acts_once_another_has_confirmed(
    open_page: Open, cast: Cast, tmp_path: Path
) -> None:
    who = cast.somebody()
    first = open_page(phone=False, profile=tmp_path / "first")
    sign_in(first, cast.role("bkpsda"))
    first.goto("/penugasan")
    first.wait_text("Yang bertugas", timeout_s=LONG_S)
    first.press_containing("BKPSDA dan auditor")
    first.press("Usulkan BKPSDA atau auditor")
    first.press("Auditor")
    first.fill("dialog input[name=who]", who.login)
    first.wait_js("Boolean(document.querySelector('dialog .daftar button'))")
    first.press_containing(f"{who.name} ·")
    first.fill("dialog textarea[name=reason]", "Menggantikan yang pensiun")
    first.fill("dialog input[name=mail]", "auditor@contoh.go.id")
    first.press("Kirim usulan")
    first.wait_text(f"Usulan {who.name} menunggu petugas BKPSDA lain", timeout_s=LONG_S)
    first.wait_text("Tarik usulan")

    second = open_page(phone=False, profile=tmp_path / "second")
    sign_in(second, cast.role("bkpsda_kedua"))
    second.goto("/penugasan")
    second.wait_text("Menunggu orang kedua", timeout_s=LONG_S)
    second.press(f"Kukuhkan usulan {who.name}")
    second.wait_text(f"{who.name} bertugas.", timeout_s=LONG_S)

    auditor = open_page(phone=False, profile=tmp_path / "auditor")
    sign_in(auditor, who)
    auditor.goto("/pengaturan")
    auditor.wait_text("Kolom rekap per kode", timeout_s=LONG_S)


def test_a_drawing_is_checked_before_it_can_be_saved_as_letterhead(
    open_page: Open, cast: Cast, tmp_path: Path
) -> None:
    """A PNG with nothing behind it, smaller than the gate lets through: it comes out on white."""
    drawing = tmp_path / "lambang.png"
    Image.new("RGBA", (200, 120), (160, 20, 40, 0)).save(drawing)
    page = open_page(phone=False)
    sign_in(page, cast.role("bkpsda"))
    page.goto("/pengaturan")
    page.wait_text("Gambar di kop", timeout_s=LONG_S)

    page.files(".atur input[type=file]", drawing)

    shown = "document.querySelector('.kop-contoh img')"
    size = page.wait_js(
        f"{shown}?.naturalWidth && [{shown}.naturalWidth, {shown}.naturalHeight]", LONG_S
    )
    assert size == [240, 240]
    page.press("Simpan")
    page.wait_text("Gambar di kop: tanpa gambar → gambar")


def test_a_head_has_the_own_signature_printed_and_takes_it_back(
    open_page: Open, cast: Cast, tmp_path: Path
) -> None:
    """Bringing it prints nothing: that takes a word of its own, which can be taken back."""
    page = open_page(phone=False)
    sign_in(page, cast.role("kepala_opd"))
    page.goto(f"/rekap/{cast.published_week}")  # this week may have no table yet
    page.wait_text("Atur gambar", timeout_s=LONG_S)
    page.press("Atur gambar")
    page.wait_text("Gambar ini bukan tanda tangan elektronik.")

    page.files(".ttd input[type=file]", a_signature(tmp_path))
    shown = "document.querySelector('.ttd-ruang img')"
    size = page.wait_js(
        f"{shown}?.naturalWidth && [{shown}.naturalWidth, {shown}.naturalHeight]", LONG_S
    )
    assert size == [900, 300]
    page.reload()
    page.wait_text("tanpa gambar", timeout_s=LONG_S)
    page.files(".ttd input[type=file]", a_signature(tmp_path))
    page.wait_text("Cetak gambar tanda tangan saya pada rekap FINAL", timeout_s=LONG_S)
    page.press("Cetak gambar tanda tangan saya pada rekap FINAL")
    page.wait_text("Dicetak pada rekap FINAL yang terbit sejak")

    page.reload()
    page.wait_js(f"{shown}?.naturalWidth > 0", LONG_S)
    page.press("Tarik gambar")
    page.wait_text("Gambar ditarik.")
    assert not page.eval(f"Boolean({shown})")
    page.reload()
    page.wait_text("tanpa gambar", timeout_s=LONG_S)


def test_bkpsda_looks_at_simpegs_file_and_applies_it(
    open_page: Open, cast: Cast, tmp_path: Path
) -> None:
    name = f"Pegawai {SystemIds(SystemClock()).ulid()[-8:]}"
    page = open_page(phone=False)
    sign_in(page, cast.role("bkpsda"))
    at_imports(page)
    page.wait_text("Pilih berkas SIMPEG", timeout_s=LONG_S)
    file = cast.simpeg_file(tmp_path, name)
    page.files("input[type=file]", file)
    page.wait_text("Baru 1", timeout_s=LONG_S)
    page.wait_text(name)
    page.click(".tabel input[type=checkbox]")
    page.wait_js(LEFT_OUT)
    page.click(".tabel input[type=checkbox]")
    page.press_containing("Terapkan")
    page.wait_text("Impor selesai", timeout_s=LONG_S)

    page.press("Berkas lain")
    page.files("input[type=file]", file)
    page.wait_text("Tidak ada perubahan", timeout_s=LONG_S)


@pytest.mark.parametrize("engine", ["webkit"])  # the demo has one person less for whoever is next
def test_whom_simpeg_moved_days_ago_is_counted_by_the_new_office(
    open_page: Open, cast: Cast, tmp_path: Path
) -> None:
    """The record stays where it was made, and is seen where it counts."""
    who, (_, opd, _) = cast.somebody(), cast.neighbour
    phone = open_page(profile=tmp_path / "phone")
    at_home(phone, who)
    shoot(phone)
    phone.wait_text("Foto terkirim", timeout_s=LONG_S)

    bkpsda = open_page(phone=False, profile=tmp_path / "bkpsda")
    sign_in(bkpsda, cast.role("bkpsda"))
    at_imports(bkpsda)
    bkpsda.wait_text("Pilih berkas SIMPEG", timeout_s=LONG_S)
    bkpsda.files("input[type=file]", cast.moving_file(tmp_path, who, opd))
    bkpsda.wait_text("Pindah 1", timeout_s=LONG_S)
    bkpsda.eval(TYPE % ("since", today() - timedelta(days=1)))
    bkpsda.press_containing("Terapkan")
    bkpsda.wait_text("Impor selesai", timeout_s=LONG_S)

    cast.comes_to_the_board(who)
    phone.goto("/")
    phone.wait_text("Lihat tanda terima", timeout_s=LONG_S)


def test_a_problem_told_without_a_signal_reaches_bkpsda_later(
    open_page: Open, cast: Cast, tmp_path: Path
) -> None:
    phone = open_page(profile=tmp_path / "phone")
    told = f"Layar kamera hitam di {phone.engine}"
    at_home(phone, cast.somebody())
    phone.press("Profil")
    phone.press("Laporkan masalah")
    phone.fill("textarea", told)
    phone.offline()
    phone.press("Kirim laporan")
    phone.wait_text("Tersimpan di HP ini", timeout_s=LONG_S)
    phone.offline(off=False)
    phone.reload()
    cast.wait_report(told)

    desk = open_page(phone=False, profile=tmp_path / "desk")
    sign_in(desk, cast.role("bkpsda"))
    desk.goto("/laporan")
    desk.wait_text(told, timeout_s=LONG_S)
    assert "0 foto belum terkirim" in desk.text("main li")


def test_bkpsda_finds_somebody_in_the_regency_and_reads_their_page(
    open_page: Open, cast: Cast
) -> None:
    who = cast.role("kepala_opd")
    page = open_page(phone=False)
    sign_in(page, cast.role("bkpsda"))
    page.goto("/orang")
    page.wait_js("Boolean(document.querySelector('[data-row]'))", LONG_S)

    page.press("Seluruh kabupaten")
    page.fill("input[name=q]", who.login)
    page.wait_js("document.querySelectorAll('[data-row]').length === 1", LONG_S)
    page.click("[data-row] button")

    page.wait_text("Kehadiran 6 bulan", timeout_s=LONG_S)
    page.wait_text("Riwayat penempatan")
    page.wait_js("Boolean(document.querySelector('.mini .kode'))", LONG_S)


def test_an_admin_prints_the_slips_of_a_unit(open_page: Open, cast: Cast) -> None:
    page = open_page(phone=False)
    sign_in(page, cast.role("admin_opd"))
    page.goto("/orang")
    page.wait_js("Boolean(document.querySelector('[data-row]'))", LONG_S)
    page.click(".pohon ul ul button")
    page.press("Lembar kode seunit")
    page.wait_text("tidak berlaku lagi")
    page.press("Terbitkan")

    page.wait_js("document.querySelectorAll('.kode-orang .qr').length > 0", LONG_S)
    page.press("Selesai")
    page.wait_text("Kode terbit", timeout_s=LONG_S)


def test_a_day_off_that_bkpsda_adds_is_read_by_a_head(
    open_page: Open, cast: Cast, engine: Engine, tmp_path: Path
) -> None:
    year = str(today().year + 1)
    bkpsda = open_page(phone=False, profile=tmp_path / "bkpsda")
    day = 20 + ENGINES.index(engine)  # the regency is one, and a day is set once
    sign_in(bkpsda, cast.role("bkpsda"))
    bkpsda.goto("/kalender")
    bkpsda.wait_text("Perubahan terhadap pustaka", timeout_s=LONG_S)
    bkpsda.press(year)
    bkpsda.wait_text(f"Kalender {year}", timeout_s=LONG_S)
    bkpsda.wait_js("Boolean(document.querySelector('input[name=date]'))")
    bkpsda.eval(SET % ("input[name=date]')", f"{year}-07-{day}", "input"))
    bkpsda.press("Libur")
    bkpsda.fill("input[name=name]", "Libur pemilihan kepala daerah")
    bkpsda.fill("input[name=decree]", "SE Bupati 800/0720/2026")
    cast.change_the_calendar(f"{year}-08-{day}")
    bkpsda.press("Simpan perubahan")
    bkpsda.wait_text("Orang lain lebih dulu menyimpan", timeout_s=LONG_S)
    bkpsda.press("Simpan perubahan")  # over the newest, with what was typed
    bkpsda.wait_text("disimpan", timeout_s=LONG_S)

    head = open_page(phone=False, profile=tmp_path / "head")
    sign_in(head, cast.role("kepala_opd"))
    head.goto("/kalender")
    head.wait_text("Perubahan terhadap pustaka", timeout_s=LONG_S)
    head.press(year)
    head.wait_text(f"{day} Juli: Masuk → Libur pemilihan kepala daerah", timeout_s=LONG_S)
    assert not head.eval("Boolean(document.querySelector('input[name=decree]'))")


def test_bkpsda_changes_settings_and_a_stale_save_is_refused(
    open_page: Open, cast: Cast, tmp_path: Path
) -> None:
    """Each browser sets the seat to a name of its own: the regency is one."""
    bkpsda = open_page(phone=False, profile=tmp_path / "bkpsda")
    seat = f"Bangkalan {SystemIds(SystemClock()).ulid()[-6:]}"
    sign_in(bkpsda, cast.role("bkpsda"))
    bkpsda.goto("/pengaturan")
    bkpsda.wait_text("Kolom rekap per kode", timeout_s=LONG_S)
    auditor = open_page(phone=False, profile=tmp_path / "auditor")
    sign_in(auditor, cast.role("auditor"))

    bkpsda.eval(SET % ("input[name=seat]')", seat, "input"))
    bkpsda.wait_text("1 perubahan belum disimpan")
    bkpsda.press("Simpan")
    bkpsda.wait_text(f"→ {seat}")
    cast.change_a_setting()
    bkpsda.click("dialog [type=submit]")
    bkpsda.wait_text("sudah diubah orang lain", timeout_s=LONG_S)
    bkpsda.wait_text("1 perubahan belum disimpan")
    bkpsda.press("Simpan")
    bkpsda.click("dialog [type=submit]")
    bkpsda.wait_text("Tersimpan. Berlaku mulai", timeout_s=LONG_S)

    auditor.goto("/pengaturan")
    auditor.wait_text("Kolom rekap per kode", timeout_s=LONG_S)
    assert auditor.eval("document.querySelector('input[name=seat]').value") == seat
    assert auditor.eval("document.querySelector('input[name=seat]').readOnly")


def test_a_figure_of_the_overview_opens_the_recap_that_it_comes_from(
    open_page: Open, cast: Cast
) -> None:
    page = open_page(phone=False)
    sign_in(page, cast.role("bkpsda"))
    at_overview(page)
    total = page.text(".angka-besar b")
    name, share = page.text(".peringkat tbody a"), page.text(".peringkat .persen b")
    page.click(".rekap-pekan a")
    page.wait_text("UNIT KERJA", timeout_s=LONG_S)
    assert page.text(".rekap .jumlah td:last-child") == total

    at_overview(page)
    page.click(".peringkat tbody a")

    page.wait_text("UNIT KERJA", timeout_s=LONG_S)
    assert name == page.eval("document.querySelector('main select').selectedOptions[0].label")
    assert page.text(".rekap .jumlah td:last-child") == share


def test_keys_alone_find_a_person_and_a_setting(open_page: Open, cast: Cast) -> None:
    who = cast.somebody()
    page = open_page(phone=False)
    sign_in(page, cast.role("bkpsda"))
    page.goto("/laporan")
    page.wait_text("Pengirim tidak dicatat", timeout_s=LONG_S)

    search(page, who.login)
    page.wait_js("document.querySelectorAll('[role=option]').length === 1")
    assert who.name in page.text("[role=option][aria-selected=true]")
    page.eval(KEY % "Enter")
    page.wait_text("Riwayat penempatan", timeout_s=LONG_S)
    assert who.name in page.text("h1")

    search(page, "rekap")
    page.wait_js("document.querySelectorAll('[role=option]').length > 1")
    while "Jam terbit" not in page.text("[role=option][aria-selected=true]"):
        page.eval(KEY % "ArrowDown")
    page.eval(KEY % "Enter")
    page.wait_text("Kolom rekap per kode", timeout_s=LONG_S)
    assert page.eval("location.pathname") == "/pengaturan/final"


def test_who_has_to_come_learns_of_another_place_of_all_that_follow(
    open_page: Open, cast: Cast, tmp_path: Path
) -> None:
    who = cast.somebody()
    desk = open_page(phone=False, profile=tmp_path / "desk")
    title, place = f"Rapat {desk.engine}", f"Pendopo {desk.engine}"
    sign_in(desk, cast.role("admin_opd"))
    desk.goto("/kegiatan")
    desk.wait_text("Akan datang dan berjalan", timeout_s=LONG_S)
    desk.press("Kegiatan baru")
    desk.fill("input[name=title]", title)
    desk.fill("input[name=place]", "Aula lantai dua")
    desk.fill("input[name=who]", who.name)
    desk.wait_js("Boolean(document.querySelector('form .daftar button'))")
    desk.press_containing(who.name)
    desk.eval(SET % ("option[value=WEEK]').parentElement", "WEEK", "change"))
    desk.wait_js("document.querySelector('input[name=until]')")
    desk.eval(SET % ("input[name=until]')", today() + timedelta(days=8), "input"))
    desk.wait_js("/ pada hari libur[.:]/.test(document.body.innerText)", LONG_S)
    desk.press("Terbitkan")
    desk.wait_text("Kegiatan terbit", timeout_s=LONG_S)
    desk.click(f"[aria-label='Sunting {title}']")
    desk.wait_text(who.name, timeout_s=LONG_S)
    desk.click("input[name=scope]:not(:checked)")
    desk.fill("input[name=place]", place)
    desk.press("Simpan perubahan")
    desk.wait_text("Perubahan tersimpan", timeout_s=LONG_S)
    desk.wait_js(f"{ROWS % title} === 2 && {ROWS % place} === 2")
    place_an_office(desk, title)

    cast.wait_notice(who, f"Perubahan: {title}")
    phone = open_page(profile=tmp_path / "phone")
    at_home(phone, who)
    phone.wait_text(f"Perubahan: {title}", timeout_s=LONG_S)
    phone.wait_text(place, timeout_s=LONG_S)


def place_an_office(desk: Page, title: str) -> None:
    """From the form, whose sentence counts it; the activity itself stays where it is."""
    desk.click(f"[aria-label='Sunting {title}']")
    desk.wait_js("Boolean(document.querySelector('input[name=place]'))", LONG_S)
    desk.press("Kantor masing-masing")
    desk.wait_text("unit punya koordinat", timeout_s=LONG_S)
    desk.press("Kantor unit")
    desk.wait_js("Boolean(document.querySelector('dialog input[name=lat]'))", LONG_S)
    desk.fill("input[name=lat]", "-7,0455")
    desk.fill("input[name=lon]", "112,7351")
    desk.wait_js("document.querySelector('dialog .sketsa')")
    desk.press("Simpan koordinat")
    desk.wait_text("Koordinat tersimpan:", timeout_s=LONG_S)
    desk.click("dialog [aria-label=Tutup]")
    desk.wait_js("!document.querySelector('dialog')")
    desk.wait_js(PLACED)
    desk.press("Kembali")


def test_an_invited_office_names_who_comes_and_they_learn_of_it(
    open_page: Open, cast: Cast, tmp_path: Path
) -> None:
    who, (_, _, host) = cast.somebody(), cast.neighbour
    desk = open_page(phone=False, profile=tmp_path / "desk")
    title = f"Rapat lintas {desk.engine}"
    cast.invitation(title)
    sign_in(desk, cast.role("admin_opd"))
    desk.goto("/kegiatan")
    desk.wait_text("Undangan, belum dijawab", timeout_s=LONG_S)
    desk.click(f"[aria-label='Siapa yang datang ke {title}']")
    desk.wait_text("Siapa yang datang?", timeout_s=LONG_S)
    desk.press("Kirim")
    desk.wait_text("Pilih satu nama atau satu unit", timeout_s=LONG_S)
    desk.fill("input[name=who]", who.name)
    desk.wait_js("Boolean(document.querySelector('fieldset .daftar button'))")
    desk.press_containing(who.name)
    desk.press("Kirim")
    desk.wait_text("Undangan dijawab", timeout_s=LONG_S)

    cast.wait_notice(who, f"Diundang: {title}")
    phone = open_page(profile=tmp_path / "phone")
    at_home(phone, who)
    phone.wait_text(f"Diundang: {title}", timeout_s=LONG_S)
    other = open_page(phone=False, profile=tmp_path / "other")
    sign_in(other, host)
    other.goto("/kegiatan")
    other.wait_text("1 OPD diundang", timeout_s=LONG_S)
    other.click(f"[aria-label='Undang OPD ke {title}']")
    other.wait_text("1 orang", timeout_s=LONG_S)
    assert who.name not in other.text("main")


def test_a_pasted_roster_is_saved_and_two_people_swap_a_day(
    open_page: Open, cast: Cast, tmp_path: Path
) -> None:
    one, other = cast.somebody(), cast.somebody()
    first = (today().replace(day=1) + timedelta(days=32)).replace(day=1)
    head = open_page(phone=False, profile=tmp_path / "head")
    sign_in(head, cast.role("kepala_opd"))
    head.goto(f"{first:/piket/%Y-%m}")
    head.wait_text("Tempel dari lembar kerja", timeout_s=LONG_S)
    head.fill(".tempel-piket textarea", f"{one.login};1;X\n{other.login};3;L")
    head.wait_text("tidak dikenal", timeout_s=LONG_S)
    assert head.eval("document.querySelector('.tempel-piket .btn--utama').disabled")
    head.fill(".tempel-piket textarea", f"{one.login};1;1\n{other.login};3;L")
    head.wait_text("4 dari 4 sel dikenali", timeout_s=LONG_S)
    head.press("Terapkan 4 sel")
    head.click(".segmen--bulan a:last-child")  # unsaved cells are asked about
    head.wait_text("Tinggalkan halaman ini?")
    head.press("Tetap di sini")
    head.press("Simpan jadwal")
    head.wait_text("Tersimpan: 4 sel", timeout_s=LONG_S)

    head.wait_js(f"Boolean({CELLS % (one.name, '1 Pagi')})", timeout_s=LONG_S)
    head.eval(CELL % (one.name, "1 Pagi"))
    head.wait_text("Tukar giliran", timeout_s=LONG_S)
    head.eval(CHOOSE % other.name)
    head.click("dialog [type=submit]")
    head.wait_text("bertukar pada", timeout_s=LONG_S)
    head.reload()
    head.wait_js(f"Boolean({CELLS % (one.name, '3 Malam')})", timeout_s=LONG_S)

    phone = open_page(profile=tmp_path / "phone")
    at_home(phone, other)
    phone.wait_text("Giliran piket Anda ditukar", timeout_s=LONG_S)
    phone.wait_text("pagi, 07.00–15.00", timeout_s=LONG_S)


def test_a_published_week_opens_as_pdf(open_page: Open, cast: Cast) -> None:
    page = open_page(phone=False)
    sign_in(page, cast.role("kepala_opd"))
    page.goto(f"/rekap/{cast.published_week}")  # this week may have no table yet

    page.wait_text("Teks WhatsApp", timeout_s=LONG_S)

    data = HTTP.request("GET", cast.week_file("PDF")).data
    text = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(data)).pages)
    assert "JUMLAH" in text
    assert "KOMUNIKASI DAN INFORMATIKA" in text.upper()

    codes = [found for paper in papers(data) for found in zxingcpp.read_barcodes(paper)]
    page.goto(codes[0].text)
    page.wait_text("Rekap sah", timeout_s=LONG_S)


def test_an_update_waits_while_a_check_in_is_open(open_page: Open, cast: Cast) -> None:
    page = open_page()
    at_home(page, cast.somebody())
    installed(page)
    shoot_only = "document.querySelector('video')?.videoWidth > 0"
    page.press("Ambil foto kegiatan")
    page.wait_js(shoot_only)
    ship(cast.stack)
    page.eval("navigator.serviceWorker.getRegistration().then(r => r.update()).then(() => true)")
    page.wait_js("navigator.serviceWorker.getRegistration().then(r => Boolean(r.waiting))", LONG_S)

    assert "Versi baru" not in page.text("body")

    page.press("Ambil foto")
    page.press("Pakai foto ini")
    page.wait_text("Foto terkirim", timeout_s=LONG_S)
    page.goto("/")
    page.wait_text("Versi baru", timeout_s=LONG_S)


def test_a_letter_for_three_is_approved_and_counted(
    open_page: Open, cast: Cast, tmp_path: Path
) -> None:
    """One phone asks for three people; the admin approves all of them on a desktop."""
    asker, *colleagues = (cast.somebody() for _ in range(3))
    number = f"800/{asker.login[-6:]}/433/2026"
    phone = open_page(profile=tmp_path / "phone")
    at_home(phone, asker)
    phone.press("Tidak bisa hadir?")
    phone.press("Dinas luar Foto surat tugas; bisa untuk beberapa orang")
    phone.fill("input[name=nomor]", number)
    for colleague in colleagues:
        phone.press("Tambah nama lain")
        phone.fill("input[name=cari]", colleague.login)
        phone.wait_text(colleague.name)
        phone.click("dialog[open] ul button, dialog[open] li button")
    phone.press("Kirim untuk 3 orang")
    phone.wait_text("Menunggu persetujuan", timeout_s=LONG_S)

    desk = open_page(phone=False, profile=tmp_path / "desk")
    sign_in(desk, cast.role("admin_opd"))
    desk.goto("/pengajuan")
    desk.wait_text(asker.name, timeout_s=LONG_S)
    desk.press_containing(asker.name)
    desk.wait_text(number, timeout_s=LONG_S)
    desk.press("Setujui untuk 3 orang")
    desk.wait_text("Keputusan tersimpan", timeout_s=LONG_S)

    phone.goto("/")
    phone.wait_text("Dinas luar", timeout_s=LONG_S)
    assert cast.codes_on_the_board({p.name for p in (asker, *colleagues)}) == {"DL"}
