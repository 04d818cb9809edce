"""`make shots`: every screen in its states, in every theme and width, into shots/, to be looked at.

It starts a stack of its own: on the way people take photos and ask, and nobody's data shall hold
that. One engine is enough for looking; the journeys run in three.
"""

import contextlib
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Error

from infra.packaging import ROOT
from tests.browser.engines import open_browser
from tests.browser.network import Gate
from tests.browser.page import DESKTOP, PHONE, TABLET, BrowserError, Device, Page
from tests.browser.people import Cast
from tests.browser.screens import THEMES, Screen, of_desk, of_phone, wear
from tests.stack.harness import Stack

OUT: Final = ROOT / "shots"
NARROW: Final = (320, 640)
GUIDES: Final = ROOT / "docs" / "panduan"
PICTURE: Final = re.compile(r"\(gambar/(([a-z_]+-[0-9]+)-([a-z-]+))\.png\)")
COLOURS: Final = 64  # a third of the bytes
SHEET: Final = "Boolean(document.querySelector('dialog[open]'))"


@dataclass(frozen=True, slots=True)
class Look:
    """Who looks, on what, at which screens."""

    role: str
    size: tuple[int, int]
    screens: Callable[[Page, Cast], Iterator[Screen]]

    @property
    def is_phone(self) -> bool:
        """Touched with a finger."""
        return self.size in (PHONE, NARROW)


def desk(role: str, size: tuple[int, int]) -> Look:
    """The dashboard as a role sees it."""
    return Look(role, size, partial(of_desk, role=role))


LOOKS: Final = (
    Look("pegawai", PHONE, of_phone),
    Look("pegawai", NARROW, of_phone),
    desk("admin_opd", DESKTOP),
    desk("admin_opd", TABLET),
    desk("admin_opd", PHONE),
    desk("kepala_opd", DESKTOP),
    desk("kepala_opd", PHONE),
    desk("bkpsda", DESKTOP),
    desk("bkpsda", TABLET),
    desk("bkpsda", PHONE),
    desk("auditor", DESKTOP),
)


def shoot(look: Look, gate: Gate, cast: Cast) -> str | None:
    """One browser for one role and size; why it did not come to the last screen."""
    folder = OUT / f"{look.role}-{look.size[0]}"
    device = Device(engine="chromium", gate=gate, phone=look.is_phone, size=look.size)
    with open_browser(device) as page:
        try:
            for screen in look.screens(page, cast):
                is_covered = page.eval(SHEET)  # a sheet covers the window, not the whole page
                for theme in THEMES:
                    wear(page, theme)
                    page.screenshot(folder / f"{screen.name}-{theme}.png", full=not is_covered)
                print(f"{folder.relative_to(ROOT)}/{screen.name}", flush=True)
        except (BrowserError, Error) as error:  # the others are still looked at
            gate.set("up")
            return f"{folder.name}: {error}"
    return None


def illustrate() -> list[str]:
    """Renew the guides' pictures from those just made; what a guide shows and nothing drew."""
    missing = []
    text = "".join(guide.read_text() for guide in GUIDES.glob("*.md"))
    for name, folder, screen in set(PICTURE.findall(text)):
        source = OUT / folder / f"{screen}-terang.png"
        if source.exists():
            with Image.open(source) as drawn:
                most = drawn.width * (0.75 if drawn.width > PHONE[0] else 2.2)
                seen = drawn.crop((0, 0, drawn.width, min(drawn.height, round(most))))
                small = seen.convert("RGB").quantize(COLOURS)
                small.save(GUIDES / "gambar" / f"{name}.png", optimize=True)
        else:
            missing.append(f"docs/panduan: no {name}")
    return missing


def main() -> None:
    """Everything anew; what could not be drawn is the exit's text."""
    shutil.rmtree(OUT, ignore_errors=True)
    with (
        tempfile.TemporaryDirectory() as data,
        Stack(Path(data), demo="kecil", is_relayed=True) as stack,
        contextlib.closing(
            Gate({stack.public_port: stack.port, stack.public_port + 1: stack.port + 1})
        ) as gate,
    ):
        cast = Cast(stack)
        missing = [why for look in LOOKS if (why := shoot(look, gate, cast))]
    sys.exit("\n".join([*missing, *illustrate()]) or 0)


if __name__ == "__main__":
    main()
