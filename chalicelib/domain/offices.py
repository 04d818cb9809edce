"""Where units have their own offices: data of the unit, beside SIMPEG's tree (domain.md §3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from chalicelib.domain.activities import Activity
from chalicelib.domain.people import Opd, OpdId, UnitNo


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A place, and how far around it somebody is still there."""

    lat: float
    lon: float
    radius_m: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Offices:
    """The offices of one OPD's units, as far as they are known; 0 is that of the OPD itself."""

    opd_id: OpdId
    version: int = 0  # counts changes; 0: none yet
    by_unit: Mapping[UnitNo, Office] = field(default_factory=dict)

    def nearest(self, opd: Opd, unit_no: UnitNo) -> Office | None:
        """That of the unit, else of the nearest one above it."""
        known = (self.by_unit.get(no) for no in opd.upwards(unit_no))
        return next((office for office in known if office), None)

    def with_office(self, unit_no: UnitNo, office: Office | None) -> "Offices":
        """The next version, in which that is where the unit is; None: nobody knows."""
        others = {no: kept for no, kept in self.by_unit.items() if no != unit_no}
        placed = {unit_no: office} if office else {}
        return replace(self, version=self.version + 1, by_unit=others | placed)

    def placed(self, activity: Activity, opd: Opd, unit_no: UnitNo) -> Activity:
        """As the people of that unit see it: where each stays in the own office, with theirs."""
        office = self.nearest(opd, unit_no)
        if office is None or not activity.venue.is_own_office:
            return activity
        venue = replace(activity.venue, lat=office.lat, lon=office.lon, radius_m=office.radius_m)
        return replace(activity, venue=venue)
