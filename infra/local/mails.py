"""The page with the mails that the functions sent: on one machine nobody has a mailbox."""

import html
import json
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

PATH: Final = "/_surat"
WIB: Final = ZoneInfo("Asia/Jakarta")

STYLE: Final = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
article { border: 1px solid #bbb; border-radius: 8px; margin: 1rem 0; padding: 0.5rem 1rem }
h2 { font-size: 1.1rem; margin: 0.3rem 0 } p { margin: 0; color: #555 }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit }
"""


def page(messages: bytes) -> bytes:
    """All mails, the newest first; `messages` is what the emulator's viewer answers."""
    accounts: dict[str, list[dict[str, Any]]] = json.loads(messages)["messages"]
    mails = [mail for of_account in accounts.values() for mail in of_account]
    body = "".join(_article(mail) for mail in reversed(mails)) or "<p>Belum ada surat.</p>"
    return (
        '<!doctype html><html lang="id"><meta charset="utf-8"><title>Surat keluar</title>'
        f"<style>{STYLE}</style><h1>Surat keluar ({len(mails)})</h1>{body}</html>"
    ).encode()


def _article(mail: dict[str, Any]) -> str:
    to = ", ".join(mail.get("To") or [])
    sent = datetime.fromtimestamp(mail["Timestamp"], WIB)
    subject, text = mail.get("Subject", ""), mail.get("BodyText") or mail.get("BodyHtml") or ""
    return (
        f"<article><h2>{html.escape(str(subject))}</h2>"
        f"<p>Kepada {html.escape(to)} · {sent:%d-%m-%Y %H.%M} WIB</p>"
        f"<pre>{html.escape(str(text))}</pre></article>"
    )
