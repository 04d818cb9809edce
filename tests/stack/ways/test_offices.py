"""Offices of units: placed by who makes activities there, seen by who has to come."""

from dataclasses import replace
from typing import Any, Final

import pytest

from chalicelib.adapters.dynamo import keys
from chalicelib.adapters.dynamo.items import AuditEvent
from chalicelib.domain.people import Duty, Person, UnitNo
from tests.scheduled import Office
from tests.stack.ways.test_import_command import EVERYBODY, NEW, run
from tests.world import (
    BUDI,
    DINKES,
    ENDAH,
    HADI,
    JOKO,
    KOMINFO,
    MONDAY,
    NANIK,
    NEW_MEETING,
    RIZAL,
    ROLES,
    SITI,
    WATI,
    Phone,
    ulid,
)

Json = dict[str, Any]

PATH: Final = f"/opds/{KOMINFO}/offices"
OWN: Final = {"name": "Kantor masing-masing", "own_office": True}
MAIN: Final = {"lat": -7.0455, "lon": 112.7351, "radius_m": 150}
BRANCH: Final = {"lat": -6.9, "lon": 112.8, "radius_m": 80}
APART: Final = NEW_MEETING | {"venue": OWN}
APART_NOW: Final = f"/opds/{KOMINFO}/activities/{ulid(700)}"


@pytest.fixture
def rizal(office: Office) -> Phone:
    """Admin of Kominfo, who calls everybody to their own offices on Tuesday."""
    phone = office.world.signed_in(RIZAL)
    made = phone.call("POST", f"/opds/{KOMINFO}/activities", APART)
    assert made[0] == 201, made
    return phone


def place(
    phone: Phone, unit: object, office: Json | None, *, version: int, path: str = PATH
) -> tuple[int, Any]:
    """The status, and the code of a refusal or the units with their offices."""
    body = {"version": version, "office": office}
    status, answer, _ = phone.call("PUT", f"{path}/{unit}", body)
    return status, answer.get("type", "").rpartition("/")[2] or answer


def venue(office: Office, person: Person) -> Json:
    """Of Tuesday's, on that person's phone."""
    _, today, _ = office.world.signed_in(person).call("GET", "/me/today")
    (found,) = (one["venue"] for one in today["activities"] if one["id"] == ulid(700))
    return dict(found)


def events() -> list[Any]:
    found = AuditEvent.query(keys.audit_key(KOMINFO, MONDAY, "").pk)
    return [event for event in found if event.action.startswith("office:")]


def test_what_the_admin_sets_stands_on_the_phones_of_the_unit(office: Office, rizal: Phone) -> None:
    assert venue(office, SITI) == venue(office, BUDI) == OWN

    status, answer = place(rizal, 1, BRANCH, version=0)

    assert (status, answer["version"]) == (200, 1)
    assert [(unit["no"], unit["office"]) for unit in answer["units"]] == [
        (0, None), (1, BRANCH), (2, None),
    ]  # fmt: skip
    assert venue(office, SITI) == OWN | BRANCH
    assert venue(office, BUDI) == venue(office, JOKO) == OWN


def test_a_unit_without_is_in_the_office_above_it(office: Office, rizal: Phone) -> None:
    place(rizal, 1, BRANCH, version=0)
    place(rizal, 0, MAIN, version=1)
    assert venue(office, BUDI) == venue(office, JOKO) == OWN | MAIN
    assert venue(office, SITI) == OWN | BRANCH

    assert place(rizal, 1, None, version=2)[0] == 200

    assert venue(office, SITI) == OWN | MAIN


def test_an_apel_of_the_regency_is_in_each_opds_own_offices(office: Office) -> None:
    endah, rizal = office.world.signed_in(ENDAH), office.world.signed_in(RIZAL)
    made, _, _ = endah.call("POST", "/activities", APART)
    assert place(rizal, 0, MAIN, version=0)[0] == 200

    assert made == 201
    assert venue(office, SITI) == OWN | MAIN
    assert venue(office, WATI) == OWN


def test_the_venue_is_switched_as_before(office: Office, rizal: Phone) -> None:
    place(rizal, 0, MAIN, version=0)
    details = {name: APART[name] for name in ("kind", "title", "window")}
    hall = {"name": "Aula", "lat": -7.1, "lon": 112.9, "radius_m": 30}

    _, away, _ = rizal.call("PUT", APART_NOW, details | {"version": 0, "venue": hall})
    assert venue(office, SITI) == hall
    _, back, _ = rizal.call("PUT", APART_NOW, details | {"version": away["version"], "venue": OWN})
    _, kept, _ = rizal.call("GET", APART_NOW)

    assert venue(office, SITI) == OWN | MAIN
    assert back["venue"] == kept["venue"] == OWN
    office.drain()
    assert office.titles(SITI) == ["Perubahan: Rapat koordinasi"] * 2


def test_who_may_not_make_activities_there_places_nothing(office: Office) -> None:
    for who, refused in (
        (SITI, "tidak-berwenang"), (HADI, "tidak-berwenang"), (ENDAH, "tidak-berwenang"),
        (NANIK, "tidak-ada"), (WATI, "tidak-ada"),
    ):  # fmt: skip
        assert place(office.world.signed_in(who), 1, MAIN, version=0)[1] == refused, who.name
    assert events() == []


def test_an_admin_of_a_unit_places_that_one_alone(office: Office) -> None:
    accounts = office.world.wired.accounts
    rizal = office.world.signed_in(RIZAL)

    def appointed(**parts: Any) -> None:  # noqa: ANN401 - of an appointment
        account = accounts.get(RIZAL.pegawai_id)
        assert account
        role = replace(ROLES[RIZAL.pegawai_id], **parts)
        accounts.save(replace(account, appointments=(role,)).next_rev())

    appointed(unit_no=UnitNo(1))
    status, answer = place(rizal, 1, MAIN, version=0)
    assert (status, [unit["no"] for unit in answer["units"]]) == (200, [1])
    assert place(rizal, 2, MAIN, version=1) == (403, "tidak-berwenang")
    assert place(rizal, 0, MAIN, version=1) == (403, "tidak-berwenang")

    appointed(duties=frozenset(Duty) - {Duty.ACTIVITIES})
    assert place(rizal, 1, BRANCH, version=1) == (403, "tidak-berwenang")


def test_the_auditor_and_bkpsda_read(office: Office) -> None:
    place(office.world.signed_in(JOKO), 2, BRANCH, version=0)

    for who in (HADI, ENDAH):
        status, answer, _ = office.world.signed_in(who).call("GET", PATH)
        assert (status, answer["units"][2]["office"]) == (200, BRANCH)
    assert office.world.signed_in(NANIK).call("GET", PATH)[0] == 404
    assert office.world.signed_in(SITI).call("GET", PATH)[0] == 403


def test_each_change_is_told_once_with_what_was_there(office: Office, rizal: Phone) -> None:
    steps = ((MAIN, 0), (MAIN, 0), (BRANCH, 1), (None, 2), (None, 2))
    for minute, (at, version) in enumerate(steps):
        office.at(f"06.5{minute}")
        assert place(rizal, 1, at, version=version)[0] == 200

    assert [(e.action, e.actor, e.subject, e.detail) for e in events()] == [
        (
            f"office:{verb}", RIZAL.pegawai_id, f"{KOMINFO}-1",
            {"unit": 1, "before": before, "after": after},
        )
        for verb, before, after in (
            ("set", None, MAIN), ("set", MAIN, BRANCH), ("remove", BRANCH, None),
        )
    ]  # fmt: skip


def test_an_import_keeps_them(office: Office, rizal: Phone) -> None:
    """SIMPEG knows no coordinates, and its file may bring a unit that nobody knew."""
    assert place(rizal, 1, MAIN, version=0)[0] == 200
    further = NEW.replace("Sekretariat", "Bidang Persandian")

    run(office, *EVERYBODY, further, confirm="yes")
    office.world.wired.opds.forget()

    _, answer, _ = rizal.call("GET", PATH)
    assert [(unit["name"], unit["office"]) for unit in answer["units"]][1:] == [
        ("Sekretariat", MAIN), ("Aplikasi Informatika", None), ("Bidang Persandian", None),
    ]  # fmt: skip
    assert venue(office, SITI) == OWN | MAIN


def test_a_guest_is_in_the_office_of_their_own_opd(office: Office, rizal: Phone) -> None:
    assert place(rizal, 0, MAIN, version=0)[0] == 200
    nanik = office.world.signed_in(NANIK)
    at = f"/opds/{DINKES}/offices"
    assert place(nanik, 0, BRANCH, version=0, path=at)[0] == 200
    rizal.call("POST", f"{APART_NOW}/invitations", {"opds": [DINKES]})
    answer = {"version": 0, "everybody": True, "units": [], "people": []}
    said, _, _ = nanik.call("PUT", f"/opds/{DINKES}/invitations/{ulid(700)}", answer)

    assert said == 200
    assert venue(office, WATI) == OWN | BRANCH
    assert venue(office, SITI) == OWN | MAIN
