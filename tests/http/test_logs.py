"""What the log tells of a call: enough to see an attack, and nobody's data (V16.2, V16.3)."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any, Final

import pytest

from chalicelib import events
from chalicelib.adapters import logs
from tests.world import KOMINFO, PASSWORD, SITI, World, a_photo, a_world

PLACE: Final = {"lat": -7.0456789, "lon": 112.7456789, "accuracy_m": 9, "age_s": 1}
MAIL: Final = "siti.rahasia@example.id"


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with a_world() as loaded:
        loaded.set_password(SITI)
        yield loaded


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that our loggers write meanwhile, as it goes out."""
    logs.set_up()  # importing app.py gave Chalice's own level to the logger of this name
    out = io.StringIO()
    handler, ours = logging.StreamHandler(out), logging.getLogger("apel")
    handler.setFormatter(logs.JsonLines())
    ours.addHandler(handler)
    yield out
    ours.removeHandler(handler)


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_each_refusal_is_told_by_its_code(world: World, log: io.StringIO) -> None:
    phone, wrong = world.phone(), {"login": SITI.nip, "password": "bukan sandinya"}
    phone.call("POST", "/session", wrong)
    phone.call("POST", "/session", wrong, sec_fetch_site="cross-site")
    phone.call("POST", "/session", wrong, x_apel_origin="guessed")
    phone.call("GET", f"/opds/{KOMINFO}/people")
    phone.sign_in(SITI)
    phone.call("GET", f"/opds/{KOMINFO}/people")

    told = [(line["call"], line["status"], line.get("code")) for line in lines(log)]

    assert told == [
        ("POST /session", 401, "masuk-gagal"),
        ("POST /session", 403, "lintas-situs"),
        ("POST /session", 403, "asal-salah"),
        ("GET /opds/{opd}/people", 401, "belum-masuk"),
        ("POST /session", 200, None),
        ("POST /me/devices", 201, None),
        ("GET /opds/{opd}/people", 403, "tidak-berwenang"),
    ]


def test_a_failed_message_is_told_in_a_sentence_with_its_id(log: io.StringIO) -> None:
    """Alarms and searches look for the sentence."""
    events.run_works([{"messageId": "m1", "body": "{}"}], run=print)

    (line,) = lines(log)
    assert (line["message"], line["message_id"]) == ("message not handled", "m1")


def test_no_line_holds_what_is_secret_or_somebodys_own(
    world: World, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, photo = world.phone().sign_in(SITI), a_photo()
    claim = phone.claim(1, photo, phone.ticket(), place=PLACE)
    _, made, _ = phone.call("POST", "/check-ins", claim)
    world.wired.verify_photo(world.put_photo(made["upload"], photo))
    phone.call("PATCH", "/me", {"mail": MAIL})
    phone.call("GET", f"/colleagues?q={SITI.nip}")
    phone.call("POST", "/checks", {"token": made["receipt"]["token"]})
    monkeypatch.setattr(world.wired, "read_me", None)
    assert phone.call("GET", "/me")[0] == 500  # its line shows where, not whose

    written = log.getvalue()

    assert "a view failed" in written
    secrets = {name: value for name, value in phone.cookies.items() if value}
    canaries = {
        **secrets,
        "token": phone.cookies["__Host-sesi"].partition(".")[2],
        "ticket": claim["ticket"],
        "receipt": made["receipt"]["token"],
        "photo": made["upload"]["fields"]["key"],
        "password": PASSWORD,
        "nip": SITI.nip,
        "name": SITI.name,
        "mail": MAIL,
        "lat": str(PLACE["lat"]),
        "address": "203.0.113.9",
    }
    assert not [name for name, value in canaries.items() if value in written]
