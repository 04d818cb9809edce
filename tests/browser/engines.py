"""Open a browser of any engine; the harness's one entry."""

from tests.browser.page import Device, Page
from tests.browser.playwright_page import PlaywrightPage
from tests.browser.webkit_page import WebKitDirectPage, WebKitDriverPage


def open_browser(device: Device) -> Page:
    """Start it; the page is blank. WebKit is asked directly only where its camera must say no."""
    if device.engine != "webkit":
        return PlaywrightPage(device)
    return WebKitDirectPage(device) if device.camera == "denied" else WebKitDriverPage(device)
