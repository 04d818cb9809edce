"""The page of a week, its files and its reopening, through the API."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest

from chalicelib.adapters.dynamo.items import RecapItem
from chalicelib.adapters.dynamo.repositories.people import opd_item
from chalicelib.domain.activities import ActivityId, Kind
from chalicelib.domain.attendance import Code
from chalicelib.domain.calendar import Job, Week
from chalicelib.domain.people import Appointment, Duty, Person, Role, UnitNo
from chalicelib.domain.permits import PermitState
from chalicelib.domain.sheets import Document, FileKind, Sheet
from chalicelib.services.publish_week import publish_week
from tests.fakes import FakeRenderer
from tests.scheduled import Office, an_office, place_of
from tests.world import (
    APEL,
    BUDI,
    DINKES,
    ENDAH,
    JOKO,
    KOMINFO,
    MONDAY,
    RIZAL,
    SITI,
    Phone,
    ulid,
    wib,
)

WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, day) for day in (25, 26, 27))
TUESDAY_AFTER, WEDNESDAY_AFTER = date(2026, 12, 1), date(2026, 12, 2)


class Remembering(FakeRenderer):
    """Keeps what it was to draw."""

    def __init__(self) -> None:
        self.documents: list[Document] = []

    def render(  # type: ignore[explicit-override]  # 3.11 has no typing.override
        self, kind: FileKind, document: Document
    ) -> bytes:
        self.documents.append(document)
        return kind.encode()


@pytest.fixture(scope="module")
def base() -> Iterator[Office]:
    with an_office(REQUIRE_SECOND_FACTOR="tidak", BIND_DEVICE_FREELY="ya") as office:
        office.remember()
        yield office


@pytest.fixture
def office(base: Office) -> Office:
    office = base.as_at_the_start()
    office.check_in(SITI, wib("07.01"))
    office.at("09.00").tick(Job.CLOSE)
    return office


@pytest.fixture
def siti(office: Office) -> Phone:
    return office.world.signed_in(SITI)


@pytest.fixture
def joko(office: Office) -> Phone:
    return office.world.signed_in(JOKO)


@pytest.fixture
def endah(office: Office) -> Phone:
    return office.world.signed_in(ENDAH)


def reopening(**changes: str) -> dict[str, str]:
    return {
        "opd": KOMINFO,
        "date": "2026-11-23",
        "activity": APEL.activity_id,
        "reason": "Surat tugas terlambat diterima.",
    } | changes


def test_before_anything_is_published_the_page_shows_what_is_current(joko: Phone) -> None:
    status, page, _ = joko.call("GET", "/recaps/2026-W48")

    assert status == 200, page
    (table,) = page["tables"]
    assert table["status"] == "SEMENTARA"
    assert table["activity"] == {
        "id": APEL.activity_id,
        "title": "Apel pagi",
        "kind": "APEL_PAGI",
        "date": "2026-11-23",
    }
    assert table["total"] == {
        "expected": 6,
        "unexplained": 0,
        "excused": 0,
        "pending": 5,
        "absent": 0,
        "present": 1,
        "percent": "16,67%",
        "late": 0,
        "codes": {"H": 1},
    }
    assert [row["name"] for row in table["rows"]][1:] == ["Sekretariat", "Aplikasi Informatika"]
    assert table["locks_on"] == "2026-11-26"
    assert table["text"].startswith("*REKAP APEL PAGI*")
    assert page["published"] == page["files"] == []
    assert (page["previous"], page["next"]) == ("2026-W47", None)


def test_an_employee_sees_the_totals_of_their_own_opd_without_files(siti: Phone) -> None:
    status, page, _ = siti.call("GET", "/recaps/2026-W48")

    assert status == 200, page
    assert page["opd"]["id"] == KOMINFO
    assert (page["files"], page["may_reopen"]) == ([], False)
    assert siti.call("GET", "/recaps/2026-W48/files/PDF")[0] == 403
    assert siti.call("GET", f"/recaps/2026-W48?opd={DINKES}")[0] == 404


def test_bkpsda_sees_the_regency_and_every_opd(endah: Phone) -> None:
    _, regency, _ = endah.call("GET", "/recaps/2026-W48")
    _, one, _ = endah.call("GET", f"/recaps/2026-W48?opd={DINKES}")

    assert regency["opd"] is None
    assert [row["id"] for row in regency["tables"][0]["rows"]] == [DINKES, KOMINFO]
    assert regency["tables"][0]["total"]["expected"] == 8
    assert one["opd"]["name"] == "Dinas Kesehatan"
    assert one["may_reopen"]


def test_units_are_compared_week_by_week(joko: Phone, endah: Phone) -> None:
    _, page, _ = joko.call("GET", "/recaps/2026-W48")
    status, compared, _ = joko.call("GET", "/recaps/2026-W48/units")

    assert status == 200, compared
    assert (compared["weeks"][0], compared["weeks"][-1]) == ("2026-W37", "2026-W48")
    figures = ("expected", "present", "late", "excused", "pending", "unexplained")
    assert [(unit["no"], unit["name"], unit["weeks"][-1]) for unit in compared["units"]] == [
        (row["unit_no"], row["name"], [row[name] for name in figures])
        for row in page["tables"][-1]["rows"]
    ]
    assert {week for unit in compared["units"] for week in map(str, unit["weeks"][:-1])} == {"None"}
    assert endah.call("GET", "/recaps/2026-W48/units")[0] == 404  # the regency has no units


@pytest.mark.parametrize("kind", ["PDF", "XLSX", "CSV"])
def test_a_published_file_is_a_link_for_a_minute(office: Office, joko: Phone, kind: str) -> None:
    office.at("16.00", WEDNESDAY).tick(Job.PUBLISH_WEEKLY)

    _, page, _ = joko.call("GET", "/recaps/2026-W48")
    status, link, _ = joko.call("GET", f"/recaps/2026-W48/files/{kind}")

    assert page["files"] == ["PDF", "XLSX", "CSV"]
    assert page["published"] == [
        {"version": 1, "status": "SEMENTARA", "state": "SEMENTARA", "at": "2026-11-25T09:00:00Z"}
    ]
    assert status == 200, link
    assert link["name"] == f"rekap-2026-W48-SEMENTARA-2026-11-25-160000.{kind.lower()}"
    assert urlsplit(link["url"]).path.endswith(f".{kind.lower()}")
    assert "X-Amz-Expires=60" in link["url"]


def test_the_code_on_a_printed_table_is_checked_without_signing_in(office: Office) -> None:
    office.at("16.00", WEDNESDAY).tick(Job.PUBLISH_WEEKLY)
    renderer = Remembering()
    press = replace(office.world.wired.press, renderer=renderer)
    week, phone = Week(2026, 48), office.world.phone()
    (first,) = office.world.wired.recaps.published(KOMINFO, week)
    office.check_in(BUDI, wib("07.20"))
    office.at("20.00", WEDNESDAY).tick(Job.COMPILE)
    publish_week(
        owner=KOMINFO, week=week, press=press, recap_queue=office.queues[0],
        notice_queue=office.queues[1], clock=office.world.clock,
    )  # fmt: skip

    token = renderer.documents[0].sheets[0].qr.partition("#")[2]
    _, checked, _ = phone.call("POST", "/checks", {"token": token})
    _, forged, _ = phone.call("POST", "/checks", {"token": token[:-2] + "AA"})

    assert first.version == 1
    assert checked == {
        "valid": True,
        "kind": "recap",
        "opd": "Dinas Komunikasi dan Informatika",
        "title": "Apel pagi",
        "date": "2026-11-23",
        "status": "SEMENTARA",
        "total": 6,
        "present": 2,
        "percent": "33,33%",
        "newer": None,
    }
    assert forged == {"valid": False}


def test_an_edition_of_before_says_its_status(office: Office, joko: Phone) -> None:
    office.at("16.00", WEDNESDAY).tick(Job.PUBLISH_WEEKLY)
    for item in RecapItem.scan():
        if "files" in item.data:
            del item.data["state"]
            item.save()

    _, page, _ = joko.call("GET", "/recaps/2026-W48")

    assert [each["state"] for each in page["published"]] == ["SEMENTARA"]


def test_every_edition_is_fetched_under_what_it_says(
    office: Office, joko: Phone, endah: Phone
) -> None:
    """The second edition says FINAL v1, the third FINAL v2: no two counts that disagree."""
    renderer = Remembering()
    office.world.wired.press = replace(office.world.wired.press, renderer=renderer)
    office.at("16.00", WEDNESDAY).tick(Job.PUBLISH_WEEKLY)
    office.at("21.00", THURSDAY).tick(Job.LOCK)
    endah.call("POST", "/recaps/2026-W48/reopenings", reopening())
    office.at("21.00", TUESDAY_AFTER).tick(Job.LOCK)

    _, page, _ = joko.call("GET", "/recaps/2026-W48")
    links = [
        joko.call("GET", f"/recaps/2026-W48/files/PDF?version={each['version']}")[1]
        for each in page["published"]
    ]

    states = [each["state"] for each in page["published"]]
    assert states == ["SEMENTARA", "FINAL v1", "FINAL v2"]
    assert [link["name"] for link in links] == [
        "rekap-2026-W48-SEMENTARA-2026-11-25-160000.pdf",
        "rekap-2026-W48-FINAL-v1.pdf",
        "rekap-2026-W48-FINAL-v2.pdf",
    ]
    assert len({urlsplit(link["url"]).path for link in links}) == len(links)
    sheets = [
        document.sheets[0]
        for document in renderer.documents[:: len(FileKind)]
        if "DINAS KOMUNIKASI DAN INFORMATIKA" in document.sheets[0].letterhead
    ]
    checks = [
        office.world.phone().call("POST", "/checks", {"token": sheet.qr.partition("#")[2]})[1]
        for sheet in sheets
    ]
    assert [sheet.state for sheet in sheets] == states
    assert [(check["status"], check["newer"]) for check in checks] == [
        ("SEMENTARA", {"status": "FINAL v2", "at": "2026-12-01T14:00:00Z"}),
        ("FINAL v1", {"status": "FINAL v2", "at": "2026-12-01T14:00:00Z"}),
        ("FINAL v2", None),
    ]


def test_two_provisional_editions_of_a_minute_have_two_names(office: Office, joko: Phone) -> None:
    office.at("16.00", WEDNESDAY).tick(Job.PUBLISH_WEEKLY)
    office.check_in(BUDI, wib("07.20"))
    office.world.clock.at += timedelta(seconds=40)
    office.tick(Job.PUBLISH_WEEKLY)

    names, files, _ = editions(joko)

    assert names == ["SEMENTARA", "SEMENTARA"]
    assert len(set(files)) == len(files)


def reopened_in_turn(office: Office, phone: Phone, *wanted: dict[str, str]) -> None:
    """All are FINAL; then one after the other is opened again and locked."""
    office.at("21.00", THURSDAY).tick(Job.LOCK)
    for body, day in zip(wanted, (FRIDAY, TUESDAY_AFTER), strict=True):
        status, answer, _ = phone.call("POST", "/recaps/2026-W48/reopenings", body)
        assert status == 201, answer
        office.at("21.00", day).tick(Job.LOCK)


def editions(phone: Phone, opd: str = "") -> tuple[list[str], list[str], int]:
    """What they are called in the list and as files, and the version of the last table."""
    asked = f"opd={opd}" if opd else ""
    _, page, _ = phone.call("GET", f"/recaps/2026-W48?{asked}")
    files = [
        phone.call("GET", f"/recaps/2026-W48/files/PDF?{asked}&version={each['version']}")[1]
        for each in page["published"]
    ]
    names = [each["state"] for each in page["published"]]
    return names, [file["name"] for file in files], page["tables"][-1]["version"]


def test_two_opds_reopened_in_turn_make_two_editions_of_the_regency(
    office: Office, endah: Phone
) -> None:
    """Each has a v2; the regency's table is another one each time."""
    reopened_in_turn(office, endah, reopening(), reopening(opd=DINKES))

    names, files, version = editions(endah)

    assert names == ["FINAL v1", "FINAL v2", "FINAL v3"]
    assert files == [f"rekap-2026-W48-FINAL-v{n}.pdf" for n in (1, 2, 3)]
    assert version == 3
    assert editions(endah, DINKES)[2] == 2


def test_two_tables_of_a_week_reopened_in_turn_make_two_editions_of_it(
    office: Office, endah: Phone
) -> None:
    renderer = Remembering()
    office.world.wired.press = replace(office.world.wired.press, renderer=renderer)
    ceremony = replace(
        APEL, activity_id=ActivityId(ulid(7_101)), kind=Kind.CEREMONY, title="Upacara",
        organiser=KOMINFO, opds=(KOMINFO,),
    )  # fmt: skip
    office.world.wired.activities.add(ceremony, [KOMINFO], office.world.event("test:activity"))
    office.tick(Job.CLOSE)
    reopened_in_turn(office, endah, reopening(), reopening(activity=ceremony.activity_id))

    names, files, version = editions(endah, KOMINFO)

    assert names == ["FINAL v1", "FINAL v2", "FINAL v3"]
    assert len(set(files)) == len(files)
    assert version == 3
    drawn = {
        tuple(sheet.state for sheet in document.sheets)
        for document in renderer.documents
        if len(document.sheets) > 1
    }
    assert ("FINAL v2", "FINAL v2", "FINAL v3") in drawn


def test_a_table_that_closes_after_a_final_week_makes_another_edition(
    office: Office, endah: Phone
) -> None:
    """Monday's is FINAL on Thursday; Friday's ceremony opens the week again, and ends it."""
    office.at("21.00", THURSDAY).tick(Job.LOCK)
    window = replace(
        APEL.window, opens=wib("06.45", FRIDAY), starts=wib("07.00", FRIDAY),
        late_after=wib("07.15", FRIDAY), closes=wib("07.30", FRIDAY),
    )  # fmt: skip
    ceremony = replace(
        APEL, activity_id=ActivityId(ulid(7_102)), kind=Kind.CEREMONY, held_on=FRIDAY,
        window=window,
    )  # fmt: skip
    renderer = Remembering()
    office.world.wired.press = replace(office.world.wired.press, renderer=renderer)
    both = [KOMINFO, DINKES]
    office.world.wired.activities.add(ceremony, both, office.world.event("test:activity"))
    office.at("16.00", FRIDAY).tick(Job.PUBLISH_WEEKLY)
    assert the_regency(renderer).state == "FINAL v1"  # Monday's table as it stands
    office.at("21.00", WEDNESDAY_AFTER).tick(Job.LOCK)

    for opd in ("", KOMINFO):
        assert editions(endah, opd)[0] == ["FINAL v1", "SEMENTARA", "FINAL v2"]


def test_the_regency_names_the_opds_that_its_week_waits_for(base: Office) -> None:
    """Dinkes has no table yet; then it alone is not FINAL; then nobody is waited for."""
    office = base.as_at_the_start()
    endah, seen = office.world.signed_in(ENDAH), []

    def look(asked: str = "") -> list[str]:
        awaited: list[str] = endah.call("GET", f"/recaps/2026-W48{asked}")[1]["awaited"]
        return awaited

    office.at("07.31").run(Job.COMPILE)
    seen.append(look())
    office.at("09.00").tick(Job.CLOSE)
    seen.append(look())
    office.at("21.00", THURSDAY).run(Job.LOCK)
    seen.append(look())
    assert look(f"?opd={DINKES}") == []
    office.run(Job.LOCK, place_of(DINKES))
    seen.append(look())

    assert seen == [["Dinas Kesehatan"], [], ["Dinas Kesehatan"], []]


def the_regency(renderer: Remembering) -> Sheet:
    """The newest that was drawn of it."""
    sheets = [document.sheets[0] for document in renderer.documents]
    return [sheet for sheet in sheets if "PEMERINTAH" in sheet.title[1]][-1]


def test_after_a_reopening_the_regency_says_of_which_opd_and_what_differs(
    office: Office, endah: Phone
) -> None:
    renderer = Remembering()
    office.world.wired.press = replace(office.world.wired.press, renderer=renderer)
    office.at("21.00", THURSDAY).tick(Job.LOCK)
    first = the_regency(renderer)
    endah.call("POST", "/recaps/2026-W48/reopenings", reopening())
    office.ask(BUDI, Code.DUTY_ELSEWHERE, PermitState.APPROVED)
    office.at("21.00", TUESDAY_AFTER).tick(Job.LOCK)

    second = the_regency(renderer)

    name = "Dinas Komunikasi dan Informatika"
    assert (first.state, second.state) == ("FINAL v1", "FINAL v2")
    assert [note for note in first.notes if name in note] == []
    assert [note for note in second.notes if name in note] == [
        f"{name}: Dibuka kembali oleh BKPSDA 26 November 2026: Surat tugas terlambat diterima.",
        f"{name}: Selisih dengan v1: TK menjadi DL 1 orang (Aplikasi Informatika).",
    ]


def test_the_regency_is_signed_by_the_head_of_who_publishes_it(office: Office) -> None:
    """Nobody's name where no OPD is called as the publisher is."""
    renderer = Remembering()
    office.world.wired.press = replace(office.world.wired.press, renderer=renderer)
    office.at("21.00", THURSDAY).tick(Job.LOCK)
    unknown = the_regency(renderer).signatory
    assert unknown
    publisher = office.world.wired.opds.settings(FRIDAY).publisher
    kominfo = office.world.wired.opds.get(KOMINFO)
    opd_item(replace(kominfo, name=publisher.upper())).save()
    office.world.wired.opds.forget()
    endah_reopens(office)
    office.at("21.00", TUESDAY_AFTER).tick(Job.LOCK)

    known = the_regency(renderer).signatory

    assert known
    assert (unknown.office, unknown.name) == (f"KEPALA {publisher.upper()}", "")
    assert (known.office, known.name) == (f"KEPALA {publisher.upper()}", JOKO.full_name)


def endah_reopens(office: Office) -> None:
    office.ask(BUDI, Code.DUTY_ELSEWHERE, PermitState.APPROVED)
    phone = office.world.signed_in(ENDAH)
    status, answer, _ = phone.call("POST", "/recaps/2026-W48/reopenings", reopening())
    assert status == 201, answer


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/recaps/2026-W48/files/PDF", 404),  # nothing is published yet
        ("/recaps/2026-W48/files/EXE", 404),
        ("/recaps/2026-W54", 400),
        ("/recaps/last", 400),
        ("/recaps/2026-W48?opd=x", 404),
        ("/recaps/2026-W48?week=1", 400),
    ],
)
def test_what_is_not_there_is_refused(joko: Phone, path: str, status: int) -> None:
    assert joko.call("GET", path)[0] == status


def test_reopened_and_locked_again_the_page_shows_the_difference_by_name(
    office: Office, endah: Phone, joko: Phone, siti: Phone
) -> None:
    office.at("21.00", THURSDAY).tick(Job.LOCK)
    office.at("09.00", FRIDAY)
    status, answer, _ = endah.call("POST", "/recaps/2026-W48/reopenings", reopening())
    office.ask(BUDI, Code.DUTY_ELSEWHERE, PermitState.APPROVED)
    office.at("21.00", TUESDAY_AFTER).tick(Job.LOCK)

    _, page, _ = joko.call("GET", "/recaps/2026-W48")
    _, for_all, _ = siti.call("GET", "/recaps/2026-W48")

    assert status == 201, answer
    assert answer["by"] == "Endah Kusumawati"
    (table,) = page["tables"]
    assert (table["status"], table["version"]) == ("FINAL", 2)
    assert table["difference"] == [{"name": "Budi Hartono", "before": "TK", "after": "DL"}]
    assert for_all["tables"][0]["difference"] == [{"name": None, "before": "TK", "after": "DL"}]
    assert table["reopened"]["reason"] == "Surat tugas terlambat diterima."


def test_a_permit_for_locked_days_is_decided_only_after_bkpsda_has_reopened_them(
    office: Office, endah: Phone, joko: Phone
) -> None:
    """The refusal names no part and nobody: by that the page tells it from "decided already"."""
    asked = office.ask(BUDI, Code.DUTY_ELSEWHERE)
    cancelled = replace(APEL, activity_id=ActivityId(ulid(7_100)))
    activities = office.world.wired.activities
    activities.add(cancelled, [KOMINFO], office.world.event("test:activity"))
    activities.cancel(cancelled, [KOMINFO], "Hujan lebat", office.world.event("test:cancel"))
    office.at("21.00", THURSDAY).tick(Job.LOCK)
    path = f"/opds/{KOMINFO}/permits/{asked.permit_id}/decision"
    decision = {"approve": [BUDI.pegawai_id], "reject": []}

    def finals() -> set[bool]:
        span = f"from={APEL.held_on}&to={APEL.held_on}"
        _, listed, _ = joko.call("GET", f"/opds/{KOMINFO}/activities?{span}")
        return {one["final"] for one in listed["activities"] if not one["cancelled"]}

    assert finals() == {True}
    locked, refused, _ = joko.call("POST", path, decision)
    office.at("09.00", FRIDAY)
    endah.call("POST", "/recaps/2026-W48/reopenings", reopening())
    assert finals() == {False}  # or the desk would go on asking for a reopening
    reopened, answer, _ = joko.call("POST", path, decision)

    assert (locked, refused["type"]) == (409, "/masalah/status-berubah")
    assert "pointer" not in refused
    assert reopened == 200, answer


def test_an_admin_of_units_reads_the_names_of_these_units_alone(
    office: Office, endah: Phone, siti: Phone
) -> None:
    """The totals are the OPD's; who it was is the business of who looks after them."""
    office.at("21.00", THURSDAY).tick(Job.LOCK)
    office.at("09.00", FRIDAY)
    endah.call("POST", "/recaps/2026-W48/reopenings", reopening())
    office.ask(BUDI, Code.DUTY_ELSEWHERE, PermitState.APPROVED, n=1)
    office.ask(RIZAL, Code.ILL, PermitState.APPROVED, n=2)
    office.at("21.00", TUESDAY_AFTER).tick(Job.LOCK)
    appoint_to_unit(office, SITI, RIZAL.unit_no)

    _, page, _ = siti.call("GET", "/recaps/2026-W48")

    names = {line["after"]: line["name"] for line in page["tables"][0]["difference"]}
    assert names == {"S": "Ach. Rizal Firdaus", "DL": None}


def appoint_to_unit(office: Office, person: Person, unit_no: UnitNo) -> None:
    account = office.world.wired.accounts.get(person.pegawai_id)
    assert account
    appointment = Appointment(
        role=Role.OPD_ADMIN, since=MONDAY, opd_id=KOMINFO, unit_no=unit_no, duties=frozenset(Duty)
    )
    appointed = replace(account, appointments=(appointment,)).next_rev()
    office.world.wired.accounts.save(appointed, office.world.event("test:appoint"))


def test_only_bkpsda_reopens_and_only_what_is_final(
    office: Office, endah: Phone, joko: Phone
) -> None:
    assert joko.call("POST", "/recaps/2026-W48/reopenings", reopening())[0] == 403
    status, problem, _ = endah.call("POST", "/recaps/2026-W48/reopenings", reopening())
    assert (status, problem["type"]) == (409, "/masalah/status-berubah")

    office.at("21.00", THURSDAY).tick(Job.LOCK)

    wrong_week = endah.call("POST", "/recaps/2026-W47/reopenings", reopening())
    assert wrong_week[0] == 404
    assert endah.call("POST", "/recaps/2026-W48/reopenings", reopening(reason=" "))[0] == 422
