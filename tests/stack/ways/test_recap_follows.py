"""The table of a closed activity follows what is decided, and so does what is printed of it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest

from chalicelib.domain.activities import ActivityId, Kind
from chalicelib.domain.attendance import Code, Place, State
from chalicelib.domain.calendar import Job
from chalicelib.domain.errors import Unavailable
from chalicelib.domain.people import OpdId
from chalicelib.domain.permits import PermitState
from chalicelib.domain.sheets import MOST_IN_TEXT, FileKind
from chalicelib.domain.work import Work
from chalicelib.services.publish_week import REGENCY_WAITS_S, publish_week
from tests.scheduled import PLACE, WEEK, Office, an_office, code_of, place_of
from tests.world import (
    APEL,
    BUDI,
    DINKES,
    JOKO,
    KOMINFO,
    MONDAY,
    RIZAL,
    SITI,
    WATI,
    Phone,
    a_photo,
    ulid,
    wib,
)

WEDNESDAY, THURSDAY = date(2026, 11, 25), date(2026, 11, 26)


@pytest.fixture(scope="module")
def base() -> Iterator[Office]:
    with an_office(REQUIRE_SECOND_FACTOR="tidak", BIND_DEVICE_FREELY="ya") as office:
        yield office


@pytest.fixture
def office(base: Office) -> Office:
    """Monday's apel has closed and is compiled."""
    office = base.as_at_the_start()
    office.check_in(RIZAL, wib("07.01"), State.IN_REVIEW)
    office.at("09.00").tick(Job.CLOSE)
    return office


@pytest.fixture
def joko(office: Office) -> Phone:
    return office.world.signed_in(JOKO)


def decision(office: Office, joko: Phone) -> None:
    """Budi's surat tugas is approved."""
    asked = office.ask(BUDI, Code.DUTY_ELSEWHERE)
    path = f"/opds/{KOMINFO}/permits/{asked.permit_id}/decision"
    status, answer, _ = joko.call("POST", path, {"approve": [BUDI.pegawai_id], "reject": []})
    assert status == 200, answer


def leave(joko: Phone) -> None:
    body = {
        "id": ulid(7_300), "kind": "C", "from": "2026-11-20", "to": "2026-11-27",
        "people": [BUDI.pegawai_id], "number": "800/1", "reason": "Cuti tahunan",
    }  # fmt: skip
    status, answer, _ = joko.call("POST", f"/opds/{KOMINFO}/permits", body)
    assert status == 201, answer


def absence(joko: Phone) -> None:
    body = {
        "date": "2026-11-23", "activity": APEL.activity_id, "pegawai_id": BUDI.pegawai_id,
        "code": "TK", "reason": "Tidak ada kabar",
    }  # fmt: skip
    status, answer, _ = joko.call("POST", f"/opds/{KOMINFO}/decisions", body)
    assert status == 204, answer


def review(office: Office, joko: Phone) -> None:
    """Rizal's photo is refused."""
    record = office.world.wired.check_ins.find(PLACE, RIZAL.pegawai_id)
    assert record
    body = {
        "date": "2026-11-23", "activity": APEL.activity_id, "pegawai_id": RIZAL.pegawai_id,
        "decision": "DITOLAK", "reason": "Bukan foto apel", "t": record.changed_at,
    }  # fmt: skip
    status, answer, _ = joko.call("POST", f"/opds/{KOMINFO}/reviews", body)
    assert status == 200, answer


def codes(office: Office) -> dict[str, Code | None]:
    return {who.name: code_of(office.current(), who.pegawai_id) for who in (BUDI, RIZAL)}


def test_an_approved_letter_is_in_the_table_at_once(office: Office, joko: Phone) -> None:
    decision(office.at("10.00", WEDNESDAY), joko)
    office.drain()

    assert codes(office)[BUDI.name] is Code.DUTY_ELSEWHERE
    assert office.current().as_of == wib("10.00", WEDNESDAY)


def test_what_an_admin_enters_is_in_the_table_at_once(office: Office, joko: Phone) -> None:
    office.at("10.00", WEDNESDAY)
    leave(joko)
    office.drain()

    assert codes(office)[BUDI.name] is Code.LEAVE


def test_a_decided_absence_is_in_the_table_at_once(office: Office, joko: Phone) -> None:
    office.at("10.00", WEDNESDAY)
    absence(joko)
    office.drain()

    assert codes(office)[BUDI.name] is Code.UNEXPLAINED


def test_a_refused_photo_is_in_the_table_at_once(office: Office, joko: Phone) -> None:
    before = office.current().recap.total
    review(office.at("10.00", WEDNESDAY), joko)
    office.drain()

    assert office.current().recap.total.waiting == before.waiting - 1


def test_a_photo_that_comes_late_is_in_the_table_at_once(office: Office) -> None:
    siti = office.at("06.50").world.signed_in(SITI)
    photo, ticket = a_photo(1), siti.ticket()
    office.at("10.00")
    status, made, _ = siti.call("POST", "/check-ins", siti.claim(1, photo, ticket, offline=True))
    assert status == 201, made
    office.world.wired.verify_photo(office.world.put_photo(made["upload"], photo))
    office.drain()

    assert office.current().recap.total.count(Code.PRESENT) == 1


LETTER: Final[dict[str, Any]] = {
    "id": ulid(7_400), "kind": "DL", "from": "2026-11-23", "to": "2026-11-27",
    "letter": {"number": "090/433/2026"}, "people": [RIZAL.pegawai_id, WATI.pegawai_id],
}  # fmt: skip


def ask(phone: Phone, method: str, path: str, body: object = None) -> None:
    status, answer, _ = phone.call(method, path, body)
    assert status in (200, 201), answer


def waiting(office: Office, place: Place = PLACE) -> int:
    """How many wait for a decision in the table, once it has followed."""
    office.drain()
    return office.current(place).recap.total.waiting


def test_who_asks_after_the_closing_waits_in_the_table_until_they_withdraw(office: Office) -> None:
    budi = office.at("10.00", WEDNESDAY).world.signed_in(BUDI)
    alone = LETTER | {"to": "2026-11-25", "people": []}
    before = waiting(office)

    ask(budi, "POST", "/permits", alone)
    asked = waiting(office)
    office.at("10.01", WEDNESDAY)
    ask(budi, "POST", f"/permits/{LETTER['id']}/withdrawal")

    assert (asked, waiting(office)) == (before + 1, before)


def test_a_letter_is_a_message_for_each_opd_and_activity_however_many_it_names(
    office: Office,
) -> None:
    dinkes = place_of(DINKES)
    budi = office.at("10.00", WEDNESDAY).world.signed_in(BUDI)

    ask(budi, "POST", "/permits", LETTER)

    sent = [json.loads(body) for body in office.queues[0].waiting]
    assert [(each["job"], each["opd"]) for each in sent] == [
        ("compile", KOMINFO), ("compile", DINKES),
    ]  # fmt: skip
    assert waiting(office, dinkes) == 1


def test_who_joins_a_letter_after_the_closing_waits_in_the_table(office: Office) -> None:
    budi, siti = map(office.at("10.00", WEDNESDAY).world.signed_in, (BUDI, SITI))
    ask(budi, "POST", "/permits", LETTER)
    before = waiting(office)

    office.at("10.01", WEDNESDAY)
    ask(siti, "POST", f"/permits/{LETTER['id']}/join")

    assert waiting(office) == before + 1


def test_a_roster_that_is_written_or_swapped_after_the_closing_is_in_the_table(
    office: Office, joko: Phone
) -> None:
    rows = {SITI: "2", BUDI: "1"}
    office.at("10.00", WEDNESDAY)

    ask(joko, "PUT", f"/opds/{KOMINFO}/duty", {
        "month": "202611", "version": 0, "reason": "Berita acara",
        "rows": [
            {"pegawai_id": who.pegawai_id, "row": letter.rjust(MONDAY.day, "-").ljust(30, "-")}
            for who, letter in rows.items()
        ],
    })  # fmt: skip
    assert len(office.queues[0].waiting) == 1
    office.drain()
    written = code_of(office.current(), BUDI.pegawai_id)
    office.at("10.01", WEDNESDAY)
    ask(joko, "POST", f"/opds/{KOMINFO}/duty/swaps", {
        "date": f"{MONDAY}", "version": 1, "reason": "Tukar jaga",
        "pegawai_id": SITI.pegawai_id, "with": BUDI.pegawai_id,
    })  # fmt: skip
    assert len(office.queues[0].waiting) == 1
    office.drain()

    assert written is Code.ON_SHIFT
    assert code_of(office.current(), SITI.pegawai_id) is Code.ON_SHIFT
    assert code_of(office.current(), BUDI.pegawai_id) is None


def test_a_roster_of_days_that_are_to_come_compiles_nothing(office: Office, joko: Phone) -> None:
    office.at("10.00", WEDNESDAY)

    ask(joko, "PUT", f"/opds/{KOMINFO}/duty", {
        "month": "202612", "version": 0,
        "rows": [{"pegawai_id": SITI.pegawai_id, "row": "1" * 31}],
    })  # fmt: skip

    assert office.queues[0].waiting == []


def test_what_is_decided_before_the_second_compilation_is_in_it(base: Office) -> None:
    """Photos of a morning's last minute would otherwise make a message each."""
    office = base.as_at_the_start()
    joko = office.world.signed_in(JOKO)
    office.at("07.31").tick()
    leave(joko)
    assert office.queues[0].waiting == []

    office.at("07.36").tick()

    assert codes(office)[BUDI.name] is Code.LEAVE


def test_a_photo_of_a_table_that_is_locked_compiles_nothing(office: Office) -> None:
    siti = office.at("06.50").world.signed_in(SITI)
    photo, ticket = a_photo(1), siti.ticket()
    office.at("10.00")
    status, made, _ = siti.call("POST", "/check-ins", siti.claim(1, photo, ticket, offline=True))
    assert status == 201, made
    office.at("21.00", THURSDAY).tick(Job.LOCK)

    office.world.wired.verify_photo(office.world.put_photo(made["upload"], photo))

    assert office.queues[0].waiting == []


def test_a_late_photo_is_told_again_where_its_verification_died_behind_the_judgement(
    office: Office,
) -> None:
    """The message to the table was not sent any more, and nothing else would send it."""
    office.at("06.50")
    siti, photo = office.world.signed_in(SITI), a_photo(1)
    claim = siti.claim(1, photo, siti.ticket(), offline=True)
    office.at("09.30")
    status, made, _ = siti.call("POST", "/check-ins", claim)
    assert status == 201, made
    key = office.world.put_photo(made["upload"], photo)
    office.world.wired.verify_photo(key)
    office.queues[0].waiting.clear()

    office.world.wired.verify_photo(key)

    assert [json.loads(text)["job"] for text in office.queues[0].waiting] == [Job.COMPILE]


def test_a_letter_for_what_has_not_closed_compiles_nothing(base: Office) -> None:
    office = base.as_at_the_start().at("07.20")
    decision(office, office.world.signed_in(JOKO))

    assert office.queues[0].waiting == []


def test_what_is_locked_is_not_compiled_again(office: Office, joko: Phone) -> None:
    office.at("21.00", THURSDAY).tick(Job.LOCK)
    office.at("22.00", THURSDAY)
    leave(joko)

    assert office.queues[0].waiting == []


def test_what_is_published_holds_the_facts_of_that_hour(office: Office) -> None:
    """Also those that no message told of, or whose message was lost."""
    office.ask(BUDI, Code.DUTY_ELSEWHERE, PermitState.APPROVED)

    office.at("16.00", WEDNESDAY).tick(Job.PUBLISH_WEEKLY)

    (published,) = office.world.wired.recaps.published(KOMINFO, WEEK)
    csv = office.world.wired.documents.get(published.files[FileKind.CSV]).decode()
    total = office.current().recap
    assert total.figures(total.total).excused == 1
    assert str(("", "JUMLAH", 6, 0, 1, 5, 1, 0, "0,00%")) in csv


def test_a_table_that_was_never_compiled_is_when_its_week_is_published(base: Office) -> None:
    """The message of the closing is among the dead letters."""
    office = base.as_at_the_start().at("16.00", WEDNESDAY)

    office.tick(Job.PUBLISH_WEEKLY)

    assert len(office.world.wired.recaps.published(KOMINFO, WEEK)) == 1


def test_a_week_with_a_table_missing_waits(base: Office) -> None:
    """An activity that closed in between."""
    office = base.as_at_the_start().at("16.00", WEDNESDAY)

    with pytest.raises(Unavailable):
        publish_week(
            owner=KOMINFO, week=WEEK, press=office.world.wired.press,
            recap_queue=office.queues[0], notice_queue=office.queues[1],
            clock=office.world.clock,
        )  # fmt: skip


def test_a_ceremony_to_which_an_opd_sends_nobody_does_not_hold_up_its_week(office: Office) -> None:
    """Invited by another, and not answered yet: there is no table of it, and never will be."""
    ceremony = replace(
        APEL, activity_id=ActivityId(ulid(7_101)), kind=Kind.CEREMONY, organiser=DINKES,
        opds=(DINKES, KOMINFO),
    )  # fmt: skip
    event = office.world.event("test:activity")
    office.world.wired.activities.add(ceremony, [DINKES, KOMINFO], event)

    office.at("16.00", WEDNESDAY).tick(Job.PUBLISH_WEEKLY)

    assert len(office.world.wired.recaps.published(KOMINFO, WEEK)) == 1


def test_the_regency_waits_for_opds_that_are_published_in_the_same_go(office: Office) -> None:
    """Fifty OPDs in one minute would make fifty editions of the regency, each told by mail."""
    office.at("16.00", WEDNESDAY)
    office.world.wired.run(Work(job=Job.PUBLISH_WEEKLY, opd_id=KOMINFO, week=WEEK))

    (regency,) = [json.loads(body) for body in office.queues[0].waiting]
    assert regency == {"job": "publish-weekly", "week": WEEK.text}
    assert office.queues[0].delays_s[-1] == REGENCY_WAITS_S


def a_ceremony(office: Office, n: int, *, organiser: OpdId | None) -> ActivityId:
    """On the apel's day, for one OPD alone, where two were seen present."""
    ceremony = replace(
        APEL, activity_id=ActivityId(ulid(n)), kind=Kind.CEREMONY, title="Upacara",
        organiser=organiser, opds=(KOMINFO,),
    )  # fmt: skip
    office.world.wired.activities.add(ceremony, [KOMINFO], office.world.event("test:activity"))
    place = replace(PLACE, activity_id=ceremony.activity_id)
    for person in (SITI, BUDI):
        office.check_in(person, wib("07.01"), place=place)
    return ceremony.activity_id


def csv_of_the_regency(office: Office) -> str:
    published = office.world.wired.recaps.published(None, WEEK)[-1]
    return office.world.wired.documents.get(published.files[FileKind.CSV]).decode()


def test_the_week_of_the_regency_holds_what_bkpsda_makes_for_chosen_opds(base: Office) -> None:
    """An apel of who works that day, a ceremony for some: theirs alone are its rows and sums."""
    office = base.as_at_the_start()
    ceremony = a_ceremony(office, 7_101, organiser=None)
    office.at("16.00", WEDNESDAY).tick(Job.PUBLISH_WEEKLY)

    page = office.world.wired.read_recap(owner=None, week=WEEK, naming=None)

    assert [edition.recap.activity_id for edition in page.editions[:2]] == [
        APEL.activity_id, ceremony,
    ]  # fmt: skip
    apel, chosen, total = [edition.recap for edition in page.editions]
    assert [row.key for row in chosen.rows] == [KOMINFO]
    figures = [recap.figures(recap.total) for recap in (apel, chosen, total)]
    assert [(each.present, each.expected) for each in figures] == [(0, 8), (2, 6), (2, 14)]
    csv = csv_of_the_regency(office)
    assert str(("", "JUMLAH", 6, 0, 0, 4, 0, 2, "33,33%")) in csv
    assert str(("", "JUMLAH", 14, 0, 0, 12, 0, 2, "14,29%")) in csv


def test_the_week_of_the_regency_leaves_out_what_an_opd_makes_for_itself(base: Office) -> None:
    office = base.as_at_the_start()
    a_ceremony(office, 7_101, organiser=KOMINFO)
    office.at("16.00", WEDNESDAY).tick(Job.PUBLISH_WEEKLY)

    page = office.world.wired.read_recap(owner=None, week=WEEK, naming=None)

    assert [edition.recap.activity_id for edition in page.editions] == [APEL.activity_id]
    assert "UPACARA" not in csv_of_the_regency(office)


def test_each_table_of_the_week_has_its_own_text_for_groups(base: Office) -> None:
    """Whoever chose the ceremony's tab copies the ceremony's figures."""
    office = base.as_at_the_start()
    a_ceremony(office, 7_101, organiser=None)
    office.at("09.00").tick(Job.CLOSE)

    for owner in (KOMINFO, None):
        page = office.world.wired.read_recap(owner=owner, week=WEEK, naming=None)

        apel, ceremony, total = page.texts
        assert apel.startswith("*REKAP APEL PAGI*\nSenin, 23 November 2026\n")
        assert ceremony.startswith("*REKAP UPACARA*\nSenin, 23 November 2026\n")
        assert "Hadir: 2 (33,33%)" in ceremony
        assert total.startswith(
            "*REKAP APEL DAN UPACARA PEKAN 48 TAHUN 2026*\n23 November 2026 – 29 November 2026\n"
        )
        assert max(map(len, page.texts)) <= MOST_IN_TEXT
