"""Activation and recovery with a code handed over in person (security.md A4, A9)."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pyotp
import pytest

from chalicelib.domain.access import Actor
from chalicelib.domain.errors import VersionConflict
from chalicelib.domain.people import Appointment, Person, Role
from chalicelib.domain.work import Work
from chalicelib.services.issue_codes import Slip
from tests.fakes import FakeMails, FakeQueue
from tests.world import (
    BUDI,
    ENDAH,
    KOMINFO,
    MONDAY,
    RIZAL,
    ROLES,
    SITI,
    Phone,
    World,
    a_world,
    wib,
)

NEW: Final = "kuda terbang biru laut"


@pytest.fixture(scope="module")
def loaded() -> Iterator[World]:
    with a_world() as world:
        yield world


@pytest.fixture
def world(loaded: World) -> World:
    """Siti has an account with a password, and nobody has failed."""
    loaded.clock.at = wib("06.50")
    loaded.add_account(SITI)
    loaded.wired.notice_queue, loaded.wired.mails = FakeQueue(), FakeMails()
    for client in ("*", "kode"):
        loaded.wired.failures.clear(loaded.wired.seals.name_digests(SITI.nip)[0], client)
    return loaded


def slip(world: World, person: Person = SITI) -> Slip:
    """What the admin prints."""
    endah = Actor(
        pegawai_id=ENDAH.pegawai_id,
        opd_id=KOMINFO,
        appointments=(ROLES[ENDAH.pegawai_id],),
        today=MONDAY,
        has_device=True,
        is_elevated=True,
    )
    (printed,) = world.wired.issue_codes(
        actor=endah, opd_id=KOMINFO, people_ids=[person.pegawai_id]
    )
    return printed


def used(phone: Phone, code: str, **changes: object) -> tuple[int, dict[str, Any]]:
    body = {"login": SITI.nip, "code": code, "password": NEW, "notice_version": 1} | changes
    status, answer, _ = phone.call("POST", "/activation", body)
    return status, answer


def checked(phone: Phone, login: str, code: str) -> tuple[int, dict[str, Any]]:
    status, answer, _ = phone.call("POST", "/activation/check", {"login": login, "code": code})
    return status, answer


def test_a_code_activates_once_and_signs_in(world: World) -> None:
    code, phone = slip(world).code, world.phone()
    assert checked(phone, SITI.nip, code)[1]["name"] == "Siti Aminah"

    device = {"public_key": phone.public_key, "label": "HP"}
    status, me = used(phone, code, username="siti.a", device=device)

    assert status == 200, me
    assert me["device"]["state"] == "BOUND"
    assert phone.call("GET", "/me/months/202611")[0] == 200
    assert phone.call("POST", "/session", {"login": "Siti.A", "password": NEW})[0] == 200
    assert used(world.phone(), code)[0] == 422


def test_wrong_used_expired_and_unknown_are_one_answer(world: World) -> None:
    first, second = slip(world).code, slip(world).code
    answers = [
        checked(world.phone(), SITI.nip, "0" * 12),
        checked(world.phone(), SITI.nip, first),
        checked(world.phone(), "199999999999999999", second),
        checked(world.phone(), SITI.nip, "\x00"),
    ]
    world.clock.at += timedelta(days=30)
    answers.append(checked(world.phone(), SITI.nip, second))

    assert {status for status, _ in answers} == {422}
    shown = [{k: v for k, v in answer.items() if k != "ref"} for _, answer in answers]
    assert shown[0]["type"] == "/masalah/kode-tidak-sah"
    assert all(answer == shown[0] for answer in shown)


TOMORROW: Final = MONDAY + timedelta(days=1)


def appoint_from_tomorrow(world: World) -> None:
    """Siti is to be of BKPSDA."""
    account = world.wired.accounts.get(SITI.pegawai_id)
    assert account
    to_come = Appointment(role=Role.BKPSDA, since=TOMORROW)
    world.wired.accounts.save(replace(account, appointments=(to_come,)).next_rev())


def test_a_code_of_before_an_appointment_opens_no_role(world: World) -> None:
    """A9: its issuer may stand below the role; of an OPD's admin it would open the regency."""
    code = slip(world).code
    appoint_from_tomorrow(world)

    assert used(world.phone(), code)[0] == 422
    assert used(world.phone(), slip(world).code)[0] == 200


def test_a_role_that_is_to_come_is_out_of_an_admins_reach(world: World) -> None:
    appoint_from_tomorrow(world)
    rizal = world.signed_in(RIZAL)

    body = {"people": [SITI.pegawai_id]}
    assert rizal.call("POST", f"/opds/{KOMINFO}/codes", body)[0] == 403


def test_wrong_tries_never_kill_a_code(world: World) -> None:
    """NIPs are public: an outsider could keep 12,000 people from ever activating."""
    code = slip(world).code
    for _ in range(120):
        status, answer = checked(world.phone(), SITI.nip, "0" * 12)
        if status == 429:
            assert answer["retry_after"] <= 15 * 60 + 1
            world.clock.at += timedelta(seconds=answer["retry_after"])

    assert checked(world.phone(), SITI.nip, code)[0] in (200, 429)
    world.clock.at += timedelta(minutes=16)
    assert checked(world.phone(), SITI.nip, code)[0] == 200


def test_guessing_passwords_does_not_lock_the_code(world: World) -> None:
    code = slip(world).code
    for _ in range(6):
        world.phone().call("POST", "/session", {"login": SITI.nip, "password": "salah salah"})
    assert world.phone().call("POST", "/session", {"login": SITI.nip, "password": NEW})[0] == 429

    assert used(world.phone(), code)[0] == 200

    answer = world.phone().call("POST", "/session", {"login": SITI.nip, "password": NEW})
    assert answer[0] == 200  # what was reset in person starts anew


def test_a_code_that_opened_forgives_the_tries_before_it(world: World) -> None:
    for _ in range(5):
        checked(world.phone(), SITI.nip, "SALAH")
    assert used(world.phone(), slip(world).code)[0] == 200

    answers = [checked(world.phone(), SITI.nip, "SALAH")[0] for _ in range(6)]

    assert answers == [422] * 6


def test_of_many_uses_at_once_one_wins(world: World) -> None:
    """All have looked before the first one writes (V6.5.1)."""
    code, wired = slip(world).code, world.wired
    seen = [wired.open_code(login=SITI.nip, code=code) for _ in range(8)]

    won = 0
    for account, secret in seen:
        with suppress(VersionConflict):
            wired.activate(
                account=account, secret=secret, username=None, password=NEW, notice_version=1,
                device=None,
            )  # fmt: skip
            won += 1

    assert won == 1


def test_recovery_ends_the_old_sessions_and_devices(world: World) -> None:
    """A lost phone must not stay signed in (A9)."""
    lost = world.phone()
    device = {"public_key": lost.public_key, "label": "HP"}
    assert used(lost, slip(world).code, device=device)[0] == 200
    printed = slip(world)
    assert printed.is_recovery
    assert lost.call("GET", "/me")[0] == 200

    found = world.phone()
    assert used(found, printed.code, password="gajah lompat pagar")[0] == 200

    assert lost.call("GET", "/me")[0] == 401
    assert found.call("GET", "/me/devices")[1]["devices"] == []
    assert world.phone().call("POST", "/session", {"login": SITI.nip, "password": NEW})[0] == 401


def test_who_has_a_recovery_code_issued_is_told_in_the_app_and_by_mail(world: World) -> None:
    """Else an admin could take over an account, and its owner only found the phone signed out."""
    phone, queue, mails = world.phone(), FakeQueue(), FakeMails()
    world.wired.notice_queue, world.wired.mails = queue, mails
    device = {"public_key": phone.public_key, "label": "HP"}
    assert used(phone, slip(world).code, device=device)[0] == 200
    assert phone.call("PATCH", "/me", {"mail": "siti@example.id"})[0] == 200
    queue.take()

    slip(world)

    (notice,) = phone.call("GET", "/me/notices")[1]["notices"][:1]
    assert notice["data"]["title"] == "Kode pemulihan dibuat untuk Anda"
    (message,) = queue.take()
    for _ in range(2):  # a queue may deliver twice
        world.wired.run(Work.from_message(json.loads(message["body"])))
    assert [(to, title) for to, title, _ in mails.sent] == [
        ("siti@example.id", "Kode pemulihan dibuat untuk Anda")
    ]


def test_the_first_code_of_an_account_alarms_nobody(world: World) -> None:
    queue = FakeQueue()
    world.wired.notice_queue = queue

    assert not slip(world, BUDI).is_recovery

    assert not queue.waiting


def test_who_recovers_sets_the_second_factor_up_anew(world: World) -> None:
    """The authenticator was on the phone that is lost; a role could never act again (A9)."""
    phone = world.phone()
    device = {"public_key": phone.public_key, "label": "HP"}
    assert used(phone, slip(world).code, device=device)[0] == 200
    authenticator = pyotp.TOTP(phone.call("POST", "/totp", {})[1]["secret"])
    code = authenticator.at(world.clock.at)
    assert phone.call("PUT", "/totp", {"code": code})[1]["second_factor"] == "TOTP"
    for _ in range(6):
        phone.call("PUT", "/session/elevation", {"code": "000000"})

    found = world.phone()
    device = {"public_key": found.public_key, "label": "HP baru"}
    answer = used(found, slip(world).code, device=device)
    authenticator = pyotp.TOTP(found.call("POST", "/totp", {})[1]["secret"])
    code = authenticator.at(world.clock.at)
    confirmed = found.call("PUT", "/totp", {"code": code})[0]
    world.clock.at += timedelta(seconds=30)
    code = authenticator.at(world.clock.at)
    again = found.call("PUT", "/session/elevation", {"code": code})[0]

    assert answer[1]["second_factor"] == "NONE"
    assert (confirmed, again) == (200, 200)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("password123", "umum"),
        ("SitiAminah1980", "data-sendiri"),
        ("Kominfo bangkalan", None),
        ("bangkalan2026", "kata-dinas"),
        ("siti", "pendek"),
    ],
)
def test_guessable_passwords_are_refused_and_the_code_stays(
    world: World, password: str, reason: str | None
) -> None:
    code = slip(world).code

    status, answer = used(world.phone(), code, password=password)

    if reason:
        assert (status, answer["type"]) == (422, "/masalah/sandi-lemah")
        assert (answer["pointer"], answer["reason"]) == ("/password", reason)
        assert used(world.phone(), code)[0] == 200
    else:
        assert status == 200


@pytest.mark.parametrize("username", [SITI.nip, "199001012020121001", "ab", "Siti", "siti aminah"])
def test_a_username_is_no_number_and_plain(world: World, username: str) -> None:
    """A number may be the NIP of somebody who is yet to come."""
    code = slip(world).code

    status, answer = used(world.phone(), code, username=username)

    assert status == 422
    assert answer["pointer"] == "/username"
