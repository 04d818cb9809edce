"""The regency at a glance: its figures are those of the recaps, whoever counts them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.adapters.dynamo.repositories.people import opd_item
from chalicelib.domain.attendance import Code, Place
from chalicelib.domain.calendar import Job, Week
from chalicelib.domain.permits import PermitState
from chalicelib.domain.settings_book import Held, Setting, SettingsBook
from tests.scheduled import Office, an_office
from tests.world import (
    APEL,
    BUDI,
    DINKES,
    ENDAH,
    HADI,
    JOKO,
    KOMINFO,
    MONDAY,
    OPDS,
    RIZAL,
    SITI,
    Phone,
    an_apel,
    wib,
)

THURSDAY, FRIDAY = MONDAY + timedelta(days=3), MONDAY + timedelta(days=4)
NEXT_MONDAY = MONDAY + timedelta(days=7)
NEXT_APEL = an_apel(101, NEXT_MONDAY)
NEXT_PLACE = Place(
    opd_id=KOMINFO, held_on=f"{NEXT_MONDAY:%Y%m%d}", activity_id=NEXT_APEL.activity_id
)
COLUMNS = ("expected", "present", "late", "excused", "pending", "unexplained")


@pytest.fixture(scope="module")
def base() -> Iterator[Office]:
    """Two weeks: the first is locked and published, the second one's apel has just closed."""
    with an_office(REQUIRE_SECOND_FACTOR="tidak", BIND_DEVICE_FREELY="ya") as office:
        wired = office.world.wired
        office.check_in(SITI, wib("07.01"))
        office.ask(BUDI, Code.ILL, PermitState.APPROVED)
        office.at("09.00").tick(Job.CLOSE)
        office.at("23.59", THURSDAY).tick(Job.LOCK)
        office.at("16.00", FRIDAY).tick(Job.PUBLISH_WEEKLY)
        wired.activities.add(
            NEXT_APEL, [opd.opd_id for opd in OPDS], office.world.event("test:apel")
        )
        office.check_in(RIZAL, wib("07.20", NEXT_MONDAY), place=NEXT_PLACE)
        office.at("09.00", NEXT_MONDAY).tick(Job.CLOSE)
        office.remember()
        yield office


@pytest.fixture
def office(base: Office) -> Office:
    return base.as_at_the_start().at("09.05", NEXT_MONDAY)


@pytest.fixture
def endah(office: Office) -> Phone:
    return office.world.signed_in(ENDAH)


def read(phone: Phone, path: str = "/overview") -> dict[str, Any]:
    status, found, _ = phone.call("GET", path)
    assert status == 200, found
    return dict(found)


def rows_of(page: dict[str, Any], day: date) -> dict[str, dict[str, int]]:
    """An activity's figures by OPD."""
    (activity,) = [one for one in page["activities"] if one["date"] == f"{day}"]
    opds = [opd["id"] for opd in page["opds"]]
    return {
        opds[place]: dict(zip(COLUMNS, figures[: len(COLUMNS)], strict=True))
        for place, _, *figures in activity["rows"]
    }


@pytest.mark.parametrize("day", [MONDAY, NEXT_MONDAY])
def test_its_figures_equal_those_of_the_recaps(endah: Phone, day: date) -> None:
    rows = rows_of(read(endah), day)

    assert set(rows) == {KOMINFO, DINKES}
    for opd_id, figures in rows.items():
        recap = read(endah, f"/recaps/{Week.of(day).text}?opd={opd_id}")
        total = recap["tables"][0]["total"]
        assert figures == {name: total[name] for name in COLUMNS}
    regency = read(endah, f"/recaps/{Week.of(day).text}")["tables"][0]["total"]
    assert {name: sum(row[name] for row in rows.values()) for name in COLUMNS} == {
        name: regency[name] for name in COLUMNS
    }


def test_the_first_week_is_final_and_the_second_is_not(endah: Phone) -> None:
    page = read(endah)

    assert page["today"] == f"{NEXT_MONDAY}"
    assert [(one["date"], one["kind"], one["final"]) for one in page["activities"]] == [
        (f"{MONDAY}", "APEL_PAGI", True),
        (f"{NEXT_MONDAY}", "APEL_PAGI", False),
    ]
    assert page["activities"][0]["id"] == APEL.activity_id
    assert rows_of(page, MONDAY)[KOMINFO]["unexplained"] == 4  # nobody else said a word
    assert rows_of(page, NEXT_MONDAY)[KOMINFO]["pending"] == 5
    assert rows_of(page, NEXT_MONDAY)[KOMINFO]["late"] == 1


def test_arrivals_are_counted_by_their_minutes_from_the_start(endah: Phone) -> None:
    """07.00 is the start: 07.01 on the first Monday, 07.20 on the second."""
    page = read(endah)

    arrivals = [
        row[2 + len(COLUMNS) :]
        for activity in page["activities"]
        for row in activity["rows"]
        if opds_at(page, row[0]) == KOMINFO
    ]
    assert arrivals == [[0, 0, 0, 0, 1, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 1]]


def test_a_later_compile_takes_the_place_of_an_earlier_one(office: Office, endah: Phone) -> None:
    office.check_in(SITI, wib("07.25", NEXT_MONDAY), place=NEXT_PLACE)
    office.at("09.30", NEXT_MONDAY).tick(Job.CLOSE)

    assert rows_of(read(endah), NEXT_MONDAY)[KOMINFO]["present"] == 2


def test_an_opd_in_its_trial_is_marked_at_each_activity(office: Office, endah: Phone) -> None:
    opd_item(replace(OPDS[1], trial_ended_on=None)).save()
    office.world.wired.opds.forget()
    office.at("09.30", NEXT_MONDAY).tick(Job.CLOSE)

    page = read(endah)

    trials = [{opds_at(page, row[0]): row[1] for row in one["rows"]} for one in page["activities"]]
    assert trials == [{KOMINFO: 0, DINKES: 0}, {KOMINFO: 0, DINKES: 1}]
    assert {opd["id"]: opd["trial"] for opd in page["opds"]} == {KOMINFO: False, DINKES: True}


def opds_at(page: dict[str, Any], place: int) -> str:
    return str(page["opds"][place]["id"])


def test_empty_offices_and_waiting_letters_are_named(office: Office, endah: Phone) -> None:
    office.ask(SITI, Code.PERMITTED, n=2)
    office.ask(RIZAL, Code.PERMITTED, n=3)

    found = read(endah, "/overview/follow-ups")

    assert found["vacant"] == [
        {
            "opd": {"id": DINKES, "name": "Dinas Kesehatan"},
            "roles": ["kepala_opd"],
        }
    ]
    assert found["letters"] == [{"opd": {"id": KOMINFO, "name": OPDS[0].name}, "count": 2}]


def test_who_is_tk_again_and_again_is_counted_and_opens_to_the_people(
    office: Office, endah: Phone
) -> None:
    """The count comes from FINAL tables; names are for whoever reads the OPD's people."""
    before = read(endah, "/overview/follow-ups")["in_a_row"]
    twice = Held(value=2, since=MONDAY, by_name=ENDAH.name, at=wib("07.00"))
    book = SettingsBook(held={Setting.IN_A_ROW: (twice,)}, version=1)
    office.world.wired.settings_books.change(book, office.world.event("settings:change"))
    office.world.wired.opds.forget()
    office.at("23.59", NEXT_MONDAY + timedelta(days=3)).tick(Job.LOCK)

    found = read(endah, "/overview/follow-ups")["in_a_row"]
    listed = {
        opd["opd"]["id"]: [
            one["name"]
            for one in read(endah, f"/opds/{opd['opd']['id']}/people?lacking=WORD")["people"]
        ]
        for opd in found["opds"]
    }

    assert before == {"times": 3, "opds": []}
    assert found["times"] == 2
    assert {opd["opd"]["id"]: opd["count"] for opd in found["opds"]} == {
        opd_id: len(names) for opd_id, names in listed.items()
    }
    assert JOKO.name in listed[KOMINFO]
    assert not {SITI.name, BUDI.name, RIZAL.name} & set(listed[KOMINFO])
    head = office.world.signed_in(JOKO)
    assert len(read(head, f"/opds/{KOMINFO}/people?lacking=WORD")["people"]) == len(listed[KOMINFO])


def test_only_bkpsda_and_the_auditor_see_the_regency(office: Office) -> None:
    for person, status in ((ENDAH, 200), (HADI, 200), (JOKO, 403), (RIZAL, 403), (SITI, 403)):
        phone = office.world.signed_in(person)
        for path in ("/overview", "/overview/follow-ups"):
            assert phone.call("GET", path)[0] == status, (person.name, path)
