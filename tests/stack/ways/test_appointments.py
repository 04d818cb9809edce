"""Appointing from the dashboard: in force at once, told in the audit, within the own reach."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.adapters.dynamo.items import AuditEvent
from chalicelib.domain.people import UnitNo
from chalicelib.domain.sessions import Move
from chalicelib.services.ports.people import Held
from tests.world import (
    DINKES,
    ENDAH,
    JOKO,
    KOMINFO,
    MONDAY,
    PEOPLE,
    RIZAL,
    ROLES,
    SITI,
    Phone,
    World,
    a_world,
)

ADMIN = {
    "pegawai_id": SITI.pegawai_id,
    "since": "2026-11-23",
    "duties": ["izin"],
    "mail": "siti@contoh.go.id",
}
HEAD = {"pegawai_id": SITI.pegawai_id, "since": "2026-12-01", "mail": "siti@contoh.go.id"}


@pytest.fixture
def world() -> Iterator[World]:
    """A regency whose desks list who holds them."""
    with a_world() as world:
        for person in PEOPLE:
            account, role = (
                world.wired.accounts.get(person.pegawai_id),
                ROLES.get(person.pegawai_id),
            )
            if account and role:
                held = Held(pegawai_id=person.pegawai_id, name=person.full_name, appointment=role)
                event = world.event("test:appoint")
                world.wired.appointments.add(account.next_rev(), held, event)
        yield world


@pytest.fixture
def endah(world: World) -> Phone:
    """Of BKPSDA."""
    return world.signed_in(ENDAH)


@pytest.fixture
def joko(world: World) -> Phone:
    """The head of Kominfo."""
    return world.signed_in(JOKO)


def desk(phone: Phone, opd: str = KOMINFO) -> dict[str, Any]:
    status, answer, _ = phone.call("GET", f"/opds/{opd}/appointments")
    assert status == 200, answer
    found: dict[str, Any] = answer["opds"][0]
    return found


def test_the_head_appoints_an_admin_who_acts_at_once(world: World, joko: Phone) -> None:
    siti = world.signed_in(SITI)
    permits = f"/opds/{KOMINFO}/permits"
    assert siti.call("GET", permits)[0] == 403

    status, made, _ = joko.call("POST", f"/opds/{KOMINFO}/admins", ADMIN)

    assert (status, made["role"], made["duties"]) == (201, "admin_opd", ["izin"])
    assert siti.call("GET", permits)[0] == 200
    assert siti.call("GET", "/me")[1]["mail"] == "siti@contoh.go.id"
    told = [e for e in AuditEvent.scan() if e.action == "appointment:create"]
    assert [(e.actor, e.subject) for e in told] == [(JOKO.pegawai_id, SITI.pegawai_id)]


def test_an_ended_appointment_holds_nothing(world: World, joko: Phone) -> None:
    siti = world.signed_in(SITI)
    joko.call("POST", f"/opds/{KOMINFO}/admins", ADMIN)
    ending = {"pegawai_id": SITI.pegawai_id, "since": "2026-11-23", "last_day": "2026-11-22"}

    status, ended, _ = joko.call("POST", f"/opds/{KOMINFO}/admins/endings", ending)

    assert (status, ended["active"]) == (200, False)
    assert siti.call("GET", f"/opds/{KOMINFO}/permits")[0] == 403
    assert SITI.pegawai_id not in {one["pegawai_id"] for one in desk(joko)["held"]}


def test_a_head_is_appointed_by_bkpsda_alone(endah: Phone, joko: Phone) -> None:
    path = f"/opds/{DINKES}/heads"

    assert joko.call("POST", f"/opds/{KOMINFO}/heads", HEAD)[0] == 403
    status, made, _ = endah.call("POST", path, HEAD)

    assert (status, made["role"], made["active"]) == (201, "kepala_opd", False)


def test_a_unit_has_one_head_at_a_time(endah: Phone) -> None:
    status, problem, _ = endah.call("POST", f"/opds/{KOMINFO}/heads", HEAD)

    assert (status, problem["type"]) == (409, "/masalah/status-berubah")


@pytest.mark.parametrize(
    ("changed", "code", "pointer"),
    [
        ({"title": "Plt."}, "wajib", "/until"),
        ({"until": "2026-11-01"}, "di-luar-batas", "/until"),
        ({"mail": None}, "wajib", "/mail"),
        ({"pegawai_id": "01KXZZZZZZZZZZZZZZZZZZZZZZ"}, "nip-tidak-sah", "/pegawai_id"),
    ],
)
def test_what_makes_no_sense_is_refused(
    endah: Phone, changed: dict[str, Any], code: str, pointer: str
) -> None:
    status, problem, _ = endah.call("POST", f"/opds/{DINKES}/heads", HEAD | changed)

    assert (status, problem["type"], problem["pointer"]) == (422, f"/masalah/{code}", pointer)


def test_the_regency_sees_every_desk_and_who_is_missing(endah: Phone, joko: Phone) -> None:
    ending = {"pegawai_id": RIZAL.pegawai_id, "last_day": "2026-11-21"}
    since = next(h["since"] for h in desk(joko)["held"] if h["pegawai_id"] == RIZAL.pegawai_id)
    joko.call("POST", f"/opds/{KOMINFO}/admins/endings", ending | {"since": since})

    status, answer, _ = endah.call("GET", "/appointments")

    assert status == 200
    by_id = {one["id"]: one for one in answer["opds"]}
    assert {"role": "admin_opd", "since": "2026-11-22"} in by_id[KOMINFO]["vacant"]
    assert {one["name"] for one in by_id[KOMINFO]["held"]} == {"Joko Santosa"}


@pytest.mark.parametrize(
    ("changes", "to", "is_vacant"),
    [
        ({"opd_id": DINKES}, "Dinas Kesehatan", False),
        ({"move": Move(on=MONDAY, opd_id=DINKES, unit_no=UnitNo(1))}, "Dinas Kesehatan", False),
        ({"is_active": False}, None, True),
    ],
)
def test_who_moved_to_another_opd_or_is_gone_is_shown_as_such(
    world: World, joko: Phone, changes: dict[str, Any], to: str | None, *, is_vacant: bool
) -> None:
    """Rizal is the admin; whoever is deactivated holds nothing, so that the desk is vacant."""
    account = world.wired.accounts.get(RIZAL.pegawai_id)
    assert account
    assert desk(joko)["moved"] == []
    world.wired.accounts.save(replace(account, **changes).next_rev())

    found = desk(joko)

    assert found["moved"] == [{"pegawai_id": RIZAL.pegawai_id, "to": to}]
    assert ("admin_opd" in {one["role"] for one in found["vacant"]}) is is_vacant


def test_who_acts_for_another_opd_has_not_moved(endah: Phone) -> None:
    acting = HEAD | {"title": "Plt.", "since": "2026-11-23", "until": "2026-12-31"}
    assert endah.call("POST", f"/opds/{DINKES}/heads", acting)[0] == 201

    assert desk(endah, DINKES)["moved"] == []


def test_bkpsda_ends_a_trial_on_a_day(endah: Phone, joko: Phone) -> None:
    assert joko.call("PUT", f"/opds/{KOMINFO}/trial-end", {"on": "2026-12-01"})[0] == 403

    assert endah.call("PUT", f"/opds/{KOMINFO}/trial-end", {"on": "2026-12-01"})[0] == 204

    assert desk(joko)["trial_ended_on"] == "2026-12-01"
