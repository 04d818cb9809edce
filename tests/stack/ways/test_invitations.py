"""An OPD invites another one to its activity; the guest's admin says who comes."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any, Final

import pytest

from chalicelib.domain.access import Actor
from chalicelib.domain.activities import ActivityId, Answer
from chalicelib.domain.attendance import Place
from chalicelib.domain.errors import NotAllowed
from chalicelib.domain.people import Person, UnitNo
from chalicelib.services import invite_opds
from tests.scheduled import Office
from tests.world import (
    DINKES,
    JOKO,
    KOMINFO,
    MONDAY,
    NANIK,
    NEW_MEETING,
    RIZAL,
    SITI,
    WATI,
    Phone,
    ulid,
    wib,
)

Json = dict[str, Any]

TUESDAY: Final = MONDAY + timedelta(days=1)
ACROSS: Final[Json] = NEW_MEETING | {
    "title": "Rapat koordinasi lintas OPD",
    "venue": {"name": "Pendopo Agung"},
    "units": [1],
}
ABOUT: Final = ("kind", "title", "window", "venue")
GUESTS: Final = f"/opds/{KOMINFO}/activities/{ulid(700)}/invitations"
ANSWER: Final = f"/opds/{DINKES}/invitations/{ulid(700)}"
PLACES: Final = [
    Place(opd_id=opd_id, held_on=f"{TUESDAY:%Y%m%d}", activity_id=ACROSS["id"])
    for opd_id in (KOMINFO, DINKES)
]


@pytest.fixture
def rizal(office: Office) -> Phone:
    """Admin of Kominfo, who has made a meeting of a unit on Tuesday and invited Dinkes."""
    phone = office.world.signed_in(RIZAL)
    assert phone.call("POST", f"/opds/{KOMINFO}/activities", ACROSS)[0] == 201
    assert phone.call("POST", GUESTS, {"opds": [DINKES]})[0] == 200
    return phone


@pytest.fixture
def nanik(office: Office, rizal: Phone) -> Phone:
    """Admin of Dinkes, which was invited."""
    del rizal
    return office.world.signed_in(NANIK)


def send(
    phone: Phone,
    *people: Person,
    version: int = 0,
    everybody: bool = False,
    units: Sequence[int] = (),
) -> tuple[int, Any]:
    """The status, and the code of a refusal or the invitation as it stands."""
    body = {
        "version": version, "everybody": everybody, "units": list(units),
        "people": [person.pegawai_id for person in people],
    }  # fmt: skip
    status, answer, _ = phone.call("PUT", ANSWER, body)
    return status, answer.get("type", "").rpartition("/")[2] or answer


def seen_by(office: Office, person: Person) -> list[str]:
    _, today, _ = office.world.signed_in(person).call("GET", "/me/today")
    return [one["id"] for one in today["activities"] if one["date"] == f"{TUESDAY}"]


def test_admins_who_may_name_people_are_told_once(office: Office, rizal: Phone) -> None:
    rizal.call("POST", GUESTS, {"opds": [DINKES]})
    office.drain()

    (notice,) = office.world.wired.notices.newest(NANIK.pegawai_id)
    assert notice.data["title"] == "Undangan kegiatan"
    assert notice.data["body"] == "Isi nama sebelum Selasa, 24 November 2026, 08.45."
    assert office.titles(WATI) == office.titles(JOKO) == []


def test_until_the_guest_answers_it_is_for_nobody_there(office: Office, rizal: Phone) -> None:
    assert seen_by(office, WATI) == []
    assert seen_by(office, SITI) == [ulid(700)]
    office.at("10.01", TUESDAY).tick()

    _, found, _ = rizal.call("GET", GUESTS)
    (guest,) = found["guests"]
    assert (guest["answered"], guest["people"], guest["present"]) == (False, 0, None)
    assert [edition.recap.owner for edition in office.world.wired.recaps.current(PLACES)] == [
        KOMINFO
    ]


def test_who_is_named_is_told_sees_it_and_checks_in(office: Office, nanik: Phone) -> None:
    status, sent = send(nanik, WATI)
    office.drain()

    assert (status, sent["people"]) == (
        200,
        [{"pegawai_id": WATI.pegawai_id, "name": "Wati Ningsih"}],
    )
    assert sent["host"]["name"] == "Dinas Komunikasi dan Informatika"
    assert office.titles(WATI) == ["Diundang: Rapat koordinasi lintas OPD"]
    assert office.titles(SITI) == []
    assert seen_by(office, WATI) == [ulid(700)]
    assert seen_by(office, NANIK) == []
    office.at("08.50", TUESDAY)
    wati = office.world.signed_in(WATI)
    _, today, _ = wati.call("GET", "/me/today")
    (meeting,) = (one for one in today["activities"] if one["id"] == ulid(700))
    claim = wati.claim(1, b"x" * 1_000, meeting["ticket"], activity_id=ulid(700))
    assert wati.call("POST", "/check-ins", claim)[0] == 201


def test_records_are_counted_in_the_guest_s_recap_and_its_host_sees_the_number_alone(
    office: Office, rizal: Phone, nanik: Phone
) -> None:
    send(nanik, WATI)
    office.check_in(WATI, wib("08.50", TUESDAY), place=PLACES[1])
    office.at("10.01", TUESDAY).tick()

    ours, theirs = office.world.wired.recaps.current(PLACES)
    assert [line.pegawai_id for line in theirs.recap.lines] == [WATI.pegawai_id]
    assert SITI.pegawai_id in {line.pegawai_id for line in ours.recap.lines}
    assert WATI.pegawai_id not in {line.pegawai_id for line in ours.recap.lines}
    _, found, _ = rizal.call("GET", GUESTS)
    assert (found["guests"][0]["people"], found["guests"][0]["present"]) == (1, 1)
    assert "Wati" not in str(found)
    board = f"boards/{TUESDAY}/{ulid(700)}"
    _, drawn, _ = nanik.call("GET", f"/opds/{DINKES}/{board}")
    assert [person["name"] for person in drawn["people"]] == ["Wati Ningsih"]
    assert rizal.call("GET", f"/opds/{DINKES}/{board}")[0] == 404


def test_whole_units_or_everybody_come_too(office: Office, nanik: Phone) -> None:
    _, sent = send(nanik, units=[1])
    assert seen_by(office, WATI) == [ulid(700)]

    send(nanik, everybody=True, version=sent["version"])
    office.drain()

    assert seen_by(office, NANIK) == [ulid(700)]
    assert office.titles(WATI) == ["Diundang: Rapat koordinasi lintas OPD"]  # told once


def test_who_is_replaced_is_told_and_sees_it_no_more(office: Office, nanik: Phone) -> None:
    _, first = send(nanik, WATI)
    _, second = send(nanik, NANIK, version=first["version"])
    office.drain()

    assert office.titles(WATI)[0] == "Tidak jadi diundang"
    assert seen_by(office, WATI) == []
    assert send(nanik, NANIK) == (200, second)  # the same again
    assert send(nanik, WATI) == (409, "konflik-versi")


def test_a_change_and_a_cancellation_are_told_to_who_is_sent_alone(
    office: Office, rizal: Phone, nanik: Phone
) -> None:
    send(nanik, WATI)
    mine = f"/opds/{KOMINFO}/activities/{ulid(700)}"
    version = rizal.call("GET", mine)[1]["version"]
    moved = {name: ACROSS[name] for name in ABOUT} | {"venue": {"name": "Aula"}, "units": [1]}

    assert rizal.call("PUT", mine, moved | {"version": version})[0] == 200
    rizal.call("POST", f"{mine}/cancellation", {"reason": "Ditunda"})
    office.drain()

    assert sorted(office.titles(WATI)) == [
        "Diundang: Rapat koordinasi lintas OPD",
        "Perubahan: Rapat koordinasi lintas OPD",
        "Rapat koordinasi lintas OPD dibatalkan",
    ]
    assert office.titles(NANIK) == ["Undangan kegiatan"]
    assert send(nanik, NANIK)[0] == 409


def test_nobody_is_invited_or_sent_once_it_is_open(
    office: Office, rizal: Phone, nanik: Phone
) -> None:
    office.at("08.45", TUESDAY)

    assert send(nanik, WATI)[0] == 409
    assert rizal.call("GET", GUESTS)[1]["others"] == []


def test_a_guest_sends_its_own_people_and_changes_nothing_else(rizal: Phone, nanik: Phone) -> None:
    mine = f"/opds/{DINKES}/activities/{ulid(700)}"
    details = {name: ACROSS[name] for name in ABOUT} | {"version": 0}

    assert send(nanik, SITI) == (404, "tidak-ada")
    assert send(nanik, units=[2]) == (404, "tidak-ada")
    assert nanik.call("PUT", mine, details)[0] == 403
    assert nanik.call("POST", f"{mine}/cancellation", {"reason": "Tidak bisa"})[0] == 403
    assert nanik.call("GET", f"{mine}/invitations")[0] == 403
    assert nanik.call("GET", GUESTS)[0] == 404
    assert rizal.call("GET", ANSWER)[0] == 404
    assert rizal.call("GET", f"/opds/{KOMINFO}/invitations/{ulid(700)}")[0] == 404


def test_an_admin_of_a_part_invites_to_what_is_within_it_and_answers_for_nobody(
    office: Office, rizal: Phone
) -> None:
    """One admin would undo what another one named."""
    del rizal
    invite = partial(
        office.world.wired.invite_opds,
        actor=Actor(pegawai_id=RIZAL.pegawai_id, opd_id=KOMINFO, today=MONDAY),
        host=KOMINFO, activity_id=ActivityId(ulid(700)), invited=[DINKES],
    )  # fmt: skip
    invite(units=frozenset({UnitNo(1)}))
    with pytest.raises(NotAllowed):
        invite(units=frozenset({UnitNo(2)}))
    with pytest.raises(NotAllowed):
        office.world.wired.answer_invitation(
            actor=Actor(pegawai_id=NANIK.pegawai_id, opd_id=DINKES, today=MONDAY),
            opd_id=DINKES, within=frozenset({UnitNo(1)}), activity_id=ActivityId(ulid(700)),
            answer=Answer(is_everybody=True),
        )  # fmt: skip


def test_more_opds_than_one_write_takes_are_not_invited(
    rizal: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invite_opds, "MOST_OPDS", 2)

    status, problem, _ = rizal.call("POST", GUESTS, {"opds": [ulid(9_999)]})

    assert (status, problem["pointer"]) == (422, "/opds")


def test_an_unknown_opd_is_not_invited_and_the_own_one_is_there_already(rizal: Phone) -> None:
    assert rizal.call("POST", GUESTS, {"opds": [ulid(9_999)]})[0] == 404
    status, found, _ = rizal.call("POST", GUESTS, {"opds": [KOMINFO]})
    assert (status, len(found["guests"])) == (200, 1)
