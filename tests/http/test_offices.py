"""Offices of units through the API: who may say where they are, in which form."""

from collections.abc import Iterator
from typing import Any, Final

import pytest

from chalicelib.domain.people import Person
from tests.world import (
    ENDAH,
    HADI,
    JOKO,
    KOMINFO,
    NANIK,
    NEW_MEETING,
    RIZAL,
    SITI,
    WATI,
    Phone,
    World,
    a_world,
    ulid,
)

Json = dict[str, Any]

PATH: Final = f"/opds/{KOMINFO}/offices"
MAIN: Final = {"lat": -7.0455, "lon": 112.7351, "radius_m": 150}
OWN: Final = {"name": "Kantor masing-masing", "own_office": True}


@pytest.fixture
def world() -> Iterator[World]:
    with a_world() as world:
        yield world


def place(phone: Phone, unit: object, office: object, *, version: int = 0) -> tuple[int, Any]:
    """The status, and the code of a refusal or the answer."""
    body = {"version": version, "office": office}
    status, answer, _ = phone.call("PUT", f"{PATH}/{unit}", body)
    return status, answer.get("type", "").rpartition("/")[2] or answer


def test_what_is_set_comes_with_the_unit_and_with_its_peoples_day(world: World) -> None:
    joko, siti = world.signed_in(JOKO), world.signed_in(SITI)
    meeting = NEW_MEETING | {"venue": OWN}
    assert joko.call("POST", f"/opds/{KOMINFO}/activities", meeting)[0] == 201

    status, answer = place(joko, 1, MAIN)

    assert (status, answer["version"]) == (200, 1)
    assert joko.call("GET", PATH)[1] == answer
    assert [(unit["no"], unit["name"], unit["office"]) for unit in answer["units"]] == [
        (0, "Dinas Komunikasi dan Informatika", None),
        (1, "Sekretariat", MAIN),
        (2, "Aplikasi Informatika", None),
    ]
    _, today, _ = siti.call("GET", "/me/today")
    venues = {one["id"]: one["venue"] for one in today["activities"]}
    assert venues[ulid(700)] == OWN | MAIN
    assert all("own_office" not in at for of, at in venues.items() if of != ulid(700))


def test_another_units_people_are_told_no_place(world: World) -> None:
    joko = world.signed_in(JOKO)
    joko.call("POST", f"/opds/{KOMINFO}/activities", NEW_MEETING | {"venue": OWN})
    place(joko, 2, MAIN)

    _, today, _ = world.signed_in(SITI).call("GET", "/me/today")

    assert [one["venue"] for one in today["activities"] if one["id"] == ulid(700)] == [OWN]


@pytest.mark.parametrize("unit", ["9", "-1", "x", "70000", "1.0"])
def test_what_is_no_unit_has_no_office(world: World, unit: str) -> None:
    assert place(world.signed_in(RIZAL), unit, MAIN) == (404, "tidak-ada")


@pytest.mark.parametrize(
    "part",
    [
        {"lat": -90.1}, {"lon": 180.5}, {"radius_m": 9}, {"radius_m": 50_001}, {"radius_m": 1.5},
        {"lat": None}, {"lat": "-7"}, {"name": "Kantor"},
    ],
)  # fmt: skip
def test_a_place_is_whole_and_on_the_ground(world: World, part: Json) -> None:
    rizal = world.signed_in(RIZAL)

    assert place(rizal, 1, MAIN | part)[0] == 422
    assert rizal.call("GET", PATH)[1]["version"] == 0


def test_who_read_an_older_version_is_told_and_the_same_again_is_not_refused(world: World) -> None:
    rizal = world.signed_in(RIZAL)
    first = place(rizal, 1, MAIN)

    assert first[0] == 200
    assert place(rizal, 1, MAIN) == first
    assert place(rizal, 2, MAIN) == (409, "konflik-versi")
    assert place(rizal, 1, None) == (409, "konflik-versi")
    assert place(rizal, 1, None, version=1)[0] == 200


@pytest.mark.parametrize(
    ("who", "reads", "code"),
    [
        (SITI, 403, "tidak-berwenang"),
        (WATI, 404, "tidak-ada"),
        (NANIK, 404, "tidak-ada"),
        (HADI, 200, "tidak-berwenang"),
        (ENDAH, 200, "tidak-berwenang"),
    ],
)
def test_only_who_makes_the_units_activities_places_it(
    world: World, who: Person, reads: int, code: str
) -> None:
    phone = world.signed_in(who)

    assert place(phone, 1, MAIN)[1] == code
    assert phone.call("GET", PATH)[0] == reads
