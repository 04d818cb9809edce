"""The regency that every run of the ways starts from."""

import logging
from collections.abc import Iterator

import pytest

from tests.fault.neighbours import Neighbours
from tests.fault.phones import Developing, phone_of
from tests.fault.ways import EVENING, Regency
from tests.scheduled import an_office
from tests.world import BUDI, KOMINFO, RIZAL, SITI


@pytest.fixture(scope="module")
def regency() -> Iterator[Regency]:
    logging.disable()  # thousands of refused calls are the point here
    with an_office() as office:
        world, neighbours = office.world, Neighbours(office)
        world.wired.activities.add(EVENING, [KOMINFO], world.event("test:evening"))
        world.wired.darkroom = Developing(world.wired.darkroom)
        siti, siti_too, rizal = (phone_of(world, person) for person in (SITI, SITI, RIZAL))
        path = f"/opds/{KOMINFO}/codes"
        _, slips, _ = rizal.call("POST", path, {"people": [BUDI.pegawai_id]})
        _, today, _ = siti.call("GET", "/me/today")
        office.remember()
        yield Regency(
            office=office,
            neighbours=neighbours,
            siti=siti,
            siti_too=siti_too,
            rizal=rizal,
            new=world.phone(),
            code=slips["codes"][0]["code"],
            tickets={each["id"]: each["ticket"] for each in today["activities"]},
        )
    logging.disable(logging.NOTSET)
