"""A head has an image of the own signature printed: from the file to the published PDF."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from chalicelib.adapters.dynamo.items import AuditEvent
from chalicelib.adapters.dynamo.repositories.people import opd_item
from chalicelib.domain.calendar import Job
from chalicelib.domain.people import ActingTitle, Appointment, OpdId, Person, Role, UnitNo
from chalicelib.domain.publications import Publication
from chalicelib.domain.sheets import FileKind
from chalicelib.services.ports.people import Held
from tests.pictures import jpeg, scene
from tests.scheduled import WEEK, Office, an_office
from tests.world import (
    APEL,
    BUDI,
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
    a_photo,
    wib,
)

WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, day) for day in (25, 26, 27))
TUESDAY_AFTER = date(2026, 12, 1)
PATH = f"/opds/{KOMINFO}/signature-image"
INK = a_photo(21, (600, 240))
OTHER_INK = a_photo(22, (480, 240))


@pytest.fixture(scope="module")
def base() -> Iterator[Office]:
    with an_office(REQUIRE_SECOND_FACTOR="tidak", BIND_DEVICE_FREELY="ya") as office:
        office.remember()
        yield office


@pytest.fixture
def office(base: Office) -> Office:
    """Monday's apel has closed; what is published are real files."""
    office = base.as_at_the_start()
    office.world.wired.press = office.press
    office.check_in(SITI, wib("07.01"))
    return office.at("09.00")


@pytest.fixture
def joko(office: Office) -> Phone:
    """The head of Kominfo."""
    return office.world.signed_in(JOKO)


def sent(office: Office, phone: Phone, picture: bytes) -> str:
    """Through the gate; its SHA-256."""
    digest = sha256(picture).hexdigest()
    body = {"sha256": digest, "size": len(picture)}
    status, made, _ = phone.call("POST", f"/opds/{KOMINFO}/signature-images", body)
    assert status == 201, made
    office.world.wired.verify_photo(office.world.put_photo(made["upload"], picture))
    return digest


def chosen(office: Office, phone: Phone, picture: bytes = INK) -> str:
    image = sent(office, phone, picture)
    status, answer, _ = phone.call("PUT", PATH, {"sha256": image})
    assert (status, answer["image"]) == (200, image), answer
    return image


def locked(office: Office, day: date = THURSDAY) -> None:
    office.at("21.00", day).tick(Job.LOCK)


def reopened(office: Office) -> None:
    status, answer, _ = office.world.signed_in(ENDAH).call(
        "POST", f"/recaps/{WEEK.text}/reopenings",
        {
            "opd": KOMINFO, "date": f"{MONDAY}", "activity": APEL.activity_id,
            "reason": "Surat tugas terlambat diterima.",
        },
    )  # fmt: skip
    assert status == 201, answer


def published(office: Office, owner: OpdId | None = KOMINFO) -> tuple[Publication, ...]:
    return office.world.wired.recaps.published(owner, WEEK)


def pdf_of(office: Office, of: Publication) -> bytes:
    return office.world.wired.documents.get(of.files[FileKind.PDF])


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Of the pictures on its pages."""
    pages = PdfReader(BytesIO(pdf)).pages
    return [shown.image.size for page in pages for shown in page.images if shown.image]


def events(action: str) -> list[Any]:
    return [event for event in AuditEvent.scan() if event.action == action]


def test_it_is_printed_in_final_recaps_from_then_on_and_never_in_provisional_ones(
    office: Office, joko: Phone
) -> None:
    office.tick(Job.CLOSE)
    image = chosen(office, joko)
    office.at("16.00", WEDNESDAY).tick(Job.PUBLISH_WEEKLY)
    locked(office)

    provisional, final = published(office)

    assert (provisional.state, provisional.signature_sha256) == ("SEMENTARA", None)
    assert (final.state, final.signature_sha256) == ("FINAL v1", image)
    assert sizes(pdf_of(office, provisional)) == []
    assert sizes(pdf_of(office, final)) == [(600, 240)]
    assert JOKO.full_name in PdfReader(BytesIO(pdf_of(office, final))).pages[0].extract_text()


def test_what_was_published_before_stays_as_it_is(office: Office, joko: Phone) -> None:
    """Setting it publishes nothing; the edition after the next lock is another one."""
    office.tick(Job.CLOSE)
    locked(office)
    (before,) = published(office)
    data = pdf_of(office, before)

    office.at("09.00", FRIDAY)
    image = chosen(office, joko)
    office.at("16.00", FRIDAY).tick(Job.PUBLISH_WEEKLY)
    assert published(office) == (before,)
    reopened(office)
    locked(office, TUESDAY_AFTER)

    first, second = published(office)
    assert (first, pdf_of(office, first)) == (before, data)
    assert (first.signature_sha256, second.signature_sha256) == (None, image)
    assert sizes(pdf_of(office, second)) == [(600, 240)]


def test_a_withdrawn_image_stays_for_what_names_it(office: Office, joko: Phone) -> None:
    office.tick(Job.CLOSE)
    image = chosen(office, joko)
    locked(office)
    (before,) = published(office)
    data = pdf_of(office, before)

    office.at("09.00", FRIDAY)
    assert joko.call("DELETE", PATH)[0] == 204
    assert joko.call("DELETE", PATH)[0] == 204  # nothing more to withdraw
    reopened(office)
    locked(office, TUESDAY_AFTER)

    first, second = published(office)
    kept = office.world.wired.photos.read(f"ttd/{JOKO.pegawai_id}/{first.signature_sha256}.jpg")
    assert (first.signature_sha256, pdf_of(office, first)) == (image, data)
    assert kept
    assert second.signature_sha256 is None
    assert sizes(pdf_of(office, second)) == []
    _, page, _ = joko.call("GET", PATH)
    assert (page["image"], page["since"], page["url"]) == (None, None, None)
    told = {name: events(f"signature-image:{name}") for name in ("set", "withdraw")}
    for (event,) in told.values():
        assert (event.actor, event.detail) == (JOKO.pegawai_id, {"sha256": image})
        assert event.pk.startswith(f"AUDIT#{KOMINFO}#")


def test_the_same_facts_make_the_same_file(office: Office) -> None:
    """I7: the whole week once more, the picture through the gate again."""

    def made() -> bytes:
        again = office.as_at_the_start()
        again.world.wired.press = again.press
        again.check_in(SITI, wib("07.01"))
        again.at("09.00").tick(Job.CLOSE)
        chosen(again, again.world.signed_in(JOKO))
        locked(again)
        (final,) = published(again)
        return pdf_of(again, final)

    first, second = made(), made()

    assert sizes(first) == [(600, 240)]
    assert first == second


def test_it_is_printed_only_while_that_very_person_is_the_head(office: Office, joko: Phone) -> None:
    """Budi is acting head from Wednesday on: his own choice counts, Joko's does not."""
    office.tick(Job.CLOSE)
    chosen(office, joko)
    end(office, JOKO, WEDNESDAY - timedelta(days=1))
    appoint(office, BUDI, since=WEDNESDAY, title=ActingTitle.PLT)
    locked(office)
    office.at("09.00", FRIDAY)
    assert joko.call("PUT", PATH, {"sha256": sha256(INK).hexdigest()})[0] == 403
    image = chosen(office, office.world.signed_in(BUDI), OTHER_INK)
    reopened(office)
    locked(office, TUESDAY_AFTER)

    first, second = published(office)
    assert (first.signature_sha256, second.signature_sha256) == (None, image)
    assert sizes(pdf_of(office, first)) == []
    assert sizes(pdf_of(office, second)) == [(480, 240)]
    text = PdfReader(BytesIO(pdf_of(office, second))).pages[0].extract_text()
    assert "Plt. KEPALA" in text
    assert BUDI.full_name in text


def test_the_head_of_the_publisher_signs_the_regencys_recap(office: Office, joko: Phone) -> None:
    assert joko.call("GET", PATH)[1]["regency"] is False
    publisher = office.world.wired.opds.settings(FRIDAY).publisher
    opd_item(replace(office.world.wired.opds.get(KOMINFO), name=publisher)).save()
    office.world.wired.opds.forget()
    assert joko.call("GET", PATH)[1]["regency"] is True
    office.tick(Job.CLOSE)

    image = chosen(office, joko)
    locked(office)

    of_regency, of_dinkes = published(office, None), published(office, DINKES)
    assert [one.signature_sha256 for one in (*of_regency, *of_dinkes)] == [image, None]
    assert (600, 240) in sizes(pdf_of(office, of_regency[-1]))
    assert sizes(pdf_of(office, of_dinkes[-1])) == []


def test_a_trial_is_not_signed(office: Office, joko: Phone) -> None:
    kominfo = office.world.wired.opds.get(KOMINFO)
    opd_item(replace(kominfo, trial_ended_on=None)).save()
    office.world.wired.opds.forget()
    office.tick(Job.CLOSE)
    chosen(office, joko)
    locked(office)

    (trial,) = published(office)

    assert (trial.state, trial.signature_sha256) == ("UJI COBA", None)
    assert sizes(pdf_of(office, trial)) == []


def test_who_leads_a_unit_signs_nothing_of_the_opd(office: Office) -> None:
    """A later head of a unit is not the OPD's: neither in the block nor on the page."""
    appoint(office, BUDI, since=MONDAY, unit_no=UnitNo(2))
    budi = office.world.signed_in(BUDI)
    office.tick(Job.CLOSE)
    locked(office)

    (final,) = published(office)

    assert budi.call("GET", PATH)[0] == 403
    text = PdfReader(BytesIO(pdf_of(office, final))).pages[0].extract_text()
    assert JOKO.full_name in text
    assert BUDI.full_name not in text


def test_nobody_else_sees_sets_or_withdraws_it(office: Office, joko: Phone) -> None:
    """Nor does a picture that somebody else sent become one's own."""
    image = chosen(office, joko)
    office.world.wired.verify_photo(f"in/ttd/{BUDI.pegawai_id}/{image}.jpg")
    for person in (ENDAH, HADI, RIZAL, SITI):
        phone = office.world.signed_in(person)
        for method, path, body in (
            ("GET", PATH, None),
            ("PUT", PATH, {"sha256": image}),
            ("DELETE", PATH, None),
            ("POST", f"{PATH}s", {"sha256": image, "size": 1_000}),
            ("GET", f"{PATH}s/{image}", None),
        ):
            assert phone.call(method, path, body)[0] == 403, (person, method, path)
    end(office, JOKO, MONDAY)
    appoint(office, BUDI, since=WEDNESDAY)
    budi = office.at("09.00", WEDNESDAY).world.signed_in(BUDI)

    assert budi.call("GET", PATH)[1]["image"] is None
    assert budi.call("GET", f"{PATH}s/{image}")[:2] == (200, {"url": None})
    status, problem, _ = budi.call("PUT", PATH, {"sha256": image})
    assert (status, problem["pointer"], problem["rule"]) == (422, "/sha256", "gambar")


@pytest.mark.parametrize(
    ("picture", "flaw"),
    [
        (jpeg(scene((400, 100))), "dimensi"),
        (b"<svg onload=alert(1)>" * 100, "bukan-jpeg"),
        (INK[: len(INK) // 2], "terpotong"),
    ],
    ids=["low", "no picture", "cut off"],
)
def test_what_the_gate_refuses_says_why(
    office: Office, joko: Phone, picture: bytes, flaw: str
) -> None:
    image = sent(office, joko, picture)

    looked = joko.call("GET", f"{PATH}s/{image}")[:2]
    for status, problem in (looked, joko.call("PUT", PATH, {"sha256": image})[:2]):
        assert (status, problem["type"]) == (422, "/masalah/pengaturan-janggal")
        assert (problem["rule"], problem["flaw"]) == ("gambar", flaw)
    assert joko.call("GET", PATH)[1]["image"] is None


@pytest.mark.parametrize("size", [999, 1_500_001])
def test_too_small_and_too_large_files_are_refused_before_they_are_sent(
    joko: Phone, size: int
) -> None:
    body = {"sha256": "a" * 64, "size": size}

    status, problem, _ = joko.call("POST", f"{PATH}s", body)

    assert (status, problem["type"]) == (422, "/masalah/di-luar-batas")
    assert problem["pointer"] == "/size"


def test_what_the_senders_program_wrote_into_it_is_not_kept(office: Office, joko: Phone) -> None:
    note = b"\xff\xfe\x00\x10apel-canary-14"
    image = sent(office, joko, INK[:2] + note + INK[2:])

    kept = office.world.wired.photos.read(f"ttd/{JOKO.pegawai_id}/{image}.jpg")

    assert kept
    assert b"apel-canary" not in kept


def test_the_same_choice_again_is_told_once(office: Office, joko: Phone) -> None:
    image = chosen(office, joko)
    _, before, _ = joko.call("GET", PATH)
    office.at("09.30")

    _, after, _ = joko.call("PUT", PATH, {"sha256": image})

    assert after["since"] == before["since"] == "2026-11-23T02:00:00Z"
    assert len(events("signature-image:set")) == 1
    assert f"ttd/{JOKO.pegawai_id}/{image}.jpg" in after["url"]


def appoint(
    office: Office,
    person: Person,
    *,
    since: date,
    unit_no: UnitNo = UnitNo(0),  # noqa: B008 - a number
    title: ActingTitle = ActingTitle.NONE,
) -> None:
    appointment = Appointment(
        role=Role.OPD_HEAD, since=since, opd_id=KOMINFO, unit_no=unit_no, title=title
    )
    hold(office, person, appointment)


def end(office: Office, person: Person, last_day: date) -> None:
    hold(office, person, replace(ROLES[person.pegawai_id], until=last_day))


def hold(office: Office, person: Person, appointment: Appointment) -> None:
    wired = office.world.wired
    account = wired.accounts.get(person.pegawai_id)
    assert account
    held = Held(pegawai_id=person.pegawai_id, name=person.full_name, appointment=appointment)
    changed = account.with_appointment(appointment, MONDAY).next_rev()
    wired.appointments.add(changed, held, office.world.event("test:appoint"))
