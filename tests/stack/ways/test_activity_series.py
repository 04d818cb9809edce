"""An activity that repeats: by the week or the month, around days off."""

from datetime import timedelta
from typing import Any, Final

import pytest

from chalicelib.adapters.dynamo.repositories.holidays import DynamoHolidays
from tests.scheduled import Office
from tests.world import APEL, DINKES, ENDAH, KOMINFO, MONDAY, NEW_MEETING, RIZAL, SITI, Phone, ulid

Json = dict[str, Any]

TUESDAY: Final = MONDAY + timedelta(days=1)
OURS: Final = f"/opds/{KOMINFO}/activity-series"


@pytest.fixture
def rizal(office: Office) -> Phone:
    return office.world.signed_in(RIZAL)


def days_of(phone: Phone, path: str = OURS, **parts: object) -> list[str] | str:
    """The days that were made, or where the request was refused."""
    status, answer, _ = phone.call("POST", path, NEW_MEETING | parts)
    if status != 201:
        return str(answer.get("pointer"))
    return [one["date"][5:] for one in answer["activities"]]


def listed(phone: Phone) -> list[Json]:
    path = f"/opds/{KOMINFO}/activities?from=2026-11-24&to=2027-12-31"
    _, found, _ = phone.call("GET", path)
    return list(found["activities"])


def test_each_week_on_the_chosen_days_at_the_same_times(rizal: Phone) -> None:
    repeat = {"weekdays": [3, 1], "until": "2026-12-03"}

    days = days_of(rizal, repeat=repeat)

    assert days == ["11-24", "11-26", "12-01", "12-03"]
    assert [one["date"][5:] for one in listed(rizal)] == days
    assert {one["window"]["starts"][11:] for one in listed(rizal)} == {"02:00:00Z"}
    assert all(one["series"] for one in listed(rizal))
    assert listed(rizal)[0]["id"] == NEW_MEETING["id"]


def test_each_month_on_its_day_of_the_month(rizal: Phone) -> None:
    """31 November is no day."""
    window = {edge: f"2027-10-31{at[10:]}" for edge, at in NEW_MEETING["window"].items()}

    assert days_of(rizal, repeat={"until": "2027-02-01"}) == ["11-24", "12-24", "01-24"]
    last = {"id": ulid(701), "date": "2027-10-31", "window": window}
    _, answer, _ = rizal.call(
        "POST", OURS, NEW_MEETING | last | {"repeat": {"until": "2028-01-31"}}
    )
    assert [one["date"] for one in answer["activities"]] == [
        "2027-10-31", "2027-12-31", "2028-01-31",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "days"), [("APEL_PAGI", ["11-24", "12-08"]), ("UPACARA", ["11-24", "12-01", "12-08"])]
)
def test_a_day_off_leaves_an_apel_out_and_never_a_ceremony(
    office: Office, rizal: Phone, kind: str, days: list[str]
) -> None:
    DynamoHolidays().learn(2026, {TUESDAY + timedelta(days=7): "Libur daerah"})
    office.world.wired.opds.forget()

    assert days_of(rizal, kind=kind, repeat={"weekdays": [1], "until": "2026-12-08"}) == days


@pytest.mark.parametrize(
    ("working", "days"),
    [([KOMINFO], ["11-24", "12-01"]), ([DINKES], ["11-24"])],
)
def test_who_works_on_a_day_off_holds_the_apel_of_its_series(
    office: Office, rizal: Phone, working: list[str], days: list[str]
) -> None:
    day = {"date": "2026-12-01", "kind": "LIBUR", "name": "Pilkada", "decree": "SE 1"}
    answer = office.world.signed_in(ENDAH).call(
        "PUT", "/calendar/days", day | {"working": working, "version": 0}
    )
    assert answer[0] == 200

    assert days_of(rizal, kind="APEL_SORE", repeat={"weekdays": [1], "until": "2026-12-01"}) == days


def test_sending_the_same_again_makes_nothing_twice(rizal: Phone) -> None:
    repeat = {"weekdays": [1], "until": "2026-12-08"}

    assert days_of(rizal, repeat=repeat) == days_of(rizal, repeat=repeat)
    assert len(listed(rizal)) == 3


@pytest.mark.parametrize(
    ("repeat", "pointer"),
    [
        ({"weekdays": [0], "until": "2026-12-08"}, "/repeat/weekdays"),  # a Tuesday is no Monday
        ({"weekdays": [0, 1, 2, 3, 4], "until": "2027-11-24"}, "/repeat/until"),
        ({"weekdays": [1], "until": "2027-11-26"}, "/repeat/until"),
        ({"until": "2026-11-23"}, "/repeat/weekdays"),  # before the first
        ({"weekdays": [7], "until": "2026-12-08"}, "/repeat/weekdays/0"),
    ],
)
def test_a_series_holds_its_first_day_and_ends_within_a_year_and_sixty(
    rizal: Phone, repeat: Json, pointer: str
) -> None:
    assert days_of(rizal, repeat=repeat) == pointer
    assert listed(rizal) == []


def test_bkpsda_repeats_for_the_regency(office: Office) -> None:
    endah = office.world.signed_in(ENDAH)

    days = days_of(endah, "/activity-series", repeat={"weekdays": [1], "until": "2026-12-01"})

    first, last = MONDAY, MONDAY + timedelta(days=30)
    kept = office.world.wired.activities.between(DINKES, first, last)
    assert [f"{k.activity.held_on:%m-%d}" for k in kept if k.activity != APEL] == days


@pytest.fixture
def weekly(rizal: Phone) -> Phone:
    """Rizal, with a meeting on four Tuesdays."""
    assert len(days_of(rizal, repeat={"weekdays": [1], "until": "2026-12-15"})) == 4
    return rizal


def change(phone: Phone, at: int, **parts: object) -> Json:
    """Change that one of the list; what it is now."""
    one = listed(phone)[at]
    path = f"/opds/{KOMINFO}/activities/{one['id']}"
    _, own, _ = phone.call("GET", path)
    details = {n: own[n] for n in ("kind", "title", "window", "venue", "version")}
    status, changed, _ = phone.call("PUT", path, details | parts)
    assert status == 200, changed
    return dict(changed)


def seen(phone: Phone) -> list[tuple[str, str]]:
    """Place and start of each."""
    return [(one["venue"]["name"], one["window"]["starts"][5:16]) for one in listed(phone)]


def test_a_change_of_all_that_follow_keeps_their_days_and_what_came_before(
    office: Office, weekly: Phone
) -> None:
    window = {edge: at.replace("11-24", "12-01") for edge, at in NEW_MEETING["window"].items()}
    later = window | {"starts": "2026-12-01T02:10:00Z"}

    change(weekly, 1, following=True, venue={"name": "Pendopo"}, window=later)
    office.drain()

    assert seen(weekly) == [
        ("Aula", "11-24T02:00"),
        ("Pendopo", "12-01T02:10"),
        ("Pendopo", "12-08T02:10"),
        ("Pendopo", "12-15T02:10"),
    ]
    (notice,) = office.world.wired.notices.newest(SITI.pegawai_id)
    assert notice.data["body"] == (
        "Selasa, 1 Desember 2026, mulai 09.10. Pendopo. Juga yang berikutnya."
    )


def test_a_change_of_one_leaves_the_others(weekly: Phone) -> None:
    change(weekly, 1, venue={"name": "Pendopo"})

    assert [place for place, _ in seen(weekly)] == ["Aula", "Pendopo", "Aula", "Aula"]


def test_what_one_has_already_may_be_given_to_those_that_follow(weekly: Phone) -> None:
    change(weekly, 1, venue={"name": "Pendopo"})

    changed = change(weekly, 1, venue={"name": "Pendopo"}, following=True)

    assert changed["date"] == "2026-12-01"
    assert [place for place, _ in seen(weekly)] == ["Aula", "Pendopo", "Pendopo", "Pendopo"]


def test_all_that_follow_are_cancelled_and_told_once(office: Office, weekly: Phone) -> None:
    path = f"/opds/{KOMINFO}/activities/{listed(weekly)[2]['id']}/cancellation"

    status, _, _ = weekly.call("POST", path, {"reason": "Libur", "following": True})
    office.drain()

    assert status == 204
    assert [one["cancelled"] for one in listed(weekly)] == [False, False, True, True]
    assert office.titles(SITI) == ["Rapat koordinasi dibatalkan"]
    change(weekly, 0, venue={"name": "Pendopo"}, following=True)
    assert [place for place, _ in seen(weekly)] == ["Pendopo", "Pendopo", "Aula", "Aula"]
