"""One small API over three real browsers. Selectors are CSS; scripts are expressions, awaited."""

import abc
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, Self, TypeVar

from tests.browser.network import Gate

Engine = Literal["chromium", "webkit", "firefox"]
Camera = Literal["fake", "denied", "none"]
Answer = TypeVar("Answer")

ENGINES: Final[tuple[Engine, ...]] = ("chromium", "webkit", "firefox")
PHONE: Final = (390, 844)
TABLET: Final = (768, 1024)
DESKTOP: Final = (1280, 800)
TIMEOUT_S: Final = 30
LOOK_S: Final = 0.05

# What each engine's phone says; WebKit's is an iPhone.
USER_AGENTS: Final[dict[Engine, str]] = {
    "chromium": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/156.0.0.0 Mobile Safari/537.36",
    "webkit": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
    "firefox": "Mozilla/5.0 (Android 15; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0",
}


class BrowserError(Exception):
    """The browser did not do what was asked, or the page did not become as expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """What is opened: an engine on a phone or a desktop, its camera and what its person allows."""

    engine: Engine
    gate: Gate
    camera: Camera = "fake"  # "denied": the person says no; "none": there is no device
    film: Path | None = None  # what the camera shows (camera.film); None: the engine's own pattern
    phone: bool = True
    size: tuple[int, int] | None = None  # CSS pixels; None: PHONE or DESKTOP
    scale: int = 1  # device pixels for a CSS pixel
    profile: Path | None = None  # a folder that outlives the browser
    allow: Sequence[str] = ()  # "notifications", "geolocation": the rest is refused
    locale: str = "id-ID"
    timezone: str = "Asia/Jakarta"
    dark: bool = False  # the system's theme; WebKitGTK has none to set

    @property
    def viewport(self) -> tuple[int, int]:
        """Width and height in CSS pixels."""
        return self.size or (PHONE if self.phone else DESKTOP)


def until(
    look: Callable[[], Answer | None], failed: Callable[[], str], timeout_s: float = TIMEOUT_S
) -> Answer:
    """Look until it is there. Raises BrowserError after the deadline."""
    end = time.monotonic() + timeout_s
    while not (found := look()):
        if time.monotonic() > end:
            raise BrowserError(failed())
        time.sleep(LOOK_S)
    return found


class Page(abc.ABC):
    """An open browser with one page."""

    def __init__(self, device: Device) -> None:
        self.device = device
        self.url = device.gate.url

    @property
    def engine(self) -> Engine:
        """Which browser it is."""
        return self.device.engine

    @abc.abstractmethod
    def goto(self, url: str) -> None:
        """Open an address, whole or a path of the site."""

    @abc.abstractmethod
    def reload(self) -> None:
        """As the person does it."""

    @abc.abstractmethod
    def click(self, selector: str) -> None:
        """Tap the element once it is seen and nothing lies over it."""

    @abc.abstractmethod
    def fill(self, selector: str, value: str) -> None:
        """Type into an empty field."""

    @abc.abstractmethod
    def files(self, selector: str, *paths: Path) -> None:
        """Choose files."""

    @abc.abstractmethod
    def text(self, selector: str) -> str:
        """The text as it is seen; empty where there is no such element."""

    @abc.abstractmethod
    def eval(self, script: str) -> Any:  # noqa: ANN401 - JSON
        """The value of an expression, awaited."""

    @abc.abstractmethod
    def screenshot(self, path: Path, *, full: bool = True) -> Path:
        """A PNG of the whole page, or of what is seen."""

    @abc.abstractmethod
    def close(self) -> None:
        """End the browser; a profile of its own goes with it."""

    def press(self, label: str) -> None:
        """Tap the button or link with exactly these words, as a person finds it."""
        self.wait_js(MARK % json.dumps(label))
        self.click("[data-test-pressed]")
        self.eval(UNMARK)

    def press_containing(self, words: str) -> None:
        """Tap the first button or link whose label holds these words."""
        self.wait_js(
            MARK.replace("label(e) === wanted", "label(e).includes(wanted)") % json.dumps(words)
        )
        self.click("[data-test-pressed]")
        self.eval(UNMARK)

    def wait_text(self, needle: str, selector: str = "body", timeout_s: float = TIMEOUT_S) -> str:
        """Wait for words; the whole text of the element."""
        return until(
            lambda: text if needle in (text := self._words(selector)) else None,
            lambda: f"{self.engine}: {selector} says {self._words(selector)!r}, not {needle!r}",
            timeout_s,
        )

    def wait_js(self, script: str, timeout_s: float = TIMEOUT_S) -> Any:  # noqa: ANN401 - JSON
        """Wait until an expression is true; its value."""
        return until(
            lambda: self._peek(script), lambda: f"{self.engine}: still false: {script}", timeout_s
        )

    def _words(self, selector: str) -> str:
        """The text, or none while the page is on its way to another one."""
        try:
            return self.text(selector)
        except BrowserError:
            return ""

    def _peek(self, script: str) -> Any:  # noqa: ANN401 - JSON
        """The value, or None while the page is on its way to another one."""
        try:
            return self.eval(script)
        except BrowserError:
            return None

    def offline(self, *, off: bool = True) -> None:
        """Cut the wire, or mend it, and tell the page."""
        self.device.gate.set("down" if off else "up")
        self.tell_online(online=not off)

    def tell_online(self, *, online: bool) -> None:
        """Only `navigator.onLine` and its event; lasts until the next load."""
        self.eval(ONLINE % (json.dumps(online), "online" if online else "offline"))

    def axe(self) -> list[str]:
        """What axe-core finds wrong: rule and element, one a line."""
        source = (Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js").read_text()
        self.eval(f"(() => {{ {source}; return true }})()")
        found: list[str] = self.eval(AXE)
        return found

    def address(self, url: str) -> str:
        """A path becomes an address of the site."""
        return self.url + url if url.startswith("/") else url

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


MARK: Final = """(() => {
  const wanted = %s, free = e => !e.disabled && e.getAttribute('aria-disabled') !== 'true';
  const seen = e => e.getClientRects().length > 0 && free(e);
  const label = e => (e.getAttribute('aria-label') ?? e.innerText).replace(/\\s+/g, ' ').trim();
  const pressable = 'button, a, [role=button], [role=tab], summary, label';
  const all = [...document.querySelectorAll(pressable)];
  const found = all.find(e => seen(e) && label(e) === wanted);
  found?.setAttribute('data-test-pressed', '');
  return Boolean(found);
})()"""
UNMARK: Final = (
    "document.querySelector('[data-test-pressed]')?.removeAttribute('data-test-pressed')"
)
ONLINE: Final = """(Object.defineProperty(navigator, 'onLine', { value: %s, configurable: true }),
  dispatchEvent(new Event('%s')))"""
AXE: Final = """axe.run(document, { resultTypes: ['violations'] }).then(r => r.violations.flatMap(
  v => v.nodes.map(n => v.id + ' ' + n.target.join(' ') + ': ' + n.failureSummary)))"""
