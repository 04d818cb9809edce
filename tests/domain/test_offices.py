"""Where units have their offices, and whose counts for whom (domain.md §3)."""

from dataclasses import replace
from typing import Final

import pytest

from chalicelib.domain.activities import Venue
from chalicelib.domain.offices import Office, Offices
from chalicelib.domain.people import Opd, Unit, UnitNo
from tests.world import KOMINFO, an_apel

MAIN: Final = Office(lat=-7.0455, lon=112.7351, radius_m=150)
BRANCH: Final = Office(lat=-6.9, lon=112.8, radius_m=80)
OPD: Final = Opd(
    opd_id=KOMINFO,
    name="Dinas",
    units=(
        Unit(no=UnitNo(1), name="Bidang"),
        Unit(no=UnitNo(2), name="Seksi", parent=UnitNo(1)),
        Unit(no=UnitNo(3), name="Regu", parent=UnitNo(2)),
    ),
)
NOBODY_KNOWS: Final = Offices(opd_id=KOMINFO)
OWN: Final = replace(an_apel(), venue=Venue(name="Kantor masing-masing", is_own_office=True))


@pytest.mark.parametrize(
    ("known", "unit", "found"),
    [
        ({}, 3, None),
        ({3: BRANCH}, 3, BRANCH),
        ({1: BRANCH}, 3, BRANCH),
        ({0: MAIN}, 3, MAIN),
        ({0: MAIN, 1: BRANCH}, 2, BRANCH),
        ({0: MAIN, 3: BRANCH}, 2, MAIN),
        ({0: MAIN}, 0, MAIN),
        ({3: BRANCH}, 0, None),
        ({0: MAIN}, 9, MAIN),
    ],
)
def test_the_nearest_unit_above_lends_its_office(
    known: dict[int, Office], unit: int, found: Office | None
) -> None:
    """Unit 9 is one that the tree does not know: it hangs under the OPD itself."""
    offices = replace(NOBODY_KNOWS, by_unit={UnitNo(no): at for no, at in known.items()})

    assert offices.nearest(OPD, UnitNo(unit)) == found


def test_units_that_hang_in_a_ring_have_an_end() -> None:
    ring = replace(
        OPD,
        units=(
            Unit(no=UnitNo(1), name="A", parent=UnitNo(2)),
            Unit(no=UnitNo(2), name="B", parent=UnitNo(1)),
        ),
    )

    assert ring.upwards(UnitNo(1)) == (1, 2)


def test_each_change_is_a_version_and_touches_one_unit() -> None:
    both = NOBODY_KNOWS.with_office(UnitNo(0), MAIN).with_office(UnitNo(1), BRANCH)
    gone = both.with_office(UnitNo(0), None)

    assert (both.version, dict(both.by_unit)) == (2, {0: MAIN, 1: BRANCH})
    assert (gone.version, dict(gone.by_unit)) == (3, {1: BRANCH})
    assert NOBODY_KNOWS.by_unit == {}


def test_own_offices_are_placed_and_one_place_stays_where_it_is() -> None:
    offices, apel = NOBODY_KNOWS.with_office(UnitNo(1), MAIN), an_apel()

    placed = offices.placed(OWN, OPD, UnitNo(2)).venue

    assert (placed.lat, placed.lon, placed.radius_m) == (MAIN.lat, MAIN.lon, MAIN.radius_m)
    assert (placed.name, placed.is_own_office) == (OWN.venue.name, True)
    assert offices.placed(OWN, OPD, UnitNo(0)) == OWN
    assert offices.placed(apel, OPD, UnitNo(2)) == apel
