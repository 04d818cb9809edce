"""People: the regency's list, the page of one person, the slips of a unit."""

from chalice.app import Blueprint, Response

from chalicelib.domain.access import Permission
from chalicelib.domain.people import OpdId, PegawaiId
from chalicelib.http.access import Call, endpoint, reply, the_regency
from chalicelib.http.wire import desk
from chalicelib.http.wire import people as wire
from chalicelib.http.wire.days import read_id
from chalicelib.services.read_person import PersonPage
from chalicelib.wiring import wired

routes = Blueprint(__name__)


@endpoint(
    routes, "GET", "/people", allow=Permission.PEOPLE_READ, about=the_regency,
    query=wire.EVERYBODY, answers=("people", "total", "units"),
)  # fmt: skip
def get_everybody(call: Call) -> Response:
    """The regency's people, searched and by page, and the units of that name."""
    page = wired().list_everybody(wanted=wire.wanted(call.query), start=call.query[desk.START] or 0)
    return reply(200, wire.everybody(page))


@endpoint(
    routes, "GET", "/opds/{opd}/people/{person}", allow=Permission.PEOPLE_READ,
    answers=(
        "pegawai_id", "name", "nip", "unit", "employment", "position", "account", "roles",
        "pending_devices", "rank", "stays", "permits", "devices",
    ),
)  # fmt: skip
def get_person(call: Call, opd: str, person: str) -> Response:
    """One person of the OPD: record, places, permits, phones."""
    return reply(200, wire.person(_page(call, opd, person), wired().opds.get))


@endpoint(
    routes, "GET", "/opds/{opd}/people/{person}/timeline", allow=Permission.PEOPLE_READ,
    answers=("activities", "counts"),
)  # fmt: skip
def get_timeline(call: Call, opd: str, person: str) -> Response:
    """Six months of one person of the OPD."""
    return reply(200, wire.timeline(wired().read_timeline(page=_page(call, opd, person))))


@endpoint(
    routes, "GET", "/opds/{opd}/people/{person}/events", allow=Permission.AUDIT_READ,
    answers=("events",),
)  # fmt: skip
def get_person_events(call: Call, opd: str, person: str) -> Response:
    """What was done to one person of the OPD, the newest first."""
    account = wired().account_of_opd(OpdId(opd), PegawaiId(read_id(person)), call.allowed.units)
    found, names = wired().read_events(opd_id=OpdId(opd), account=account)
    return reply(200, wire.events(found, names))


@endpoint(
    routes, "POST", "/opds/{opd}/code-sheets", allow=Permission.CODE_ISSUE, body=wire.SHEET,
    status=201, answers=("codes", "next", "left"),
)  # fmt: skip
def post_code_sheet(call: Call, opd: str) -> Response:
    """Issue activation codes for the next people of a unit who have no account yet."""
    sheet = wired().issue_sheet(
        actor=call.actor, opd_id=OpdId(opd), unit=wire.unit_of(call.body),
        units=call.allowed.units, after=call.body[wire.AFTER],
    )  # fmt: skip
    return reply(201, wire.sheet(sheet, wired().opds.get(OpdId(opd))))


def _page(call: Call, opd: str, person: str) -> PersonPage:
    return wired().find_person(
        actor=call.actor, opd_id=OpdId(opd), pegawai_id=PegawaiId(read_id(person)),
        units=call.allowed.units,
    )  # fmt: skip
