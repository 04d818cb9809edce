"""What comes after the three taps, or instead of them: another photo, a paper, a question."""

from pathlib import Path
from typing import Final

from tests.browser.camera import photo
from tests.browser.conftest import Open
from tests.browser.page import Page
from tests.browser.people import Cast, today
from tests.browser.screens import LONG_S, at_home, shoot, sign_in

# A canvas whose JPEGs lack their second half: what is sent is what was hashed, and no picture.
HALF: Final = """(whole => {
  HTMLCanvasElement.prototype.toBlob = function (done, ...how) {
    whole.call(this, blob => done(blob.slice(0, blob.size / 2, blob.type)), ...how);
  };
  return true;
})(HTMLCanvasElement.prototype.toBlob)"""


def photograph_again(page: Page) -> None:
    shoot(page, "Ambil foto lagi")
    page.wait_text("Foto terkirim", timeout_s=LONG_S)
    page.goto("/")
    page.wait_text("Lihat tanda terima", timeout_s=LONG_S)


def test_a_head_asks_for_another_photo_and_gets_it(
    open_page: Open, cast: Cast, tmp_path: Path
) -> None:
    """What came from the gallery is always before a person."""
    who, why = cast.somebody(), "Podium tidak tampak"
    phone = open_page(profile=tmp_path / "phone")
    at_home(phone, who)
    phone.press("Ambil foto kegiatan")
    phone.wait_js("document.querySelector('video')?.videoWidth > 0")
    phone.press("Kendala?")
    phone.files("input[type=file]", photo(tmp_path))
    phone.press("Pakai foto ini")
    phone.wait_text("Foto terkirim", timeout_s=LONG_S)

    head = open_page(phone=False, profile=tmp_path / "head")
    sign_in(head, cast.role("kepala_opd"))
    head.goto(f"/telaah/{today()}/{cast.open_activity()}")
    head.wait_text(who.name, timeout_s=LONG_S)
    head.press_containing(who.name)
    head.wait_js(f"document.querySelector('.telaah-rinci h2').innerText === {who.name!r}")
    head.press("Tampilkan foto")
    head.wait_js("document.querySelector('.telaah-rinci img')?.naturalWidth > 0", LONG_S)
    head.press_containing("Minta foto ulang")
    head.fill("dialog textarea", why)
    head.click("dialog [type=submit]")
    cast.wait_notice(who, "photo-retake")

    phone.goto("/")
    phone.wait_text("Foto perlu diulang", timeout_s=LONG_S)
    phone.wait_text(f"{why}. Batas")
    photograph_again(phone)
    assert "Foto perlu diulang" not in phone.text("main article")


def test_a_photo_that_arrived_damaged_is_taken_again(open_page: Open, cast: Cast) -> None:
    page = open_page()
    at_home(page, cast.somebody())
    page.eval(HALF)

    shoot(page)

    page.wait_text("Foto rusak saat dikirim. Ambil foto lagi sebelum", timeout_s=LONG_S)
    assert "Foto terkirim" not in page.text("main")
    page.goto("/")  # and a canvas that works
    page.wait_text("Foto rusak saat dikirim. Ambil foto lagi sebelum", timeout_s=LONG_S)
    photograph_again(page)


def test_the_doctors_letter_follows_a_request_that_was_decided(
    open_page: Open, cast: Cast, tmp_path: Path
) -> None:
    who = cast.somebody()
    request = cast.decided(who, "S")
    page = open_page()
    sign_in(page, who)
    page.wait_text("Sakit disetujui", timeout_s=LONG_S)
    page.press("Lihat pengajuan")
    page.wait_text("0 halaman terkirim", timeout_s=LONG_S)

    page.files("input[type=file]", photo(tmp_path))
    page.press("Kirim surat dokter")

    page.wait_text("1 halaman terkirim", timeout_s=LONG_S)
    page.goto(f"/pengajuan-saya/{request}")
    page.wait_text("1 halaman terkirim", timeout_s=LONG_S)
    assert "Kirim surat dokter" not in page.text("body")


def test_what_was_written_is_there_after_going_back(open_page: Open, cast: Cast) -> None:
    page = open_page()
    at_home(page, cast.somebody())
    page.press("Tidak bisa hadir?")
    page.press_containing("Sakit")
    page.wait_js("document.querySelector('[name=alasan]')")
    page.click("button[type=submit]")
    page.wait_text("Tulis alasannya dulu")
    page.fill("[name=alasan]", "Demam sejak malam")
    page.wait_js("!document.body.innerText.includes('Tulis alasannya dulu')")
    page.eval("(history.back(), true)")
    page.wait_js("location.pathname === '/' && !document.querySelector('[name=alasan]')")

    page.press("Tidak bisa hadir?")
    page.press("Izin Keperluan mendesak, tulis alasan singkat")
    page.fill("[name=alasan]", "Mengurus keperluan keluarga")
    page.press("Kembali")
    page.press("Tidak bisa hadir?")
    page.press_containing("Sakit")

    page.wait_text("Isian tadi dilanjutkan", timeout_s=LONG_S)
    assert page.eval("document.querySelector('[name=alasan]').value") == "Demam sejak malam"


def test_a_refused_request_is_read_and_another_one_sent(open_page: Open, cast: Cast) -> None:
    who = cast.somebody()
    cast.decided(who, approved=False)
    page = open_page()
    sign_in(page, who)
    page.goto("/")  # a day may hold something else that was missed, which is asked about first
    page.wait_text("Izin belum disetujui", timeout_s=LONG_S)
    page.press("Lihat pengajuan")
    page.wait_text("Belum disetujui: Apel wajib. Perbaiki lalu kirim lagi.", timeout_s=LONG_S)

    page.press("Ajukan alasan")
    page.press_containing("Kendala teknis")
    page.fill("[name=alasan]", "Kamera rusak")
    page.click("button[type=submit]")
    page.wait_text("Menunggu persetujuan", timeout_s=LONG_S)
    page.goto("/")

    page.wait_text("Kendala teknis diajukan", timeout_s=LONG_S)


def test_whoever_signs_in_after_what_they_missed_is_asked_why(open_page: Open, cast: Cast) -> None:
    """Nothing else is open to them: a request answers for the day's other activity."""
    who = cast.somebody()
    cast.decided(who)
    cast.meets_alone(who, -5)
    page = open_page()

    sign_in(page, who)

    page.wait_text("Izin tidak hadir karena", "dialog", LONG_S)
    assert "Ajukan alasan" in page.text("dialog")
    assert "Lanjut hadir" not in page.text("dialog")
    page.press("Tutup")
    page.wait_js("location.pathname === '/' && !document.querySelector('dialog')")
    page.press("Ajukan alasan")
    page.press("Izin Keperluan mendesak, tulis alasan singkat")
    page.fill("[name=alasan]", "Mengurus keperluan keluarga")
    page.click("button[type=submit]")
    page.wait_text("Menunggu persetujuan", timeout_s=LONG_S)


def test_whoever_is_asked_at_the_last_minute_may_answer_later(open_page: Open, cast: Cast) -> None:
    who = cast.somebody()
    cast.decided(who)
    cast.meets_alone(who, 9)
    page = open_page()

    sign_in(page, who)

    page.wait_text("masih kosong di barisan", timeout_s=LONG_S)
    page.press("Nanti saja")
    page.wait_js("location.pathname === '/'")
    shoot(page)
    page.wait_text("Foto terkirim", timeout_s=LONG_S)
