"""Appointments by command: in force at the next request, told in the audit, bounded by dates."""

from collections.abc import Iterator

import pytest

from chalicelib.domain.errors import BadNip, BadTime, Missing, OutOfBounds, StateChanged
from tests.world import BUDI, DINKES, KOMINFO, SITI, WATI, Phone, World, a_world


@pytest.fixture
def world() -> Iterator[World]:
    with a_world() as world:
        yield world


@pytest.fixture
def siti(world: World) -> Phone:
    return world.signed_in(SITI)


def status_at(phone: Phone, opd: str) -> int:
    span = "from=2026-11-23&to=2026-11-23"
    status, _, _ = phone.call("GET", f"/opds/{opd}/activities?{span}")
    return status


def test_a_role_holds_from_the_next_request_on(world: World, siti: Phone) -> None:
    before = status_at(siti, KOMINFO)

    done = world.wired.appoint(
        {"nip": SITI.nip, "role": "admin_opd", "opd": KOMINFO, "from": "2026-11-01"}
    )

    assert before == 403
    assert done["lines"] == ["Siti Aminah: admin_opd, Dinas Komunikasi dan Informatika"]
    assert status_at(siti, KOMINFO) == 200
    assert status_at(siti, DINKES) == 404


def test_a_future_and_an_ended_role_hold_nothing(world: World, siti: Phone) -> None:
    for since, until in (("2027-01-01", ""), ("2026-01-01", "2026-10-31")):
        world.wired.appoint(
            {"nip": SITI.nip, "role": "admin_opd", "opd": KOMINFO, "from": since, "until": until}
        )

    assert status_at(siti, KOMINFO) == 403


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"role": "admin_opd"}, Missing),
        ({"role": "bkpsda", "opd": KOMINFO}, Missing),
        ({"role": "admin_opd", "opd": KOMINFO, "until": "2026-01-01"}, OutOfBounds),
        ({"role": "admin_opd", "opd": KOMINFO, "nip": "197001012005011999"}, BadNip),
        ({"role": "admin_opd", "opd": KOMINFO, "from": "1 Nov"}, BadTime),
    ],
)
def test_what_makes_no_sense_is_refused(
    world: World, given: dict[str, str], refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        world.wired.appoint({"nip": SITI.nip, "from": "2026-11-01"} | given)


def test_a_refusal_says_in_words_what_and_where(world: World) -> None:
    """The command prints it: a code alone would tell an operator nothing."""
    with pytest.raises(BadTime) as refused:
        world.wired.end_trial({"opd": KOMINFO, "date": "soon"})

    assert str(refused.value) == "Not RFC 3339 with an offset, or not a date. (waktu, DATE)"


def test_a_stage_starts_with_two_people_once(world: World) -> None:
    done = world.wired.name_first_admins({"nips": f"{BUDI.nip},{WATI.nip}"})

    assert done["appointed"] == 2
    with pytest.raises(StateChanged):
        world.wired.name_first_admins({"nips": f"{BUDI.nip},{WATI.nip}"})
    with pytest.raises(OutOfBounds):
        world.wired.name_first_admins({"nips": BUDI.nip})


def test_a_trial_ends_on_its_day(world: World) -> None:
    done = world.wired.end_trial({"opd": "dinas komunikasi  dan informatika", "date": "2026-12-01"})

    assert done["lines"] == ["Dinas Komunikasi dan Informatika counts from 2026-12-01 on"]
