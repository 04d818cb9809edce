"""Where the units of an OPD have their offices."""

from chalice.app import Blueprint, Response

from chalicelib.domain.access import Permission
from chalicelib.domain.offices import Offices
from chalicelib.domain.people import OpdId
from chalicelib.http.access import Call, endpoint, reply
from chalicelib.http.wire import offices as wire
from chalicelib.wiring import wired

routes = Blueprint(__name__)
ANSWERS = ("version", "units")


@endpoint(routes, "GET", "/opds/{opd}/offices", allow=Permission.ACTIVITY_READ, answers=ANSWERS)
def get_offices(call: Call, opd: str) -> Response:
    """The units of this OPD, each with its office."""
    return _answer(call, opd, wired().read_offices(opd_id=OpdId(opd)))


@endpoint(
    routes, "PUT", "/opds/{opd}/offices/{unit}", allow=Permission.ACTIVITY_CREATE,
    body=wire.CHANGE, answers=ANSWERS,
)  # fmt: skip
def put_office(call: Call, opd: str, unit: str) -> Response:
    """Say where the office of this unit is, or that nobody knows."""
    changed = wired().set_office(
        by=call.account.pegawai_id, opd_id=OpdId(opd), unit_no=wire.read_unit(unit),
        units=call.allowed.units, office=wire.office_of(call.body[wire.OFFICE]),
        version=call.body[wire.VERSION],
    )  # fmt: skip
    return _answer(call, opd, changed)


def _answer(call: Call, opd: str, found: Offices) -> Response:
    return reply(200, wire.offices(found, wired().opds.get(OpdId(opd)), call.allowed.units))
