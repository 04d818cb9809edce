"""No rule of axe is broken on any screen in any theme (issue: axe clean)."""

from collections.abc import Iterator
from typing import Final

import pytest

from tests.browser.conftest import Open
from tests.browser.page import DESKTOP, PHONE, TABLET, Page
from tests.browser.people import Cast
from tests.browser.playwright_page import PlaywrightPage
from tests.browser.screens import THEMES, Screen, of_desk, of_phone, wear

IS_WIDE: Final = """document.documentElement.scrollWidth > innerWidth + 1
  || [...document.querySelectorAll('dialog[open]')].some(e => e.scrollWidth > e.clientWidth + 1)"""
CHROMIUM = pytest.mark.parametrize("engine", ["chromium"], indirect=True)


def faults(page: Page, screens: Iterator[Screen], *sizes: tuple[int, int]) -> list[str]:
    """What axe finds on these screens in each size and theme, one a line."""
    assert isinstance(page, PlaywrightPage)
    found = []
    for screen in screens:
        for size in sizes:
            page.resize(size)
            for theme in THEMES:
                wear(page, theme)
                name = f"{screen.name} {size[0]} {theme}"
                found += [f"{name}: {fault}" for fault in page.axe()]
            if page.eval(IS_WIDE):
                found.append(f"{screen.name} {size[0]}: it scrolls sideways")
        page.resize(sizes[0])
    return found


@CHROMIUM
def test_the_employees_screens_break_no_rule(open_page: Open, cast: Cast) -> None:
    page = open_page(size=PHONE)

    assert faults(page, of_phone(page, cast), PHONE) == []


@CHROMIUM
@pytest.mark.parametrize("sizes", [(DESKTOP, TABLET), (PHONE,)], ids=["desk", "phone"])
@pytest.mark.parametrize("role", ["kepala_opd", "bkpsda"])
def test_the_dashboards_screens_break_no_rule(
    open_page: Open, cast: Cast, role: str, sizes: tuple[tuple[int, int], ...]
) -> None:
    page = open_page(phone=sizes == (PHONE,), size=sizes[0])

    assert faults(page, of_desk(page, cast, role), *sizes) == []


@CHROMIUM
def test_nothing_scrolls_sideways_on_a_small_phone(open_page: Open, cast: Cast) -> None:
    """320 px wide, and text at 200 % on a phone of 390 px."""
    page = open_page(size=(320, 640))

    wide = []
    for screen in of_phone(page, cast):
        for size in ("100%", "200%"):
            page.eval(f"(document.documentElement.style.fontSize = '{size}', true)")
            if page.eval(IS_WIDE):
                wide.append(f"{screen.name} at {size}")
        page.eval("(document.documentElement.style.fontSize = '', true)")

    assert wide == []
