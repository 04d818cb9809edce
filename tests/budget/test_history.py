"""What a person's page of today costs does not grow with the years."""

from datetime import timedelta
from typing import Final

from chalicelib.domain.attendance import Code
from chalicelib.domain.permits import Part, Permit, PermitId
from tests.budget.meter import metered
from tests.scheduled import an_office
from tests.world import KOMINFO, MONDAY, SITI, Phone, World, ulid, wib

PERMITS: Final = 200


def an_old_permit(world: World, n: int) -> None:
    day = MONDAY - timedelta(days=7 * n + 1)
    permit = Permit(
        permit_id=PermitId(ulid(30_000 + n)),
        opd_id=KOMINFO,
        code=Code.DUTY_ELSEWHERE,
        first_day=day,
        last_day=day,
        reason="Rapat koordinasi di Surabaya",
        parts=(Part(pegawai_id=SITI.pegawai_id, name="", opd_id=KOMINFO, unit_no=SITI.unit_no),),
        asked_by=SITI.pegawai_id,
        asked_at=wib("08.00", day),
    )
    world.wired.permits.add(permit, world.event("permit:ask"))


def units_of_today(phone: Phone) -> float:
    phone.call("GET", "/me/today")  # settings and OPDs are kept for a minute
    with metered() as meter:
        status, _, _ = phone.call("GET", "/me/today")
    assert status == 200
    return meter.read_units


def test_old_permits_make_today_no_dearer() -> None:
    with an_office() as office:
        siti = office.at("07.00").world.signed_in(SITI)
        before = units_of_today(siti)
        for n in range(PERMITS):
            an_old_permit(office.world, n)

        assert units_of_today(siti) == before
