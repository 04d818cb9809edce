"""One contract for every source of people; and SIASN's adapter when the register is ill."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from chalicelib.adapters.siasn import LONGEST_WAIT_S, UNITS_A_PAGE, Siasn
from chalicelib.adapters.spreadsheets import Spreadsheet
from chalicelib.domain.errors import WrongType
from chalicelib.domain.people import Employment, Nip
from chalicelib.domain.simpeg import Field, Listed, read_people
from chalicelib.services.ports.people_source import PeopleSource, SourceUnavailable
from infra.operate import SIASN_ACCESS, OperationError, fetch_siasn
from tests.siasn_server import AGENCY, SiasnServer, serving

DINAS: Final = "Dinas Kesehatan"
SITI: Final = Nip("198003152005012901")
BUDI: Final = Nip("199107022020211902")
PENSIONED: Final = "196001012005011903"
UNKNOWN: Final = "197001012005011904"
UNITS: Final = (
    {"Id": "a", "NamaUnor": AGENCY, "DiatasanId": ""},
    {"Id": "b", "NamaUnor": DINAS, "DiatasanId": "a"},
    {"Id": "c", "NamaUnor": "Bidang Pelayanan", "DiatasanId": "b"},
    {"Id": "d", "NamaUnor": "Puskesmas Arosbaya", "DiatasanId": "c"},
)


def person(nip: str, name: str, unit: int, **more: object) -> dict[str, object]:
    """As `data-utama` tells of somebody; `unorIndukNama` is the unit above, not the OPD."""
    above = {each["Id"]: each["NamaUnor"] for each in UNITS}
    found = UNITS[unit]
    return {
        "nipBaru": nip, "nama": name, "gelarDepan": None, "gelarBelakang": "S.Kep.",
        "jenisPegawaiNama": "PNS Daerah", "golRuangAkhir": "III/b", "jabatanNama": "Perawat",
        "unorId": found["Id"], "unorNama": found["NamaUnor"],
        "unorIndukNama": above.get(found["DiatasanId"]), "kedudukanPnsNama": "Aktif",
        "nik": "3526010101010001", **more,
    }  # fmt: skip


PEOPLE: Final = {
    SITI: person(SITI, "Siti Aminah", 3),
    BUDI: person(BUDI, "Budi Santoso", 1, jenisPegawaiNama="PPPK", gelarBelakang=None),
    PENSIONED: person(PENSIONED, "Hadi", 1, kedudukanPnsNama="Pensiun"),
}
NIPS: Final = (SITI, BUDI, PENSIONED, UNKNOWN)


@pytest.fixture
def server() -> Iterator[SiasnServer]:
    with serving(SiasnServer(people=PEOPLE, units=UNITS)) as running:
        yield running


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def siasn(server: SiasnServer, waits: list[float]) -> Siasn:
    return Siasn(server.access(), NIPS, wait=waits.append)


def as_file() -> PeopleSource:
    """The same people in SIMPEG's file."""
    rows = [
        [SITI, "Siti Aminah", "", "S.Kep.", "PNS", "III/b", "Perawat", "Puskesmas Arosbaya", DINAS],
        [BUDI, "Budi Santoso", "", "", "PPPK", "III/b", "Perawat", DINAS, DINAS],
    ]
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([[field.value for field in Field], *rows])
    return Spreadsheet(text.getvalue().encode())


@pytest.fixture(params=["file", "siasn"])
def source(request: pytest.FixtureRequest) -> PeopleSource:
    siasn: PeopleSource = request.getfixturevalue("siasn")
    return as_file() if request.param == "file" else siasn


class Contract:
    def test_its_people_are_those_that_simpeg_lists(self, source: PeopleSource) -> None:
        reading = read_people(source.rows())

        both = {"front_title": "", "rank": "III/b", "position": "Perawat", "opd": DINAS}
        assert reading.refused == ()
        assert reading.people == (
            Listed(row=2, nip=SITI, name="Siti Aminah", back_title="S.Kep.",
                   employment=Employment.PNS, unit="Puskesmas Arosbaya", **both),
            Listed(row=3, nip=BUDI, name="Budi Santoso", back_title="",
                   employment=Employment.PPPK, unit=DINAS, **both),
        )  # fmt: skip

    def test_asked_again_it_begins_at_the_start(self, source: PeopleSource) -> None:
        assert list(source.rows()) == list(source.rows())


class TestSources(Contract):
    pass


def test_a_file_that_is_none_has_no_rows() -> None:
    with pytest.raises(WrongType):
        list(Spreadsheet(b"PK\x03\x04 not a workbook").rows())


def test_nothing_else_that_siasn_tells_of_a_person_is_taken(siasn: Siasn) -> None:
    told = str(list(siasn.rows()))

    assert "3526010101010001" not in told


def test_units_come_in_pages(server: SiasnServer, siasn: Siasn) -> None:
    more = [{"Id": f"x{n}", "NamaUnor": f"X {n}", "DiatasanId": "b"} for n in range(UNITS_A_PAGE)]
    server.units = (*more, *UNITS)

    assert read_people(siasn.rows()).people[0].opd == DINAS
    pages = [path.partition("?")[2] for path in server.asked if "ref-unor" in path]
    assert pages == [f"limit={UNITS_A_PAGE}&offset={at}" for at in (0, UNITS_A_PAGE)]


def test_units_that_lie_under_each_other_end_all_the_same(
    server: SiasnServer, siasn: Siasn
) -> None:
    server.units = [{**UNITS[3], "DiatasanId": "c"}, {**UNITS[2], "DiatasanId": "d"}]

    assert read_people(siasn.rows()).people[0].opd == "Puskesmas Arosbaya"


def test_a_token_that_ended_is_renewed_once_and_nobody_is_lost(
    server: SiasnServer, siasn: Siasn
) -> None:
    rows = siasn.rows()
    next(rows), next(rows)
    server.tokens += 1

    assert [row[0] for row in rows] == [BUDI]
    assert sum(path == "POST /oauth2/token" for path in server.asked) == 2


def test_too_many_requests_wait_as_long_as_is_asked(
    server: SiasnServer, siasn: Siasn, waits: list[float]
) -> None:
    server.faults = [0, 0, 429, 0, 503, 500]

    assert len(list(siasn.rows())) == 3
    assert waits == [7.0, 1.0, 2.0]


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (lambda server: server.faults.extend([0, 0, *[503] * 6]), "503 after 6 tries"),
        (lambda server: server.faults.extend([0, 0, 0, 403]), "answered 403"),
        (lambda server: server.faults.extend([0, 0, 401, 0, 0, 401]), "answered 401"),
        (lambda server: server.faults.extend([401]), "no token"),
        (lambda server: setattr(server, "body", b"<html>"), "not what its clients expect"),
        (lambda server: setattr(server, "body", b"[1]"), "not what its clients expect"),
        (lambda server: setattr(server, "body", b'{"code":1,"data":[{}]}'), "not what its"),
        (lambda server: setattr(server, "body", b'{"code":0,"message":"gangguan"}'), "not what"),
    ],
    ids=[
        "down",
        "forbidden",
        "never let in",
        "no access",
        "a page",
        "a list",
        "units of another shape",
        "its own trouble",
    ],
)
def test_who_does_not_come_to_the_end_has_no_list(
    server: SiasnServer,
    siasn: Siasn,
    waits: list[float],
    break_it: Callable[[SiasnServer], None],
    said: str,
) -> None:
    break_it(server)

    with pytest.raises(SourceUnavailable, match=said) as raised:
        list(siasn.rows())

    assert not any(nip in str(raised.value) for nip in NIPS)
    assert all(wait <= LONGEST_WAIT_S for wait in waits)


def test_a_line_that_is_dead_is_told_after_as_many_tries(
    server: SiasnServer, waits: list[float]
) -> None:
    dead = server.access(token_url="http://127.0.0.1:1/oauth2/token")

    with pytest.raises(SourceUnavailable, match="no answer after 6 tries"):
        list(Siasn(dead, NIPS, wait=waits.append).rows())

    assert waits == [1, 2, 4, 8, 16]


def test_the_operators_file_can_be_imported(server: SiasnServer, tmp_path: Path) -> None:
    nips, file = tmp_path / "nips.txt", tmp_path / "people.csv"
    nips.write_text(f"NIP;NAMA\n{SITI};Siti\n'{BUDI};Budi\n{SITI};Siti again\n1234567890\n")
    access = server.access()
    env = {name: getattr(access, field) for field, name in SIASN_ACCESS.items()}

    assert fetch_siasn({"nips": str(nips), "file": str(file)}, env) == {"asked": 2, "found": 2}

    people = read_people(Spreadsheet(file.read_bytes()).rows()).people
    assert [(each.nip, each.opd) for each in people] == [(SITI, DINAS), (BUDI, DINAS)]


def test_without_access_it_is_off_and_a_broken_fetch_leaves_no_file(
    server: SiasnServer, tmp_path: Path
) -> None:
    nips, file = tmp_path / "nips.txt", tmp_path / "people.csv"
    nips.write_text(SITI)
    given = {"nips": str(nips), "file": str(file)}
    access = server.access()
    env = {name: getattr(access, field) for field, name in SIASN_ACCESS.items()}
    server.faults = [0, 0, 0, 403]

    with pytest.raises(OperationError, match="SIASN is off: SIASN_PASSWORD not set"):
        fetch_siasn(given, env | {"SIASN_PASSWORD": ""})
    with pytest.raises(OperationError, match="answered 403"):
        fetch_siasn(given, env)

    assert not file.exists()
