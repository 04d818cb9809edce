"""Offices of an OPD's units on the wire."""

from typing import Any, Final

from chalicelib.domain.offices import Office, Offices
from chalicelib.domain.people import WHOLE_OPD, Opd, UnitNo
from chalicelib.http.wire.desk import LATITUDE, LONGITUDE, RADIUS_M
from chalicelib.http.wire.kinds import integer
from chalicelib.http.wire.reading import body
from chalicelib.http.wire.schema import Values, nullable, read_path, record, required

UNIT_NO: Final = integer(0, 65_535)
LAT, LON = required("lat", LATITUDE), required("lon", LONGITUDE)
RADIUS = required("radius_m", RADIUS_M)
OFFICE = required("office", nullable(record(LAT, LON, RADIUS)))  # null: it is not known
VERSION = required("version", integer(0, 1_000_000))
CHANGE = body(VERSION, OFFICE)


def read_unit(text: str) -> UnitNo:
    """A unit's number in a path; anything else names nothing."""
    return UnitNo(read_path(UNIT_NO, text))


def office_of(values: Values | None) -> Office | None:
    """An office in a body."""
    if values is None:
        return None
    return Office(lat=values[LAT], lon=values[LON], radius_m=values[RADIUS])


def offices(of: Offices, opd: Opd, units: frozenset[UnitNo] | None) -> dict[str, Any]:
    """The units that one sees, the OPD itself first, with where each is."""
    seen = opd.subtree(WHOLE_OPD) if units is None else units
    listed = [(WHOLE_OPD, opd.name), *((unit.no, unit.name) for unit in opd.units)]
    return {
        "version": of.version,
        "units": [
            {"no": no, "name": name, "office": _office(of.by_unit.get(no))}
            for no, name in listed
            if no in seen
        ],
    }


def _office(of: Office | None) -> dict[str, Any] | None:
    return {"lat": of.lat, "lon": of.lon, "radius_m": of.radius_m} if of else None
