"""Every screen with who looks at it, in its states: for pictures (`make shots`) and for axe."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

from PIL import Image, ImageDraw

from chalicelib.adapters.clock import SystemClock
from chalicelib.adapters.ids import SystemIds
from tests.browser.page import Page
from tests.browser.people import Cast, Somebody, today

Theme = Literal["terang", "gelap", "terik"]

THEMES: Final[tuple[Theme, ...]] = ("terang", "gelap", "terik")
LONG_S: Final = 60
SETTLED: Final = "document.readyState === 'complete' && !document.querySelector('.kerangka')"


@dataclass(frozen=True, slots=True)
class Screen:
    """An address, and words by which one knows that it is drawn."""

    name: str
    path: str
    words: str


PUBLIC: Final = (
    Screen("masuk", "/masuk", "NIP atau nama pengguna"),
    Screen("aktivasi", "/aktivasi", "Kode aktivasi"),
    Screen("pulihkan", "/pulihkan", "Kode pemulihan"),
    Screen("periksa", "/periksa", "Pindai"),
    Screen("pasang", "/pasang", "Pasang"),
    Screen("periksa-tidak-sah", "/periksa#v1.tidak.sah", "Tidak sah"),
    Screen("tidak-ada", "/tidak-ada", "Halaman ini tidak ada"),
)
EMPLOYEE: Final = (
    Screen("beranda", "/", "Kegiatan hari ini"),
    Screen("riwayat", "/riwayat", "2026"),
    Screen("profil", "/profil", "Tema layar"),
    Screen("pra-cek", "/pra-cek", "Pra-cek HP"),
    Screen("tanpa-hak", "/papan", "Halaman ini untuk admin dan kepala OPD"),
)
OF_ACTIVITY: Final = (
    Screen("tanya", "/tanya/{activity}", "Lanjut hadir atau izin tidak hadir?"),
    Screen("tidak-hadir", "/tidak-hadir/{activity}", "Izin tidak hadir karena"),
    Screen("dinas-luar", "/tidak-hadir/{activity}/dinas-luar", "Nomor surat"),
)
DESK: Final = (
    Screen("papan", "/papan", "yang ditunggu sudah terlihat"),
    Screen("papan-belum-dibuka", "/papan/{coming}", "tampil di sini sejak"),
    Screen("telaah", "/telaah", "Foto & telaah"),
    Screen("pengajuan", "/pengajuan", "Menunggu"),
    Screen("kegiatan", "/kegiatan", "Akan datang dan berjalan"),
    Screen("kalender", "/kalender", "Perubahan terhadap pustaka"),
    Screen("piket-kosong", "/piket/2020-01", "Belum ada jadwal piket"),
    Screen("orang", "/orang", "Pegawai & unit"),
    Screen("rekap", "/rekap", "Rekap mingguan"),
    Screen("rekap-terbit", "/rekap/{week}", "Teks WhatsApp"),
    Screen("rekap-cetak", "/rekap/{week}/cetak", "PDF dibuka"),
    Screen("rekap-belum-terbit", "/rekap/2020-W02/cetak", "belum terbit"),
    Screen("tidak-ada", "/audit", "Halaman ini tidak ada"),
)
GIVES_REASON: Final = ("bkpsda", "auditor")
IMPORTS: Final = ("bkpsda",)
READS_REPORTS: Final = ("bkpsda", "auditor")
INVITES: Final = ("admin_opd", "kepala_opd")
APPOINTS: Final = ("kepala_opd", "bkpsda")
NEW_ACTIVITY: Final = {"bkpsda": "Kegiatan kabupaten", "auditor": None}
CHOOSE_OPD: Final = """(opds => {
  opds.value = '%s';
  return opds.dispatchEvent(new Event('change', { bubbles: true }));
})(document.querySelector('main select'))"""
TYPE: Final = """((field, value) => {
  field.value = value;
  return field.dispatchEvent(new Event('input', { bubbles: true }));
})(document.querySelector('input[name=%s]'), '%s')"""
GALLERY: Final = "input[type=file]:not([capture])"
KEY: Final = """(document.activeElement ?? document.body).dispatchEvent(
  new KeyboardEvent('keydown', { key: '%s', bubbles: true, cancelable: true })) || true"""
SPEAK: Final = "localStorage.setItem('apel.preferences', '{\"language\":\"%s\"}') ?? true"
TRY_AGAIN: Final = """(document.querySelector('form').requestSubmit(),
  document.querySelector('main').innerText.includes('Coba lagi dalam'))"""
# The outbox asks less and less often: who only looks need not wait for it.
STORED: Final = """fetch('/api/me/today').then(answer => answer.json()).then(({ activities }) =>
  activities.some(({ record }) => record && record.photo_state !== 'AWAITED'))"""
RECEIPT_TOKEN: Final = """(async () => {
  const read = path => fetch('/api' + path).then(answer => answer.json());
  const { activities } = await read('/me/today');
  const { ref } = activities.find(({ record }) => record).record;
  return (await read('/check-ins/' + ref)).receipt.token;
})()"""


def sign_in(page: Page, who: Somebody) -> None:
    """As a person does it."""
    page.goto("/masuk")
    page.fill("input[autocomplete~=username]", who.login)
    page.fill("input[type=password]", who.password)
    page.click("button[type=submit]")
    page.wait_js("location.pathname !== '/masuk'", LONG_S)


def at_home(page: Page, who: Somebody) -> None:
    """Signed in, with something to photograph."""
    sign_in(page, who)
    page.wait_text("Ambil foto kegiatan", timeout_s=LONG_S)


def shoot(page: Page, button: str = "Ambil foto kegiatan") -> None:
    """The three taps."""
    page.press(button)
    page.wait_js("document.querySelector('video')?.videoWidth > 0")
    page.press("Ambil foto")
    page.press("Pakai foto ini")


def installed(page: Page) -> None:
    """From the second load on the service worker answers."""
    page.wait_js("navigator.serviceWorker?.ready.then(() => true)")
    page.reload()
    page.wait_js("Boolean(navigator.serviceWorker?.controller)")
    page.wait_text("Ambil foto kegiatan", timeout_s=LONG_S)


def wear(page: Page, theme: Theme) -> None:
    """Choose a theme as the profile does, and wait until no colour is on its way to another."""
    name = "" if theme == "terang" else theme
    page.eval(
        f"(document.documentElement.toggleAttribute('data-theme', {str(bool(name)).lower()}),"
        f" document.documentElement.dataset.theme = {name!r}, true)"
        if name
        else "(document.documentElement.removeAttribute('data-theme'), true)"
    )
    page.wait_js("!document.getAnimations().some(one => one instanceof CSSTransition)")


def draw(page: Page, screen: Screen, cast: Cast) -> Screen:
    """Open a screen and wait until it is drawn."""
    places = {"week": cast.published_week, "coming": cast.coming}
    page.goto(screen.path.format(activity=cast.open_activity(), **places))
    page.wait_text(screen.words, timeout_s=LONG_S)
    page.wait_js(SETTLED)
    return screen


def shown(page: Page, name: str, words: str) -> Screen:
    """A state that the page goes into by itself."""
    page.wait_text(words, timeout_s=LONG_S)
    page.wait_js(SETTLED)
    return Screen(name, "", words)


def of_phone(page: Page, cast: Cast) -> Iterator[Screen]:
    """The employee's screens in the order in which somebody may see them; each is drawn."""
    for screen in PUBLIC:
        yield draw(page, screen, cast)
    yield from _of_strangers(page, cast)
    who = cast.somebody()
    sign_in(page, who)
    for screen in (*EMPLOYEE, *OF_ACTIVITY):
        yield draw(page, screen, cast)
    yield from _of_forms(page, cast)
    yield from _of_letter(page, cast)
    yield from _of_profile(page, cast)
    yield from _of_home(page, cast, who)
    yield from _of_check_in(page, cast)
    sick = cast.decided(who, "S", approved=False)
    yield draw(page, Screen("pengajuan", f"/pengajuan-saya/{sick}", "Belum disetujui"), cast)


def _of_strangers(page: Page, cast: Cast) -> Iterator[Screen]:
    """A password that is wrong, again and again, and a code."""
    nobody = f"bukan.{SystemIds(SystemClock()).ulid()[-6:].lower()}"
    draw(page, PUBLIC[0], cast)
    page.fill("input[autocomplete~=username]", nobody)
    page.fill("input[type=password]", "bukan kata sandi")
    page.click("button[type=submit]")
    yield shown(page, "masuk-salah", "belum cocok")
    page.wait_js(TRY_AGAIN, LONG_S)
    yield shown(page, "masuk-terlalu-sering", "detik, atau hubungi admin OPD")
    draw(page, PUBLIC[1], cast)
    page.fill("input[autocomplete~=username]", nobody)
    page.fill("input[name=kode]", "AAAAAAAAAAAA")
    page.click("button[type=submit]")
    yield shown(page, "aktivasi-salah", "Kode tidak berlaku")


def _of_forms(page: Page, cast: Cast) -> Iterator[Screen]:
    """Forms that lack something, and what a phone may lack."""
    draw(page, OF_ACTIVITY[1], cast)
    page.press_containing("Sakit")
    page.wait_js("document.querySelector('[name=alasan]')")
    page.click("button[type=submit]")
    yield shown(page, "izin-kosong", "Tulis alasannya dulu")
    draw(page, OF_ACTIVITY[2], cast)
    page.press("Kirim untuk 1 orang")
    yield shown(page, "dinas-luar-kosong", "Foto suratnya, atau ketik nomornya")
    page.eval(TYPE % ("sampai", "2020-01-01"))
    yield shown(page, "dinas-luar-mundur", "Tanggal selesai mendahului mulai")
    page.press("Tambah nama lain")
    page.fill("input[name=cari]", "qqq")
    yield shown(page, "dinas-luar-cari", "Tidak ditemukan")
    page.press("Tutup")
    with TemporaryDirectory() as folder:
        yield from _of_files(page, Path(folder))
    draw(page, Screen("", "/pra-cek", "Pra-cek HP"), cast)
    page.click("main button")
    yield shown(page, "pra-cek-hasil", "Hampir siap")


def _of_files(page: Page, folder: Path) -> Iterator[Screen]:
    """What is chosen as the photo of a letter, and is none, or a bad one."""
    pdf, text, black = (folder / name for name in ("surat.pdf", "surat.txt", "surat.jpg"))
    pdf.write_bytes(b"%PDF-1.7")
    text.write_text("surat")
    Image.new("RGB", (1_280, 960)).save(black)
    page.files(GALLERY, pdf)
    yield shown(page, "dinas-luar-pdf", "PDF tidak perlu diunggah")
    page.files(GALLERY, text)
    yield shown(page, "dinas-luar-berkas", "Berkas ini bukan foto")
    page.files(GALLERY, black)
    yield shown(page, "dinas-luar-gelap", "Foto surat belum jelas")


def _of_letter(page: Page, cast: Cast) -> Iterator[Screen]:
    """A colleague sent the same letter before."""
    _, number = cast.letter()
    draw(page, OF_ACTIVITY[-1], cast)
    page.press("Kosongkan isian")
    page.fill("input[name=nomor]", number)
    page.press("Kirim untuk 1 orang")
    yield shown(page, "dinas-luar-ganda", "Gabungkan nama Anda?")


def _of_profile(page: Page, cast: Cast) -> Iterator[Screen]:
    draw(page, Screen("", "/profil", "Surel"), cast)
    page.fill("input[name=email]", "pegawai@contoh.example")
    page.press("Simpan surel")
    yield shown(page, "profil-surel", "Surel disimpan")
    page.press("Kalender kegiatan saya")
    page.press("Buat tautan")
    yield shown(page, "profil-kalender", "hanya tampil sekali")
    page.press("Tutup")
    page.press("Laporkan masalah")
    yield shown(page, "profil-lapor", "Apa yang terjadi?")
    page.press("Tutup")
    page.press("Keluar dari HP ini")
    yield shown(page, "profil-keluar", "kata sandi untuk masuk lagi")


def _of_home(page: Page, cast: Cast, who: Somebody) -> Iterator[Screen]:
    cast.remind(who)
    yield draw(page, Screen("beranda-kabar", "/", "Admin OPD menanyakan"), cast)
    page.eval(SPEAK % "en")
    yield draw(page, Screen("beranda-inggris", "/", "Photograph the activity"), cast)
    page.eval(SPEAK % "id")
    page.reload()
    installed(page)
    page.offline()
    page.reload()
    yield shown(page, "beranda-luring", "Luring")
    page.offline(off=False)


def _of_check_in(page: Page, cast: Cast) -> Iterator[Screen]:
    """Without a signal from the photo on until it is sent."""
    draw(page, Screen("", "/", "Ambil foto kegiatan"), cast)
    page.press("Ambil foto kegiatan")
    page.wait_js("document.querySelector('video')?.videoWidth > 0")
    yield Screen("kamera", "", "")
    page.press("Kendala?")
    yield shown(page, "kamera-kendala", "Pakai kamera bawaan HP")
    with TemporaryDirectory() as folder:
        yield from _of_dark(page, Path(folder))
    page.press("Ulangi foto")
    page.wait_js("document.querySelector('video')?.videoWidth > 0")
    page.press("Ambil foto")
    yield shown(page, "konfirmasi", "Pakai foto ini")
    page.offline()
    page.press("Pakai foto ini")
    yield shown(page, "tercatat-luring", "Tersimpan di HP")
    page.press("Selesai")
    yield shown(page, "beranda-menunggu", "Menunggu kirim")
    page.press("Profil")
    page.press("Keluar dari HP ini")
    yield shown(page, "profil-keluar-foto", "foto belum terkirim")
    page.offline(off=False)
    yield draw(page, Screen("beranda-sesudah", "/", "Lihat tanda terima"), cast)
    page.press("Lihat tanda terima")
    page.wait_js(STORED, LONG_S)
    page.reload()
    yield shown(page, "tercatat", "Foto terkirim")
    token = page.eval(RECEIPT_TOKEN)
    yield draw(page, Screen("periksa-sah", f"/periksa#{token}", "Tanda terima sah"), cast)


def _of_dark(page: Page, folder: Path) -> Iterator[Screen]:
    """A photo of nothing, from the phone's own camera."""
    black = folder / "apel.jpg"
    Image.new("RGB", (1_280, 960)).save(black)
    page.files("input[type=file]", black)
    yield shown(page, "konfirmasi-gelap", "Terlalu gelap")


def of_desk(page: Page, cast: Cast, role: str) -> Iterator[Screen]:
    """The dashboard's screens of a role; each is drawn."""
    sign_in(page, cast.role(role))
    for screen in DESK:
        yield draw(page, screen, cast)
    yield from _of_photos(page, cast, role)
    if role not in GIVES_REASON:
        yield from _of_permits(page, cast)
    draw(page, Screen("", "/pengajuan", "Menunggu"), cast)
    page.eval(KEY % "?")
    yield shown(page, "papan-ketik", "Papan ketik")
    page.press("Tutup")
    search(page, "a")
    yield shown(page, "cari", "Kegiatan")
    page.press("Tutup")
    yield from _of_activities(page, cast, role)
    yield from _of_people(page, cast, role)
    yield from _of_regency(page, cast, role)
    draw(page, DESK[0], cast)
    page.offline()
    yield shown(page, "papan-putus", "Menyambung lagi")
    page.offline(off=False)


def search(page: Page, words: str) -> None:
    """The box of everything, opened by its key."""
    page.eval(KEY % "/")
    page.wait_js("document.activeElement.role === 'combobox'")
    page.fill("[role=combobox]", words)


def _of_activities(page: Page, cast: Cast, role: str) -> Iterator[Screen]:
    """The forms of a new activity and of a change."""
    if new := NEW_ACTIVITY.get(role, "Kegiatan baru"):
        draw(page, Screen("", "/kegiatan", "Akan datang dan berjalan"), cast)
        page.press(new)
        page.wait_js("document.querySelector('form input')")
        yield Screen("kegiatan-baru", "", "")
        for field, typed in (("place", "Pendopo Agung"), ("lat", "-7,0455"), ("lon", "112,7351")):
            page.eval(TYPE % (field, typed))
        page.press("Ukur dari sini")
        yield shown(page, "kegiatan-lokasi", "koordinat")
        page.press("Kantor masing-masing")
        yield shown(page, "kegiatan-kantor", "Koordinat" if role == "bkpsda" else "unit punya")
    if role in INVITES:
        yield from _of_invitations(page, cast)
    if role == "bkpsda":  # the apels are the regency's
        draw(page, Screen("", "/kegiatan", "Akan datang dan berjalan"), cast)
        page.click("[aria-label^=Sunting]")
        page.wait_js("document.querySelector('form input')")
        yield Screen("kegiatan-sunting", "", "")


def _of_invitations(page: Page, cast: Cast) -> Iterator[Screen]:
    """Both sides of an invitation, and the other day of an activity."""
    title = f"Rapat lintas OPD {SystemIds(SystemClock()).ulid()[-5:]}"
    cast.meeting(title)
    cast.invitation(f"Undangan {title}")
    for name, button, words in (
        ("kegiatan-undang", f"Undang OPD ke {title}", "Tambah undangan"),
        ("undangan", f"Siapa yang datang ke Undangan {title}", "Siapa yang datang?"),
        ("kegiatan-sunting", f"Sunting {title}", "Pindah hari"),
    ):
        draw(page, Screen("", "/kegiatan", title), cast)
        page.click(f"[aria-label='{button}']")
        yield shown(page, name, words)
    page.press("Pindah hari")
    yield shown(page, "kegiatan-pindah", "Hari baru")


def _of_people(page: Page, cast: Cast, role: str) -> Iterator[Screen]:
    """Somebody at the side and on their page, everybody, and a unit's slips."""
    draw(page, Screen("", "/orang", "Cari nama atau NIP"), cast)
    page.click("tbody button")
    page.wait_js("!document.body.innerText.includes('Pilih orang untuk')")
    yield Screen("pegawai", "", "")
    page.press("Buka halaman lengkap")
    yield shown(page, "pegawai-halaman", "Riwayat penempatan")
    if role in GIVES_REASON:
        draw(page, Screen("", "/orang", "Cari nama atau NIP"), cast)
        page.press("Seluruh kabupaten")
        yield shown(page, "orang-kabupaten", "OPD dan unit")
    draw(page, Screen("", "/orang", "Cari nama atau NIP"), cast)
    page.press("Kantor unit")
    page.wait_text("unit punya koordinat", timeout_s=LONG_S)
    if role not in GIVES_REASON:
        for field, typed in (("lat", "-7,0455"), ("lon", "112,7351")):
            page.eval(TYPE % (field, typed))
    yield Screen("kantor-unit", "", "")
    if role in ("admin_opd", "bkpsda"):
        draw(page, Screen("", "/orang", "Cari nama atau NIP"), cast)
        page.press("Lembar kode seunit")
        yield shown(page, "orang-lembar", "tidak berlaku lagi")


def _of_regency(page: Page, cast: Cast, role: str) -> Iterator[Screen]:
    """What heads and those who oversee all have besides."""
    if role not in GIVES_REASON:
        yield from _of_duty(page, cast)
    if role in APPOINTS:
        yield draw(page, Screen("penugasan", "/penugasan", "Yang bertugas"), cast)
        page.click(".dua--tugas .pemegang button")
        yield shown(page, "penugasan-akhiri", "Hari terakhir")
    if role == "kepala_opd":
        yield from _of_signature(page, cast)
    if role == "bkpsda":
        yield from _of_two_persons(page, cast)
    if role in GIVES_REASON:
        yield from _of_overview(page)
    if role in IMPORTS:
        yield from _of_imports(page, cast)
    if role in READS_REPORTS:
        yield draw(page, Screen("laporan", "/laporan", "Pengirim tidak dicatat"), cast)
    if role in GIVES_REASON:
        yield draw(page, Screen("pengaturan", "/pengaturan", "Kolom rekap per kode"), cast)
    if role == "bkpsda":
        yield from _of_settings(page)
        yield from _of_calendar(page, cast)


def a_signature(folder: Path) -> Path:
    """A stroke of ink with nothing behind it."""
    file = folder / "tanda-tangan.png"
    drawing = Image.new("RGBA", (900, 300), (0, 0, 0, 0))
    stroke = [(40 + 20 * n, 150 + (110 - 4 * (n % 7)) * (-1) ** n) for n in range(42)]
    ImageDraw.Draw(drawing).line(stroke, fill=(20, 30, 140, 255), width=9, joint="curve")
    drawing.save(file)
    return file


def _of_signature(page: Page, cast: Cast) -> Iterator[Screen]:
    """Without an image, and with one that waits for its owner's word."""
    yield draw(page, Screen("tanda-tangan", "/rekap/tanda-tangan", "Pilih gambar"), cast)
    with TemporaryDirectory() as folder:
        page.files("input[type=file]", a_signature(Path(folder)))
        page.wait_js("document.querySelector('.ttd-ruang img')?.naturalWidth > 0", LONG_S)
    yield shown(page, "tanda-tangan-pilih", "Cetak gambar tanda tangan saya")


def _of_two_persons(page: Page, cast: Cast) -> Iterator[Screen]:
    """A proposal that waits, who holds these roles, and another proposal."""
    cast.proposal()
    yield draw(page, Screen("penugasan-usulan", "/penugasan", "Menunggu orang kedua"), cast)
    page.press_containing("BKPSDA dan auditor")
    page.press("Usulkan BKPSDA atau auditor")
    page.fill("dialog input[name=who]", "a")
    page.wait_js("Boolean(document.querySelector('dialog .daftar button'))")
    yield shown(page, "penugasan-usulkan", "Kirim usulan")


# A browser need not notice what was passed in one leap: the next empty room is looked at.
CHARTS_DRAWN: Final = """([...document.querySelectorAll('main [style^=min-height]')]
  .find(room => !room.firstElementChild)?.scrollIntoView({ block: 'center' }),
  document.querySelectorAll('.di-balik').length === 5)"""


def at_overview(page: Page) -> None:
    """The regency's overview down to its last chart: each is downloaded when it is near."""
    page.goto("/ikhtisar")
    page.wait_text("Peringkat", timeout_s=LONG_S)
    page.wait_js(CHARTS_DRAWN, LONG_S)
    page.wait_js(SETTLED)
    page.eval("scrollTo(0, 0) ?? true")


def _of_overview(page: Page) -> Iterator[Screen]:
    """As it opens, and with everything open: the tables behind the charts, what to see to."""
    at_overview(page)
    yield shown(page, "ikhtisar", "Perlu tindak lanjut")
    page.press("Bulan")
    page.eval("(document.querySelectorAll('main details').forEach(one => { one.open = true }), 1)")
    page.wait_js("document.querySelectorAll('main .di-balik table').length === 5")
    yield Screen("ikhtisar-tabel", "", "")


def at_imports(page: Page) -> None:
    """Where a file is chosen; an import that nobody ended is taken up first."""
    page.goto("/impor")
    page.wait_js("/Berkas lain|Pilih berkas SIMPEG/.test(document.body.innerText)")
    page.wait_js(SETTLED)
    if "Berkas lain" in page.text("body"):
        page.press("Berkas lain")


def _of_imports(page: Page, cast: Cast) -> Iterator[Screen]:
    """A file whose columns want to be matched, one that is no table, and a preview."""
    at_imports(page)
    yield shown(page, "impor", "Pilih berkas SIMPEG")
    with TemporaryDirectory() as folder:
        unmatched = cast.simpeg_file(Path(folder), "Pegawai Kolom", unit_column="Tempat Tugas")
        page.files("input[type=file]", unmatched)
        yield shown(page, "impor-kolom", "Kolom yang tidak dikenal")
        page.press("Berkas lain")
        broken = Path(folder) / "surat.csv"
        broken.write_bytes(b"%PDF-1.7\n\0")
        page.files("input[type=file]", broken)
        yield shown(page, "impor-ditolak", "Berkas tidak dapat dipakai")
        page.files("input[type=file]", cast.simpeg_file(Path(folder), "Pegawai Pratinjau"))
        yield shown(page, "impor-pratinjau", "Baru 1")
    page.press("Berkas lain")
    yield shown(page, "impor-terdahulu", "Impor terakhir")


def _of_settings(page: Page) -> Iterator[Screen]:
    """What was typed and not saved, a value that is refused, and the question before saving."""
    page.eval(TYPE % ("lock_after_working_days", "8"))
    page.press("Simpan")
    yield shown(page, "pengaturan-di-luar-batas", "Isi antara 1 dan 7")
    page.eval(TYPE % ("lock_after_working_days", "4"))
    page.press("Simpan")
    yield shown(page, "pengaturan-simpan", "Simpan perubahan?")
    page.press("Tutup")


def _of_calendar(page: Page, cast: Cast) -> Iterator[Screen]:
    """Next year's June: a ceremony on the holiday itself, whenever one looks."""
    draw(page, Screen("", "/kalender", "Perubahan terhadap pustaka"), cast)
    page.press(str(today().year + 1))
    page.wait_text(f"Kalender {today().year + 1}")
    page.click(".tahun li:nth-child(6) a")
    page.press("Pindahkan Upacara Hari Lahir Pancasila")
    yield shown(page, "kalender-pindah", "Dipindah ke")


def _of_duty(page: Page, cast: Cast) -> Iterator[Screen]:
    """A month with shifts, what a paste would do to it, changed cells, one person's day."""
    draw(page, Screen("", cast.shifts(), "PK saat apel"), cast)
    page.fill(".tempel-piket textarea", "Tidak Dikenal;1;2;X")
    page.wait_text("tidak ditemukan", timeout_s=LONG_S)
    yield shown(page, "piket-tempel", "tidak dikenal")
    page.fill(".tempel-piket textarea", "")
    page.click(".piket td button")
    yield shown(page, "piket-orang", "Tukar giliran")
    page.press("3 Malam")
    page.press("Tutup")
    yield shown(page, "piket-ubah", "1 sel belum disimpan")


def _of_permits(page: Page, cast: Cast) -> Iterator[Screen]:
    """What an OPD decides itself: one request of today, and one whose days are FINAL."""
    who, _ = cast.letter()
    late = cast.locked_request
    draw(page, Screen("", "/pengajuan", "Menunggu"), cast)
    page.press_containing(late)
    yield shown(page, "pengajuan-final", "sudah FINAL")
    page.press_containing(f"{who.name} +2 orang")  # the same person may have asked for the other
    yield shown(page, "pengajuan-bentrok", "didahulukan")
    page.press("Tolak")
    yield shown(page, "pengajuan-tolak", "Ditolak untuk 3 orang")
    page.press("Tutup")
    page.click(".izin-rinci label:last-child input")
    page.press("Setujui 2, tolak 1")
    page.fill("textarea", "Namanya tidak ada di surat.")
    page.click("dialog [type=submit]")
    page.wait_text("Keputusan tersimpan")
    page.press("Disetujui")
    page.press_containing(who.name)
    yield shown(page, "pengajuan-sebagian", "Namanya tidak ada di surat")
    page.press("Catat cuti, TB, DK")
    page.fill("input[type=search]", who.name)
    page.wait_js("document.querySelector('dialog .daftar button')")
    yield Screen("pengajuan-catat", "", "")
    page.press("Tutup")


def _of_photos(page: Page, cast: Cast, role: str) -> Iterator[Screen]:
    """Photos are shown on a click; who sees every office says why."""
    draw(page, DESK[0], cast)
    if role in GIVES_REASON:
        page.eval(CHOOSE_OPD % cast.opd)
    page.press("Tampilkan foto")
    if role in GIVES_REASON:
        yield shown(page, "papan-alasan", "Alasan melihat")
        return
    page.wait_js("[...document.querySelectorAll('.terbaru img')].some(i => i.naturalWidth)", LONG_S)
    yield Screen("papan-foto", "", "")
    draw(page, Screen("", "/telaah", "Perlu ditelaah"), cast)
    page.press_containing("Semua")  # whether any of a few is in the queue is drawn by lot
    yield shown(page, "telaah-semua", "Ketuk Tampilkan")
    page.press_containing("Tampilkan")
    yield shown(page, "telaah-foto", "Foto ini dibuka")
