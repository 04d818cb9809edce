"""A regency-wide right may touch every OPD; the audit says each time that it did (Z4)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from chalicelib.adapters.dynamo.items import AuditEvent
from chalicelib.domain.people import Person
from chalicelib.domain.sessions import Device, DeviceState
from tests.fakes import FakeQueue
from tests.world import APEL, BUDI, ENDAH, KOMINFO, RIZAL, SITI, World, a_photo, a_world, ulid

WAITING = Device(
    device_id=ulid(60),
    public_key="k",
    label="HP",
    state=DeviceState.PENDING,
    since=APEL.window.opens,
)
DESK = f"/opds/{KOMINFO}"
DEVICE = f"{DESK}/people/{BUDI.pegawai_id}/devices/{WAITING.device_id}"
AT_APEL = {"date": "2026-11-23", "activity": APEL.activity_id, "people": [SITI.pegawai_id]}
UNSEEN = AT_APEL | {"people": [BUDI.pegawai_id]}
LETTER = {
    "id": ulid(500),
    "kind": "DL",
    "from": "2026-11-23",
    "to": "2026-11-23",
    "letter": {"number": "800/1/2026"},
}
ACTIONS = {
    "photo:view",
    "letter:view",
    "device:approve",
    "device:revoke",
    "code:issue",
    "reminder:create",
}


@pytest.fixture(scope="module")
def loaded() -> Iterator[World]:
    with a_world() as world:
        world.wired.notice_queue = FakeQueue()
        world.wired.rosters.write(KOMINFO, date(2026, 1, 1), {BUDI.pegawai_id: BUDI.unit_no})
        siti, photo = world.signed_in(SITI), a_photo()
        _, made, _ = siti.call("POST", "/check-ins", siti.claim(1, photo, siti.ticket()))
        world.wired.verify_photo(world.put_photo(made["upload"], photo))
        assert siti.call("POST", "/permits", LETTER)[0] == 201
        yield world


@pytest.mark.parametrize(("person", "crosses"), [(ENDAH, True), (RIZAL, None)])
def test_the_audit_says_who_acts_by_a_right_over_every_opd(
    loaded: World, person: Person, *, crosses: bool | None
) -> None:
    phone = loaded.signed_in(person)
    budi = loaded.wired.accounts.get(BUDI.pegawai_id)
    assert budi
    loaded.wired.accounts.save(replace(budi, devices=(WAITING,)).next_rev())

    answers = [
        phone.call("POST", f"{DESK}/photo-views", AT_APEL | {"reason": "Pemeriksaan"}),
        phone.call("POST", f"{DESK}/permits/{ulid(500)}/photo-views", {}),
        phone.call("POST", f"{DEVICE}/approval", {}),
        phone.call("DELETE", DEVICE),
        phone.call("POST", f"{DESK}/codes", {"people": [BUDI.pegawai_id]}),
        phone.call("POST", f"{DESK}/reminders", UNSEEN),
    ]

    assert all(status < 300 for status, _, _ in answers), answers
    told = [each for each in AuditEvent.scan() if each.actor == person.pegawai_id]
    assert {each.action for each in told} == ACTIONS
    assert {each.lintas_opd for each in told} == {crosses}
