"""Anybody reports a problem of the app; who did is not kept (domain.md §2)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests.world import ENDAH, SITI, Phone, World, a_world, ulid


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with a_world() as world:
        yield world


def report(phone: Phone, n: int, text: str = "Layar hitam") -> tuple[int, Any]:
    body = {
        "id": ulid(n), "part": "KAMERA", "text": text, "version": "1.4.0+abc", "unsent": 1
    }  # fmt: skip
    status, found, _ = phone.call("POST", "/me/reports", body)
    return status, found


def test_bkpsda_reads_it_and_nothing_tells_whose_it_is(world: World) -> None:
    phone = world.signed_in(SITI)
    told = "Kamera hitam, saya 198003152005012001"

    assert report(phone, 900, told) == (204, None)
    assert report(phone, 900, told) == (204, None)  # sent again: the answer was lost

    status, found, _ = world.signed_in(ENDAH).call("GET", "/reports?month=2026-11")
    assert status == 200
    assert [(each["text"], each["part"], each["version"], each["unsent"])
            for each in found["reports"]] == [
        ("Kamera hitam, saya …", "KAMERA", "1.4.0+abc", 1)
    ]  # fmt: skip
    stored = [item for item in world.stored().values() if "Kamera hitam" in str(item)]
    assert len(stored) == 1
    for mine in (SITI.pegawai_id, SITI.nip, SITI.name, SITI.opd_id):
        assert mine not in str(stored)


def test_the_sixth_of_a_minute_waits(world: World) -> None:
    world.clock.at += timedelta(minutes=5)
    phone = world.signed_in(SITI)

    answers = [report(phone, 910 + n) for n in range(6)]

    assert [status for status, _ in answers] == [204] * 5 + [429]
    assert answers[-1][1]["retry_after"] <= 60
