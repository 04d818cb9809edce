"""Changing an activity: until it closes, over its newest version, told to who has to come."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pytest

from chalicelib.adapters.dynamo import keys
from chalicelib.adapters.dynamo.items import AuditEvent
from chalicelib.domain.activities import ActivityId, Kind
from chalicelib.domain.attendance import Place, State
from tests.scheduled import Office
from tests.world import (
    APEL,
    BUDI,
    DINKES,
    ENDAH,
    KOMINFO,
    MONDAY,
    NANIK,
    NEW_MEETING,
    RIZAL,
    ROLES,
    SITI,
    WATI,
    Phone,
    ulid,
)

Json = dict[str, Any]

TUESDAY: Final = MONDAY + timedelta(days=1)
WINDOW: Final = NEW_MEETING["window"]
DETAILS: Final[Json] = {name: NEW_MEETING[name] for name in ("kind", "title", "window", "venue")}
MEETING: Final = f"/opds/{KOMINFO}/activities/{ulid(700)}"
OWN_OFFICE: Final = {"name": "Kantor masing-masing", "own_office": True}
APEL_NOW: Final = f"/activities/{APEL.activity_id}"
CHANGED: Final = "Perubahan: Rapat koordinasi"


@pytest.fixture
def rizal(office: Office) -> Phone:
    """Admin of Kominfo, who has made a meeting on Tuesday."""
    phone = office.world.signed_in(RIZAL)
    made = phone.call("POST", f"/opds/{KOMINFO}/activities", NEW_MEETING)
    assert made[0] == 201, made
    return phone


def change(
    phone: Phone, path: str = MEETING, *, version: int = 0, **parts: object
) -> tuple[int, Any]:
    """The status, and the code of a refusal or the new activity."""
    status, answer, _ = phone.call("PUT", path, DETAILS | parts | {"version": version})
    return status, answer.get("type", "").rpartition("/")[2] or answer


def test_another_place_and_time_are_told_to_each_of_the_audience_once(
    office: Office, rizal: Phone
) -> None:
    moved = WINDOW | {"starts": "2026-11-24T02:05:00Z"}

    status, changed = change(rizal, venue={"name": "Ruang rapat"}, window=moved, units=[1])
    office.drain()
    office.world.wired.notice_queue.send(
        [
            {"job": "inform", "opd": KOMINFO, "date": "20261124", "activity": ulid(700),
             "moment": "diubah", "people": [SITI.pegawai_id], "notice": notice_id(office)},
        ]
    )  # fmt: skip
    office.drain()

    assert (status, changed["venue"]["name"]) == (200, "Ruang rapat")
    assert office.titles(SITI) == [CHANGED]
    assert office.titles(BUDI) == office.titles(WATI) == []  # another unit, another OPD
    notice = office.world.wired.notices.newest(SITI.pegawai_id)[0]
    assert notice.data["body"] == "Selasa, 24 November 2026, mulai 09.05. Ruang rapat."


def notice_id(office: Office) -> str:
    return office.world.wired.notices.newest(SITI.pegawai_id)[0].notice_id


def test_another_title_leader_or_challenge_is_told_to_nobody(office: Office, rizal: Phone) -> None:
    status, _ = change(rizal, title="Rapat", leader=SITI.pegawai_id, challenge="Dua jari")
    office.drain()

    _, found, _ = rizal.call("GET", MEETING)
    assert (status, found["title"], found["challenge"]) == (200, "Rapat", "Dua jari")
    assert found["leader"] == {"pegawai_id": SITI.pegawai_id, "name": "Siti Aminah"}
    assert office.titles(SITI) == []


def test_a_change_over_an_older_one_is_refused_and_the_same_again_is_not(rizal: Phone) -> None:
    _, first = change(rizal, title="Rapat pagi")

    assert change(rizal, title="Rapat pagi", version=first["version"]) == (200, first)
    assert change(rizal, title="Rapat siang") == (409, "konflik-versi")
    assert change(rizal, title="Rapat pagi") == (200, first)
    assert change(rizal, title="Rapat siang", version=first["version"])[0] == 200
    day = keys.audit_key(KOMINFO, MONDAY, "").pk
    events = [e for e in AuditEvent.query(day) if e.action == "activity:change"]
    assert [event.detail["changed"] for event in events] == [["title"], ["title"]]


def test_a_moved_time_moves_what_is_due(office: Office, rizal: Phone) -> None:
    status, _ = change(rizal, window=WINDOW | {"opens": "2026-11-24T01:00:00Z"})

    (meeting,) = office.world.wired.schedule.of_days([TUESDAY])
    assert status == 200
    assert f"{meeting.window.opens:%H.%M}" == "01.00"


def test_bkpsda_moves_the_apel_the_evening_before_for_every_opd(office: Office) -> None:
    office.at("20.00", MONDAY - timedelta(days=1))
    endah, nanik = office.world.signed_in(ENDAH), office.world.signed_in(NANIK)
    moved = {**as_sent(endah), "venue": OWN_OFFICE}

    status, _, _ = endah.call("PUT", APEL_NOW, moved)
    office.drain()

    assert status == 200
    assert office.titles(WATI) == office.titles(SITI) == ["Perubahan: Apel pagi"]
    _, today, _ = nanik.call("GET", "/me/today")
    assert today["activities"][0]["venue"] == OWN_OFFICE
    nanik_s = f"/opds/{DINKES}/activities/{APEL.activity_id}"
    assert nanik.call("PUT", nanik_s, moved)[0] == 403
    assert nanik.call("GET", nanik_s)[0] == 403


def test_from_own_offices_back_to_one_place_is_told_once_and_what_was_recorded_stays(
    office: Office,
) -> None:
    """Coordinates of one place say nothing while each unit stays in its own."""
    endah, place = office.world.signed_in(ENDAH), place_of_apel()
    here = {"name": "Halaman Pemkab", "lat": -7.0455, "lon": 112.7351, "radius_m": 150}
    office.check_in(SITI, office.world.clock.now())

    _, away, _ = endah.call("PUT", APEL_NOW, {**as_sent(endah), "venue": here | OWN_OFFICE})
    _, back, _ = endah.call("PUT", APEL_NOW, {**as_sent(endah), "venue": here})
    again, _, _ = endah.call("PUT", APEL_NOW, {**as_sent(endah), "venue": here})
    office.drain()

    assert (away["venue"], back["venue"], again) == (OWN_OFFICE, here, 200)
    assert office.titles(WATI) == ["Perubahan: Apel pagi"] * 2
    assert office.world.wired.check_ins.find(place, SITI.pegawai_id)


def as_sent(endah: Phone) -> Json:
    _, found, _ = endah.call("GET", APEL_NOW)
    return {name: found[name] for name in ("kind", "title", "window", "version")} | {
        "venue": found["venue"]
    }


@pytest.mark.parametrize(
    ("edges", "answer"),
    [
        ({"late_after": "2026-11-23T00:20:00Z", "closes": "2026-11-23T00:45:00Z"}, 200),
        ({"opens": "2026-11-22T23:40:00Z"}, 422),
        ({"starts": "2026-11-23T00:05:00Z"}, 422),
        ({"late_after": "2026-11-23T00:10:00Z"}, 422),
        ({"closes": "2026-11-23T00:25:00Z"}, 422),
    ],
)
def test_once_it_is_open_it_may_only_be_late_and_close_later(
    office: Office, edges: Json, answer: int
) -> None:
    """Whoever was there in time keeps that; what was recorded stays."""
    endah, place = office.world.signed_in(ENDAH), place_of_apel()
    office.check_in(SITI, office.world.clock.now())
    body = as_sent(endah)

    status, problem, _ = endah.call("PUT", APEL_NOW, body | {"window": body["window"] | edges})

    assert (status, problem.get("pointer")) == (answer, None if answer == 200 else "/window")
    record = office.world.wired.check_ins.find(place, SITI.pegawai_id)
    assert record
    assert record.state is State.VERIFIED


def place_of_apel() -> Place:
    return Place(opd_id=KOMINFO, held_on="20261123", activity_id=APEL.activity_id)


def test_no_unit_leaves_what_is_open(office: Office, rizal: Phone) -> None:
    change(rizal, units=[1])
    office.at("09.00", TUESDAY)
    _, found, _ = rizal.call("GET", MEETING)

    assert change(rizal, units=[2], version=found["version"]) == (422, "di-luar-batas")
    assert change(rizal, units=[1, 2], version=found["version"])[0] == 200


def test_what_is_over_or_cancelled_is_not_changed(office: Office, rizal: Phone) -> None:
    endah = office.world.signed_in(ENDAH)
    body = as_sent(endah)
    rizal.call("POST", f"{MEETING}/cancellation", {"reason": "Ditunda"})
    office.at("07.31")

    assert change(rizal, title="Rapat pagi") == (409, "status-berubah")
    assert endah.call("PUT", APEL_NOW, body | {"title": "Apel"})[0] == 409


def test_who_has_to_come_learns_that_it_was_cancelled(office: Office, rizal: Phone) -> None:
    rizal.call("POST", f"{MEETING}/cancellation", {"reason": "Siti sakit"})
    office.drain()

    notice = office.world.wired.notices.newest(SITI.pegawai_id)[0]
    assert notice.data["title"] == "Rapat koordinasi dibatalkan"
    assert notice.data["body"] == "Selasa, 24 November 2026, 09.00."  # no reason: it names people


def test_an_admin_of_one_unit_changes_nothing_of_the_whole_opd(
    office: Office, rizal: Phone
) -> None:
    of_unit = replace(ROLES[RIZAL.pegawai_id], unit_no=BUDI.unit_no)
    account = office.world.wired.accounts.get(BUDI.pegawai_id)
    assert account
    office.world.wired.accounts.save(replace(account, appointments=(of_unit,)).next_rev())
    budi = office.world.signed_in(BUDI)

    assert change(budi, title="Rapat pagi") == (403, "tidak-berwenang")
    change(rizal, units=[BUDI.unit_no])
    _, found, _ = rizal.call("GET", MEETING)
    assert change(budi, title="Rapat pagi", units=[2], version=found["version"])[0] == 200
    assert change(budi, title="Rapat siang", units=[1], version=0)[0] == 404


def test_a_leader_is_of_the_opd(rizal: Phone) -> None:
    assert change(rizal, leader=WATI.pegawai_id) == (404, "tidak-ada")


def move(phone: Phone, to: str, path: str = MEETING) -> tuple[int, Any]:
    """The status, and the code of a refusal or the activity on its new day."""
    status, answer, _ = phone.call("POST", f"{path}/moves", {"date": to})
    return status, answer.get("type", "").rpartition("/")[2] or answer


def test_another_day_is_made_anew_and_told_once(office: Office, rizal: Phone) -> None:
    """Whoever still comes on the old day finds where it went; nothing is due there any more."""
    status, moved = move(rizal, "2026-11-26")
    office.drain()

    assert (status, moved["date"]) == (201, "2026-11-26")
    assert moved["window"]["starts"] == "2026-11-26T02:00:00Z"
    assert office.titles(SITI) == ["Dipindah: Rapat koordinasi"]
    (notice,) = office.world.wired.notices.newest(SITI.pegawai_id)
    assert notice.data["body"] == "Kamis, 26 November 2026, mulai 09.00. Aula."
    days = f"/opds/{KOMINFO}/activities?from={TUESDAY}&to=2026-11-26"
    _, found, _ = rizal.call("GET", days)
    assert [(one["date"], one["cancelled_because"]) for one in found["activities"]] == [
        ("2026-11-24", "Dipindah ke Kamis, 26 November 2026"),
        ("2026-11-26", None),
    ]
    assert move(rizal, "2026-11-26") == (409, "status-berubah")
    back = f"/opds/{KOMINFO}/activities/{moved['id']}"
    assert move(rizal, f"{TUESDAY}", back)[0] == 201


def test_a_move_takes_along_whom_guests_send(office: Office, rizal: Phone) -> None:
    nanik = office.world.signed_in(NANIK)
    rizal.call("POST", f"{MEETING}/invitations", {"opds": [DINKES]})
    answer = {"version": 0, "everybody": False, "people": [WATI.pegawai_id]}
    nanik.call("PUT", f"/opds/{DINKES}/invitations/{ulid(700)}", answer)
    office.drain()

    office.world.clock.at += timedelta(minutes=1)  # notices of one moment have no order
    _, moved = move(rizal, "2026-11-26")
    office.drain()

    assert office.titles(WATI)[0] == "Dipindah: Rapat koordinasi"
    assert "Dipindah: Rapat koordinasi" not in office.titles(NANIK)
    _, found, _ = nanik.call("GET", f"/opds/{DINKES}/invitations/{moved['id']}")
    assert [one["pegawai_id"] for one in found["people"]] == [WATI.pegawai_id]


def test_a_crash_between_the_new_day_and_the_old_one_is_made_good_by_the_same_again(
    office: Office, rizal: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(type(office.world.wired.activities), "cancel", crash)
        assert rizal.call("POST", f"{MEETING}/moves", {"date": "2026-11-26"})[0] == 500
    assert move(rizal, "2026-11-26")[0] == 201
    office.drain()

    assert office.titles(SITI) == ["Dipindah: Rapat koordinasi"]
    _, found, _ = rizal.call("GET", f"/opds/{KOMINFO}/activities?from={TUESDAY}&to=2026-11-26")
    assert [one["cancelled"] for one in found["activities"]] == [True, False]


def test_the_day_stays_once_it_has_opened_and_is_neither_past_nor_a_year_away(
    office: Office, rizal: Phone
) -> None:
    """Records belong to their day: cancel it, and make another one."""
    for to in (f"{TUESDAY}", "2026-11-20", "2028-01-03"):
        assert move(rizal, to)[0] == 422
    office.at("08.45", TUESDAY)

    assert move(rizal, "2026-11-26") == (409, "status-berubah")


def test_the_calendar_moves_its_ceremonies_itself(office: Office) -> None:
    """Else the year would show it on a day on which it is not held."""
    endah = office.world.signed_in(ENDAH)
    flag_day = replace(
        APEL,
        activity_id=ActivityId(ulid(710)),
        kind=Kind.CEREMONY,
        is_planned=True,
        held_on=TUESDAY,
    )
    office.world.wired.activities.add(
        flag_day, [KOMINFO, DINKES], office.world.event("test:ceremony")
    )

    assert move(endah, "2026-11-26", f"/activities/{ulid(710)}") == (403, "tidak-berwenang")
