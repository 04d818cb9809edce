"""Chromium and Firefox, driven by Playwright."""

import atexit
import functools
import shutil
import tempfile
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import BrowserContext, Error, Playwright, sync_playwright
from typing_extensions import override

from tests.browser.camera import shim
from tests.browser.page import TIMEOUT_S, USER_AGENTS, BrowserError, Device, Page

CHROMIUM: Final = Path("/usr/bin/chromium")
FIREFOX: Final = Path("/usr/bin/firefox-esr")
FLAGS: Final = (
    "--no-sandbox",  # Chromium refuses root otherwise
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@functools.cache
def _playwright() -> Playwright:
    """One a process: a second one in the same thread is refused."""
    started = sync_playwright().start()
    atexit.register(started.stop)
    return started


class PlaywrightPage(Page):
    """A page of Chromium or Firefox ESR, from Debian where it is there."""

    def __init__(self, device: Device) -> None:
        super().__init__(device)
        self._own = None if device.profile else tempfile.mkdtemp(prefix="browser-")
        folder = str(device.profile or self._own)
        self.context = (_chromium if device.engine == "chromium" else _firefox)(device, folder)
        self.page = self.context.pages[0] if self.context.pages else self.context.new_page()
        self.page.set_default_timeout(TIMEOUT_S * 1000)

    @override
    def goto(self, url: str) -> None:
        self.page.goto(self.address(url))

    @override
    def reload(self) -> None:
        self.page.reload()

    @override
    def click(self, selector: str) -> None:
        self.page.click(selector)

    @override
    def fill(self, selector: str, value: str) -> None:
        self.page.fill(selector, value)

    @override
    def files(self, selector: str, *paths: Path) -> None:
        self.page.set_input_files(selector, [str(path) for path in paths])

    @override
    def text(self, selector: str) -> str:
        try:
            found = self.page.query_selector(selector)
            return found.inner_text() if found else ""
        except Error as error:
            raise BrowserError(self.engine, str(error)) from error

    @override
    def eval(self, script: str) -> Any:
        try:
            return self.page.evaluate(f"async () => await ({script})")
        except Error as error:
            raise BrowserError(self.engine, str(error)) from error

    @override
    def screenshot(self, path: Path, *, full: bool = True) -> Path:
        self.page.screenshot(path=str(path), full_page=full)
        return path

    @override
    def tell_online(self, *, online: bool) -> None:
        self.context.set_offline(not online)

    def resize(self, size: tuple[int, int]) -> None:
        """Make the window as large as that, in CSS pixels."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    @override
    def close(self) -> None:
        self.context.close()
        if self._own:
            shutil.rmtree(self._own, ignore_errors=True)


def _options(device: Device) -> dict[str, Any]:
    width, height = device.viewport
    options: dict[str, Any] = {
        "headless": True,
        "locale": device.locale,
        "timezone_id": device.timezone,
        "viewport": {"width": width, "height": height},
        "device_scale_factor": device.scale,
        "color_scheme": "dark" if device.dark else "light",
        "accept_downloads": True,
    }
    if device.phone:
        options["user_agent"] = USER_AGENTS[device.engine]
    return options


def _chromium(device: Device, folder: str) -> BrowserContext:
    missing = "=device-count=0" if device.camera == "none" else ""
    answer = (
        "--deny-permission-prompts"
        if device.camera == "denied"
        else "--use-fake-ui-for-media-stream"
    )
    flags = [*FLAGS, f"--use-fake-device-for-media-stream{missing}", answer]
    if device.film:  # absolute: a film that it cannot open is "no camera" to it
        flags.append(f"--use-file-for-fake-video-capture={device.film.resolve(strict=True)}")
    context = _playwright().chromium.launch_persistent_context(
        folder,
        executable_path=CHROMIUM if CHROMIUM.exists() else None,
        args=flags,
        is_mobile=device.phone,
        has_touch=device.phone,
        **_options(device),
    )
    if device.allow:
        context.grant_permissions(list(device.allow))
    return context


def _firefox(device: Device, folder: str) -> BrowserContext:
    preferences: dict[str, str | float | bool] = {
        "media.navigator.streams.fake": device.camera != "none",
        "media.navigator.permission.disabled": device.camera != "denied",
        "permissions.default.camera": 2 if device.camera == "denied" else 0,
        "permissions.default.desktop-notification": 1 if "notifications" in device.allow else 2,
        "permissions.default.geo": 1 if "geolocation" in device.allow else 2,
        # navigator.storage.persist() asks the person, and waits for ever where there is none
        "dom.storageManager.prompt.testing": True,
        "dom.storageManager.prompt.testing.allow": True,
    }
    from_debian = FIREFOX.exists()
    context = _playwright().firefox.launch_persistent_context(
        folder,
        channel="moz-firefox" if from_debian else None,
        executable_path=FIREFOX if from_debian else None,
        firefox_user_prefs=preferences,
        **_options(device),
    )
    if device.film and device.camera == "fake":
        context.add_init_script(shim(device.film))
    return context
