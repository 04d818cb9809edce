"""No rule of axe is broken on any screen in any theme (issue: axe clean)."""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import Open
from tests.browser.page import DESKTOP, PHONE, Page
from tests.browser.people import Cast
from tests.browser.screens import THEMES, Screen, of_desk, of_phone, wear
from tests.stack.harness import Stack

CHROMIUM = pytest.mark.parametrize("engine", ["chromium"], indirect=True)


@pytest.fixture(scope="module")
def cast(stack: Stack) -> Cast:
    return Cast(stack)


def faults(page: Page, screens: Iterator[Screen]) -> list[str]:
    """What axe finds on these screens in each theme, one a line."""
    found = []
    for screen in screens:
        for theme in THEMES:
            wear(page, theme)
            found += [f"{screen.name} {theme}: {fault}" for fault in page.axe()]
    return found


@CHROMIUM
def test_the_employees_screens_break_no_rule(open_page: Open, cast: Cast) -> None:
    page = open_page(size=PHONE)

    assert faults(page, of_phone(page, cast)) == []


@CHROMIUM
@pytest.mark.parametrize(
    ("role", "size"),
    [
        ("kepala_opd", DESKTOP), ("kepala_opd", PHONE),
        ("bkpsda", DESKTOP), ("bkpsda", PHONE),
    ],
)  # fmt: skip
def test_the_dashboards_screens_break_no_rule(
    open_page: Open, cast: Cast, role: str, size: tuple[int, int]
) -> None:
    page = open_page(phone=size == PHONE, size=size)

    assert faults(page, of_desk(page, cast, role)) == []


@CHROMIUM
def test_nothing_scrolls_sideways_on_a_small_phone(open_page: Open, cast: Cast) -> None:
    """320 px wide, and text at 200 % on a phone of 390 px."""
    page = open_page(size=(320, 640))

    wide = []
    for screen in of_phone(page, cast):
        for size in ("100%", "200%"):
            page.eval(f"(document.documentElement.style.fontSize = '{size}', true)")
            if page.eval("document.documentElement.scrollWidth > innerWidth + 1"):
                wide.append(f"{screen.name} at {size}")
        page.eval("(document.documentElement.style.fontSize = '', true)")

    assert wide == []
