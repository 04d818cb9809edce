#!/usr/bin/python3
"""A bare WebKitGTK browser: one window that is exactly the page. Runs under Debian's own Python.

Started by WebKitWebDriver (--automation) it gives a page of an exact size and a profile that lasts;
the MiniBrowser has neither. Started with --direct it reads one JSON command a line, answers one a
line, and decides the permission prompts itself.
"""

import argparse
import json
import sys
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402 - the versions come first

PERMISSIONS = {
    WebKit2.UserMediaPermissionRequest: "camera",
    WebKit2.NotificationPermissionRequest: "notifications",
    WebKit2.GeolocationPermissionRequest: "geolocation",
}


def arguments() -> argparse.Namespace:
    """What the harness, or the driver on its behalf, wants."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--automation", action="store_true")
    parser.add_argument("--direct", action="store_true")
    parser.add_argument("--profile", required=True)
    parser.add_argument("--size", default="390x844")
    parser.add_argument("--user-agent")
    parser.add_argument("--camera", choices=["fake", "denied", "none"], default="fake")
    parser.add_argument("--locale", default="id-ID")
    parser.add_argument("--allow", default="", help="permissions that are granted when asked")
    parser.add_argument("--script", help="file with JavaScript that runs before each page's own")
    return parser.parse_known_args()[0]


class Browser:
    """The windows, all alike."""

    def __init__(self, options):
        self.options = options
        profile = Path(options.profile)
        data = WebKit2.WebsiteDataManager(
            base_data_directory=str(profile / "data"),
            base_cache_directory=str(profile / "cache"),
        )
        data.get_cookie_manager().set_persistent_storage(
            str(profile / "cookies.sqlite"), WebKit2.CookiePersistentStorage.SQLITE
        )
        self.context = WebKit2.WebContext(website_data_manager=data)
        self.context.set_preferred_languages([options.locale])
        self.content = WebKit2.UserContentManager()
        if options.script:
            script = WebKit2.UserScript.new(
                Path(options.script).read_text(encoding="utf-8"),
                WebKit2.UserContentInjectedFrames.TOP_FRAME,
                WebKit2.UserScriptInjectionTime.START,
                None,
                None,
            )
            self.content.add_script(script)

    def open(self):
        """A window of the wanted size."""
        view = WebKit2.WebView(
            web_context=self.context,
            user_content_manager=self.content,
            is_controlled_by_automation=self.options.automation,
        )
        settings = view.get_settings()
        settings.set_enable_media_stream(True)
        settings.set_enable_mock_capture_devices(self.options.camera != "none")
        settings.set_enable_write_console_messages_to_stdout(not self.options.direct)
        if self.options.user_agent:
            settings.set_user_agent(self.options.user_agent)
        view.connect("permission-request", self.on_permission)
        window = Gtk.Window(decorated=False)
        window.set_default_size(*map(int, self.options.size.split("x")))
        window.add(view)
        window.show_all()
        view.connect("close", lambda _: window.destroy())
        return view

    def on_permission(self, _view, request):
        """Answer as the person of the test would."""
        name = PERMISSIONS.get(type(request))
        if name == "camera":
            allowed = self.options.camera != "denied"
        else:
            allowed = name in self.options.allow.split(",")
        if allowed:
            request.allow()
        else:
            request.deny()
        return True

    def automate(self):
        """Let the driver open windows."""
        self.context.set_automation_allowed(True)
        self.context.connect("automation-started", self.on_automation)

    def on_automation(self, _context, session):
        """Say who we are; hand out windows."""
        info = WebKit2.ApplicationInfo()
        info.set_name("webkit_browser")
        info.set_version(1, 0, 0)
        session.set_application_info(info)
        session.connect("create-web-view", lambda _: self.open())


class Direct:
    """Commands on stdin, answers on stdout."""

    def __init__(self, view):
        self.view, self.loading, self.failed = view, False, None
        view.connect("load-changed", self.on_load)
        view.connect("load-failed", self.on_failed)
        conditions = GLib.IO_IN | GLib.IO_HUP
        GLib.io_add_watch(sys.stdin.fileno(), GLib.PRIORITY_DEFAULT, conditions, self.on_line)

    def answer(self, **content):
        """One line of JSON."""
        sys.stdout.write(json.dumps(content) + "\n")
        sys.stdout.flush()

    def on_load(self, _view, event):
        """Answer a goto or reload once, when it is done."""
        if event == WebKit2.LoadEvent.FINISHED and self.loading:
            self.loading = False
            self.answer(**({"error": self.failed} if self.failed else {"value": None}))

    def on_failed(self, _view, _event, _uri, error):
        """Keep the reason; no error page."""
        self.failed = error.message
        return True

    def on_line(self, *_):
        """Do one command; the end of stdin ends the browser."""
        line = sys.stdin.readline()
        if not line:
            Gtk.main_quit()
            return False
        command = json.loads(line)
        getattr(self, "do_" + command.pop("do"))(**command)
        return True

    def do_goto(self, url):
        """Open an address."""
        self.loading, self.failed = True, None
        self.view.load_uri(url)

    def do_reload(self):
        """Load again."""
        self.loading, self.failed = True, None
        self.view.reload()

    def do_eval(self, js):
        """The value of an expression, awaited."""

        def ready(view, result):
            try:
                value = view.call_async_javascript_function_finish(result)
                self.answer(value=json.loads(value.to_string()))
            except GLib.Error as error:
                self.answer(error=error.message)

        body = f"const v = await ({js}); return JSON.stringify(v === undefined ? null : v)"
        self.view.call_async_javascript_function(body, -1, None, None, None, None, ready)

    def do_screenshot(self, path, full):
        """A PNG of the page or the window."""
        region = WebKit2.SnapshotRegion.FULL_DOCUMENT if full else WebKit2.SnapshotRegion.VISIBLE

        def ready(view, result):
            try:
                view.get_snapshot_finish(result).write_to_png(path)
                self.answer(value=path)
            except GLib.Error as error:
                self.answer(error=error.message)

        self.view.get_snapshot(region, WebKit2.SnapshotOptions.NONE, None, ready)


if __name__ == "__main__":
    browser = Browser(arguments())
    if browser.options.automation:
        browser.automate()
    else:
        Direct(browser.open())
    Gtk.main()
