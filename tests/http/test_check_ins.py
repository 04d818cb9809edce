"""The way of a check-in through the API, the bucket and the photo function."""

from collections.abc import Iterator

import pytest

from tests.world import APEL, SITI, WATI, Phone, World, a_photo, a_world, wib


@pytest.fixture(scope="module")
def loaded() -> Iterator[World]:
    with a_world() as world:
        for person in (SITI, WATI):
            world.set_password(person)
        yield world


@pytest.fixture
def siti(loaded: World) -> Phone:
    loaded.clock.at = wib("06.50")
    return loaded.phone().sign_in(SITI)


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
