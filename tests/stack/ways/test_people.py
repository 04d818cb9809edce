"""People: lists of whoever lacks what, the page of one person, the slips of a unit."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.adapters.dynamo.items import AuditEvent, OriginItem
from chalicelib.adapters.dynamo.keys import origin_key
from chalicelib.domain.attendance import Code
from chalicelib.domain.people import Duty, Employment, OpdId, PegawaiId, Person, UnitNo
from chalicelib.domain.permits import Part, Permit, PermitId
from chalicelib.domain.sessions import AccountState
from tests.fakes import FakeQueue
from tests.world import (
    APEL,
    BUDI,
    DINKES,
    ENDAH,
    HADI,
    JOKO,
    KOMINFO,
    MONDAY,
    NANIK,
    RIZAL,
    ROLES,
    SITI,
    WATI,
    Phone,
    World,
    a_world,
    ulid,
    wib,
)

LIST = f"/opds/{KOMINFO}/people"
SHEETS = f"/opds/{KOMINFO}/code-sheets"


@pytest.fixture
def world() -> Iterator[World]:
    with a_world(NOTICE_QUEUE_URL="") as world:
        world.wired.notice_queue = FakeQueue()
        yield world


def listed(phone: Phone, query: str = "") -> list[str]:
    status, page, _ = phone.call("GET", f"{LIST}?{query}")
    assert status == 200, page
    return [person["name"] for person in page["people"]]


def activate(world: World, person: Person) -> None:
    account = world.wired.accounts.get(person.pegawai_id)
    assert account
    world.wired.accounts.save(replace(account, state=AccountState.ACTIVE).next_rev())


def hold(world: World, person: Person, **changes: object) -> Phone:
    """Sign in with another appointment than the usual one."""
    phone = world.signed_in(person)
    account = world.wired.accounts.get(person.pegawai_id)
    assert account
    role = replace(ROLES[person.pegawai_id], **changes)  # type: ignore[arg-type]
    world.wired.accounts.save(replace(account, appointments=(role,)).next_rev())
    return phone


def stay(world: World, person: Person, since: date, opd_id: OpdId, unit: int) -> None:
    key = origin_key(person.pegawai_id, since)
    OriginItem(pk=key.pk, sk=key.sk, opd=opd_id, unit=unit).save()
    world.wired.people.forget()


def ask(world: World, n: int, code: Code, opd_id: OpdId) -> None:
    part = Part(pegawai_id=SITI.pegawai_id, name=SITI.name, opd_id=opd_id, unit_no=UnitNo(1))
    world.wired.permits.add(
        Permit(
            permit_id=PermitId(ulid(n)), opd_id=opd_id, code=code, first_day=MONDAY,
            last_day=MONDAY, reason="Demam", asked_by=SITI.pegawai_id, asked_at=wib("06.00"),
            parts=(part,),
        ),
        world.event("test:permit"),
    )  # fmt: skip


def test_the_list_is_narrowed_to_whoever_lacks_an_account_or_a_phone(world: World) -> None:
    rizal = world.signed_in(RIZAL)
    for person in (RIZAL, BUDI):
        activate(world, person)

    assert listed(rizal, "lacking=ACCOUNT") == [p.name for p in (ENDAH, HADI, JOKO, SITI)]
    assert listed(rizal, "lacking=PHONE") == [BUDI.name]
    assert listed(rizal, "lacking=PLACE") == []
    assert listed(rizal, "employment=PPPK") == []
    assert len(listed(rizal, f"employment={Employment.PNS}")) == 6


def test_the_regency_is_searched_by_name_and_nip_and_only_by_who_sees_it_all(world: World) -> None:
    endah, rizal = world.signed_in(ENDAH), world.signed_in(RIZAL)

    _, everybody, _ = endah.call("GET", "/people")
    _, by_name, _ = endah.call("GET", "/people?q=wati")
    _, by_nip, _ = endah.call("GET", f"/people?q={NANIK.nip}")

    assert everybody["total"] == 8
    assert [(p["name"], p["opd"]["id"]) for p in by_name["people"]] == [(ENDAH.name, KOMINFO),
        (WATI.name, DINKES)]  # fmt: skip
    assert by_nip["total"] == 1
    assert (everybody["units"], by_name["units"]) == ([], [])
    _, by_unit, _ = endah.call("GET", "/people?q=puskesmas")
    assert [(u["no"], u["name"], u["opd"]["id"]) for u in by_unit["units"]] == [
        (1, "Puskesmas Socah", DINKES)
    ]
    assert rizal.call("GET", "/people")[0] == 403


def test_whoever_is_of_another_opd_or_unit_is_not_there(world: World) -> None:
    """The same bytes as for nobody, so that an id tells nothing."""
    nanik = world.signed_in(NANIK)
    bounded = hold(world, RIZAL, unit_no=UnitNo(2))

    def asked(phone: Phone, opd_id: OpdId, who: str, part: str = "") -> tuple[int, object]:
        status, body, _ = phone.call("GET", f"/opds/{opd_id}/people/{who}{part}")
        return status, body["type"] if status >= 400 else None

    for part in ("", "/timeline", "/events"):
        nobody = asked(nanik, DINKES, ulid(9), part)
        assert nobody == (404, "/masalah/tidak-ada")
        assert asked(nanik, DINKES, SITI.pegawai_id, part) == nobody
        assert asked(nanik, KOMINFO, SITI.pegawai_id, part) == nobody
        assert asked(bounded, KOMINFO, SITI.pegawai_id, part) == nobody
        assert asked(bounded, KOMINFO, BUDI.pegawai_id, part)[0] == 200


def test_the_page_shows_what_the_role_may_see(world: World) -> None:
    """Phones are for who may take them away, permits for who looks after permits, no reasons."""
    world.signed_in(SITI)
    stay(world, SITI, date(2026, 1, 1), DINKES, 1)
    stay(world, SITI, date(2026, 11, 1), KOMINFO, 1)
    ask(world, 901, Code.ILL, KOMINFO)
    ask(world, 902, Code.LEAVE, DINKES)
    path = f"{LIST}/{SITI.pegawai_id}"
    only_reviews = frozenset({Duty.REVIEW})

    _, admins, _ = world.signed_in(RIZAL).call("GET", path)
    _, heads, _ = world.signed_in(JOKO).call("GET", path)
    _, reviewers, _ = hold(world, RIZAL, duties=only_reviews).call("GET", path)

    assert [device["label"] for device in admins["devices"]] == ["HP uji"]
    assert "public_key" not in str(admins["devices"])
    assert [(p["kind"], p["state"]) for p in admins["permits"]] == [("S", "DIAJUKAN")]
    assert "Demam" not in str(admins)
    assert [s["opd"]["id"] for s in admins["stays"]] == [KOMINFO, DINKES]
    assert heads["devices"] is None
    assert len(heads["permits"]) == 1
    assert reviewers["devices"] is None
    assert reviewers["permits"] is None


def test_months_before_a_transfer_are_the_other_opds(world: World) -> None:
    rizal, path = world.signed_in(RIZAL), f"{LIST}/{SITI.pegawai_id}/timeline"

    _, always, _ = rizal.call("GET", path)
    stay(world, SITI, date(2026, 11, 24), KOMINFO, 1)
    _, from_tomorrow, _ = rizal.call("GET", path)

    assert [a["id"] for a in always["activities"]] == [APEL.activity_id]
    assert from_tomorrow["activities"] == []


def test_what_was_done_to_a_person_names_who_did_it_but_tells_no_sign_in(world: World) -> None:
    rizal = world.signed_in(RIZAL)
    world.set_password(SITI)
    world.phone().sign_in(SITI)
    world.clock.at += timedelta(seconds=1)  # ids of one moment have no order
    assert rizal.call("POST", f"/opds/{KOMINFO}/codes", {"people": [SITI.pegawai_id]})[0] == 201

    _, told, _ = rizal.call("GET", f"{LIST}/{SITI.pegawai_id}/events")

    actions = [(event["action"], event["by"]) for event in told["events"]]
    assert actions[0] == ("code:issue", RIZAL.full_name)
    assert not any(action.startswith("session:") for action, _ in actions)


def test_a_unit_gets_its_slips_in_parts_and_the_log_says_how_many(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not the admin's own, not the head's, and not of whoever has an account already."""
    monkeypatch.setattr("chalicelib.services.issue_codes.PEOPLE_PER_SHEET", 3)
    rizal = world.signed_in(RIZAL)
    activate(world, HADI)
    whole = {"unit": 0}

    _, first, _ = rizal.call("POST", SHEETS, whole)
    status, second, _ = rizal.call("POST", SHEETS, whole | {"after": first["next"]})

    assert status == 201
    assert [code["name"] for code in first["codes"]] == [BUDI.name]  # Rizal and Endah left out
    assert (first["left"], second["next"], second["left"]) == (2, None, 0)
    assert [code["name"] for code in second["codes"]] == [SITI.name]
    told = [e.detail for e in AuditEvent.scan() if e.action == "sheet:print"]
    assert told == [{"unit": 0, "people": 1}] * 2
    assert first["codes"][0]["code"] not in str([e.detail for e in AuditEvent.scan()])


def test_a_sheet_holds_the_unit_and_its_desk_alone(world: World) -> None:
    bounded = hold(world, RIZAL, unit_no=UnitNo(2))

    def names(unit: int) -> list[str]:
        _, sheet, _ = bounded.call("POST", SHEETS, {"unit": unit})
        return [code["name"] for code in sheet["codes"]]

    assert names(0) == [BUDI.name]
    assert names(1) == []


def test_a_new_sheet_takes_the_place_of_the_old_one(world: World) -> None:
    rizal = world.signed_in(RIZAL)

    def code() -> dict[str, str]:
        _, sheet, _ = rizal.call("POST", SHEETS, {"unit": 2})
        return {name: sheet["codes"][0][name] for name in ("login", "code")}

    old, new = code(), code()

    phone = world.phone()
    assert phone.call("POST", "/activation/check", old)[0] == 422
    assert phone.call("POST", "/activation/check", new)[0] == 200


def test_a_place_in_the_list_that_is_nobodys_is_not_there(world: World) -> None:
    rizal = world.signed_in(RIZAL)

    for nobody in (WATI.pegawai_id, PegawaiId(ulid(9))):
        assert rizal.call("POST", SHEETS, {"unit": 0, "after": nobody})[0] == 404
