"""From SIMPEG's file to an office that runs itself, and an admin's morning without a mouse.

On a stack of its own: the file brings a new office, and whoever is not in a later file would be
gone. `PEOPLE` says how many it brings; the whole regency has 12,046.
"""

import contextlib
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from chalicelib.domain.people import OpdId
from infra.demo.regency import SIZES, a_ulid, make
from tests.browser.conftest import Open
from tests.browser.network import Gate
from tests.browser.page import Engine, Page, until
from tests.browser.people import LISTED_S, PASSWORD, SIZE, Api, Cast, Somebody, today
from tests.browser.playwright_page import PlaywrightPage
from tests.browser.screens import CHOOSE_OPD, LONG_S, TYPE, at_imports, sign_in
from tests.simpeg_file import csv_of, rows_of
from tests.stack.harness import Stack

DESKS: Final[tuple[Engine, ...]] = ("chromium", "firefox")
PEOPLE: Final = int(os.environ.get("PEOPLE", SIZES[SIZE].people + 60))  # in the file
APPLIED_S: Final = 600
APPLY: Final = """[...document.querySelectorAll('button')]
  .some(({ innerText }) => /^Terapkan \\d/.test(innerText))"""
KEPT_S: Final = 61  # a function keeps a list of offices for a minute
MOST_TABS: Final = 120
BACK: Final = "Shift+Tab"  # to what stands before the focus
FOCUSED: Final = """(e => e.contains(document.body) ? '' : (e.ariaLabel ?? e.innerText ?? '')
  .replace(/\\s+/g, ' ').trim() || e.name || '')(document.activeElement)"""


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with Stack(tmp_path_factory.mktemp("monday-stack"), demo=SIZE, is_relayed=True) as running:
        yield running


@pytest.fixture(scope="module")
def wire(stack: Stack) -> Iterator[Gate]:
    port, public = stack.port, stack.public_port
    with contextlib.closing(Gate({public: port, public + 1: port + 1})) as gate:
        yield gate


@pytest.fixture(scope="module")
def cast(stack: Stack) -> Cast:
    return Cast(stack)


@pytest.fixture(params=DESKS)
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.param
    return found


class Keyboard:
    """A page whose person has no mouse."""

    def __init__(self, page: Page) -> None:
        assert isinstance(page, PlaywrightPage)
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.page.keyboard.type(text)

    def to(self, label: str, key: str = "Tab") -> None:
        """Tab on until something with these words, or of that name, has the focus.

        Behind the last element it is the browser's own. Chromium then hands it to the page again;
        the Firefox that is driven moves it through the page without giving the page the window's
        (`document.hasFocus()` stays false), and no key presses a button any more.
        """
        seen = []
        for _ in range(MOST_TABS):
            self.press(key)
            seen.append(str(self.page.eval(FOCUSED)))
            if label in seen[-1]:
                assert self.page.eval("document.hasFocus()"), (label, "beyond the page's end", seen)
                return
        raise AssertionError((label, seen))

    def choose(self, label: str, key: str = "Tab") -> None:
        """Tab there and press Enter."""
        self.to(label, key)
        self.press("Enter")


def new_office(engine: Engine) -> str:
    return f"Dinas Baru {engine.title()}"


def a_regencys_file(folder: Path, engine: Engine) -> Path:
    """Everybody of the demo, and the offices that this and the browsers before it brought."""
    old = make(SIZES[SIZE])
    rows = rows_of(old.people, old.opds)
    whole = make(replace(SIZES[SIZE], people=PEOPLE))
    nips = {person.nip for person in old.people}
    newcomers = [person for person in whole.people if person.nip not in nips]
    assert newcomers, "the regency's people are numbered: more of them than of the demo are new"
    for at in range(DESKS.index(engine) + 1):
        opd = replace(whole.opds[0], opd_id=OpdId(a_ulid(9, at)), name=new_office(DESKS[at]))
        mine = [replace(p, opd_id=opd.opd_id) for p in newcomers[at :: len(DESKS)]]
        rows += rows_of(mine, [opd])
    path = folder / "simpeg.csv"
    path.write_bytes(csv_of(rows))
    return path


def arrive(api: Api, stack: Stack, opd: str, person: dict[str, Any]) -> Somebody:
    """Somebody of that office uses their slip."""
    body = {"people": [person["pegawai_id"]]}
    slip = api.call("POST", f"/opds/{opd}/codes", body)["codes"][0]
    wanted = {"login": slip["login"], "code": slip["code"], "password": PASSWORD}
    Api(stack).call("POST", "/activation", wanted | {"notice_version": 1})
    return Somebody(slip["name"], slip["login"], PASSWORD)


def test_simpegs_file_becomes_an_office_that_runs_itself(
    open_page: Open, cast: Cast, stack: Stack, engine: Engine, tmp_path: Path
) -> None:
    """Imported, called to Monday's apel, told of its place, led by an acting head."""
    desk = open_page(phone=False, profile=tmp_path / "bkpsda")
    sign_in(desk, cast.role("bkpsda"))
    import_everybody(desk, a_regencys_file(tmp_path, engine))
    bkpsda = Api(stack)
    bkpsda.sign_in(cast.role("bkpsda"))
    opd = office_id(bkpsda, new_office(engine))
    call_to_mondays_apel(stack, bkpsda, opd)
    first, second = bkpsda.call("GET", f"/opds/{opd}/people")["people"][:2]
    place = f"Stadion {engine}"
    move_the_apel(desk, opd, place)
    acting = arrive(bkpsda, stack, opd, first)
    appoint_an_acting_head(desk, new_office(engine), acting)

    phone = open_page(profile=tmp_path / "phone")
    sign_in(phone, arrive(bkpsda, stack, opd, second))
    phone.wait_text(place, timeout_s=LONG_S)
    head = open_page(phone=False, profile=tmp_path / "head")
    sign_in(head, acting)
    head.goto("/orang")
    head.wait_text(new_office(engine), timeout_s=LONG_S)
    head.wait_text(second["name"], timeout_s=LONG_S)
    head.goto("/kegiatan")
    head.wait_text(place, timeout_s=LONG_S)


def office_id(api: Api, name: str) -> str:
    """Its id, once no function can have the list of offices of before the import."""
    forgotten = time.monotonic() + KEPT_S

    def look() -> str | None:
        found = (o["id"] for o in api.call("GET", "/opds")["opds"] if o["name"] == name)
        return next(found, None) if time.monotonic() > forgotten else None

    return until(look, lambda: f"no {name}", LISTED_S)


def import_everybody(desk: Page, file: Path) -> None:
    """The file, and the same again: it changes nothing."""
    at_imports(desk)
    desk.wait_text("Pilih berkas SIMPEG", timeout_s=LONG_S)
    desk.files("input[type=file]", file)
    desk.wait_js(APPLY, APPLIED_S)
    desk.press_containing("Terapkan")
    desk.wait_text("Impor selesai", timeout_s=APPLIED_S)
    desk.press("Berkas lain")
    desk.files("input[type=file]", file)
    desk.wait_text("Tidak ada perubahan", timeout_s=APPLIED_S)


def call_to_mondays_apel(stack: Stack, api: Api, opd: str) -> None:
    """The nightly plan."""
    path = f"/opds/{opd}/activities?from={today()}&to={today() + timedelta(days=8)}"
    assert stack.make("job", "name=plan").returncode == 0
    assert api.call("GET", path)["activities"]


def move_the_apel(desk: Page, opd: str, place: str) -> None:
    desk.goto("/kegiatan")
    desk.wait_text("Akan datang dan berjalan", timeout_s=LONG_S)
    desk.eval(CHOOSE_OPD % opd)
    desk.wait_js("Boolean(document.querySelector('[aria-label^=\"Sunting Apel\"]'))", LONG_S)
    desk.click("[aria-label^='Sunting Apel']")
    desk.wait_js("Boolean(document.querySelector('input[name=place]'))", LONG_S)
    desk.fill("input[name=place]", place)
    desk.press("Simpan perubahan")
    desk.wait_text("Perubahan tersimpan", timeout_s=LONG_S)


def appoint_an_acting_head(desk: Page, office: str, who: Somebody) -> None:
    desk.goto("/penugasan")
    desk.wait_text("Siapa bertugas di OPD mana", timeout_s=LONG_S)
    desk.press_containing(office)
    desk.press("Kepala OPD")
    desk.press("Plt.")
    desk.fill("input[name=who]", who.name)
    desk.wait_js("Boolean(document.querySelector('form .daftar button'))", LONG_S)
    desk.press_containing(who.name)
    desk.fill("input[name=mail]", "plt@contoh.go.id")
    desk.eval(TYPE % ("until", today() + timedelta(days=90)))
    desk.press_containing("Tunjuk mulai")
    desk.wait_text(f"{who.name} ditunjuk di {office}", timeout_s=LONG_S)


def test_an_admins_whole_morning_by_keyboard_alone(open_page: Open, cast: Cast) -> None:
    """In, who is missing is reminded, a letter decided, a meeting called, a page sought."""
    admin, (sender, _) = cast.role("admin_opd"), cast.letter()
    page = open_page(phone=False)
    keys = Keyboard(page)
    page.goto("/masuk")
    page.wait_text("NIP atau nama pengguna", timeout_s=LONG_S)
    keys.to("username")
    keys.type(admin.login)
    keys.to("password")
    keys.type(admin.password)
    keys.press("Enter")
    page.wait_js("location.pathname !== '/masuk'", LONG_S)

    keys.choose("Dasbor")
    page.wait_text("yang ditunggu sudah terlihat", timeout_s=LONG_S)
    keys.choose("Ingatkan semua")
    page.wait_text("orang diingatkan", timeout_s=LONG_S)

    keys.press("g", "f")
    page.wait_text("Perlu ditelaah", timeout_s=LONG_S)

    keys.press("g", "i")
    page.wait_text(sender.name, timeout_s=LONG_S)
    keys.choose(sender.name)
    keys.choose("Setujui untuk")
    page.wait_text("Keputusan tersimpan", timeout_s=LONG_S)

    title = f"Rapat {page.engine}"
    keys.press("g", "k")
    page.wait_text("Akan datang dan berjalan", timeout_s=LONG_S)
    keys.choose("Kegiatan baru")
    keys.to("title")
    keys.type(title)
    keys.to("place")
    keys.type("Aula lantai dua")
    keys.choose("Terbitkan", BACK)
    page.wait_text("Kegiatan terbit", timeout_s=LONG_S)

    keys.press("g", "r")
    page.wait_text("Rekap mingguan", timeout_s=LONG_S)
    keys.press("?")
    page.wait_text("Papan ketik")
    keys.press("Escape")
    keys.choose("Pekan sebelumnya")  # this week may have no table yet
    page.wait_text("Teks WhatsApp", timeout_s=LONG_S)
    keys.to("Salin")
    keys.press("/")
    page.wait_js("document.activeElement.role === 'combobox'", LONG_S)
    keys.type("kalender")
    page.wait_js("document.querySelector('[role=option]')?.innerText.includes('Kalender')", LONG_S)
    keys.press("Enter")
    page.wait_text("Perubahan terhadap pustaka", timeout_s=LONG_S)
