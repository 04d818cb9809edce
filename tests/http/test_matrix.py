"""Every route × role × case through the API, against the table of security.md §7 (Z1)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest

import app
from chalicelib.domain.access import Permission
from chalicelib.domain.people import Appointment, Person, Role
from chalicelib.domain.sessions import Device, DeviceState, Session, token_sha256
from chalicelib.http.access import OPERATIONS, SAFE, Operation
from tests.corpus import FOREIGN_ID
from tests.fakes import FakeAccounts
from tests.rights import (
    REGENCY_PATHS,
    expected,
    expected_without_device,
    expected_without_second_factor,
)
from tests.world import (
    DINKES,
    ENDAH,
    HADI,
    JOKO,
    KOMINFO,
    MONDAY,
    RIZAL,
    ROLES,
    SITI,
    Phone,
    World,
    a_world,
    ulid,
)

PEOPLE: Final = {
    Role.EMPLOYEE: SITI,
    Role.OPD_ADMIN: RIZAL,
    Role.OPD_HEAD: JOKO,
    Role.BKPSDA: ENDAH,
    Role.AUDITOR: HADI,
}
# What only the door says; behind it a view may still find nothing, or something to correct.
DOOR_CODES: Final = frozenset(
    {"tidak-berwenang", "perlu-faktor-kedua", "belum-masuk", "sesi-berakhir", "asal-salah"}
)
# Routes whose resource is not in their path: where it comes from, and so which case it is.
OWN_OPD: Final = frozenset({"/colleagues", "/permits/{permit}/join"})
BY_QUERY: Final = frozenset(
    {"/recaps/{week}", "/recaps/{week}/units", "/recaps/{week}/files/{kind}"}
)
DAY: Final = timedelta(days=1)

# Signing out would end the session that the other routes are asked with.
GUARDED: Final = [
    operation
    for operation in OPERATIONS
    if not operation.is_public and operation.allow is not Permission.SESSION_END
]


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """Accounts are kept in memory: each of the calls asks for one."""
    with a_world(REQUIRE_SECOND_FACTOR="ya") as loaded:
        memory = FakeAccounts.holding(loaded.wired.accounts, PEOPLE.values())
        loaded.wired.accounts = memory  # type: ignore[assignment]
        yield loaded


def signed_in(
    world: World,
    person: Person,
    appointment: Appointment | None,
    *,
    has_device: bool = True,
    is_elevated: bool = True,
    is_active: bool = True,
) -> Phone:
    """A session in exactly this state, without signing in."""
    now, phone = world.clock.now(), world.phone()
    device = Device(
        device_id=ulid(50), public_key="k", label="HP", state=DeviceState.BOUND, since=now
    )
    session = Session(
        token_sha256=token_sha256("token"),
        created_at=now,
        seen_at=now,
        device_id=device.device_id if has_device else None,
        elevated_at=now if is_elevated else None,
    )
    account = world.wired.accounts.get(person.pegawai_id)
    assert account
    changed = replace(
        account,
        is_active=is_active,
        sessions=(session,),
        devices=(device,),
        appointments=(appointment,) if appointment else (),
    )
    world.wired.accounts.save(changed.next_rev())
    phone.cookies = {"__Host-sesi": f"{person.pegawai_id}.token"}
    return phone


def requests(operation: Operation) -> Iterator[tuple[str, str]]:
    """Paths that lead to this operation, each with the case that it is."""
    steps = operation.path.replace("{date}", f"{MONDAY}").replace("{week}", "2026-W48").split("/")
    opds = {"list of own OPD": KOMINFO, "list of other OPD": DINKES}
    for case, opd in opds.items():
        path = "/".join(FOREIGN_ID if s.startswith("{") and s != "{opd}" else s for s in steps)
        if "{opd}" in steps:
            yield case, path.replace("{opd}", opd)
        elif operation.path in BY_QUERY:
            yield case, f"{path}?opd={opd}"
        elif case == "list of own OPD":
            own = "regency" if operation.path in REGENCY_PATHS else "own"
            yield case if operation.path in OWN_OPD else own, path


def code_of(phone: Phone, operation: Operation, path: str) -> str:
    """The door's refusal, or "allow" for whatever lies behind it."""
    status, answer, _ = phone.call(operation.method, path, None if operation.method in SAFE else {})
    assert status < 500, answer
    code = str(answer["type"]).removeprefix("/masalah/") if status >= 400 else "allow"
    is_behind = code not in DOOR_CODES and not (code == "tidak-ada" and answer["status"] == 404)
    return "allow" if is_behind else code


def differing(phone: Phone, wanted: dict[tuple[str, str], str]) -> list[tuple[str, str, str, str]]:
    """Where the API says something else than the table."""
    found = []
    for operation in GUARDED:
        for case, path in requests(operation):
            want, got = wanted[operation.allow, case], code_of(phone, operation, path)  # type: ignore[index]
            # Behind the door an id of nobody is not there either.
            may_be_missing = want == "allow" and got == "tidak-ada" and FOREIGN_ID in path
            if got != want and not may_be_missing:
                found.append((f"{operation.method} {path}", case, want, got))
    return found


def wanted_by(oracle: object, role: Role) -> dict[tuple[str, str], str]:
    assert callable(oracle)
    pairs = {
        (operation.allow, case)
        for operation in GUARDED
        for case, _ in requests(operation)
        if isinstance(operation.allow, Permission)
    }
    return {(action, case): oracle(role, action, case) for action, case in pairs}


@pytest.mark.parametrize("role", PEOPLE)
def test_with_device_and_second_factor(world: World, role: Role) -> None:
    person = PEOPLE[role]

    phone = signed_in(world, person, ROLES.get(person.pegawai_id))

    assert not differing(phone, wanted_by(expected, role))


@pytest.mark.parametrize("role", PEOPLE)
def test_without_a_second_factor(world: World, role: Role) -> None:
    person = PEOPLE[role]

    phone = signed_in(world, person, ROLES.get(person.pegawai_id), is_elevated=False)

    assert not differing(phone, wanted_by(expected_without_second_factor, role))


@pytest.mark.parametrize("role", PEOPLE)
def test_without_a_device_key(world: World, role: Role) -> None:
    person, appointment = PEOPLE[role], ROLES.get(PEOPLE[role].pegawai_id)

    phone = signed_in(world, person, appointment, has_device=False, is_elevated=False)

    assert not differing(phone, wanted_by(expected_without_device, role))


@pytest.mark.parametrize(
    ("role", "since", "until"),
    [(Role.OPD_ADMIN, -9, -1), (Role.OPD_HEAD, 1, None), (Role.BKPSDA, -9, -1)],
)
def test_with_an_appointment_of_other_days(
    world: World, role: Role, since: int, until: int | None
) -> None:
    person = PEOPLE[role]
    other_days = replace(
        ROLES[person.pegawai_id],
        since=MONDAY + since * DAY,
        until=None if until is None else MONDAY + until * DAY,
    )

    phone = signed_in(world, person, other_days)

    assert not differing(phone, wanted_by(expected, Role.EMPLOYEE))


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.BKPSDA])
def test_once_deactivated(world: World, role: Role) -> None:
    person = PEOPLE[role]

    phone = signed_in(world, person, ROLES.get(person.pegawai_id), is_active=False)

    wanted = dict.fromkeys(wanted_by(expected, role), "sesi-berakhir")
    assert not differing(phone, wanted)


def test_every_route_says_who_may_call_it() -> None:
    assert {f"{o.method} {o.path}" for o in OPERATIONS if o.is_public} == {
        "GET /health",
        "GET /openapi.json",
        "POST /session",
        "POST /activation/check",
        "POST /activation",
        "POST /checks",
        "GET /calendars/{link}",
    }
    routes = {(method, path) for path, views in app.app.routes.items() for method in views}
    assert routes == {(operation.method, operation.path) for operation in OPERATIONS}
