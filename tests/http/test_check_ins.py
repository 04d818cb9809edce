"""The way of a check-in through the API, the bucket and the photo function."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.wiring.check_ins import CheckInVerbs
from tests.world import APEL, BUDI, MONDAY, OPDS, SITI, Phone, World, a_photo, a_world, an_apel, wib


@pytest.fixture(scope="module")
def loaded() -> Iterator[World]:
    with a_world() as world:
        yield world


@pytest.fixture
def siti(loaded: World) -> Phone:
    loaded.clock.at = wib("06.50")
    return loaded.signed_in(SITI)


def test_a_photo_taken_in_time_ends_verified(loaded: World, siti: Phone) -> None:
    photo = a_photo(1)
    ticket = siti.ticket()
    loaded.clock.at = wib("07.04")

    status, body, _ = siti.call("POST", "/check-ins", siti.claim(1, photo, ticket))

    assert status == 201, body
    assert body["receipt"]["code"] == "H"
    key = loaded.put_photo(body["upload"], photo)
    loaded.wired.verify_photo(key)
    status, found, _ = siti.call("GET", f"/check-ins/{body['receipt']['ref']}")
    assert found["record"]["state"] in ("TERVERIFIKASI", "TELAAH"), found
    assert found["record"]["photo_state"] == "STORED"
    status, today, _ = siti.call("GET", "/me/today")
    assert today["activities"][0]["code"] == "H"
    assert today["activities"][0]["id"] == APEL.activity_id
    status, checked, _ = siti.call("POST", "/checks", {"token": body["receipt"]["token"]})
    assert checked["valid"]
    assert checked["name"] == "Siti Aminah"
    status, month, _ = siti.call("GET", "/me/months/202611")
    assert month["days"][0]["activities"][0]["code"] == "H"


def test_an_activity_over_midnight_stays_while_it_is_open(loaded: World) -> None:
    night = an_apel(101)
    window = replace(night.window, closes=night.window.opens + timedelta(days=1))
    opds = [opd.opd_id for opd in OPDS]
    loaded.wired.activities.add(replace(night, window=window), opds, loaded.event("test:night"))
    siti = loaded.signed_in(SITI)
    shown = []

    for clock in ("00.10", "06.50"):  # it closes at 06.45
        loaded.clock.at = wib(clock, MONDAY + timedelta(days=1))
        _, today, _ = siti.call("GET", "/me/today")
        shown.append([one["id"] for one in today["activities"] if one["date"] == str(MONDAY)])

    assert shown == [[night.activity_id], []]


def test_nobodys_ticket_is_looked_at(loaded: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor one in a body that is too large: what is refused costs nothing first."""
    loaded.clock.at = wib("06.50")
    budi, asked = loaded.signed_in(BUDI), list[str]()
    monkeypatch.setattr(CheckInVerbs, "place_to_ask", lambda _, ticket: asked.append(ticket))
    claim = budi.claim(3, a_photo(3), budi.ticket())
    large = json.dumps(claim).encode() + b" " * 33_000

    refused = [
        phone.call("POST", "/check-ins", body)[0]
        for phone, body in ((loaded.phone(), claim), (budi, large))
    ]

    assert (refused, asked) == ([401, 413], [])
    budi.call("POST", "/check-ins", claim)
    assert asked == [claim["ticket"]]
