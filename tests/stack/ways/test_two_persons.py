"""The regency's roles: one proposes, another confirms, at once in force; one other ends them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.adapters.dynamo.items import AuditEvent
from chalicelib.domain.calendar import day_of
from chalicelib.domain.people import OpdId, PegawaiId, Person
from chalicelib.domain.proposals import Officer, ProposalId, ProposalState
from chalicelib.domain.sessions import Account
from chalicelib.services.ports.people import Held
from tests.world import (
    BUDI,
    ENDAH,
    HADI,
    MONDAY,
    ROLES,
    SITI,
    WATI,
    Phone,
    World,
    a_world,
    wib,
)

PROPOSALS = "/appointments/proposals"
WANTED = {
    "pegawai_id": WATI.pegawai_id,
    "role": "bkpsda",
    "since": f"{MONDAY}",
    "reason": "Menggantikan yang pensiun",
    "mail": "wati@contoh.go.id",
}


@pytest.fixture
def world() -> Iterator[World]:
    """Endah, Budi and Siti are of BKPSDA, Hadi is the auditor."""
    with a_world() as world:
        for person, role in (
            (ENDAH, "bkpsda"),
            (BUDI, "bkpsda"),
            (SITI, "bkpsda"),
            (HADI, "auditor"),
        ):
            since = ROLES[ENDAH.pegawai_id].since
            world.wired.appoint({"nip": person.nip, "role": role, "from": f"{since}"})
        yield world


@pytest.fixture
def endah(world: World) -> Phone:
    return world.signed_in(ENDAH)


@pytest.fixture
def budi(world: World) -> Phone:
    return world.signed_in(BUDI)


def proposed(phone: Phone, **changes: str) -> str:
    status, made, _ = phone.call("POST", PROPOSALS, WANTED | changes)
    assert status == 201, made
    found: str = made["id"]
    return found


def settle(phone: Phone, proposal: str, how: str, body: object = None) -> tuple[int, Any]:
    status, answer, _ = phone.call("POST", f"{PROPOSALS}/{proposal}/{how}", body)
    return status, answer


def end(phone: Phone, person: Person, last_day: date, role: str = "bkpsda") -> tuple[int, str]:
    body = {
        "pegawai_id": person.pegawai_id, "role": role, "since": "2026-01-01",
        "last_day": f"{last_day}",
    }  # fmt: skip
    status, answer, _ = phone.call("POST", "/appointments/regency/endings", body)
    return status, answer.get("type", "")


def told(action: str) -> list[tuple[str, str, bool | None]]:
    return [(e.actor, e.subject, e.lintas_opd) for e in AuditEvent.scan() if e.action == action]


def test_a_proposal_is_in_force_once_another_person_confirms_it(
    world: World, endah: Phone, budi: Phone
) -> None:
    wati = world.signed_in(WATI)
    proposal = proposed(endah)
    assert wati.call("GET", "/settings")[0] == 403

    status, answer = settle(budi, proposal, "confirmation")

    assert (status, answer["state"]) == (200, "DIKUKUHKAN")
    assert wati.call("GET", "/settings")[0] == 200
    assert wati.call("GET", "/me")[1]["mail"] == "wati@contoh.go.id"
    assert told("appointment:propose") == [(ENDAH.pegawai_id, WATI.pegawai_id, True)]
    assert told("appointment:confirm") == [(BUDI.pegawai_id, WATI.pegawai_id, True)]


@pytest.mark.parametrize(("issuer", "holder"), [(ENDAH, BUDI), (BUDI, ENDAH)])
def test_whoever_had_the_others_code_in_hand_is_no_second_person(
    world: World, issuer: Person, holder: Person, endah: Phone, budi: Phone
) -> None:
    """One officer could recover another's account, and confirm with it what they proposed."""
    phone = {ENDAH: endah, BUDI: budi}[issuer]
    body = {"people": [holder.pegawai_id]}
    assert phone.call("POST", f"/opds/{holder.opd_id}/codes", body)[0] == 201
    world.clock.at += timedelta(days=29)
    proposal = proposed(world.signed_in(ENDAH), since=f"{day_of(world.clock.at)}")

    refused = settle(world.signed_in(BUDI), proposal, "confirmation")
    of_a_third = settle(world.signed_in(SITI), proposal, "confirmation")

    assert (refused[0], refused[1]["type"]) == (403, "/masalah/bukan-orang-kedua")
    assert (of_a_third[0], of_a_third[1]["state"]) == (200, "DIKUKUHKAN")


def test_a_code_of_long_ago_binds_nobody(world: World, endah: Phone) -> None:
    body = {"people": [BUDI.pegawai_id]}
    assert endah.call("POST", f"/opds/{BUDI.opd_id}/codes", body)[0] == 201
    world.clock.at += timedelta(days=31)
    proposal = proposed(world.signed_in(ENDAH), since=f"{day_of(world.clock.at)}")

    assert settle(world.signed_in(BUDI), proposal, "confirmation")[0] == 200


def test_who_waits_comes_first_on_the_page_and_what_was_decided_stays_a_while(
    world: World, endah: Phone, budi: Phone
) -> None:
    settle(budi, proposed(endah, role="auditor"), "refusal", {"reason": "Sudah ada dua"})
    world.clock.at += timedelta(minutes=1)
    settle(endah, proposed(endah, role="auditor"), "withdrawal")
    waiting = proposed(budi)

    status, answer, _ = endah.call("GET", "/appointments/regency")

    assert status == 200
    assert [(p["id"] == waiting, p["waiting"], p["state"]) for p in answer["proposals"]] == [
        (True, True, "MENUNGGU"), (False, False, "DITARIK"),
    ]  # fmt: skip
    assert answer["proposals"][0]["last_day"] == f"{MONDAY + timedelta(days=7)}"
    assert {held["name"] for held in answer["held"]} == {
        p.full_name for p in (ENDAH, BUDI, SITI, HADI)
    }
    world.clock.at += timedelta(days=31)
    later = world.signed_in(ENDAH)
    assert later.call("GET", "/appointments/regency")[1]["proposals"] == []


@pytest.mark.parametrize(
    ("who", "how", "code"),
    [
        (ENDAH, "confirmation", "usulan-sendiri"),
        (ENDAH, "refusal", "usulan-sendiri"),
        (SITI, "confirmation", "perkara-sendiri"),
        (SITI, "refusal", "perkara-sendiri"),
        (BUDI, "withdrawal", "bukan-pengusul"),
    ],
)
def test_who_may_not_decide_is_told_why(
    world: World, endah: Phone, who: Person, how: str, code: str
) -> None:
    """Siti is of BKPSDA herself and shall be auditor too."""
    proposal = proposed(endah, pegawai_id=SITI.pegawai_id, role="auditor")
    phone = endah if who is ENDAH else world.signed_in(who)

    status, problem = settle(phone, proposal, how, {"reason": "-"} if how == "refusal" else None)

    assert (status, problem["type"]) == (403, f"/masalah/{code}")


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"pegawai_id": ENDAH.pegawai_id, "role": "auditor"}, 403, "perkara-sendiri"),
        ({"pegawai_id": BUDI.pegawai_id}, 409, "sudah-bertugas"),
        ({"since": "2026-11-22"}, 422, "di-luar-batas"),
        ({"until": "2026-11-22"}, 422, "di-luar-batas"),
        ({"mail": None}, 422, "wajib"),
        ({"role": "kepala_opd"}, 422, "di-luar-batas"),
        ({"pegawai_id": "01KXZZZZZZZZZZZZZZZZZZZZZZ"}, 422, "nip-tidak-sah"),
    ],
)
def test_what_makes_no_sense_is_not_proposed(
    endah: Phone, changes: dict[str, Any], status: int, code: str
) -> None:
    got, problem, _ = endah.call("POST", PROPOSALS, WANTED | changes)

    assert (got, problem["type"]) == (status, f"/masalah/{code}")


def test_the_same_again_is_the_one_that_waits_and_another_is_refused(
    endah: Phone, budi: Phone
) -> None:
    first = proposed(endah)

    assert proposed(endah) == first
    status, problem, _ = budi.call("POST", PROPOSALS, WANTED)
    assert (status, problem["type"]) == (409, "/masalah/usulan-menunggu")
    assert len(told("appointment:propose")) == 1


def test_a_proposal_lapses_after_seven_days(world: World, endah: Phone) -> None:
    proposal = proposed(endah)
    world.clock.at = wib("06.50", MONDAY + timedelta(days=8))

    status, problem = settle(world.signed_in(BUDI), proposal, "confirmation")

    assert (status, problem["type"]) == (409, "/masalah/usulan-kedaluwarsa")
    proposed(world.signed_in(ENDAH), since=f"{MONDAY + timedelta(days=8)}")


def test_nothing_holds_before_the_day_of_its_confirmation(world: World, endah: Phone) -> None:
    proposal = proposed(endah)
    world.clock.at = wib("06.50", MONDAY + timedelta(days=3))
    budi = world.signed_in(BUDI)

    settle(budi, proposal, "confirmation")

    held = budi.call("GET", "/appointments/regency")[1]["held"]
    assert {h["since"] for h in held if h["pegawai_id"] == WATI.pegawai_id} == {"2026-11-26"}


def test_the_same_decision_again_changes_nothing_and_another_comes_too_late(
    world: World, endah: Phone, budi: Phone
) -> None:
    proposal = proposed(endah)
    settle(budi, proposal, "confirmation")

    assert settle(budi, proposal, "confirmation")[0] == 200
    for phone, how, body in (
        (budi, "refusal", {"reason": "-"}),
        (world.signed_in(SITI), "confirmation", None),
        (endah, "withdrawal", None),
    ):
        status, problem = settle(phone, proposal, how, body)
        assert (status, problem["type"]) == (409, "/masalah/status-berubah")
    assert len(told("appointment:confirm")) == 1


def test_of_two_who_decide_at_once_one_wins(
    world: World, endah: Phone, budi: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Siti refuses after Budi's confirmation has read the proposal and before it writes."""
    proposal, wired = proposed(endah), world.wired
    read = wired.appointments.of_opd
    siti = Officer(pegawai_id=SITI.pegawai_id, name=SITI.full_name)

    def refused_meanwhile(opd_id: OpdId | None) -> tuple[Held, ...]:
        monkeypatch.undo()
        wired.settle_proposal(
            proposal_id=ProposalId(proposal), state=ProposalState.REFUSED, by=siti, reason="Belum"
        )
        return read(opd_id)

    monkeypatch.setattr(wired.appointments, "of_opd", refused_meanwhile)

    status, problem = settle(budi, proposal, "confirmation")

    assert (status, problem["type"]) == (409, "/masalah/status-berubah")
    assert world.signed_in(WATI).call("GET", "/settings")[0] == 403


def test_one_other_person_ends_it_at_once(endah: Phone, budi: Phone) -> None:
    assert budi.call("GET", "/settings")[0] == 200

    assert end(endah, BUDI, MONDAY - timedelta(days=1))[0] == 200

    assert budi.call("GET", "/settings")[0] == 403
    assert told("appointment:end") == [(ENDAH.pegawai_id, BUDI.pegawai_id, True)]


def test_nobody_ends_the_own_role_nor_one_that_nobody_holds(endah: Phone) -> None:
    assert end(endah, ENDAH, MONDAY) == (403, "/masalah/perkara-sendiri")
    assert end(endah, WATI, MONDAY)[0] == 404
    assert end(endah, BUDI, date(2025, 12, 30)) == (422, "/masalah/di-luar-batas")


@pytest.mark.parametrize("is_deactivated", [True, False])
def test_the_last_holder_of_the_regency_stays(
    world: World, endah: Phone, budi: Phone, *, is_deactivated: bool
) -> None:
    """Budi's own role ends that week, and Siti's has ended or SIMPEG knows her no more."""
    siti = world.wired.accounts.get(SITI.pegawai_id)
    assert siti
    if is_deactivated:
        world.wired.accounts.save(replace(siti, is_active=False).next_rev())
    else:
        end(endah, SITI, MONDAY)
    end(endah, BUDI, MONDAY + timedelta(days=3))

    refused = end(budi, ENDAH, MONDAY + timedelta(days=3))

    assert refused == (409, "/masalah/pemegang-terakhir")
    assert end(budi, HADI, MONDAY, role="auditor")[0] == 200


def test_two_who_end_each_other_at_once_do_not_leave_the_regency_alone(
    world: World, endah: Phone, budi: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Budi ends Endah after Endah's request has read who holds what and before it writes."""
    end(endah, SITI, MONDAY - timedelta(days=1))
    wired, many = world.wired, world.wired.accounts.many

    def ended_meanwhile(people: Sequence[PegawaiId]) -> dict[str, Account]:
        monkeypatch.undo()
        found = many(people)
        assert end(budi, ENDAH, MONDAY - timedelta(days=1))[0] == 200
        return found

    monkeypatch.setattr(wired.accounts, "many", ended_meanwhile)

    assert end(endah, BUDI, MONDAY - timedelta(days=1)) == (409, "/masalah/konflik-versi")

    assert budi.call("GET", "/settings")[0] == 200
