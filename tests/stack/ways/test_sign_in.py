"""Signing in, throttling, sessions and their end (security.md A5, A6, A8, S1–S6)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

import argon2
import pyotp
import pytest

from chalicelib.domain.people import Person
from tests.world import ENDAH, MONDAY, PASSWORD, QUICK, SITI, WATI, Phone, World, a_world, wib

WRONG: Final = {"login": SITI.nip, "password": "bukan sandi siti"}
RIGHT: Final = {"login": SITI.nip, "password": PASSWORD}
UNKNOWN: Final = {"login": "199999999999999999", "password": PASSWORD}


@pytest.fixture(scope="module")
def loaded() -> Iterator[World]:
    with a_world(REQUIRE_SECOND_FACTOR="ya") as world:
        yield world


@pytest.fixture
def world(loaded: World) -> World:
    """Monday 06.50; nobody is signed in and nobody has failed."""
    loaded.clock.at = wib("06.50")
    for person in (SITI, ENDAH):
        loaded.add_account(person)
        loaded.set_password(person)
    for sent in (WRONG, UNKNOWN):
        for digest in loaded.wired.seals.name_digests(sent["login"]):
            loaded.wired.failures.clear(digest, "*")
    loaded.wired.failures.clear(ENDAH.pegawai_id, "totp")
    return loaded


def tried(phone: Phone, sent: dict[str, str]) -> int:
    return phone.call("POST", "/session", sent)[0]


def told(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "ref"}


def test_the_cookies_are_out_of_reach_of_scripts_and_other_sites(world: World) -> None:
    _, _, headers = world.phone().call("POST", "/session", RIGHT)

    cookies = headers["Set-Cookie"]
    assert [cookie.partition("=")[0] for cookie in cookies] == ["__Host-sesi", "__Host-dc"]
    for cookie in cookies:
        rules = set(cookie.split("; ")[1:])
        assert {"Path=/", "Secure", "HttpOnly", "SameSite=Strict"} <= rules
        assert not any(rule.startswith("Domain") for rule in rules)


def test_each_sign_in_makes_a_new_session(world: World) -> None:
    """A session planted before is not the one that is signed in (V7.2.4)."""
    phone = world.phone()
    phone.cookies["__Host-sesi"] = f"{SITI.pegawai_id}.planted"

    phone.sign_in(SITI, bind=False)
    first = phone.cookies["__Host-sesi"]
    phone.sign_in(SITI, bind=False)

    token = first.partition(".")[2]
    assert len(token) >= 43
    assert phone.cookies["__Host-sesi"] not in (first, f"{SITI.pegawai_id}.planted")
    stored = world.wired.accounts.get(SITI.pegawai_id)
    assert token not in str(stored)


def test_unknown_wrong_and_deactivated_are_one_answer(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And each costs exactly one hash, counted at the library's gate (A5)."""
    runs = []
    real = argon2.low_level.verify_secret

    def counted(phc: bytes, secret: bytes, type: argon2.Type) -> bool:  # noqa: A002 - its name
        runs.append(phc)
        return real(phc, secret, type)

    monkeypatch.setattr("argon2._password_hasher.verify_secret", counted)
    answers = [world.phone().call("POST", "/session", sent) for sent in (WRONG, UNKNOWN)]
    world.wired.accounts.save(deactivated(world, SITI))
    answers.append(world.phone().call("POST", "/session", RIGHT))

    assert {answer[0] for answer in answers} == {401}
    assert len({str(told(answer[1])) for answer in answers}) == 1
    assert answers[0][1]["type"] == "/masalah/masuk-gagal"
    assert len(runs) == 3


def deactivated(world: World, person: Person) -> Any:  # noqa: ANN401 - an account
    account = world.wired.accounts.get(person.pegawai_id)
    assert account
    return replace(account, is_active=False).next_rev()


@pytest.mark.parametrize("sent", [WRONG, UNKNOWN], ids=["known name", "unknown name"])
def test_after_five_tries_a_stranger_waits_longer_each_time(
    world: World, sent: dict[str, str]
) -> None:
    """The same for names that do not exist, so that a 429 tells nothing (A5, A6)."""
    phone = world.phone()
    assert [tried(phone, sent) for _ in range(6)] == [401] * 6

    waits = []
    for _ in range(7):
        status, answer, headers = phone.call("POST", "/session", sent)
        assert (status, answer["type"]) == (429, "/masalah/terlalu-sering")
        assert headers["Retry-After"] == str(answer["retry_after"])
        waits.append(answer["retry_after"])
        world.clock.at += timedelta(seconds=answer["retry_after"])
        assert tried(phone, sent) == 401

    assert waits == [31, 61, 121, 241, 481, 901, 901]


def test_the_right_password_waits_too_while_strangers_are_locked(world: World) -> None:
    """The lock is asked before the password: else the answer would tell that it was right."""
    for _ in range(6):
        tried(world.phone(), WRONG)

    assert tried(world.phone(), RIGHT) == 429


def test_strangers_failures_do_not_touch_a_known_browser(world: World) -> None:
    """NIPs are public: an outsider could lock out 12,000 people (A6)."""
    phone = world.phone().sign_in(SITI)
    for _ in range(6):
        tried(world.phone(), WRONG)
    assert tried(world.phone(), WRONG) == 429

    assert tried(phone, RIGHT) == 200


def test_a_known_browser_has_its_own_count(world: World) -> None:
    phone = world.phone().sign_in(SITI)
    mark = phone.cookies["__Host-dc"]
    for _ in range(6):
        phone.cookies["__Host-dc"] = mark
        tried(phone, WRONG)

    assert tried(phone, RIGHT) == 429
    assert tried(world.phone(), RIGHT) == 200


def test_a_success_ends_the_count(world: World) -> None:
    for _ in range(2):
        assert [tried(world.phone(), WRONG) for _ in range(5)] == [401] * 5
        assert tried(world.phone(), RIGHT) == 200


def test_failures_are_forgotten_after_a_day_even_if_the_table_still_has_them(
    world: World,
) -> None:
    """DynamoDB deletes up to 48 h late."""
    for _ in range(6):
        tried(world.phone(), WRONG)
    world.clock.at += timedelta(days=1, seconds=1)

    assert [tried(world.phone(), WRONG) for _ in range(5)] == [401] * 5
    assert tried(world.phone(), RIGHT) == 200


def test_signing_out_ends_the_session_at_once(world: World) -> None:
    phone = world.phone().sign_in(SITI)
    token = phone.cookies["__Host-sesi"]

    status, _, headers = phone.call("DELETE", "/session")

    assert status == 204
    assert "Max-Age=0" in str(headers["Set-Cookie"])
    phone.cookies["__Host-sesi"] = token
    status, answer, _ = phone.call("GET", "/me")
    assert (status, answer["type"]) == (401, "/masalah/sesi-berakhir")


def test_a_deactivated_person_is_out_at_the_next_request(world: World) -> None:
    phone = world.phone().sign_in(SITI)

    world.wired.accounts.save(deactivated(world, SITI))

    assert phone.call("GET", "/me")[0] == 401


def test_a_revoked_phone_is_out_at_the_next_request(world: World) -> None:
    phone = world.phone().sign_in(SITI)
    other = world.phone().sign_in(SITI, bind=False)
    assert phone.call("DELETE", f"/me/devices/{phone.device_id}")[0] == 204

    assert phone.call("GET", "/me")[0] == 401
    assert other.call("GET", "/me")[0] == 200


@pytest.mark.parametrize(
    ("is_bound", "days", "status"),
    [(False, 13, 200), (False, 15, 401), (True, 115, 200), (True, 121, 401)],
)
def test_an_idle_session_ends(world: World, days: int, status: int, *, is_bound: bool) -> None:
    phone = world.phone().sign_in(SITI, bind=is_bound)

    world.clock.at = wib("10.00", MONDAY + timedelta(days=days))

    assert phone.call("GET", "/me")[0] == status


@pytest.mark.parametrize(("is_bound", "last", "step"), [(False, 30, 1), (True, 365, 30)])
def test_a_session_in_use_ends_too(world: World, last: int, step: int, *, is_bound: bool) -> None:
    phone = world.phone().sign_in(SITI, bind=is_bound)

    lived = 0
    while phone.call("GET", "/me")[0] == 200:
        lived += step
        world.clock.at = wib("10.00", MONDAY + timedelta(days=lived))

    assert last - 5 <= lived <= last + step


@pytest.mark.parametrize(("clock", "status"), [("06.55", 200), ("08.59", 200), ("09.01", 401)])
def test_no_session_ends_in_the_morning(world: World, clock: str, status: int) -> None:
    """It would have at 06.50; nobody may have to type a password on the field (S3)."""
    phone = world.phone().sign_in(SITI, bind=False)

    world.clock.at = wib(clock, MONDAY + timedelta(days=14))

    assert phone.call("GET", "/me/today")[0] == status


def test_an_eleventh_session_ends_the_one_idle_for_longest(world: World) -> None:
    phones = []
    for minute in range(11):
        world.clock.at = wib("06.50") + timedelta(minutes=minute)
        phones.append(world.phone().sign_in(SITI, bind=False))

    assert [phone.call("GET", "/me")[0] for phone in phones] == [401] + [200] * 10


def test_a_role_acts_only_with_its_second_factor_and_for_two_hours(world: World) -> None:
    """A8: the elevation ends, the session goes on with an employee's rights."""
    phone = world.phone().sign_in(ENDAH)
    assert not phone.call("GET", "/me")[1]["elevated"]
    _, offer, _ = phone.call("POST", "/totp", {})
    authenticator = pyotp.TOTP(offer["secret"])
    wrong = phone.call("PUT", "/totp", {"code": "000000"})
    assert (wrong[0], wrong[1]["type"]) == (403, "/masalah/perlu-faktor-kedua")

    code = authenticator.at(world.clock.at)
    assert phone.call("PUT", "/totp", {"code": code})[1]["elevated"]

    world.clock.at += timedelta(hours=2, seconds=1)
    assert not phone.call("GET", "/me")[1]["elevated"]
    code = authenticator.at(world.clock.at)
    assert phone.call("PUT", "/session/elevation", {"code": code})[1]["elevated"]
    assert phone.call("PUT", "/session/elevation", {"code": code})[0] == 403  # each works once


def test_the_second_factor_is_replaced_in_person_only(world: World) -> None:
    """Else whoever holds the phone could bring an authenticator of their own."""
    phone = world.phone().sign_in(ENDAH)
    secret = phone.call("POST", "/totp", {})[1]["secret"]
    phone.call("PUT", "/totp", {"code": pyotp.TOTP(secret).at(world.clock.at)})

    status, answer, _ = phone.call("POST", "/totp", {})

    assert (status, answer["type"]) == (403, "/masalah/perlu-faktor-kedua")


def test_guessing_the_second_factor_is_throttled(world: World) -> None:
    phone = world.phone().sign_in(ENDAH)

    answers = [phone.call("PUT", "/session/elevation", {"code": "000000"})[0] for _ in range(8)]

    assert answers == [403] * 6 + [429] * 2


Meanwhile = Callable[[Callable[[], None]], None]


@dataclass
class SlowPasswords:
    """Compares as the real ones do; something else happens meanwhile."""

    real: Any
    meanwhile: Callable[[], None]

    def verify(self, password: str, stored: str | None) -> bool:
        self.meanwhile()
        return bool(self.real.verify(password, stored))

    def is_outdated(self, stored: str) -> bool:
        return bool(self.real.is_outdated(stored))


@pytest.fixture
def meanwhile(world: World) -> Iterator[Meanwhile]:
    """While the password is compared, this happens."""
    real = world.wired.passwords

    def slow(happens: Callable[[], None]) -> None:
        world.wired.passwords = SlowPasswords(real, happens)  # type: ignore[assignment]

    yield slow
    world.wired.passwords = real


def test_another_phones_request_meanwhile_costs_no_sign_in(
    world: World, meanwhile: Meanwhile
) -> None:
    def seen_elsewhere() -> None:
        account = world.wired.accounts.get(SITI.pegawai_id)
        assert account
        world.wired.accounts.save(account.next_rev())

    meanwhile(seen_elsewhere)
    phone = world.phone()

    assert tried(phone, RIGHT) == 200
    assert phone.call("GET", "/me")[0] == 200


def test_a_password_replaced_meanwhile_opens_nothing(world: World, meanwhile: Meanwhile) -> None:
    def recovered() -> None:
        account = world.wired.accounts.get(WATI.pegawai_id)
        secret = world.wired.accounts.secret(WATI.pegawai_id)
        assert account
        assert secret
        newer = replace(secret, password=QUICK.hash("lain"), rev=secret.rev + 1)
        world.wired.accounts.save_both(account.next_rev(), newer, world.event("test:recovery"))

    world.set_password(WATI)
    meanwhile(recovered)

    assert tried(world.phone(), {"login": WATI.nip, "password": PASSWORD}) == 401
