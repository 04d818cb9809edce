"""A surat tugas over several OPDs: found by NIP, decided by each OPD for its own people."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Final

import pytest

from chalicelib.adapters.dynamo.items import AuditEvent
from chalicelib.domain.people import Person
from tests.fakes import FakeQueue
from tests.world import (
    APEL,
    BUDI,
    DINKES,
    ENDAH,
    HADI,
    KOMINFO,
    NANIK,
    RIZAL,
    ROLES,
    SITI,
    WATI,
    Phone,
    World,
    a_photo,
    a_world,
    ulid,
    wib,
)

PAGE: Final = a_photo(9)
LETTER: Final = {
    "id": ulid(500),
    "kind": "DL",
    "from": "2026-11-23",
    "to": "2026-11-23",
    "letter": {
        "number": "800/412/433.114/2026",
        "photos": [{"sha256": sha256(PAGE).hexdigest(), "size": len(PAGE)}],
    },
    "people": [WATI.pegawai_id],
}


@pytest.fixture
def world() -> Iterator[World]:
    with a_world(NOTICE_QUEUE_URL="") as world:
        yield world


def signed_in(world: World, *people: Person) -> list[Phone]:
    return [world.signed_in(person) for person in people]


def found(phone: Phone, query: str) -> list[str]:
    status, answer, _ = phone.call("GET", f"/colleagues?q={query}")
    assert status == 200, answer
    return [f"{person['name']}, {person['opd']['name']}" for person in answer["people"]]


def cases(phone: Phone, opd: str, state: str = "DIAJUKAN") -> list[list[str]]:
    _, answer, _ = phone.call("GET", f"/opds/{opd}/permits?state={state}")
    return [[person["name"] for person in permit["people"]] for permit in answer["permits"]]


def decide(phone: Phone, opd: str, person: Person) -> tuple[int, Any]:
    path = f"/opds/{opd}/permits/{ulid(500)}/decision"
    status, answer, _ = phone.call("POST", path, {"approve": [person.pegawai_id], "reject": []})
    return status, answer


def code_on_the_board(phone: Phone, opd: str, person: Person) -> str | None:
    _, board, _ = phone.call("GET", f"/opds/{opd}/boards/2026-11-23/{APEL.activity_id}")
    code: str | None = next(p["code"] for p in board["people"] if p["name"] == person.name)
    return code


def test_a_colleague_of_another_opd_is_found_by_the_exact_nip_alone(world: World) -> None:
    (siti,) = signed_in(world, SITI)

    assert found(siti, "ningsih") == []
    assert found(siti, WATI.nip[:17]) == []
    assert found(siti, WATI.nip) == ["Wati Ningsih, Dinas Kesehatan"]
    assert found(siti, "rizal") == ["Ach. Rizal Firdaus, Dinas Komunikasi dan Informatika"]


def test_a_person_searches_thirty_times_a_minute(world: World) -> None:
    (siti,) = signed_in(world, SITI)
    for _ in range(30):
        found(siti, "rizal")

    status, refused, headers = siti.call("GET", f"/colleagues?q={WATI.nip}")
    world.clock.at += timedelta(seconds=int(headers["Retry-After"]))

    assert (status, refused["type"]) == (429, "/masalah/terlalu-sering")
    assert found(siti, "rizal")


def test_what_was_decided_is_listed_by_when_it_was_asked(world: World) -> None:
    """The phone makes the id: by the clock of a wrong one the newest would stand far below."""
    siti, budi, rizal = signed_in(world, SITI, BUDI, RIZAL)
    for phone, number in ((siti, 501), (budi, 500)):
        asked = {"id": ulid(number), "kind": "I", "reason": "Sakit gigi"}
        phone.call("POST", "/permits", asked | {"from": "2026-11-23", "to": "2026-11-23"})
        world.clock.at += timedelta(minutes=1)
    waiting = cases(rizal, KOMINFO)
    for person, number in ((SITI, 501), (BUDI, 500)):
        path = f"/opds/{KOMINFO}/permits/{ulid(number)}/decision"
        rizal.call("POST", path, {"approve": [person.pegawai_id], "reject": []})

    assert waiting == [["Siti Aminah"], ["Budi Hartono"]]
    assert cases(rizal, KOMINFO, "DISETUJUI") == [["Budi Hartono"], ["Siti Aminah"]]


def test_each_opd_decides_about_its_own_people_of_a_letter(world: World) -> None:
    siti, rizal, wati, nanik = signed_in(world, SITI, RIZAL, WATI, NANIK)

    status, made, _ = siti.call("POST", "/permits", LETTER)

    assert status == 201, made
    assert [person["opd"]["name"] for person in made["permit"]["people"]] == [
        "Dinas Komunikasi dan Informatika",
        "Dinas Kesehatan",
    ]
    assert cases(rizal, KOMINFO) == [["Siti Aminah"]]
    assert cases(nanik, DINKES) == [["Wati Ningsih"]]
    assert [decide(rizal, KOMINFO, WATI)[0], decide(nanik, DINKES, SITI)[0]] == [404, 404]
    status, decided = decide(nanik, DINKES, WATI)
    assert (status, [person["name"] for person in decided["people"]]) == (200, ["Wati Ningsih"])
    assert code_on_the_board(nanik, DINKES, WATI) == "DL"
    assert code_on_the_board(rizal, KOMINFO, SITI) is None
    assert cases(nanik, DINKES) == []
    assert cases(nanik, DINKES, "DISETUJUI") == [["Wati Ningsih"]]
    assert cases(rizal, KOMINFO) == [["Siti Aminah"]]
    _, own, _ = wati.call("GET", f"/permits/{ulid(500)}")
    assert {person["name"]: person["state"] for person in own["people"]} == {
        "Siti Aminah": "DIAJUKAN",
        "Wati Ningsih": "DISETUJUI",
    }
    _, told, _ = wati.call("GET", "/me/notices")
    assert {notice["kind"] for notice in told["notices"]} == {"permit-named", "permit-decided"}


def test_the_other_opds_admin_sees_the_letter_itself(world: World) -> None:
    """It lies under the asker's OPD; who is told are the admin's own people and the asker."""
    siti, nanik = signed_in(world, SITI, NANIK)
    _, made, _ = siti.call("POST", "/permits", LETTER)
    key = made["uploads"][0]["fields"]["key"]
    world.wired.verify_photo(world.put_photo(made["uploads"][0], PAGE))

    status, links, _ = nanik.call("POST", f"/opds/{DINKES}/permits/{ulid(500)}/photo-views", {})

    assert status == 200, links
    assert key.removeprefix("in/") in links["photos"][0]["url"]


def test_a_letter_that_does_not_name_an_opd_is_not_there_for_it(world: World) -> None:
    siti, nanik = signed_in(world, SITI, NANIK)
    siti.call("POST", "/permits", LETTER | {"people": []})

    views = f"/opds/{DINKES}/permits/{ulid(500)}/photo-views"

    assert cases(nanik, DINKES) == []
    assert nanik.call("POST", views, {})[0] == 404
    assert decide(nanik, DINKES, SITI)[0] == 404


def test_who_was_named_from_another_opd_withdraws_only_the_own_part(world: World) -> None:
    siti, rizal, wati, nanik = signed_in(world, SITI, RIZAL, WATI, NANIK)
    siti.call("POST", "/permits", LETTER)

    status, _, _ = wati.call("POST", f"/permits/{ulid(500)}/withdrawal", {})

    assert status == 200
    assert cases(nanik, DINKES) == []
    assert cases(rizal, KOMINFO) == [["Siti Aminah"]]


@pytest.mark.parametrize(
    "changes", [{"people": [ulid(404)]}, {"kind": "I", "reason": "Keperluan", "letter": None}]
)
def test_only_a_letter_names_others_and_only_people_whom_we_know(
    world: World, changes: dict[str, object]
) -> None:
    (siti,) = signed_in(world, SITI)

    status, refused, _ = siti.call("POST", "/permits", LETTER | changes)

    assert (status, refused["type"]) == (422, "/masalah/bukan-peserta")


def test_a_letter_sent_again_takes_no_other_pages(world: World) -> None:
    """Its answer was lost; what the first one did not name has no place in the bucket."""
    (siti,) = signed_in(world, SITI)
    _, first, _ = siti.call("POST", "/permits", LETTER)
    other = {"sha256": "b" * 64, "size": len(PAGE)}
    pages = [*LETTER["letter"]["photos"], other]  # type: ignore[index]

    again = siti.call("POST", "/permits", LETTER | {"letter": {"number": "9", "photos": pages}})
    more = siti.call("POST", f"/permits/{LETTER['id']}/uploads", {"photos": pages})

    keys = [form["fields"]["key"] for form in first["uploads"]]
    for status, answer, _ in (again, more):
        assert status < 300, answer
        assert [form["fields"]["key"] for form in answer["uploads"]] == keys


SICK: Final = LETTER | {"id": ulid(501), "kind": "S", "reason": "Demam berdarah", "people": []}


def test_a_doctors_letter_comes_after_its_request(world: World) -> None:
    """Over two days ill, it is brought within three days of the return (ux.md)."""
    (siti,) = signed_in(world, SITI)
    bare = {key: SICK[key] for key in ("id", "kind", "from", "to", "reason", "people")}
    assert siti.call("POST", "/permits", bare)[0] == 201
    path = f"/permits/{SICK['id']}"
    world.clock.at = wib("16.00", date(2026, 11, 26))

    first = siti.call("POST", f"{path}/uploads", LETTER["letter"])  # number is no part of it
    assert first[0] == 422
    photos = {"photos": LETTER["letter"]["photos"]}  # type: ignore[index]
    status, answer, _ = siti.call("POST", f"{path}/uploads", photos)
    assert status == 200, answer
    (form,) = answer["uploads"]
    again = siti.call("POST", f"{path}/uploads", photos)[1]["uploads"]
    assert [one["fields"]["key"] for one in again] == [form["fields"]["key"]]
    world.put_photo(form, PAGE)
    world.wired.verify_photo(form["fields"]["key"])

    assert siti.call("GET", path)[1]["letter"]["photos"] == 1
    world.s3.head_object(
        Bucket="apel-photos", Key=form["fields"]["key"].removeprefix("in/")
    )  # kept
    assert "permit:note" in {event.action for event in AuditEvent.scan()}


@pytest.mark.parametrize(
    ("who", "day", "pages", "answer"),
    [
        (SITI, date(2026, 12, 1), 1, (409, "/masalah/status-berubah")),
        (SITI, date(2026, 11, 30), 4, (422, "/masalah/terlalu-panjang")),
        (BUDI, date(2026, 11, 24), 1, (404, "/masalah/tidak-ada")),
    ],
    ids=["too late", "too many", "another's"],
)
def test_a_doctors_letter_is_its_askers_and_comes_in_time(
    world: World, who: Person, day: date, pages: int, answer: tuple[int, str]
) -> None:
    siti, sender = signed_in(world, SITI, who)
    assert siti.call("POST", "/permits", SICK)[0] == 201
    world.clock.at = wib("07.00", day)
    photos = [{"sha256": f"{n}" * 64, "size": len(PAGE)} for n in range(pages)]

    status, problem, _ = sender.call("POST", f"/permits/{SICK['id']}/uploads", {"photos": photos})

    assert (status, problem["type"]) == answer
    assert siti.call("GET", f"/permits/{SICK['id']}")[1]["letter"]["photos"] == 1


@pytest.mark.parametrize("asked", [LETTER, SICK])
def test_an_admin_of_other_units_does_not_open_a_letter(
    world: World, asked: dict[str, object]
) -> None:
    """Who looks after one unit has no business with the papers of the next (security.md §7)."""
    siti, budi = signed_in(world, SITI, BUDI)
    siti.call("POST", "/permits", asked)
    of_unit = replace(ROLES[RIZAL.pegawai_id], unit_no=BUDI.unit_no)
    account = world.wired.accounts.get(BUDI.pegawai_id)
    assert account
    world.wired.accounts.save(replace(account, appointments=(of_unit,)).next_rev())

    views = f"/opds/{KOMINFO}/permits/{asked['id']}/photo-views"
    status, refused, _ = budi.call("POST", views, {})

    assert (status, refused["type"]) == (403, "/masalah/tidak-berwenang")


def test_the_illness_is_told_to_the_own_admin_alone(world: World) -> None:
    """Whoever reads the whole regency sees that somebody is ill, not of what (R3)."""
    siti, rizal, endah, hadi = signed_in(world, SITI, RIZAL, ENDAH, HADI)
    siti.call("POST", "/permits", SICK)

    def told(phone: Phone) -> list[tuple[str, str | None]]:
        _, answer, _ = phone.call("GET", f"/opds/{KOMINFO}/permits")
        return [(permit["kind"], permit["reason"]) for permit in answer["permits"]]

    assert told(rizal) == [("S", "Demam berdarah")]
    assert told(endah) == told(hadi) == [("S", None)]
    views = f"/opds/{KOMINFO}/permits/{SICK['id']}/photo-views"
    assert [phone.call("POST", views, {})[0] for phone in (rizal, endah, hadi)] == [200, 403, 403]


def test_the_id_of_somebody_elses_permit_opens_nothing(world: World) -> None:
    """Ids are made on phones; an admin who enters leave under a sick note's must not read it."""
    wati, rizal = signed_in(world, WATI, RIZAL)
    wati.call("POST", "/permits", SICK)
    leave = {
        "id": SICK["id"], "kind": "C", "from": "2026-11-23", "to": "2026-11-23",
        "people": [SITI.pegawai_id],
    }  # fmt: skip

    status, refused, _ = rizal.call("POST", f"/opds/{KOMINFO}/permits", leave)

    assert (status, refused["type"]) == (404, "/masalah/tidak-ada")


ABSENT: Final = {
    "id": ulid(502), "kind": "I", "from": "2026-11-23", "to": "2026-11-23",
    "activity_id": APEL.activity_id, "reason": "Keperluan keluarga",
}  # fmt: skip


def test_the_reason_for_a_day_that_is_over_is_given_from_the_month(world: World) -> None:
    """After midnight today's page no longer holds the activity, and the lock is still to come."""
    (siti,) = signed_in(world, SITI)
    world.wired.recap_queue = FakeQueue()
    world.clock.at = wib("06.00", date(2026, 11, 24))
    _, today, _ = siti.call("GET", "/me/today")
    _, month, _ = siti.call("GET", "/me/months/202611")

    status, _, _ = siti.call("POST", "/permits", ABSENT)

    assert APEL.activity_id not in [one["id"] for one in today["activities"]]
    (missed,) = (day["activities"][0] for day in month["days"] if day["date"] == "2026-11-23")
    assert (missed["id"], missed["reason_until"]) == (APEL.activity_id, "2026-11-26")
    assert status == 201


@pytest.mark.parametrize(
    "wrong",
    [{"from": "2026-11-24", "to": "2026-11-25"}, {"activity_id": ulid(9_999)}],
    ids=["another day", "no activity of ours"],
)
def test_a_request_for_one_activity_is_for_its_own_day(world: World, wrong: dict[str, str]) -> None:
    """It would cover nothing: approved, and still without a reason at the lock."""
    (siti,) = signed_in(world, SITI)

    status, refused, _ = siti.call("POST", "/permits", ABSENT | wrong)
    _, kept, _ = siti.call("GET", "/permits")

    assert (status, refused["type"]) == (422, "/masalah/di-luar-batas")
    assert refused["pointer"] == "/activity_id"
    assert kept["permits"] == []
