"""Where the units of an OPD have their offices."""

from chalicelib.domain.offices import Office, Offices
from chalicelib.domain.people import OpdId, PegawaiId, UnitNo
from chalicelib.services.set_office import set_office
from chalicelib.wiring.world import World


class OfficeVerbs(World):
    """Where the units of an OPD have their offices."""

    def read_offices(self, *, opd_id: OpdId) -> Offices:
        return self.offices.of(opd_id)

    def set_office(
        self, *, by: PegawaiId, opd_id: OpdId, unit_no: UnitNo,
        units: frozenset[UnitNo] | None, office: Office | None, version: int,
    ) -> Offices:  # fmt: skip
        return set_office(
            by=by, opd_id=opd_id, unit_no=unit_no, units=units, office=office, version=version,
            offices=self.offices, opds=self.opds, ids=self.ids, clock=self.clock,
        )  # fmt: skip
