"""BKPSDA changes the regency's settings, and what is made afterwards goes by them."""

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from chalicelib.adapters.dynamo.items import AuditEvent
from chalicelib.domain.activities import Kind
from chalicelib.domain.attendance import Code
from chalicelib.domain.calendar import Job
from chalicelib.domain.permits import PermitState
from chalicelib.domain.sheets import FileKind, state_of
from chalicelib.domain.work import Work
from tests.accepted import EVERY_SETTING
from tests.scheduled import WEEK, Office, an_office
from tests.world import (
    APEL,
    ENDAH,
    HADI,
    JOKO,
    KOMINFO,
    MONDAY,
    RIZAL,
    SITI,
    Phone,
    a_photo,
    wib,
)

THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)
TUESDAY, NEXT_MONDAY, NEXT_TUESDAY = date(2026, 11, 24), date(2026, 11, 30), date(2026, 12, 1)
UNPLANNED = MONDAY + timedelta(days=14)
EARLY = {"opens": "06:15", "starts": "06:30", "late_after": "06:45", "closes": "07:00"}


@pytest.fixture(scope="module")
def base() -> Iterator[Office]:
    with an_office(REQUIRE_SECOND_FACTOR="tidak", BIND_DEVICE_FREELY="ya") as office:
        office.remember()
        yield office


@pytest.fixture
def endah(office: Office) -> Phone:
    """Of BKPSDA."""
    return office.world.signed_in(ENDAH)


def put(phone: Phone, since: date, version: int = 0, **values: object) -> tuple[int, Any]:
    body = {"version": version, "since": f"{since}"} | values
    status, answer, _ = phone.call("PUT", "/settings", body)
    return status, answer


def changed(phone: Phone, since: date, version: int = 0, **values: object) -> dict[str, Any]:
    status, answer = put(phone, since, version, **values)
    assert status == 200, answer
    return {one["name"]: one for one in answer["settings"]}


def columns(**others: str) -> dict[str, str]:
    plain: Any = EVERY_SETTING["columns"]
    return dict(plain) | {"PK": "TUGAS LUAR/TUGAS BELAJAR/CUTI"} | others


def test_bkpsda_and_auditor_read_them_and_bkpsda_changes_them(office: Office) -> None:
    for person in (ENDAH, HADI):
        status, answer, _ = office.world.signed_in(person).call("GET", "/settings")
        assert (status, answer["version"]) == (200, 0)
        assert all(one["value"] == one["default"] for one in answer["settings"])
    for person in (RIZAL, JOKO, SITI):
        assert office.world.signed_in(person).call("GET", "/settings")[0] == 403
    for person in (RIZAL, JOKO, HADI):
        assert put(office.world.signed_in(person), TUESDAY, lock_after_working_days=4)[0] == 403


def test_a_change_says_who_made_it_and_from_when(office: Office, endah: Phone) -> None:
    found = changed(endah, TUESDAY, lock_after_working_days=4)["lock_after_working_days"]

    assert (found["value"], found["changed"]) == (3, None)
    (coming,) = found["coming"]
    assert (coming["value"], coming["since"], coming["by"]) == (4, "2026-11-24", ENDAH.full_name)
    (event,) = [e for e in AuditEvent.scan() if e.action == "settings:change"]
    assert (event.actor, event.lintas_opd) == (ENDAH.pegawai_id, True)
    assert event.detail == {
        "since": "2026-11-24", "changes": {"lock_after_working_days": [3, 4]},
    }  # fmt: skip

    office.at("08.00", TUESDAY)
    _, answer, _ = endah.call("GET", "/settings")
    held = next(one for one in answer["settings"] if one["name"] == "lock_after_working_days")
    assert (held["value"], held["changed"]["since"], held["coming"]) == (4, "2026-11-24", [])


def test_a_table_compiled_afterwards_has_the_new_column(office: Office, endah: Phone) -> None:
    office.ask(RIZAL, Code.DUTY_ELSEWHERE, PermitState.APPROVED)
    office.at("07.30").tick()
    before = office.current().recap

    changed(endah, MONDAY, columns=columns(DL="HADIR"))
    office.at("07.35").tick()

    after = office.current().recap
    assert before.figures(before.total).present == 0
    assert after.figures(after.total).present == 1


def test_what_is_final_and_earlier_days_keep_their_columns(office: Office, endah: Phone) -> None:
    office.ask(RIZAL, Code.DUTY_ELSEWHERE, PermitState.APPROVED)
    office.at("09.00").tick(Job.CLOSE)
    office.at("21.00", THURSDAY).tick()
    office.at("16.00", FRIDAY).tick()
    wired = office.world.wired
    published = wired.recaps.published(KOMINFO, WEEK)
    files = [wired.documents.get(one.files[FileKind.CSV]) for one in published]
    final = office.current()

    office.at("08.00", NEXT_MONDAY)
    changed(endah, NEXT_MONDAY, columns=columns(DL="HADIR"))
    status, answer, _ = endah.call(
        "POST", f"/recaps/{WEEK.text}/reopenings",
        {
            "opd": KOMINFO, "date": f"{MONDAY}", "activity": APEL.activity_id,
            "reason": "Surat terlambat diterima.",
        },
    )  # fmt: skip
    assert status == 201, answer
    office.at("21.00", NEXT_TUESDAY).tick()

    again = office.current()
    assert (state_of(final), state_of(again)) == ("FINAL v1", "FINAL v2")
    assert again.recap.columns == final.recap.columns
    assert wired.recaps.published(KOMINFO, WEEK)[: len(published)] == published
    assert [wired.documents.get(one.files[FileKind.CSV]) for one in published] == files


def test_an_apel_planned_afterwards_has_the_new_times(office: Office, endah: Phone) -> None:
    wired = office.world.wired
    wired.run(Work(job=Job.PLAN))
    changed(endah, UNPLANNED, apel_times=EARLY, apel_weekday=1, apel_venue="Alun-alun")

    office.at("01.00", MONDAY + timedelta(days=7))
    wired.run(Work(job=Job.PLAN))

    apels = [
        kept.activity
        for kept in wired.activities.between(KOMINFO, NEXT_MONDAY, UNPLANNED + timedelta(days=6))
        if kept.activity.kind is Kind.MORNING_APEL
    ]
    assert [one.held_on for one in apels] == [NEXT_MONDAY, UNPLANNED + timedelta(days=1)]
    assert apels[0].window.opens == wib("06.45", NEXT_MONDAY)
    assert apels[1].window.opens == wib("06.15", apels[1].held_on)
    assert apels[1].venue.name == "Alun-alun"


def test_the_lock_goes_by_what_was_set_for_the_day(office: Office, endah: Phone) -> None:
    """Set on Monday from Tuesday on: Monday's table still becomes FINAL on Thursday."""
    office.at("09.00").tick(Job.CLOSE)
    changed(endah, TUESDAY, lock_after_working_days=7)

    office.at("21.00", THURSDAY).tick()

    assert state_of(office.current()) == "FINAL v1"


def test_a_stale_save_of_another_browser_is_refused(office: Office, endah: Phone) -> None:
    other = office.world.signed_in(ENDAH)
    changed(endah, TUESDAY, lock_after_working_days=4)

    status, problem = put(other, TUESDAY, lock_after_working_days=5)

    assert (status, problem["type"]) == (409, "/masalah/konflik-versi")
    assert len([e for e in AuditEvent.scan() if e.action == "settings:change"]) == 1


def test_another_container_picks_a_change_up_within_a_minute(office: Office, endah: Phone) -> None:
    """Its cache is of the minute before; BKPSDA's page says so."""
    now = 0.0
    other = type(office.world.wired.opds)(lambda: now)
    assert other.settings(TUESDAY).sampled_percent == 2

    changed(endah, TUESDAY, sampled_percent=5)
    now = 59.0
    assert other.settings(TUESDAY).sampled_percent == 2
    now = 61.0
    assert other.settings(TUESDAY).sampled_percent == 5


@pytest.mark.parametrize(
    ("since", "values", "code", "pointer"),
    [
        (TUESDAY, {"sampled_percent": 101}, "di-luar-batas", "/sampled_percent"),
        (TUESDAY, {"evening_reminder_at": "25:00"}, "tipe", "/evening_reminder_at"),
        (TUESDAY, {"evening_reminder_at": "12:00"}, "di-luar-batas", "/evening_reminder_at"),
        (
            UNPLANNED,
            {"apel_times": EARLY | {"opens": "08:00"}},
            "pengaturan-janggal",
            "/apel_times",
        ),
        (MONDAY, {"columns": columns(H="DI LUAR JUMLAH")}, "pengaturan-janggal", "/columns/H"),
        (TUESDAY, {"columns": columns(PK="HADIR")}, "di-luar-batas", "/since"),
        (MONDAY, {"lock_after_working_days": 4}, "di-luar-batas", "/since"),
        (TUESDAY, {"lock_after_working_days": 3}, "status-berubah", None),
        (TUESDAY, {}, "status-berubah", None),
        (TUESDAY, {"zone": "Asia/Tokyo"}, "kolom-tak-dikenal", "/zone"),
    ],
)
def test_what_makes_no_sense_is_refused(
    endah: Phone, since: date, values: dict[str, Any], code: str, pointer: str | None
) -> None:
    _, problem = put(endah, since, **values)

    assert (problem["type"], problem.get("pointer")) == (f"/masalah/{code}", pointer)


def an_image(office: Office, endah: Phone, picture: bytes) -> tuple[str, str]:
    """Sent for the letterhead: its SHA-256, and where it lies."""
    digest = sha256(picture).hexdigest()
    status, made, _ = endah.call(
        "POST", "/settings/letterhead-images", {"sha256": digest, "size": len(picture)}
    )
    assert status == 201, made
    return digest, office.world.put_photo(made["upload"], picture)


def link_of(phone: Phone, image: str) -> str | None:
    status, answer, _ = phone.call("GET", f"/settings/letterhead-images/{image}")
    assert status == 200, answer
    found: str | None = answer["url"]
    return found


def test_a_picture_is_printed_once_it_went_through_the_gate_and_was_set(
    office: Office, endah: Phone
) -> None:
    """Without what the sender's program wrote into it; what is published stays as it is."""
    wired, plain = office.world.wired, a_photo(11)
    wired.press = office.press  # real files
    note = b"\xff\xfe\x00\x10apel-canary-14"
    image, key = an_image(office, endah, plain[:2] + note + plain[2:])
    assert link_of(endah, image) is None
    status, problem = put(endah, MONDAY, letterhead_image=image)
    assert (status, problem["pointer"], problem["rule"]) == (422, "/letterhead_image", "gambar")
    office.at("09.00").tick(Job.CLOSE)
    office.at("16.00", FRIDAY).tick()
    before = files_of(office)

    wired.verify_photo(key)
    office.at("16.05", FRIDAY)
    changed(endah, FRIDAY, letterhead_image=image, government="Pemkab Bangkalan")
    office.at("21.00", FRIDAY + timedelta(days=4)).tick()
    office.tick(Job.PUBLISH_WEEKLY, WEEK)

    kept = wired.photos.read(f"kop/{image}.jpg")
    assert kept
    assert b"apel-canary" not in kept
    assert f"kop/{image}.jpg" in str(link_of(office.world.signed_in(HADI), image))
    after = files_of(office)
    assert after[: len(before)] == before
    assert len(after) > len(before)
    assert [pictures(pdf) for pdf in before] == [0] * len(before)
    assert pictures(after[-1]) > 0
    assert "PEMKAB BANGKALAN" in PdfReader(BytesIO(after[-1])).pages[0].extract_text()


def test_what_is_no_picture_never_gets_into_the_letterhead(office: Office, endah: Phone) -> None:
    image, key = an_image(office, endah, b"<svg onload=alert(1)>" * 100)

    office.world.wired.verify_photo(key)

    looked = endah.call("GET", f"/settings/letterhead-images/{image}")[:2]
    for status, problem in (looked, put(endah, MONDAY, letterhead_image=image)):
        assert (status, problem["type"]) == (422, "/masalah/pengaturan-janggal")
        assert (problem["rule"], problem["flaw"]) == ("gambar", "bukan-jpeg")
    assert endah.call("GET", "/settings/letterhead-images/kop")[0] == 404


def test_pictures_of_the_letterhead_are_bkpsdas(office: Office) -> None:
    body = {"sha256": "a" * 64, "size": 1_000}
    for person in (RIZAL, JOKO, SITI, HADI):
        phone = office.world.signed_in(person)
        assert phone.call("POST", "/settings/letterhead-images", body)[0] == 403


def files_of(office: Office) -> list[bytes]:
    wired = office.world.wired
    published = wired.recaps.published(KOMINFO, WEEK)
    return [wired.documents.get(one.files[FileKind.PDF]) for one in published]


def pictures(pdf: bytes) -> int:
    return sum(len(page.images) for page in PdfReader(BytesIO(pdf)).pages)
