"""One contract for the offices of units: the fakes and DynamoDB's."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pytest

from chalicelib.adapters.dynamo.repositories.offices import DynamoOfficeBook
from chalicelib.domain.errors import VersionConflict
from chalicelib.domain.offices import Office, Offices
from chalicelib.domain.people import UnitNo
from chalicelib.services.ports.check_ins import CheckIns
from chalicelib.services.ports.offices import OfficeBook
from tests.fakes import FakeCheckIns, FakeOfficeBook
from tests.scheduled import PLACE
from tests.world import DINKES, KOMINFO, SITI, World, a_world

MAIN: Final = Office(lat=-7.0455, lon=112.7351, radius_m=150)
FIRST: Final = Offices(opd_id=KOMINFO).with_office(UnitNo(1), MAIN)


@dataclass
class Ports:
    """The ports under test; nothing is kept yet."""

    offices: OfficeBook
    check_ins: CheckIns


@pytest.fixture(scope="module")
def base() -> Iterator[World]:
    with a_world() as world:
        yield world


@pytest.fixture(params=["in memory", "DynamoDB"])
def ports(request: pytest.FixtureRequest, base: World) -> Ports:
    if request.param == "DynamoDB":
        return Ports(offices=DynamoOfficeBook(), check_ins=base.wired.check_ins)
    fake = FakeOfficeBook()
    return Ports(offices=fake, check_ins=FakeCheckIns(offices=fake.kept))


def test_they_are_kept_over_the_version_before_and_come_with_own_entries(
    ports: Ports, base: World
) -> None:
    event = base.event
    assert ports.offices.of(KOMINFO) == Offices(opd_id=KOMINFO)
    assert ports.check_ins.own(SITI.pegawai_id, [], offices_of=KOMINFO).offices is None

    ports.offices.change(FIRST, event("office:set"))
    with pytest.raises(VersionConflict):
        ports.offices.change(FIRST, event("office:set"))
    second = FIRST.with_office(UnitNo(0), MAIN).with_office(UnitNo(1), None)
    with pytest.raises(VersionConflict):
        ports.offices.change(second, event("office:set"))

    assert ports.offices.of(KOMINFO) == FIRST
    assert ports.offices.of(DINKES) == Offices(opd_id=DINKES)
    assert ports.check_ins.own(SITI.pegawai_id, [PLACE], offices_of=KOMINFO).offices == FIRST
    assert ports.check_ins.own(SITI.pegawai_id, [], offices_of=KOMINFO).offices == FIRST
    assert ports.check_ins.own(SITI.pegawai_id, [PLACE], offices_of=DINKES).offices is None
    assert ports.check_ins.own(SITI.pegawai_id, [PLACE]).offices is None

    last = FIRST.with_office(UnitNo(1), None)
    ports.offices.change(last, event("office:remove"))
    assert ports.offices.of(KOMINFO) == last
