"""The duty roster from the desk to the recap: PK where a shift meets the apel, told and audited."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest

from chalicelib.adapters.dynamo.items import AuditEvent
from chalicelib.domain.attendance import Code
from chalicelib.domain.calendar import Job, Moment
from chalicelib.domain.permits import PermitState
from chalicelib.domain.work import Work
from tests.scheduled import PLACE, Office
from tests.world import (
    APEL,
    BUDI,
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
    ulid,
    wib,
)

Json = dict[str, Any]
DUTY: Final = f"/opds/{KOMINFO}/duty"
READ: Final = f"{DUTY}?month=202611"
ON_MONDAY: Final = MONDAY.day - 1


def month(monday: str, rest: str = "-") -> str:
    """A November in which Monday the 23rd is this."""
    return rest * ON_MONDAY + monday + rest * (30 - MONDAY.day)


@pytest.fixture
def office(base: Office) -> Office:
    """Monday, 06.00."""
    return base.as_at_the_start().at("06.00")


@pytest.fixture
def rizal(office: Office) -> Phone:
    return office.world.signed_in(RIZAL)


def ask(phone: Phone, method: str, path: str, body: object = None, status: int = 200) -> Json:
    found, answer, _ = phone.call(method, path, body)
    assert found == status, answer
    return dict(answer)


def save(phone: Phone, version: int = 0, status: int = 200, **rows: str) -> Json:
    """Months by the names of people of the small regency."""
    people = {"siti": SITI, "budi": BUDI, "joko": JOKO, "wati": WATI, "rizal": RIZAL}
    return ask(
        phone, "PUT", DUTY, status=status,
        body={
            "month": "202611", "version": version,
            "rows": [{"pegawai_id": people[n].pegawai_id, "row": row} for n, row in rows.items()],
        },
    )  # fmt: skip


def codes(office: Office) -> dict[str, Code | None]:
    chunks = office.world.wired.rosters.chunks(KOMINFO, MONDAY)
    office.world.wired.run(Work(job=Job.COMPILE, place=PLACE, chunks=chunks))
    return {line.pegawai_id: line.code for line in office.current().recap.lines}


def test_who_is_on_shift_counts_as_piket_and_who_is_not_listed_as_everybody(
    office: Office, rizal: Phone
) -> None:
    save(rizal, siti=month("1"), budi=month("L"), joko=month("2"))

    found = codes(office.at("07.31"))

    assert found[SITI.pegawai_id] is Code.ON_SHIFT
    assert found[BUDI.pegawai_id] is Code.OFF
    assert found[JOKO.pegawai_id] is None  # from 15.00 on: the apel is his
    assert found[RIZAL.pegawai_id] is None


def test_an_own_record_wins_over_the_roster(office: Office, rizal: Phone) -> None:
    save(rizal, siti=month("1"), budi=month("1"))
    office.check_in(SITI, wib("07.01"))

    found = codes(office.at("07.31"))

    assert (found[SITI.pegawai_id], found[BUDI.pegawai_id]) == (Code.PRESENT, Code.ON_SHIFT)


def test_nobody_on_shift_is_reminded_or_asked(office: Office, rizal: Phone) -> None:
    save(rizal, siti=month("1"), budi=month("L"))
    office.at("07.20")
    work = Work(
        job=Job.REMIND, place=PLACE, moment=Moment.CLOSING_SOON,
        chunks=office.world.wired.rosters.chunks(KOMINFO, MONDAY),
    )  # fmt: skip

    office.world.wired.run(work)
    told = ask(
        rizal, "POST", f"/opds/{KOMINFO}/reminders",
        body={
            "date": f"{MONDAY}", "activity": APEL.activity_id,
            "people": [SITI.pegawai_id, BUDI.pegawai_id],
        },
    )  # fmt: skip

    assert told["reminded"] == 0
    asked = "".join(office.queues[1].waiting)
    assert JOKO.pegawai_id in asked
    assert SITI.pegawai_id not in asked
    assert BUDI.pegawai_id not in asked


def test_nobody_who_is_excused_or_whose_request_waits_is_asked(
    office: Office, rizal: Phone
) -> None:
    office.ask(SITI, Code.LEAVE, PermitState.APPROVED)
    office.ask(BUDI, Code.ILL, n=2)
    office.at("07.20")

    told = ask(
        rizal, "POST", f"/opds/{KOMINFO}/reminders",
        body={
            "date": f"{MONDAY}", "activity": APEL.activity_id,
            "people": [SITI.pegawai_id, BUDI.pegawai_id, JOKO.pegawai_id],
        },
    )  # fmt: skip

    assert told["reminded"] == 1
    asked = "".join(office.queues[1].waiting)
    assert (JOKO.pegawai_id in asked, SITI.pegawai_id in asked) == (True, False)


def test_the_person_sees_it_today_and_in_the_month_and_the_admin_on_the_board(
    office: Office, rizal: Phone
) -> None:
    save(rizal, siti=month("1"))
    siti = office.world.signed_in(SITI)

    today = ask(siti, "GET", "/me/today")["activities"][0]
    days = ask(siti, "GET", "/me/months/202611")
    board = ask(rizal, "GET", f"/opds/{KOMINFO}/boards/{MONDAY}/{APEL.activity_id}")

    assert (today["code"], today["ticket"] is not None) == ("PK", True)
    assert days["counts"] == {"PK": 1}
    assert {p["pegawai_id"]: p["code"] for p in board["people"]}[SITI.pegawai_id] == "PK"


def test_head_and_admin_write_it_and_the_regency_reads(office: Office, rizal: Phone) -> None:
    page = save(rizal, siti=month("1"))
    assert [row["name"] for row in page["rows"]] == [SITI.full_name]
    assert page["activities"][0]["on_shift"] == 1
    joko = office.world.signed_in(JOKO)
    assert save(joko, version=1, budi=month("3"))["version"] == 2

    for person in (ENDAH, HADI):
        phone = office.world.signed_in(person)
        assert len(ask(phone, "GET", READ)["rows"]) == 2
        save(phone, version=2, status=403, siti=month("2"))
    assert office.world.signed_in(SITI).call("GET", READ)[0] == 403
    assert office.world.signed_in(NANIK).call("GET", READ)[0] == 404


def test_an_admin_of_a_unit_plans_its_people_alone(office: Office, rizal: Phone) -> None:
    save(rizal, siti=month("1"), budi=month("1"))
    of_unit = replace(ROLES[RIZAL.pegawai_id], unit_no=SITI.unit_no)
    account = office.world.wired.accounts.get(RIZAL.pegawai_id)
    assert account
    office.world.wired.accounts.save(replace(account, appointments=(of_unit,)).next_rev())

    page = ask(rizal, "GET", READ)

    assert [row["name"] for row in page["rows"]] == [SITI.full_name]
    save(rizal, version=1, status=403, siti=month("2"), budi=month("2"))
    assert save(rizal, version=1, siti=month("2"))["version"] == 2


def test_a_save_is_over_the_version_that_was_seen_and_all_or_nothing(rizal: Phone) -> None:
    save(rizal, siti=month("1"))

    assert save(rizal, status=409, siti=month("2"))["type"] == "/masalah/konflik-versi"
    save(rizal, version=1, status=404, siti=month("2"), wati=month("2"))  # of another OPD
    save(rizal, version=1, status=422, siti=month("2") + "-")
    twice = [{"pegawai_id": SITI.pegawai_id, "row": month(letter)} for letter in "12"]
    body = {"month": "202611", "version": 1, "rows": twice}
    assert ask(rizal, "PUT", DUTY, body, status=422)["pointer"] == "/rows"

    page = ask(rizal, "GET", READ)
    assert (page["version"], [row["row"] for row in page["rows"]]) == (1, [month("1")])
    (event,) = [e for e in AuditEvent.scan() if e.action == "duty:change"]
    assert event.detail == {"version": 1, "rows": {SITI.pegawai_id: month("1")}}
    assert save(rizal, version=1, siti=month("1"))["version"] == 1  # the same: no change


def test_after_the_apel_a_change_needs_its_reason_and_after_the_lock_there_is_none(
    office: Office, rizal: Phone
) -> None:
    office.at("08.00")
    row = {"pegawai_id": SITI.pegawai_id, "row": month("1")}
    body = {"month": "202611", "version": 0, "rows": [row]}
    refused = ask(rizal, "PUT", DUTY, body, status=422)
    assert (refused["type"], refused["pointer"]) == ("/masalah/wajib", "/reason")
    ask(rizal, "PUT", DUTY, body | {"reason": "Jadwal terlambat masuk"})
    office.at("18.00", date(2026, 11, 27)).run(Job.LOCK)

    late = ask(
        rizal, "PUT", DUTY, status=409,
        body=body | {"version": 1, "reason": "Lagi", "rows": [row | {"row": month("2")}]},
    )  # fmt: skip

    assert (late["type"], late["days"]) == ("/masalah/status-berubah", [f"{MONDAY}"])
    assert ask(rizal, "GET", READ)["locked"] == ["2026-11-22", f"{MONDAY}"]
    eve = month("1")[: ON_MONDAY - 1] + "3" + month("1")[ON_MONDAY:]
    ask(
        rizal, "PUT", DUTY, status=409,
        body=body | {"version": 1, "reason": "Lagi", "rows": [row | {"row": eve}]},
    )  # fmt: skip


def test_nobody_writes_the_own_shift_once_the_apel_is_over(office: Office, rizal: Phone) -> None:
    assert save(rizal, rizal=month("1"))["version"] == 1
    office.at("08.00")
    row = {"pegawai_id": RIZAL.pegawai_id, "row": month("L")}
    body = {"month": "202611", "version": 1, "rows": [row], "reason": "Lupa"}

    assert ask(rizal, "PUT", DUTY, body, status=403)["type"] == "/masalah/perkara-sendiri"

    ask(office.world.signed_in(JOKO), "PUT", DUTY, body)


def test_two_people_swap_a_day_and_both_are_told(office: Office, rizal: Phone) -> None:
    save(rizal, siti=month("1"), budi=month("3"))
    swap = {
        "date": f"{MONDAY}", "version": 1, "pegawai_id": SITI.pegawai_id,
        "with": BUDI.pegawai_id,
    }  # fmt: skip

    page = ask(rizal, "POST", f"{DUTY}/swaps", swap)

    rows = {row["pegawai_id"]: row["row"] for row in page["rows"]}
    assert rows == {SITI.pegawai_id: month("3"), BUDI.pegawai_id: month("1")}
    for person, words in ((SITI, "malam, 23.00–07.00"), (BUDI, "pagi, 07.00–15.00")):
        (notice,) = ask(office.world.signed_in(person), "GET", "/me/notices")["notices"]
        assert notice["data"]["body"] == f"Senin, 23 November 2026: {words}."
    assert ask(rizal, "POST", f"{DUTY}/swaps", swap, status=409)["type"].endswith("konflik-versi")
    same = swap | {"version": 2, "with": SITI.pegawai_id}
    assert ask(rizal, "POST", f"{DUTY}/swaps", same, status=422)["pointer"] == "/with"


def test_what_clashes_is_shown_and_refuses_nothing(rizal: Phone) -> None:
    ask(
        rizal, "POST", f"/opds/{KOMINFO}/permits", status=201,
        body={
            "id": ulid(900), "kind": "C", "from": "2026-11-24", "to": "2026-11-25",
            "people": [SITI.pegawai_id], "number": "850/1", "reason": "Cuti tahunan",
        },
    )  # fmt: skip

    page = save(rizal, siti="1" * 30, budi=month("1", rest="3"))

    found = {(c["pegawai_id"], c["kind"], c["date"]) for c in page["clashes"]}
    assert found == {
        (SITI.pegawai_id, "izin", "2026-11-24"),
        (SITI.pegawai_id, "izin", "2026-11-25"),
        (BUDI.pegawai_id, "tanpa-jeda", f"{MONDAY}"),
    }
    assert [permit["date"] for permit in page["permits"]] == ["2026-11-24", "2026-11-25"]


def test_lines_of_a_spreadsheet_find_their_people(rizal: Phone) -> None:
    names = [SITI.nip, "budi hartono", "B. Hartono", "Tidak Ada", WATI.nip]

    found = ask(rizal, "POST", f"{DUTY}/matches", {"names": names})["matches"]

    assert [(m["sure"], [p["name"] for p in m["people"]]) for m in found] == [
        (True, [SITI.full_name]),
        (True, [BUDI.full_name]),
        (False, [BUDI.full_name]),
        (False, []),
        (False, []),  # of another OPD
    ]


def test_a_month_without_a_roster_is_empty(rizal: Phone) -> None:
    page = ask(rizal, "GET", f"{DUTY}?month={date(2027, 1, 1):%Y%m}")

    assert (page["version"], page["rows"], page["locked"]) == (0, [], [])
    assert rizal.call("GET", f"{DUTY}?month=2026-11")[0] == 422
