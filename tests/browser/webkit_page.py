"""WebKitGTK, the nearest thing to iPhone Safari on Linux: by WebDriver, or by its own API.

WebDriver gives real mouse and key events and grants every camera request; the engine's own API can
say no to the camera. Neither has a headless mode, so an X display of our own is started once.
"""

import atexit
import base64
import contextlib
import functools
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, Final

from typing_extensions import override

from tests.browser.camera import shim
from tests.browser.page import TIMEOUT_S, USER_AGENTS, BrowserError, Device, Page, until

DRIVER: Final = "/usr/bin/WebKitWebDriver"
BROWSER: Final = Path(__file__).parent / "webkit_browser.py"
END_S: Final = 10
ARRIVES_S: Final = 3


@functools.cache
def _display() -> str:
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1400x2000x24", "-nolisten", "tcp"],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as number:
        display = f":{number.readline().strip()}"

    def end() -> None:
        server.terminate()
        server.wait(END_S)

    atexit.register(end)
    return display


class WebKitPage(Page):
    """What both ways share: the program, its arguments and its surroundings."""

    def __init__(self, device: Device) -> None:
        super().__init__(device)
        self._own = tempfile.mkdtemp(prefix="browser-")
        width, height = device.viewport
        self._arguments = [
            *("--camera", device.camera, "--size", f"{width}x{height}"),
            *("--profile", str(device.profile or self._own)),
            *("--locale", device.locale, "--allow", ",".join(device.allow)),
        ]
        if device.phone:
            self._arguments += ["--user-agent", USER_AGENTS["webkit"]]
        if device.film and device.camera == "fake":
            script = Path(self._own) / "shim.js"
            script.write_text(shim(device.film))
            self._arguments += ["--script", str(script)]
        self._environment = {
            **{name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"},
            "DISPLAY": _display(),
            "HOME": self._own,
            "XDG_RUNTIME_DIR": self._own,
            "NO_AT_BRIDGE": "1",
            "GSETTINGS_BACKEND": "memory",
            "GDK_BACKEND": "x11",
            "GDK_SCALE": str(device.scale),
            "TZ": device.timezone,
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        }
        try:
            self._start()
        except BaseException:
            self.close()
            raise

    def _start(self) -> None:
        raise NotImplementedError

    def _end(self) -> None:
        raise NotImplementedError

    @override
    def close(self) -> None:
        self._end()
        shutil.rmtree(self._own, ignore_errors=True)


class WebKitDriverPage(WebKitPage):
    """Through WebKitWebDriver: hit tests as a finger gets them."""

    _process: "subprocess.Popen[bytes] | None" = None
    _session = ""

    @override
    def _start(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        with (Path(self._own) / "driver.log").open("wb") as log:
            self._process = subprocess.Popen(
                [DRIVER, f"--port={self._port}"],
                env=self._environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until(self._is_up, lambda: "webkit: the driver does not answer")
        options = {"binary": str(BROWSER), "args": ["--automation", *self._arguments]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self._session = "/session/" + self._call("POST", "/session", wanted)["sessionId"]
        milliseconds = TIMEOUT_S * 1000
        self._call("POST", "/timeouts", {"script": milliseconds, "pageLoad": milliseconds})

    def _is_up(self) -> bool:
        try:
            self._call("GET", "/status")
        except (OSError, BrowserError):
            return False
        return True

    @override
    def _end(self) -> None:
        if self._process is None:
            return
        try:
            if self._session:
                self._call("DELETE", "")
        except (OSError, BrowserError):
            pass
        finally:
            with contextlib.suppress(ProcessLookupError):  # closed before: the test did it
                os.killpg(self._process.pid, signal.SIGTERM)  # the driver leaves its browser
            self._process.wait(END_S)

    def _call(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - JSON
        sent = json.dumps(body or {}).encode() if method == "POST" else None
        request = urllib.request.Request(
            f"http://127.0.0.1:{self._port}{self._session}{path}",
            method=method,
            data=sent,
            headers={"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=2 * TIMEOUT_S) as answer:  # noqa: S310
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            with error:
                said = json.loads(error.read() or b"{}").get("value", {})
            text = f"webkit: {said.get('error')}: {said.get('message')}"
            raise BrowserError(text) from None

    def _element(self, selector: str) -> str:
        def look() -> str | None:
            try:
                found = self._call("POST", "/element", {"using": "css selector", "value": selector})
            except BrowserError:
                return None
            return str(next(iter(found.values())))

        return "/element/" + until(look, lambda: f"webkit: no {selector}")

    @override
    def goto(self, url: str) -> None:
        self._call("POST", "/url", {"url": self.address(url)})

    @override
    def reload(self) -> None:
        self._call("POST", "/refresh")

    @override
    def click(self, selector: str) -> None:
        """A page that moves while it is drawn is tapped beside: only what arrives counts."""
        why, quoted = "", json.dumps(selector)

        def tap() -> bool:
            nonlocal why
            try:
                self._element(selector)
                if not self.eval(AWAIT_TAP % quoted):
                    why = "it is busy"
                    return False
                self._call("POST", f"{self._element(selector)}/click")
            except BrowserError as error:  # not yet visible, or something lies over it
                why = str(error)
                return False
            why = "the tap did not arrive"
            return self._arrived()

        shown = "webkit: {} cannot be tapped: {}; the page says {!r}"
        until(tap, lambda: shown.format(selector, why, self._words("body")))

    def _arrived(self) -> bool:
        """Another page, or one on its way, has nobody who waits for the tap: it was the tap's."""
        with contextlib.suppress(BrowserError):
            return until(lambda: self._peek(TAPPED) is not False, str, ARRIVES_S)
        return False

    @override
    def fill(self, selector: str, value: str) -> None:
        def typed() -> bool:
            """A sheet that opens takes no keys yet, or only the last."""
            element = self._element(selector)
            try:
                self._call("POST", f"{element}/clear")
                self._call("POST", f"{element}/value", {"text": value.replace("\n", RETURN)})
                return _core(self._call("GET", f"{element}/property/value")) == _core(value)
            except BrowserError:
                return False

        until(typed, lambda: f"webkit: {selector} takes no keys")

    @override
    def files(self, selector: str, *paths: Path) -> None:
        text = "\n".join(str(path.resolve()) for path in paths)
        self._call("POST", f"{self._element(selector)}/value", {"text": text})

    @override
    def text(self, selector: str) -> str:
        return str(self.eval(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''"))

    @override
    def eval(self, script: str) -> Any:
        wrapped = (
            "const done = arguments[arguments.length - 1];"
            f"(async () => ({script}))()"
            ".then(v => done([v === undefined ? null : v]), e => done(String(e)))"
        )
        got = self._call("POST", "/execute/async", {"script": wrapped, "args": []})
        if isinstance(got, str):
            raise BrowserError("webkit: " + got)
        return got[0]

    @override
    def screenshot(self, path: Path, *, full: bool = True) -> Path:
        """WebDriver shoots the window only: it is made as tall as the page for a moment."""
        _, height = self.device.viewport
        if full:
            self._resize(max(height, self.eval("document.documentElement.scrollHeight")))
        path.write_bytes(base64.b64decode(self._call("GET", "/screenshot")))
        if full:
            self._resize(height)
        return path

    def _resize(self, height: int) -> None:
        width, _ = self.device.viewport
        self._call("POST", "/window/rect", {"width": width, "height": height})
        self.wait_js(f"innerHeight === {height}")


class WebKitDirectPage(WebKitPage):
    """Through the engine's own API. A click is the page's own click(), after a hit test."""

    _process: "subprocess.Popen[str] | None" = None

    @override
    def _start(self) -> None:
        self._process = subprocess.Popen(
            [str(BROWSER), "--direct", *self._arguments],
            env=self._environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    @override
    def _end(self) -> None:
        if self._process is None:
            return
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        try:
            self._process.wait(END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(END_S)
        self._process.stdout.close()

    def _do(self, do: str, **arguments: object) -> Any:  # noqa: ANN401 - JSON
        assert self._process
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"do": do, **arguments}) + "\n")
        self._process.stdin.flush()
        while line := self._process.stdout.readline():
            if line.startswith("{"):  # GStreamer prints to stdout too
                got = json.loads(line)
                if "error" in got:
                    raise BrowserError("webkit: " + got["error"])
                return got["value"]
        msg = "webkit: the browser ended"
        raise BrowserError(msg)

    def _on(self, selector: str, script: str) -> None:
        quoted = json.dumps(selector)
        seen = f"(() => {{ const e = document.querySelector({quoted});"
        seen += f" if (!e?.getClientRects().length) return false; {script} }})()"
        until(lambda: self.eval(seen), lambda: f"webkit: {selector} is not seen, or covered")

    @override
    def goto(self, url: str) -> None:
        self._do("goto", url=self.address(url))

    @override
    def reload(self) -> None:
        self._do("reload")

    @override
    def eval(self, script: str) -> Any:
        return self._do("eval", js=script)

    @override
    def text(self, selector: str) -> str:
        return str(self.eval(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''"))

    @override
    def click(self, selector: str) -> None:
        self._on(selector, HIT)

    @override
    def fill(self, selector: str, value: str) -> None:
        self._on(selector, TYPE % json.dumps(value))

    @override
    def files(self, selector: str, *paths: Path) -> None:
        data = [[path.name, base64.b64encode(path.read_bytes()).decode()] for path in paths]
        # Not `_on`: an app may hide the field itself behind its own button, as ours does.
        found = f"const e = document.querySelector({json.dumps(selector)}); if (!e) return false;"
        choose = f"(() => {{ {found} {CHOOSE % json.dumps(data)} }})()"
        until(lambda: self.eval(choose), lambda: f"webkit: there is no {selector}")

    @override
    def screenshot(self, path: Path, *, full: bool = True) -> Path:
        self.eval("document.documentElement.scrollHeight")  # lays out: it takes the last height
        self._do("screenshot", path=str(path.resolve()), full=full)
        return path


def _core(text: str) -> str:
    """What a field leaves as it was typed: not its case, blanks and marks."""
    return "".join(filter(str.isalnum, text)).casefold()


AWAIT_TAP: Final = """(() => { const e = document.querySelector(%s);
  if (!e || e.getAttribute('aria-disabled') === 'true') return false;
  window.tapArrived = false;
  const here = tap => { if (tap.composedPath().includes(e)) window.tapArrived = true; };
  window.addEventListener('click', here, { capture: true, once: true });
  return true; })()"""
TAPPED: Final = "window.tapArrived !== false"
HIT: Final = """e.scrollIntoView({ block: 'center' });
  const r = e.getBoundingClientRect();
  const top = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
  if (!top || !(e.contains(top) || (top.contains(e) && top.tagName === 'LABEL'))) return false;
  e.focus(); e.click(); return true;"""
RETURN: Final = "\ue006"  # the key: WebDriver types no line feed
TYPE: Final = """e.focus(); e.value = %s;
  e.dispatchEvent(new Event('input', { bubbles: true }));
  e.dispatchEvent(new Event('change', { bubbles: true })); return true;"""
CHOOSE: Final = """const d = new DataTransfer();
  for (const [name, b] of %s) d.items.add(new File([Uint8Array.from(atob(b), c => c.charCodeAt(0))],
    name, { type: /png$/i.test(name) ? 'image/png' : 'image/jpeg' }));
  e.files = d.files; e.dispatchEvent(new Event('change', { bubbles: true })); return true;"""
