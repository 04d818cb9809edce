"""Two factors only if the password alone never gets a bound device key (security.md D1, D2)."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from chalicelib.domain.people import Person
from tests.world import SITI, WATI, Phone, World, a_world


@pytest.fixture(scope="module")
def loaded() -> Iterator[World]:
    with a_world(BIND_DEVICE_FREELY="tidak", REQUIRE_SECOND_FACTOR="ya") as world:
        for person in (SITI, WATI):
            world.set_password(person)
        yield world


@pytest.fixture
def world(loaded: World) -> World:
    """Nobody has a device or session yet."""
    for person in (SITI, WATI):
        loaded.add_account(person)
    return loaded


def offered(phone: Phone) -> str:
    """Offer the phone's key, and return the state of its slot."""
    status, body, _ = phone.call(
        "POST", "/me/devices", {"public_key": phone.public_key, "label": "HP"}
    )
    assert status == 201, body
    phone.device_id = body["device"]["id"]
    return str(body["device"]["state"])


def used(world: World) -> Phone:
    """Siti's phone, bound, and with a check-in to its name."""
    phone = world.phone().sign_in(SITI)
    note_use(world)
    return phone


def note_use(world: World) -> None:
    """Each of Siti's phones has made a check-in."""
    account = world.wired.accounts.get(SITI.pegawai_id)
    assert account
    used_ones = tuple(replace(device, used=True) for device in account.devices)
    world.wired.accounts.save(replace(account, devices=used_ones).next_rev())


def sees_month(phone: Phone) -> bool:
    status, body, _ = phone.call("GET", "/me/months/202611")
    assert status == 200 or body["type"] == "/masalah/perlu-faktor-kedua"
    return status == 200


def lost_its_key(world: World, phone: Phone, person: Person) -> Phone:
    """The same browser after Safari deleted its storage: cookies survive, the key does not."""
    again = world.phone()
    again.cookies = {"__Host-dc": phone.cookies["__Host-dc"]}
    return again.sign_in(person, bind=False)


def test_the_first_phone_is_bound_at_once(world: World) -> None:
    phone = world.phone().sign_in(SITI, bind=False)
    assert not sees_month(phone)

    assert offered(phone) == "BOUND"
    assert sees_month(phone)


def test_a_slot_that_served_no_check_in_goes_to_the_next_browser(world: World) -> None:
    """On iOS the page that activates and the installed app share no storage (A4)."""
    tab = world.phone().sign_in(SITI)
    app = world.phone().sign_in(SITI, bind=False)

    assert offered(app) == "BOUND"

    assert sees_month(app)
    assert not sees_month(tab)
    _, body, _ = app.call("GET", "/me/devices")
    assert [device["id"] for device in body["devices"]] == [app.device_id]


def test_a_second_phone_waits_even_right_after_its_own_sign_in(world: World) -> None:
    """Signing in marks a browser as known to the throttle, not as the owner of a slot."""
    first = used(world)
    second = world.phone().sign_in(SITI, bind=False)

    assert offered(second) == "PENDING"

    assert not sees_month(second)
    assert sees_month(first)


def test_a_waiting_phone_cannot_take_the_slot_by_asking_again(world: World) -> None:
    first = used(world)
    second = world.phone().sign_in(SITI, bind=False)
    offered(second)

    again = lost_its_key(world, second, SITI)

    assert offered(again) == "PENDING"
    assert sees_month(first)


def test_a_third_phone_is_refused_until_one_of_two_goes(world: World) -> None:
    first = used(world)
    second = world.phone().sign_in(SITI, bind=False)
    offered(second)
    assert first.call("POST", f"/me/devices/{second.device_id}/approval", {})[0] == 204
    note_use(world)
    third = world.phone().sign_in(SITI, bind=False)
    key = {"public_key": third.public_key, "label": "HP ketiga"}

    status, refused, _ = third.call("POST", "/me/devices", key)

    assert (status, refused["type"]) == (409, "/masalah/perangkat-penuh")
    assert first.call("DELETE", f"/me/devices/{second.device_id}")[0] == 204
    assert offered(third) == "PENDING"


def test_a_phone_that_lost_its_key_gets_its_own_slot_back(world: World) -> None:
    """Safari tabs lose their storage each week; asking for approval would hurt (D2)."""
    first = used(world)

    again = lost_its_key(world, first, SITI)

    assert offered(again) == "BOUND"
    assert sees_month(again)
    _, body, _ = again.call("GET", "/me/devices")
    assert [device["id"] for device in body["devices"]] == [again.device_id]


def test_it_gets_its_slot_back_again_and_again(world: World) -> None:
    phone = world.phone().sign_in(SITI)

    for _ in range(3):
        phone = lost_its_key(world, phone, SITI)
        assert offered(phone) == "BOUND"


def test_an_approved_second_phone_keeps_its_own_slot_too(world: World) -> None:
    first = used(world)
    second = world.phone().sign_in(SITI, bind=False)
    offered(second)
    assert first.call("POST", f"/me/devices/{second.device_id}/approval", {})[0] == 204

    again = lost_its_key(world, second, SITI)

    assert offered(again) == "BOUND"
    assert sees_month(first)
    assert sees_month(again)


def test_a_revoked_phone_is_a_stranger(world: World) -> None:
    first = used(world)
    second = world.phone().sign_in(SITI, bind=False)
    offered(second)
    first.call("POST", f"/me/devices/{second.device_id}/approval", {})
    assert first.call("DELETE", f"/me/devices/{second.device_id}")[0] == 204

    again = lost_its_key(world, second, SITI)

    assert offered(again) == "PENDING"


def test_the_cookie_of_another_person_opens_no_slot(world: World) -> None:
    first = used(world)
    stranger = world.phone().sign_in(WATI)
    cookie = stranger.cookies["__Host-dc"]

    thief = world.phone()
    thief.cookies = {"__Host-dc": cookie}
    thief.sign_in(SITI, bind=False)

    assert offered(thief) == "PENDING"
    assert sees_month(first)


def test_an_unbound_session_approves_and_revokes_nothing(world: World) -> None:
    first = used(world)
    second = world.phone().sign_in(SITI, bind=False)
    offered(second)

    for method, path in (
        ("POST", f"/me/devices/{second.device_id}/approval"),
        ("DELETE", f"/me/devices/{first.device_id}"),
    ):
        status, body, _ = second.call(method, path, {} if method == "POST" else None)
        assert (status, body["type"]) == (403, "/masalah/perlu-faktor-kedua")
