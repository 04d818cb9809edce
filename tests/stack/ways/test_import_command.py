"""SIMPEG's file from difference to rosters (domain.md §7)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from chalicelib.adapters.dynamo.repositories.recaps import DynamoRecapFacts
from chalicelib.adapters.dynamo.repositories.registry import DynamoRegistry
from chalicelib.adapters.dynamo.repositories.rosters import DynamoRosters
from chalicelib.domain.attendance import Place
from chalicelib.domain.audit import Event
from chalicelib.domain.calendar import Job
from chalicelib.domain.errors import ConfirmationNeeded, Missing
from chalicelib.domain.imports import ImportState
from chalicelib.domain.people import OpdId, PegawaiId, Person
from tests.scheduled import Office, place_of
from tests.world import APEL, DINKES, KOMINFO, MONDAY, PEOPLE, SITI, WATI, ulid

HEADER = "NIP BARU;NAMA;UNOR NAMA;UNOR INDUK NAMA;STATUS ASN"
NEW_NIP = "199001012024011009"
UNITS = {
    (KOMINFO, 0): "Dinas Komunikasi dan Informatika",
    (KOMINFO, 1): "Sekretariat",
    (KOMINFO, 2): "Aplikasi Informatika",
    (DINKES, 1): "Puskesmas Socah",
}
OFFICES = {KOMINFO: "Dinas Komunikasi dan Informatika", DINKES: "Dinas Kesehatan"}


def line(person: Person, *, unit: str = "", opd: str = "") -> str:
    unit = unit or UNITS[person.opd_id, person.unit_no]
    opd = opd or OFFICES[person.opd_id]
    return f"{person.nip};{person.name};{unit};{opd};PNS"


EVERYBODY = tuple(line(person) for person in PEOPLE)
NEW = f"{NEW_NIP};Moh. Rofiq;Sekretariat;Dinas Komunikasi dan Informatika;PNS"


def run(office: Office, *lines: str, confirm: str = "") -> dict[str, Any]:
    data = "\n".join((HEADER, *lines)).encode()
    key = "import/people.csv"
    office.world.wired.documents.put(key, data)
    command = office.world.wired.commands["import"]
    return command({"job": "import", "key": key, "confirm": confirm})


def people_of(office: Office) -> list[tuple[Person, ...]]:
    return [office.world.wired.people.of_opd(opd_id) for opd_id in OFFICES]


def counts(answer: dict[str, Any]) -> dict[str, int]:
    return {name: count for name, count in answer.items() if name != "lines" and count}


def roster(office: Office, opd_id: OpdId, on: date = MONDAY) -> dict[PegawaiId, int]:
    """Who is in the roster in force that day; the activity is Monday's, whatever the day."""
    place = Place(opd_id=opd_id, held_on=f"{MONDAY:%Y%m%d}", activity_id=APEL.activity_id)
    _, facts = DynamoRecapFacts().read(
        place,
        chunks=DynamoRosters().chunks(opd_id, on),
        opd=office.world.wired.opds.get(opd_id),
        columns={},
    )
    return dict(facts.roster)


def test_without_confirmation_nothing_changes(office: Office) -> None:
    answer = run(office, *EVERYBODY, NEW)

    assert counts(answer) == {"new": 1}
    assert answer["lines"][-1] == "Nothing was changed. Confirm with CONFIRM=yes"
    assert office.world.wired.accounts.by_nip(NEW_NIP) is None


def test_the_same_file_twice_changes_nothing(office: Office) -> None:
    run(office, *EVERYBODY, NEW, confirm="yes")
    before = people_of(office)

    answer = run(office, *EVERYBODY, NEW, confirm="yes")

    assert counts(answer) == {}
    assert people_of(office) == before


def test_the_page_knows_what_a_command_has_applied(office: Office) -> None:
    """A preview from before it is refused, and nothing else runs beside it."""
    imports = office.world.wired.imports
    run(office, *EVERYBODY, NEW, confirm="yes")

    (one,) = imports.recent(2)
    assert (one.state, one.by_name) == (ImportState.DONE, "make import")
    assert imports.applied() == one.import_id


def test_looking_again_is_no_second_import(office: Office) -> None:
    for _ in range(2):
        run(office, *EVERYBODY, NEW)

    assert len(office.world.wired.imports.recent(2)) == 1


def test_somebody_new_can_be_found_counted_and_activated(office: Office) -> None:
    run(office, *EVERYBODY, NEW, confirm="yes")

    who = office.world.wired.accounts.by_nip(NEW_NIP)
    assert who is not None
    account, person = office.world.wired.accounts.get(who), office.world.wired.people.person(who)
    assert account is not None
    assert person is not None
    assert (account.is_active, account.name, account.opd_id) == (True, "Moh. Rofiq", KOMINFO)
    assert roster(office, KOMINFO)[who] == 1
    assert who in {each.pegawai_id for each in office.world.wired.people.of_opd(KOMINFO)}


def test_a_transfer_counts_from_today_and_the_day_before_stays(office: Office) -> None:
    others = [line(person) for person in PEOPLE if person is not SITI]

    moved = line(SITI, unit="Puskesmas Socah", opd="Dinas Kesehatan")
    answer = run(office, *others, moved, confirm="yes")

    yesterday = date(2026, 11, 22)
    assert counts(answer) == {"moved": 1}
    assert SITI.pegawai_id in roster(office, DINKES)
    assert SITI.pegawai_id not in roster(office, KOMINFO)
    assert office.world.wired.rosters.chunks(KOMINFO, yesterday) == ("20260101#00",)
    assert {SITI.pegawai_id} <= {p.pegawai_id for p in office.world.wired.people.of_opd(DINKES)}


def test_whoever_is_gone_loses_sessions_and_place_but_no_record(office: Office) -> None:
    office.check_in(WATI, office.world.clock.now(), place=place_of(DINKES))
    others = [line(person) for person in PEOPLE if person is not WATI]

    answer = run(office, *others, confirm="1")

    account = office.world.wired.accounts.get(WATI.pegawai_id)
    assert counts(answer) == {"gone": 1}
    assert account is not None
    assert (account.is_active, account.sessions) == (False, ())
    assert WATI.pegawai_id not in roster(office, DINKES)
    assert office.world.wired.check_ins.find(place_of(DINKES), WATI.pegawai_id) is not None


def test_many_leavers_have_to_be_confirmed_by_their_number(office: Office) -> None:
    with pytest.raises(ConfirmationNeeded):
        run(office, EVERYBODY[0], confirm="yes")

    assert len(office.world.wired.people.of_opd(KOMINFO)) == 6


def test_a_broken_off_import_goes_on(office: Office) -> None:
    """One person was written, then the function ended: lists and rosters are the old ones."""
    wired = office.world.wired
    second = f"{NEW_NIP[:-1]}8;Nur Aini;Puskesmas Socah;Dinas Kesehatan;PNS"
    wired.registry = _Breaking(after=1)
    with pytest.raises(ConnectionError):
        run(office, *EVERYBODY, NEW, second, confirm="yes")
    wired.registry = DynamoRegistry()
    first = wired.accounts.by_nip(NEW_NIP)

    run(office, *EVERYBODY, NEW, second, confirm="yes")

    assert first is not None
    assert wired.accounts.by_nip(NEW_NIP) == first
    assert first in roster(office, KOMINFO)
    assert counts(run(office, *EVERYBODY, NEW, second)) == {}


class _Breaking(DynamoRegistry):
    """A registry whose connection breaks after so many people."""

    def __init__(self, *, after: int) -> None:
        self._after = after

    def save_people(  # type: ignore[explicit-override]  # 3.11 has no typing.override
        self, people: Sequence[Person], since: date, events: Sequence[Event]
    ) -> Mapping[PegawaiId, PegawaiId]:
        super().save_people(people[: self._after], since, events[: self._after])
        raise ConnectionError


def test_imported_people_are_in_the_next_table(office: Office) -> None:
    run(office, *EVERYBODY, NEW, confirm="yes")

    office.at("07.30").tick(Job.CLOSE)

    assert len(office.current().recap.lines) == 7


def test_the_lines_name_no_number(office: Office) -> None:
    broken = f"19900101;{ulid(1)};X;Y;PNS"

    answer = run(office, *EVERYBODY, NEW, broken)

    text = "\n".join(answer["lines"])
    assert "refused: row 11, NIP BARU: a NIP has 18 digits" in text
    assert NEW_NIP not in text


def test_a_nip_that_became_a_number_is_refused_with_what_to_do(office: Office) -> None:
    answer = run(office, *EVERYBODY, NEW.replace(NEW_NIP, "1,99E+17"))

    (refused,) = (text for text in answer["lines"] if text.startswith("refused"))
    assert "row 10, NIP BARU" in refused
    assert "format the column as text" in refused


def test_whose_nip_became_a_number_is_not_gone(office: Office) -> None:
    """The row still names them: nobody loses their place for a spreadsheet's fault."""
    broken = [text.replace(SITI.nip, "1,99E+17") for text in EVERYBODY]

    assert counts(run(office, *broken)) == {"refused": 1}


def test_columns_that_are_not_there_are_named(office: Office) -> None:
    office.world.wired.documents.put("import/short.csv", b"NIP BARU;NAMA\n")

    with pytest.raises(Missing, match=r"UNOR NAMA.*UNOR INDUK NAMA"):
        office.world.wired.import_people(key="import/short.csv", confirm="")
