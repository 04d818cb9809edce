"""Every screen with who looks at it: for pictures (`make shots`) and for axe."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from tests.browser.page import Page
from tests.browser.people import Cast, Somebody

Theme = Literal["terang", "gelap", "terik"]
Width = Literal[320, 390, 768, 1280]

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
    Screen("tidak-ada", "/tidak-ada", "Halaman ini tidak ada"),
)
EMPLOYEE: Final = (
    Screen("beranda", "/", "Kegiatan hari ini"),
    Screen("riwayat", "/riwayat", "2026"),
    Screen("profil", "/profil", "Tema layar"),
    Screen("pra-cek", "/pra-cek", "Pra-cek HP"),
)
OF_ACTIVITY: Final = (
    Screen("tanya", "/tanya/{activity}", "Lanjut hadir atau izin tidak hadir?"),
    Screen("tidak-hadir", "/tidak-hadir/{activity}", "Izin tidak hadir karena"),
    Screen("dinas-luar", "/tidak-hadir/{activity}/dinas-luar", "Nomor surat"),
)
DESK: Final = (
    Screen("papan", "/papan", "yang ditunggu sudah terlihat"),
    Screen("telaah", "/telaah", "Foto & telaah"),
    Screen("pengajuan", "/pengajuan", "Menunggu"),
    Screen("kegiatan", "/kegiatan", "Akan datang dan berjalan"),
    Screen("orang", "/orang", "Pegawai & unit"),
    Screen("rekap", "/rekap", "Rekap mingguan"),
    Screen("tidak-ada", "/audit", "Halaman ini tidak ada"),
)
HELP: Final = "dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }))"


def sign_in(page: Page, who: Somebody) -> None:
    """As a person does it."""
    page.goto("/masuk")
    page.fill("input[autocomplete~=username]", who.login)
    page.fill("input[type=password]", who.password)
    page.click("button[type=submit]")
    page.wait_js("location.pathname !== '/masuk'", LONG_S)


def wear(page: Page, theme: Theme) -> None:
    """Choose a theme as the profile does."""
    name = "" if theme == "terang" else theme
    page.eval(
        f"(document.documentElement.toggleAttribute('data-theme', {str(bool(name)).lower()}),"
        f" document.documentElement.dataset.theme = {name!r}, true)"
        if name
        else "(document.documentElement.removeAttribute('data-theme'), true)"
    )


def draw(page: Page, screen: Screen, cast: Cast) -> None:
    """Open a screen and wait until it is drawn."""
    page.goto(screen.path.format(activity=cast.open_activity()))
    page.wait_text(screen.words, timeout_s=LONG_S)
    page.wait_js(SETTLED)


def of_phone(page: Page, cast: Cast) -> Iterator[Screen]:
    """The employee's screens in the order in which somebody may see them; each is drawn."""
    for screen in PUBLIC:
        draw(page, screen, cast)
        yield screen
    sign_in(page, cast.somebody())
    for screen in (*EMPLOYEE, *OF_ACTIVITY):
        draw(page, screen, cast)
        yield screen
    page.goto("/")
    page.press("Ambil foto kegiatan")
    page.wait_js("document.querySelector('video')?.videoWidth > 0")
    yield Screen("kamera", "", "")
    page.press("Ambil foto")
    page.wait_text("Pakai foto ini")
    yield Screen("konfirmasi", "", "")
    page.press("Pakai foto ini")
    page.wait_text("Foto terkirim", timeout_s=LONG_S)
    yield Screen("tercatat", "", "")
    draw(page, Screen("", "/", "Lihat tanda terima"), cast)
    yield Screen("beranda-sesudah", "", "")


def of_desk(page: Page, cast: Cast, role: str) -> Iterator[Screen]:
    """The dashboard's screens of a role; each is drawn."""
    sign_in(page, cast.role(role))
    for screen in DESK:
        draw(page, screen, cast)
        yield screen
    page.goto("/rekap/2020-W02/cetak")
    page.wait_text("belum terbit", timeout_s=LONG_S)
    yield Screen("rekap-cetak", "", "")
    draw(page, Screen("", "/pengajuan", "Menunggu"), cast)
    page.eval(f"document.body.{HELP}")
    page.wait_text("Papan ketik")
    yield Screen("papan-ketik", "", "")
    draw(page, Screen("", "/kegiatan", "Akan datang dan berjalan"), cast)
    page.press("Kegiatan kabupaten" if role == "bkpsda" else "Kegiatan baru")
    page.wait_js("document.querySelector('form input')")
    yield Screen("kegiatan-baru", "", "")
    draw(page, Screen("", "/orang", "Belum ada"), cast)
    page.click("tbody button")
    page.wait_js("!document.body.innerText.includes('Pilih orang untuk')")
    yield Screen("pegawai", "", "")
