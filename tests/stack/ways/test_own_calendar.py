"""Own activities in another program: by a secret link that its owner ends."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from chalicelib.domain.people import UnitNo
from tests.world import (
    KOMINFO,
    MONDAY,
    ORIGIN,
    SITI,
    Phone,
    World,
    a_world,
    an_apel,
    ulid,
    wib,
)

NEXT = replace(
    an_apel(501, MONDAY + timedelta(days=7)), title="Apel; dengan, tanda\\ baca", opds=(KOMINFO,)
)
OTHER_UNIT = replace(an_apel(502, NEXT.held_on), units=(UnitNo(2),))
LONG_AGO = an_apel(503, MONDAY - timedelta(days=40))
CANCELLED = an_apel(504, MONDAY + timedelta(days=14))


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with a_world() as world:
        for activity in (NEXT, OTHER_UNIT, LONG_AGO, CANCELLED):
            world.wired.activities.add(activity, [KOMINFO], world.event("test:add"))
        world.wired.activities.cancel(CANCELLED, [KOMINFO], "Hujan", world.event("activity:cancel"))
        yield world


@pytest.fixture(scope="module")
def siti(world: World) -> Phone:
    return world.signed_in(SITI)


def link_of(phone: Phone) -> str:
    status, made, _ = phone.call("POST", "/me/calendar")
    assert status == 201
    assert made["url"].startswith(f"{ORIGIN}/api/calendars/{SITI.pegawai_id}.")
    return str(made["url"]).removeprefix(f"{ORIGIN}/api")


def read(world: World, link: str) -> tuple[int, Any, Any]:
    """As a calendar program does: without a session."""
    return world.phone().call("GET", link)


def test_a_program_reads_what_is_expected_of_the_person(world: World, siti: Phone) -> None:
    status, text, headers = read(world, link_of(siti))

    assert (status, headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert headers["Cache-Control"] == "no-store"
    events = {str(event["uid"]): event for event in Calendar.from_ical(text).walk("VEVENT")}
    apel = events[f"{NEXT.activity_id}@apel-digital"]
    assert str(apel["summary"]) == NEXT.title
    assert apel.decoded("dtstart") == wib("07.00", NEXT.held_on)
    assert apel.decoded("dtend") == wib("07.30", NEXT.held_on)
    assert str(apel["description"]) == "Foto dibuka 06.45, terlambat setelah 07.15."
    assert events[f"{CANCELLED.activity_id}@apel-digital"]["status"] == "CANCELLED"
    assert f"{OTHER_UNIT.activity_id}@apel-digital" not in events
    assert f"{LONG_AGO.activity_id}@apel-digital" not in events
    for mine in (SITI.name, SITI.nip):
        assert mine not in text


def test_its_owner_knows_of_it_replaces_it_and_ends_it(world: World, siti: Phone) -> None:
    first = link_of(siti)
    second = link_of(siti)

    assert read(world, first)[0] == 404
    assert read(world, second)[0] == 200
    assert siti.call("GET", "/me/calendar")[1]["since"]
    assert siti.call("DELETE", "/me/calendar")[0] == 204
    assert read(world, second)[0] == 404
    assert siti.call("GET", "/me/calendar")[1] == {"since": None}


def test_no_other_link_tells_anything(world: World, siti: Phone) -> None:
    link = link_of(siti)

    for wrong in (link[:-1], f"{link}x", f"/calendars/{ulid(9)}.x", "/calendars/x", "/calendars/."):
        assert read(world, wrong)[0] == 404, wrong


def test_the_secret_is_not_kept(world: World, siti: Phone) -> None:
    secret = link_of(siti).partition(".")[2]

    assert secret not in str(world.stored())


def test_who_has_left_has_no_calendar(world: World, siti: Phone) -> None:
    link = link_of(siti)
    account = world.wired.accounts.get(SITI.pegawai_id)
    assert account
    left = replace(account.next_rev(), is_active=False)
    world.wired.accounts.save(left, world.event("test:left"))

    assert read(world, link)[0] == 404
