"""The regency's year from the dashboard: what BKPSDA changes, and what becomes of activities."""

from collections.abc import Iterator
from datetime import date
from typing import Any, cast

import pytest

from chalicelib import events
from chalicelib.adapters.dynamo.items import AuditEvent
from chalicelib.domain.activities import Kind
from chalicelib.domain.calendar import Job
from chalicelib.domain.people import OpdId, Person
from chalicelib.domain.work import Work
from tests.fakes import FakeQueue
from tests.world import (
    BUDI,
    DINKES,
    ENDAH,
    HADI,
    JOKO,
    KOMINFO,
    RIZAL,
    SITI,
    Phone,
    World,
    a_world,
    ulid,
    wib,
)

READ = f"/opds/{KOMINFO}/calendar?year=2026"
DECREE = "SE Bupati 800/1182/2026"
MONDAY = date(2026, 11, 30)
KORPRI = date(2026, 11, 29)
HOLIDAY = {"date": f"{MONDAY}", "kind": "LIBUR", "name": "Pilkada", "decree": DECREE}
MOVE = {"date": f"{KORPRI}", "to": f"{MONDAY}", "decree": DECREE}


@pytest.fixture
def world() -> Iterator[World]:
    """Tuesday morning; the next two weeks were planned in the night."""
    with a_world() as world:
        world.clock.at = wib("01.00", date(2026, 11, 24))
        world.wired.notice_queue = FakeQueue()
        plan(world)
        world.clock.at = wib("09.00", date(2026, 11, 24))
        yield world


@pytest.fixture
def endah(world: World) -> Phone:
    """Of BKPSDA."""
    return world.signed_in(ENDAH)


def plan(world: World) -> None:
    world.wired.run(Work(job=Job.PLAN))


def put(phone: Phone, what: str, body: dict[str, Any], version: int = 0) -> dict[str, Any]:
    status, answer, _ = phone.call("PUT", f"/calendar/{what}", body | {"version": version})
    assert status == 200, answer
    return dict(answer)


def held(world: World, kind: Kind, day: date, opd_id: OpdId = KOMINFO) -> list[str | None]:
    """Why each one of that kind is cancelled on that day; None: it is held."""
    kept = world.wired.activities.between(opd_id, day, day)
    return [
        one.activity.cancelled_because
        for one in sorted(kept, key=lambda one: one.activity.cancelled_because is None)
        if one.activity.kind is kind
    ]


def test_everybody_with_a_desk_reads_the_year(world: World) -> None:
    for person in (RIZAL, JOKO, ENDAH, HADI):
        status, year, _ = world.signed_in(person).call("GET", READ)
        assert (status, year["year"], year["apel_weekdays"]) == (
            200, 2026, [{"since": "2026-01-01", "weekday": 0}],
        )  # fmt: skip
        eve = next(day for day in year["days"] if day["date"] == "2026-12-24")
        assert (eve["kind"], eve["name"]) == ("CUTI_BERSAMA", "Cuti Bersama Hari Raya Natal")
    assert world.signed_in(SITI).call("GET", READ)[0] == 403


def test_bkpsda_alone_changes_it(world: World) -> None:
    for person in (RIZAL, JOKO, HADI):
        phone = world.signed_in(person)
        assert phone.call("PUT", "/calendar/days", HOLIDAY | {"version": 0})[0] == 403
        assert phone.call("PUT", "/calendar/ceremonies", MOVE | {"version": 0})[0] == 403


def test_a_year_that_nobody_learnt_holds_no_days(endah: Phone) -> None:
    status, year, _ = endah.call("GET", f"/opds/{KOMINFO}/calendar?year=2025")

    assert (status, year["days"], year["version"]) == (200, [], 0)


def test_a_new_holiday_cancels_the_planned_apel_at_once(world: World, endah: Phone) -> None:
    year = put(endah, "days", HOLIDAY)

    day = next(one for one in year["days"] if one["date"] == f"{MONDAY}")
    assert (day["kind"], day["changed"]["by"], year["version"]) == ("LIBUR", ENDAH.full_name, 1)
    assert held(world, Kind.MORNING_APEL, MONDAY) == ["Pilkada"]
    assert MONDAY in world.wired.opds.holidays()
    told = {e.action: e for e in AuditEvent.scan() if e.actor == ENDAH.pegawai_id}
    assert told["holiday:set"].detail["to"] == ["LIBUR", "Pilkada"]
    assert told["activity:cancel"].lintas_opd is True


def drain(world: World) -> None:
    """What comes of the notices that wait."""
    queue = cast("FakeQueue", world.wired.notice_queue)
    while queue.waiting:
        assert events.run_works(queue.take(), run=world.wired.run) == {"batchItemFailures": []}


WEEKLY = {"weekdays": [0], "until": "2026-12-07"}


def make(phone: Phone, n: int, kind: str, repeat: dict[str, Any] | None = WEEKLY) -> None:
    """An activity of Kominfo on each of two Mondays, or once."""
    body = {
        "id": ulid(n), "kind": kind, "title": f"{kind} {n}", "date": f"{MONDAY}",
        "window": {
            "opens": f"{MONDAY}T08:00:00Z", "starts": f"{MONDAY}T08:10:00Z",
            "late_after": f"{MONDAY}T08:20:00Z", "closes": f"{MONDAY}T08:30:00Z",
        },
        "venue": {"name": "Halaman"}, "units": [1],
    }  # fmt: skip
    what = "activity-series" if repeat else "activities"
    body |= {"repeat": repeat} if repeat else {}
    assert phone.call("POST", f"/opds/{KOMINFO}/{what}", body)[0] == 201


def titles(world: World, person: Person) -> list[str]:
    newest = world.wired.notices.newest(person.pegawai_id)
    return sorted(notice.data["title"] for notice in newest)


def test_a_new_holiday_cancels_the_apels_that_opds_made_and_who_would_come_is_told(
    world: World, endah: Phone
) -> None:
    """A meeting is the OPD's to cancel; the apels of other days stand."""
    rizal = world.signed_in(RIZAL)
    make(rizal, 700, "APEL_SORE")
    make(rizal, 701, "RAPAT")

    put(endah, "days", HOLIDAY)
    drain(world)

    assert held(world, Kind.EVENING_APEL, MONDAY) == ["Pilkada"]
    assert held(world, Kind.MEETING, MONDAY) == [None]
    assert held(world, Kind.EVENING_APEL, date(2026, 12, 7)) == [None]
    assert titles(world, SITI) == ["APEL_SORE 700 dibatalkan", "Apel pagi dibatalkan"]
    assert titles(world, BUDI) == ["Apel pagi dibatalkan"]  # another unit
    told = {e.subject: e for e in AuditEvent.scan() if e.action == "activity:cancel"}
    assert KOMINFO in told[ulid(700)].pk


def test_apels_that_a_crash_left_standing_are_cancelled_by_the_same_again(
    world: World, endah: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(world.signed_in(RIZAL), 700, "APEL_SORE")
    with monkeypatch.context() as broken:
        broken.setattr(type(world.wired.activities), "cancel", None)
        assert endah.call("PUT", "/calendar/days", HOLIDAY | {"version": 0})[0] == 500

    status, problem, _ = endah.call("PUT", "/calendar/days", HOLIDAY | {"version": 1})
    drain(world)

    assert (status, problem["type"]) == (409, "/masalah/status-berubah")
    assert held(world, Kind.EVENING_APEL, MONDAY) == ["Pilkada"]
    assert "APEL_SORE 700 dibatalkan" in titles(world, SITI)


def test_the_night_cancels_what_a_series_holds_on_a_day_off(
    world: World, endah: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Learnt after the series was made, or left by a crash; one apel of that day alone was meant.

    The OPD's meetings are its own to cancel.
    """
    rizal = world.signed_in(RIZAL)
    make(rizal, 700, "APEL_SORE")
    make(rizal, 701, "RAPAT")
    with monkeypatch.context() as broken:
        broken.setattr(type(world.wired.activities), "cancel", None)
        assert endah.call("PUT", "/calendar/days", HOLIDAY | {"version": 0})[0] == 500
    make(rizal, 702, "APEL_SORE", repeat=None)

    for _ in range(2):
        plan(world)

    assert held(world, Kind.EVENING_APEL, MONDAY) == ["Pilkada", None]
    assert held(world, Kind.EVENING_APEL, date(2026, 12, 7)) == [None]
    assert held(world, Kind.MEETING, MONDAY) == [None]
    (told,) = [e for e in AuditEvent.scan() if e.subject == ulid(700) and "cancel" in e.action]
    assert KOMINFO in told.pk


PARTIAL = HOLIDAY | {"working": [KOMINFO]}


def test_who_works_on_a_day_off_has_an_apel_and_the_others_have_none(
    world: World, endah: Phone
) -> None:
    year = put(endah, "days", PARTIAL)
    for _ in range(2):
        plan(world)
    drain(world)

    day = next(one for one in year["days"] if one["date"] == f"{MONDAY}")
    assert (day["kind"], day["working"]) == ("LIBUR", [KOMINFO])
    assert held(world, Kind.MORNING_APEL, MONDAY) == ["Pilkada", None]
    assert held(world, Kind.MORNING_APEL, MONDAY, DINKES) == ["Pilkada"]
    assert MONDAY in world.wired.opds.holidays()  # nobody's deadline falls on it
    (event,) = (e for e in AuditEvent.scan() if e.action == "holiday:set")
    assert event.detail["working"] == "Dinas Komunikasi dan Informatika"


def test_an_apel_that_a_working_opd_made_stands(world: World, endah: Phone) -> None:
    """Also where it invited an OPD for which the day is off."""
    rizal = world.signed_in(RIZAL)
    make(rizal, 700, "APEL_SORE")
    rizal.call("POST", f"/opds/{KOMINFO}/activities/{ulid(700)}/invitations", {"opds": [DINKES]})

    put(endah, "days", PARTIAL)

    assert held(world, Kind.EVENING_APEL, MONDAY) == [None]


def test_others_who_work_take_the_place_of_those_who_did(world: World, endah: Phone) -> None:
    put(endah, "days", PARTIAL)
    plan(world)
    put(endah, "days", PARTIAL | {"working": [DINKES]}, version=1)
    plan(world)

    assert held(world, Kind.MORNING_APEL, MONDAY) == ["Pilkada", "Pilkada"]
    assert held(world, Kind.MORNING_APEL, MONDAY, DINKES) == ["Pilkada", None]
    status, _, _ = endah.call(
        "PUT", "/calendar/days", PARTIAL | {"working": [DINKES], "version": 2}
    )
    assert status == 409  # the same again
    assert held(world, Kind.MORNING_APEL, MONDAY, DINKES) == ["Pilkada", None]


def test_a_working_day_for_all_has_one_apel_for_all(world: World, endah: Phone) -> None:
    put(endah, "days", PARTIAL)
    plan(world)
    put(endah, "days", HOLIDAY | {"kind": "MASUK"}, version=1)
    plan(world)

    stands = held(world, Kind.MORNING_APEL, MONDAY)
    assert sorted(stands, key=str) == ["Hari kerja bagi semua OPD", None, "Pilkada"]
    assert held(world, Kind.MORNING_APEL, MONDAY, DINKES) == ["Pilkada", None]


def test_a_ceremony_takes_the_place_of_the_apel_of_who_works(world: World, endah: Phone) -> None:
    put(endah, "ceremonies", MOVE)
    put(endah, "days", PARTIAL, version=1)
    plan(world)

    assert held(world, Kind.CEREMONY, MONDAY) == [None]
    assert held(world, Kind.MORNING_APEL, MONDAY) == ["Upacara HUT KORPRI"]


def test_the_nightly_plan_undoes_no_override(world: World, endah: Phone) -> None:
    put(endah, "days", HOLIDAY)

    plan(world)

    assert MONDAY in world.wired.opds.holidays()
    assert held(world, Kind.MORNING_APEL, MONDAY) == ["Pilkada"]


def test_a_working_day_again_has_a_new_apel_in_the_night(world: World, endah: Phone) -> None:
    """What was recorded at the cancelled one stays there."""
    put(endah, "days", HOLIDAY)
    put(endah, "days", HOLIDAY | {"kind": "MASUK"}, version=1)
    for _ in range(2):
        plan(world)

    assert held(world, Kind.MORNING_APEL, MONDAY) == ["Pilkada", None]
    assert MONDAY not in world.wired.opds.holidays()


def test_a_ceremony_moves_and_takes_the_place_of_the_apel(world: World, endah: Phone) -> None:
    assert held(world, Kind.CEREMONY, KORPRI) == [None]

    year = put(endah, "ceremonies", MOVE)
    plan(world)

    moved = next(one for one in year["ceremonies"] if one["own_date"] == f"{KORPRI}")
    assert (moved["date"], moved["changed"]["decree"]) == (f"{MONDAY}", DECREE)
    assert held(world, Kind.CEREMONY, KORPRI) == ["Dipindah ke Senin, 30 November 2026"]
    assert held(world, Kind.CEREMONY, MONDAY) == [None]
    assert held(world, Kind.MORNING_APEL, MONDAY) == ["Upacara HUT KORPRI"]
    assert [e.subject for e in AuditEvent.scan() if e.action == "ceremony:move"] == [f"{KORPRI}"]


def test_a_ceremony_moved_back_gives_the_apel_back(world: World, endah: Phone) -> None:
    put(endah, "ceremonies", MOVE)
    plan(world)
    put(endah, "ceremonies", MOVE | {"to": f"{KORPRI}"}, version=1)
    plan(world)

    assert held(world, Kind.CEREMONY, KORPRI)[-1] is None
    assert held(world, Kind.CEREMONY, MONDAY) == ["Dipindah ke Minggu, 29 November 2026"]
    assert held(world, Kind.MORNING_APEL, MONDAY) == ["Upacara HUT KORPRI", None]


def test_a_ceremony_left_standing_by_a_crash_is_cancelled_in_the_night(
    world: World, endah: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(type(world.wired.activities), "cancel", None)
        endah.call("PUT", "/calendar/ceremonies", MOVE | {"version": 0})
    assert held(world, Kind.CEREMONY, KORPRI) == [None]

    plan(world)

    assert held(world, Kind.CEREMONY, KORPRI) == ["Dipindah ke Senin, 30 November 2026"]
    assert held(world, Kind.MORNING_APEL, MONDAY) == ["Upacara HUT KORPRI"]


def test_a_holiday_cancels_no_ceremony(world: World, endah: Phone) -> None:
    put(endah, "days", HOLIDAY | {"date": f"{KORPRI}"})
    plan(world)

    assert held(world, Kind.CEREMONY, KORPRI) == [None]


@pytest.mark.parametrize(
    ("what", "body", "status", "code"),
    [
        ("days", HOLIDAY | {"version": 7}, 409, "konflik-versi"),
        ("ceremonies", MOVE | {"version": 7}, 409, "konflik-versi"),
        ("days", HOLIDAY | {"kind": "MASUK"}, 409, "status-berubah"),
        ("days", HOLIDAY | {"date": "2026-11-23"}, 422, "di-luar-batas"),
        ("days", PARTIAL | {"date": "2026-11-24"}, 422, "di-luar-batas"),
        ("days", PARTIAL | {"working": [ulid(9_999)]}, 404, "tidak-ada"),
        ("days", HOLIDAY | {"date": "2026-11-24", "kind": "MASUK"}, 422, "di-luar-batas"),
        ("days", {k: v for k, v in HOLIDAY.items() if k != "name"}, 422, "wajib"),
        ("ceremonies", MOVE | {"date": "2026-11-28"}, 422, "di-luar-batas"),
    ],
)
def test_what_makes_no_sense_is_refused(
    endah: Phone, what: str, body: dict[str, Any], status: int, code: str
) -> None:
    found, problem, _ = endah.call("PUT", f"/calendar/{what}", {"version": 0} | body)

    assert (found, problem["type"]) == (status, f"/masalah/{code}")
