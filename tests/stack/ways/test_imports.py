"""BKPSDA's page of imports, from upload to rosters, with the queue that works for it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib import events
from chalicelib.adapters.dynamo.items import AuditEvent, OriginItem
from chalicelib.adapters.dynamo.keys import origin_key
from chalicelib.adapters.dynamo.repositories.registry import DynamoRegistry
from chalicelib.domain.audit import Event
from chalicelib.domain.people import ActingTitle, Appointment, PegawaiId, Person, Role
from chalicelib.services import import_file
from chalicelib.services.ports.people import Held
from tests.fakes import FakeQueue
from tests.scheduled import Office
from tests.stack.ways.test_import_command import EVERYBODY, HEADER, NEW, NEW_NIP, line, roster
from tests.world import BUDI, DINKES, ENDAH, JOKO, KOMINFO, MONDAY, PEOPLE, SITI, Phone, wib

SMALL_PART = 3  # people a message, instead of 200
MANY = [
    f"19900101202401{1 + n // 1000}{n % 1000:03};Pegawai {n};Sekretariat;"
    "Dinas Komunikasi dan Informatika;PPPK"
    for n in range(SMALL_PART + 2)
]


class Desk:
    """BKPSDA's browser, the bucket that it posts to, and the queue behind."""

    def __init__(self, office: Office) -> None:
        self.office, self.wired = office, office.world.wired
        self.queue: FakeQueue = FakeQueue()
        self.wired.import_queue = self.queue
        self.phone: Phone = office.world.signed_in(ENDAH)
        self.at = ""

    def ask(self, method: str, path: str = "", body: Any = None) -> tuple[int, Any]:  # noqa: ANN401
        status, answer, _ = self.phone.call(method, f"/imports{path}", body)
        return status, answer

    def upload(self, *lines: str, header: str = HEADER) -> Any:  # noqa: ANN401 - an import
        """A file that lies in the bucket; nothing was asked for yet."""
        status, answer = self.ask("POST", body={"file_name": "asn.csv", "size": 1_000})
        assert status == 201, answer
        new = answer["import"]
        assert answer["upload"]["fields"]["key"] == f"import/{new['id']}/berkas"
        data = "\n".join((header, *lines)).encode()
        self.office.world.s3.put_object(
            Bucket="apel-documents", Key=f"import/{new['id']}/berkas", Body=data
        )
        return new

    def checked(self, *lines: str, header: str = HEADER) -> Any:  # noqa: ANN401 - an import
        new = self.upload(*lines, header=header)
        return self.check(new)

    def check(self, one: Any, **said: Any) -> Any:  # noqa: ANN401 - an import
        status, answer = self.ask("POST", f"/{one['id']}/checks", {"rev": one["rev"], **said})
        assert (status, answer["state"]) == (202, "MEMERIKSA"), answer
        self.work()
        return self.show(one)

    def apply(
        self,
        one: Any,  # noqa: ANN401
        leavers: int | None = None,
        answers: Mapping[int, str] | None = None,
        since: date | None = None,
    ) -> tuple[int, Any]:
        said = [{"number": n, "says": says} for n, says in (answers or {}).items()]
        body = {"rev": one["rev"], "leavers": leavers, "answers": said}
        body |= {"since": f"{since}"} if since else {}
        return self.ask("POST", f"/{one['id']}/applications", body)

    def applied(
        self,
        one: Any,  # noqa: ANN401
        leavers: int | None = None,
        answers: Mapping[int, str] | None = None,
    ) -> Any:  # noqa: ANN401 - an import
        status, answer = self.apply(one, leavers, answers)
        assert (status, answer["state"]) == (202, "MENERAPKAN"), answer
        self.work()
        done = self.show(one)
        assert done["state"] == "SELESAI"
        return done

    def show(self, one: Any) -> Any:  # noqa: ANN401 - an import
        return self.ask("GET", f"/{one['id']}")[1]

    def changes(self, one: Any, query: str = "") -> Any:  # noqa: ANN401 - lines
        status, answer = self.ask("GET", f"/{one['id']}/changes{query}")
        assert status == 200, answer
        return answer["changes"]

    def step(self) -> list[dict[str, str]]:
        """One round of the queue; what failed stays for the next."""
        taken = self.queue.take()
        failed = events.run_imports(taken, run=self.wired.run_import)["batchItemFailures"]
        ids = {each["itemIdentifier"] for each in failed}
        again = [each for each in taken if each["messageId"] in ids]
        self.queue.waiting.extend(each["body"] for each in again)
        return taken

    def work(self) -> None:
        while self.queue.waiting:
            self.step()


@pytest.fixture
def desk(base: Office, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(import_file, "LINES_A_PART", SMALL_PART)
    return Desk(base.as_at_the_start())


def counts(one: Any) -> dict[str, int]:  # noqa: ANN401 - an import
    return {kind: count for kind, count in one["counts"].items() if count}


def imported(who: PegawaiId) -> int:
    """How often the audit says that a person was written."""
    rows = [item for item in AuditEvent.scan() if item.action == "person:import"]
    return sum(item.subject == who for item in rows)


def test_a_file_is_looked_at_before_anything_changes(desk: Desk) -> None:
    before = {p.pegawai_id for p in desk.wired.people.of_opd(KOMINFO)}
    moved = line(SITI, unit="Puskesmas Socah", opd="Dinas Kesehatan")
    others = [line(person) for person in PEOPLE if person not in (SITI, BUDI)]

    one = desk.checked(*others, moved, NEW, "123;Salah;Sekretariat;Dinas Kesehatan;PNS")

    assert one["state"] == "PRATINJAU"
    assert counts(one) == {"GALAT": 1, "NONAKTIF": 1, "PINDAH": 1, "BARU": 1}
    assert (one["total"], one["free_leavers"]) == (3, 0)
    lines = {each["kind"]: each for each in desk.changes(one)}
    assert lines["GALAT"] | {"row": 0} == {
        "kind": "GALAT", "number": None, "nip": "", "name": "", "fields": [], "row": 0,
        "column": "NIP BARU", "code": "nip-tidak-sah",
    }  # fmt: skip
    assert lines["PINDAH"]["fields"] == [
        ["unit", "Sekretariat, Dinas Komunikasi dan Informatika",
         "Puskesmas Socah, Dinas Kesehatan"]
    ]  # fmt: skip
    assert lines["BARU"]["nip"] == NEW_NIP
    assert lines["NONAKTIF"]["fields"] == [["active", "ya", "tidak"]]
    assert [each["kind"] for each in desk.changes(one, "?kind=PINDAH")] == ["PINDAH"]
    assert {p.pegawai_id for p in desk.wired.people.of_opd(KOMINFO)} == before
    assert desk.wired.accounts.by_nip(NEW_NIP) is None


def test_applied_people_are_in_their_units_with_their_rights(desk: Desk) -> None:
    moved = line(SITI, unit="Puskesmas Socah", opd="Dinas Kesehatan")
    others = [line(person) for person in PEOPLE if person is not SITI]

    done = desk.applied(desk.checked(*others, moved, NEW))

    assert (done["done"], done["total"]) == (2, 2)
    who = desk.wired.accounts.by_nip(NEW_NIP)
    assert who is not None
    assert roster(desk.office, KOMINFO)[who] == 1
    assert SITI.pegawai_id in roster(desk.office, DINKES)
    assert SITI.pegawai_id not in roster(desk.office, KOMINFO)
    account = desk.wired.accounts.get(SITI.pegawai_id)
    assert account is not None
    assert account.opd_id == DINKES
    assert imported(who) == imported(SITI.pegawai_id) == 1


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    desk.applied(desk.checked(*EVERYBODY, NEW))

    again = desk.checked(*EVERYBODY, NEW)

    assert counts(again) == {}
    assert desk.changes(again) == []


def test_importing_the_earlier_file_is_the_undo(desk: Desk) -> None:
    desk.applied(desk.checked(*EVERYBODY))
    before = roster(desk.office, KOMINFO)
    desk.applied(desk.checked(*EVERYBODY, NEW))

    desk.applied(desk.checked(*EVERYBODY), leavers=1)

    assert roster(desk.office, KOMINFO) == before


def test_who_comes_back_is_the_same_person(desk: Desk) -> None:
    others = [line(person) for person in PEOPLE if person is not SITI]
    desk.applied(desk.checked(*others), leavers=1)

    back = desk.checked(*EVERYBODY)
    (shown,) = desk.changes(back)
    desk.applied(back)

    assert ["active", "tidak", "ya"] in shown["fields"]
    account = desk.wired.accounts.get(SITI.pegawai_id)
    assert account is not None
    assert account.is_active


def test_a_column_that_nobody_knows_is_asked_for(desk: Desk) -> None:
    header = HEADER.replace("UNOR NAMA;", "Tempat Tugas;", 1)

    asked = desk.checked(*EVERYBODY, NEW, header=header)
    known = desk.check(asked, columns=[{"header": "Tempat Tugas", "field": "UNOR NAMA"}])

    assert (asked["state"], asked["missing"]) == ("KOLOM", ["UNOR NAMA"])
    assert "Tempat Tugas" in asked["headers"]
    assert counts(known) == {"BARU": 1}


def test_a_file_without_a_header_shows_nobodys_number(desk: Desk) -> None:
    asked = desk.checked(*EVERYBODY[1:], header=EVERYBODY[0])

    assert asked["state"] == "KOLOM"
    assert PEOPLE[0].nip not in json.dumps(asked)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n\0", b"PK\x03\x04broken"])
def test_what_is_no_table_is_refused_with_why(desk: Desk, data: bytes) -> None:
    new = desk.upload()
    desk.office.world.s3.put_object(
        Bucket="apel-documents", Key=f"import/{new['id']}/berkas", Body=data
    )

    found = desk.check(new)

    assert (found["state"], found["problem"]) == ("DITOLAK", "tipe-isi")
    assert desk.apply(found)[0] == 409


def test_a_file_without_the_person_who_uploads_it_is_not_whole(desk: Desk) -> None:
    """Who applied it would be signed out for good, and nobody could import the earlier one."""
    others = [line(person) for person in PEOPLE if person is not ENDAH]

    found = desk.checked(*others)

    assert (found["state"], found["problem"]) == ("DITOLAK", "perkara-sendiri")


def test_a_file_that_never_came_is_said(desk: Desk) -> None:
    new = desk.upload()
    key = f"import/{new['id']}/berkas"
    desk.office.world.s3.delete_object(Bucket="apel-documents", Key=key)

    assert desk.check(new)["problem"] == "tidak-ada"


def test_many_leavers_have_to_be_typed_in(desk: Desk) -> None:
    one = desk.checked(EVERYBODY[0], line(ENDAH))

    for wrong in (None, 1):
        status, problem = desk.apply(one, wrong)
        assert (status, problem["type"]) == (422, "/masalah/perlu-konfirmasi")
        assert problem["leavers"] == counts(one)["NONAKTIF"]
    assert not desk.queue.waiting
    desk.applied(one, counts(one)["NONAKTIF"])


def test_a_preview_that_was_overtaken_is_not_applied(desk: Desk) -> None:
    first, second = desk.checked(*EVERYBODY, NEW), desk.checked(*EVERYBODY)
    desk.applied(first)

    status, problem = desk.apply(second)

    assert (status, problem["type"]) == (409, "/masalah/status-berubah")
    assert desk.check(desk.show(second))["counts"]["NONAKTIF"] == 1


def test_nobody_acts_on_what_they_have_not_seen(desk: Desk) -> None:
    one = desk.checked(*EVERYBODY, NEW)
    stale = one | {"rev": one["rev"] - 1}

    for path in ("checks", "applications"):
        status, problem = desk.ask("POST", f"/{one['id']}/{path}", {"rev": stale["rev"]})
        assert (status, problem["type"]) == (409, "/masalah/konflik-versi")


def test_every_message_may_come_twice_and_late(desk: Desk) -> None:
    one = desk.checked(*EVERYBODY, *MANY)
    desk.apply(one)
    seen = []
    while desk.queue.waiting:
        seen += desk.step()
    before = desk.office.stored()

    desk.queue.waiting.extend(each["body"] for each in seen)
    desk.work()

    assert desk.show(one)["state"] == "SELESAI"
    assert desk.office.stored() == before


class _Breaking(DynamoRegistry):
    """A connection that breaks once after so many people."""

    def __init__(self, after: int) -> None:
        self._after = after

    def save_people(  # type: ignore[explicit-override]  # 3.11 has no typing.override
        self, people: Sequence[Person], since: date, events: Sequence[Event]
    ) -> Mapping[PegawaiId, PegawaiId]:
        if self._after < len(people):
            whole, self._after = self._after, len(MANY)
            super().save_people(people[:whole], since, events[:whole])
            raise ConnectionError
        return super().save_people(people, since, events)


@pytest.mark.parametrize("after", [0, 1, SMALL_PART - 1])
def test_what_broke_off_goes_on_and_tells_each_person_once(desk: Desk, after: int) -> None:
    desk.wired.registry = _Breaking(after)
    one = desk.checked(*EVERYBODY, *MANY)

    done = desk.applied(one)

    desk.wired.registry = DynamoRegistry()
    assert (done["done"], done["total"]) == (len(MANY), len(MANY))
    assert len(roster(desk.office, KOMINFO)) == 6 + len(MANY)
    first = desk.wired.accounts.by_nip(MANY[0].partition(";")[0])
    assert first is not None
    assert imported(first) == 1
    assert counts(desk.checked(*EVERYBODY, *MANY)) == {}


def test_a_start_that_was_lost_can_be_asked_for_again(desk: Desk) -> None:
    one = desk.checked(*EVERYBODY, NEW)
    desk.apply(one)
    desk.queue.waiting.clear()

    desk.applied(desk.show(one))

    assert desk.wired.accounts.by_nip(NEW_NIP) is not None


def test_the_page_lists_the_last_ones_first(desk: Desk) -> None:
    first = desk.upload()
    desk.office.world.clock.at += timedelta(seconds=1)
    second = desk.upload()

    _, answer = desk.ask("GET")

    assert [each["id"] for each in answer["imports"]] == [second["id"], first["id"]]
    assert {each["state"] for each in answer["imports"]} == {"MENUNGGU"}


def test_a_transfer_counts_from_the_day_that_it_was_confirmed(desk: Desk) -> None:
    """A queue that stood still overnight changes no date."""
    moved = line(SITI, unit="Puskesmas Socah", opd="Dinas Kesehatan")
    others = [line(person) for person in PEOPLE if person is not SITI]
    one = desk.checked(*others, moved)
    desk.apply(one)
    desk.office.world.clock.at = wib("00.30", MONDAY + timedelta(days=1))
    desk.work()

    assert SITI.pegawai_id in roster(desk.office, DINKES)


def number_of(desk: Desk, one: Any, nip: str) -> int:  # noqa: ANN401 - an import
    (found,) = (each["number"] for each in desk.changes(one) if each["nip"] == nip)
    return int(found)


def test_a_line_that_is_left_out_is_not_applied_and_shown_so(desk: Desk) -> None:
    moved = line(SITI, unit="Puskesmas Socah", opd="Dinas Kesehatan")
    others = [line(person) for person in PEOPLE if person is not SITI]
    one = desk.checked(*others, moved, NEW)
    number = number_of(desk, one, SITI.nip)

    done = desk.applied(one, answers={number: "TIDAK"})

    assert (done["total"], done["done"]) == (1, 1)
    assert done["answers"] == [{"number": number, "says": "TIDAK"}]
    assert SITI.pegawai_id in roster(desk.office, KOMINFO)
    assert desk.wired.accounts.by_nip(NEW_NIP) is not None
    assert counts(desk.checked(*others, moved, NEW)) == {"PINDAH": 1}


def test_a_unit_to_which_nobody_comes_is_not_made(desk: Desk) -> None:
    """A misspelt office is the very reason to leave a line out."""
    typo = NEW.replace("Dinas Komunikasi dan Informatika", "Dinas Komunkasi")
    other = line(SITI, unit="Sekretarait")
    others = [line(person) for person in PEOPLE if person is not SITI]
    one = desk.checked(*others, other, typo)
    before = desk.wired.opds.all()

    said = {number_of(desk, one, nip): "TIDAK" for nip in (SITI.nip, NEW_NIP)}
    desk.applied(one, answers=said)

    desk.wired.opds.forget()
    assert desk.wired.opds.all() == before


def test_the_leavers_that_are_counted_are_those_who_will_leave(desk: Desk) -> None:
    others = [line(person) for person in PEOPLE if person not in (SITI, BUDI)]
    one = desk.checked(*others)
    stays = {number_of(desk, one, SITI.nip): "TIDAK"}

    status, problem = desk.apply(one, 2, stays)
    desk.applied(one, 1, stays)

    assert (status, problem["leavers"]) == (422, 1)
    assert SITI.pegawai_id in roster(desk.office, KOMINFO)
    assert BUDI.pegawai_id not in roster(desk.office, KOMINFO)


def test_leaving_out_is_safe_twice_and_goes_on_as_it_was_said(desk: Desk) -> None:
    desk.wired.registry = _Breaking(1)
    one = desk.checked(*EVERYBODY, *MANY)
    out = MANY[0].partition(";")[0]
    desk.apply(one, answers={number_of(desk, one, out): "TIDAK"})
    seen = desk.step()
    again = desk.show(one)
    assert desk.apply(again, answers={})[0] == 202
    desk.queue.waiting.extend(each["body"] for each in seen)

    desk.work()

    assert desk.show(one)["state"] == "SELESAI"
    assert desk.wired.accounts.by_nip(out) is None
    assert len(roster(desk.office, KOMINFO)) == 6 + len(MANY) - 1


@pytest.mark.parametrize("said", [{0: "SAMA"}, {0: "YA"}, {7: "TIDAK"}])
def test_a_line_has_the_choice_that_it_has(desk: Desk, said: Mapping[int, str]) -> None:
    one = desk.checked(*EVERYBODY, NEW)

    status, problem = desk.apply(one, answers=said)

    assert (status, problem["type"]) == (422, "/masalah/di-luar-batas")


def test_refused_rows_can_be_handed_to_whoever_mends_them(desk: Desk) -> None:
    """Where and why, and nothing of whom: the file is theirs."""
    one = desk.checked(*EVERYBODY, "123;=SALAH();Sekretariat;Dinas Kesehatan;PNS")

    status, link = desk.ask("GET", f"/{one['id']}/refusals")

    assert (status, link["name"]) == (200, "baris-galat-20261123.csv")
    table = desk.wired.documents.get(f"import/{one['id']}/1/galat.csv").decode("utf-8-sig")
    row = len(EVERYBODY) + 2
    head, refused = table.splitlines()
    assert head == '"BARIS";"KOLOM";"ALASAN"'
    assert refused.startswith(f'"{row}";"NIP BARU";"Bukan NIP 18 angka')
    assert "SALAH" not in table


def corrected(person: Person) -> tuple[str, str]:
    """The person's row under a number with another serial, and that number."""
    nip = f"{person.nip[:-3]}999"
    return line(person).replace(person.nip, nip), nip


def test_the_same_person_keeps_account_and_history_under_a_new_number(desk: Desk) -> None:
    row, nip = corrected(SITI)
    others = [line(person) for person in PEOPLE if person is not SITI]
    one = desk.checked(*others, row)
    (doubt,) = desk.changes(one)

    desk.applied(one, answers={doubt["number"]: "SAMA"})

    assert (doubt["kind"], doubt["fields"]) == ("RAGU", [["nip", SITI.nip, nip]])
    accounts = desk.wired.accounts
    assert (accounts.by_nip(nip), accounts.by_nip(SITI.nip)) == (SITI.pegawai_id, None)
    account = accounts.get(SITI.pegawai_id)
    assert account is not None
    assert account.is_active
    assert SITI.pegawai_id in roster(desk.office, KOMINFO)
    assert counts(desk.checked(*others, row)) == {}


def test_a_new_number_is_taken_back_by_the_earlier_file(desk: Desk) -> None:
    row, nip = corrected(SITI)
    others = [line(person) for person in PEOPLE if person is not SITI]
    for lines in ((*others, row), EVERYBODY):
        one = desk.checked(*lines)
        desk.applied(one, answers={desk.changes(one)[0]["number"]: "SAMA"})

    accounts = desk.wired.accounts
    assert (accounts.by_nip(nip), accounts.by_nip(SITI.nip)) == (None, SITI.pegawai_id)


def test_a_new_number_whose_messages_come_twice_is_written_once(desk: Desk) -> None:
    row, _ = corrected(SITI)
    one = desk.checked(*(line(person) for person in PEOPLE if person is not SITI), row)
    desk.apply(one, answers={desk.changes(one)[0]["number"]: "SAMA"})
    for message in (desk.step(), desk.step()):  # the start, and the part
        desk.queue.waiting.extend(each["body"] for each in message)

    desk.work()

    assert desk.show(one)["state"] == "SELESAI"
    assert imported(SITI.pegawai_id) == 1


def test_two_people_are_one_who_goes_and_one_who_comes(desk: Desk) -> None:
    row, nip = corrected(SITI)
    one = desk.checked(*(line(person) for person in PEOPLE if person is not SITI), row)
    number = number_of(desk, one, nip)

    status, problem = desk.apply(one, None, {number: "DUA"})
    desk.applied(one, 1, {number: "DUA"})

    assert (status, problem["leavers"]) == (422, 1)
    new = desk.wired.accounts.by_nip(nip)
    assert new not in (None, SITI.pegawai_id)
    assert new in roster(desk.office, KOMINFO)
    assert SITI.pegawai_id not in roster(desk.office, KOMINFO)


def test_a_doubt_that_nobody_decides_touches_nobody(desk: Desk) -> None:
    row, nip = corrected(SITI)
    others = [line(person) for person in PEOPLE if person is not SITI]
    desk.applied(desk.checked(*others, row, NEW))

    assert desk.wired.accounts.by_nip(nip) is None
    assert SITI.pegawai_id in roster(desk.office, KOMINFO)
    assert counts(desk.checked(*others, row, NEW)) == {"RAGU": 1}


TOMORROW = MONDAY + timedelta(days=1)


def scheduled(desk: Desk) -> Any:  # noqa: ANN401 - an import
    """SITI moves tomorrow."""
    moved = line(SITI, unit="Puskesmas Socah", opd="Dinas Kesehatan")
    one = desk.checked(*(line(person) for person in PEOPLE if person is not SITI), moved)
    status, answer = desk.apply(one, since=TOMORROW)
    assert (status, answer["state"], answer["since"]) == (202, "TERJADWAL", f"{TOMORROW}")
    assert not desk.queue.waiting
    return answer


def test_a_transfer_of_tomorrow_takes_effect_at_midnight(desk: Desk) -> None:
    one = scheduled(desk)
    desk.office.at("23.58").tick()
    assert desk.show(one)["state"] == "TERJADWAL"

    for minute in ("00.00", "00.01"):
        desk.office.at(minute, TOMORROW).tick()
        desk.work()

    assert desk.show(one)["state"] == "SELESAI"
    assert SITI.pegawai_id in roster(desk.office, DINKES, TOMORROW)
    assert SITI.pegawai_id in roster(desk.office, KOMINFO, MONDAY)
    assert SITI.pegawai_id not in roster(desk.office, KOMINFO, TOMORROW)


def test_what_waits_for_its_day_holds_others_back_until_it_is_called_off(desk: Desk) -> None:
    one = scheduled(desk)
    other = desk.checked(*EVERYBODY, NEW)
    assert desk.apply(other)[0] == 409

    back = desk.check(one)
    desk.office.at("00.00", TOMORROW).tick()
    desk.work()

    assert (back["state"], back["since"]) == ("PRATINJAU", None)
    assert SITI.pegawai_id in roster(desk.office, KOMINFO, TOMORROW)
    desk.applied(other)


def test_a_night_that_was_missed_is_caught_up(desk: Desk) -> None:
    one = scheduled(desk)
    desk.office.at("23.59").tick()
    desk.office.at("05.30", TOMORROW).tick()
    desk.work()

    assert desk.show(one)["state"] == "SELESAI"


@pytest.mark.parametrize("days", [-7, 32])
def test_a_day_that_is_locked_or_far_away_is_refused(desk: Desk, days: int) -> None:
    """What is FINAL is never changed."""
    one = desk.checked(*EVERYBODY, NEW)

    status, problem = desk.apply(one, since=MONDAY + timedelta(days=days))

    assert (status, problem["type"]) == (422, "/masalah/di-luar-batas")


def test_who_acts_as_head_elsewhere_keeps_it_and_is_counted_in_the_own_opd(desk: Desk) -> None:
    """Plt. is an appointment, no place: SIMPEG lists the person where they belong."""
    acting = Appointment(
        role=Role.OPD_HEAD, since=MONDAY, until=MONDAY + timedelta(days=60), opd_id=DINKES,
        title=ActingTitle.PLT,
    )  # fmt: skip
    account = desk.wired.accounts.get(JOKO.pegawai_id)
    assert account is not None
    whole = replace(account.next_rev(), appointments=(*account.appointments, acting))
    held = Held(pegawai_id=JOKO.pegawai_id, name=JOKO.full_name, appointment=acting)
    desk.wired.appointments.add(whole, held, desk.office.world.event("test:appoint"))
    others = [line(person) for person in PEOPLE if person is not JOKO]

    desk.applied(desk.checked(*others, line(JOKO, unit="Aplikasi Informatika")))

    after = desk.wired.accounts.get(JOKO.pegawai_id)
    assert after is not None
    assert (after.opd_id, after.appointments) == (KOMINFO, whole.appointments)
    assert JOKO.pegawai_id in roster(desk.office, KOMINFO)
    assert JOKO.pegawai_id not in roster(desk.office, DINKES)


def test_who_comes_back_elsewhere_has_the_old_days_and_none_of_the_old_rights(desk: Desk) -> None:
    """Left, and came back to another OPD: the same person, a new place, no right by itself."""
    others = [line(person) for person in PEOPLE if person is not JOKO]
    desk.applied(desk.checked(*others), leavers=1)
    desk.office.at("09.00", TOMORROW)
    desk.phone = desk.office.world.signed_in(ENDAH)

    desk.applied(desk.checked(*others, line(JOKO, unit="Puskesmas Socah", opd="Dinas Kesehatan")))

    account = desk.wired.accounts.get(JOKO.pegawai_id)
    assert account is not None
    assert (account.is_active, account.opd_id, account.appointments) == (True, DINKES, ())
    assert JOKO.pegawai_id not in roster(desk.office, KOMINFO, MONDAY)
    assert JOKO.pegawai_id in roster(desk.office, DINKES, TOMORROW)
    found = desk.wired.people.history(JOKO.pegawai_id)
    assert found is not None
    assert [stay.opd_id for stay in found[1]][-1] == DINKES


def test_two_people_of_one_name_are_imported_as_two(desk: Desk) -> None:
    twin = NEW.replace(NEW_NIP, "197203042005011009")

    desk.applied(desk.checked(*EVERYBODY, NEW, twin))

    ids = {desk.wired.accounts.by_nip(nip) for nip in (NEW_NIP, "197203042005011009")}
    assert len(ids - {None}) == 2
    assert ids <= {*roster(desk.office, KOMINFO)}


def test_a_transfer_leaves_the_days_before_where_they_were_recorded(desk: Desk) -> None:
    """Their own month shows Monday as it was in the former OPD."""
    origin = origin_key(SITI.pegawai_id, date(2026, 1, 1))
    OriginItem(pk=origin.pk, sk=origin.sk, opd=KOMINFO, unit=SITI.unit_no).save()
    desk.office.check_in(SITI, wib("07.05"))
    desk.office.at("09.00", TOMORROW)
    desk.phone = desk.office.world.signed_in(ENDAH)
    moved = line(SITI, unit="Puskesmas Socah", opd="Dinas Kesehatan")
    desk.applied(desk.checked(*(line(person) for person in PEOPLE if person is not SITI), moved))

    status, month, _ = desk.office.world.signed_in(SITI).call("GET", "/me/months/202611")

    assert status == 200
    shown = {day["date"]: [one["code"] for one in day["activities"]] for day in month["days"]}
    assert shown[f"{MONDAY}"] == ["H"]


def test_whoever_is_new_has_no_days_from_before(desk: Desk) -> None:
    desk.office.at("09.00", TOMORROW)
    desk.phone = desk.office.world.signed_in(ENDAH)
    desk.applied(desk.checked(*EVERYBODY, NEW))
    who = desk.wired.accounts.by_nip(NEW_NIP)
    assert who is not None
    person = desk.wired.people.person(who)
    assert person is not None

    _, month, _ = desk.office.world.signed_in(person).call("GET", "/me/months/202611")

    assert f"{MONDAY}" not in {day["date"] for day in month["days"]}


def test_an_office_whose_holder_is_gone_is_vacant(desk: Desk) -> None:
    """Or reports would go to somebody who cannot sign in, under whose name the recap is signed."""
    others = [line(person) for person in PEOPLE if person is not JOKO]

    desk.applied(desk.checked(*others), leavers=1)

    _, answer, _ = desk.phone.call("GET", "/appointments")
    (opd,) = (each for each in answer["opds"] if each["id"] == KOMINFO)
    assert JOKO.pegawai_id not in {held["pegawai_id"] for held in opd["held"]}
    assert {"role": "kepala_opd", "since": f"{MONDAY}"} in opd["vacant"]
