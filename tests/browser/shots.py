"""`make shots`: every screen in every theme and width into shots/, to be looked at.

Uses the stack that runs on DATA_DIR, or starts one of its own. One engine is enough for looking;
the journeys run in three.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from infra.local import demo
from infra.local.world import NotRunningError, World
from infra.packaging import ROOT
from tests.browser.engines import open_browser
from tests.browser.network import Gate
from tests.browser.page import DESKTOP, PHONE, BrowserError, Device, Page
from tests.stack.harness import Stack, free_ports

OUT: Final = ROOT / "shots"
NARROW: Final = (320, 640)
THEMES: Final = {"terang": "SYSTEM", "gelap": "DARK", "terik": "SUNLIGHT"}
SETTLED_S: Final = 10
SETTLED: Final = "document.querySelector('main, h1') && !document.querySelector('[aria-busy=true]')"
TODAY: Final = "fetch('/api/me/today').then(r => r.json())"

OPEN_TO_ALL: Final = {
    "masuk": "/masuk",
    "aktivasi": "/aktivasi",
    "pulihkan": "/pulihkan",
    "pasang": "/pasang",
    "periksa": "/periksa",
    "tidak-ada": "/tidak-ada",
}
EMPLOYEE: Final = {
    "beranda": "/",
    "kamera": "/kamera/{id}",
    "tanya": "/tanya/{id}",
    "izin": "/tidak-hadir/{id}",
    "dinas-luar": "/tidak-hadir/{id}/dinas-luar",
    "riwayat": "/riwayat",
    "profil": "/profil",
    "pra-cek": "/pra-cek",
}
DESK: Final = {
    "papan": "/papan",
    "papan-kegiatan": "/papan/{date}/{id}",
    "telaah": "/telaah/{date}/{id}",
    "pengajuan": "/pengajuan",
    "orang": "/orang",
    "kegiatan": "/kegiatan",
    "rekap": "/rekap/{week}",
    "rekap-cetak": "/rekap/{week}/cetak",
}


@dataclass(frozen=True, slots=True)
class Look:
    """Who looks, on what, at which pages."""

    role: str | None
    size: tuple[int, int]
    is_phone: bool
    pages: Mapping[str, str]


LOOKS: Final = (
    Look(None, PHONE, is_phone=True, pages=OPEN_TO_ALL),
    Look("pegawai", PHONE, is_phone=True, pages=EMPLOYEE),
    Look("pegawai", NARROW, is_phone=True, pages=EMPLOYEE),
    Look("admin_opd", DESKTOP, is_phone=False, pages=DESK),
    Look("kepala_opd", PHONE, is_phone=True, pages=DESK),
    Look("bkpsda", DESKTOP, is_phone=False, pages=DESK),
    Look("auditor", DESKTOP, is_phone=False, pages={"papan": "/papan", "rekap": "/rekap/{week}"}),
)


def shoot(look: Look, theme: str, gate: Gate, accounts: list[dict[str, str]]) -> None:
    """One browser for one role, size and theme."""
    device = Device(
        engine="chromium", gate=gate, phone=look.is_phone, size=look.size, dark=theme == "gelap"
    )
    with open_browser(device) as page:
        page.goto("/masuk")
        names = sign_in(page, next((a for a in accounts if a["role"] == look.role), None))
        kept = json.dumps(json.dumps({"theme": THEMES[theme], "language": "id"}))
        page.eval(f"localStorage.setItem('apel.preferences', {kept})")
        folder = OUT / f"{look.role or 'tanpa-sesi'}-{look.size[0]}" / theme
        folder.mkdir(parents=True, exist_ok=True)
        for name, path in look.pages.items():
            page.goto(path.format(**names))
            settle(page)
            print(page.screenshot(folder / f"{name}.png").relative_to(ROOT), flush=True)


def settle(page: Page) -> None:
    """Wait for the data; a page that never has it is shown as it is."""
    try:
        page.wait_js(f"Boolean({SETTLED})", SETTLED_S)
    except BrowserError as error:
        print(error)


def sign_in(page: Page, account: Mapping[str, str] | None) -> dict[str, Any]:
    """Sign in as a person does; what stands in the addresses."""
    if account is None:
        return {}
    page.fill("input[autocomplete~=username]", account["username"])
    page.fill("input[type=password]", account["password"])
    page.click("button[type=submit]")
    page.wait_js("location.pathname !== '/masuk'")
    today = page.eval(TODAY)
    first = today["activities"][0]
    last_week = date.fromisoformat(first["date"]) - timedelta(weeks=1)
    year, week, _ = last_week.isocalendar()
    return {"id": first["id"], "date": first["date"], "week": f"{year}-W{week:02}"}


@contextmanager
def a_stack() -> Iterator[tuple[int, Path]]:
    """Port and data of the stack that runs here, or of a new one."""
    data = Path(os.environ.get("DATA_DIR", ".local")).resolve()
    try:
        world = World.of(data)
    except NotRunningError:
        with tempfile.TemporaryDirectory() as folder, Stack(Path(folder), demo="kecil") as stack:
            yield stack.port, stack.data
    else:
        yield int(world.site.rpartition(":")[2]), data


def main() -> None:
    """Everything anew."""
    shutil.rmtree(OUT, ignore_errors=True)
    with a_stack() as (port, data):
        public = free_ports(port + 2)
        gate = Gate({public: port, public + 1: port + 1})
        for look in LOOKS:
            for theme in THEMES:
                shoot(look, theme, gate, demo.accounts(data))
        gate.close()


if __name__ == "__main__":
    main()
