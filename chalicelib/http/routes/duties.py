"""Duty rosters of an OPD."""

from chalice.app import Blueprint, Response

from chalicelib.domain.access import Permission
from chalicelib.domain.errors import OutOfBounds
from chalicelib.domain.people import OpdId
from chalicelib.http.access import Call, endpoint, reply
from chalicelib.http.wire import duties as wire
from chalicelib.services.change_duty import Planner
from chalicelib.wiring import wired

routes = Blueprint(__name__)
PAGE = ("month", "version", "rows", "permits", "clashes", "activities", "locked")


@endpoint(
    routes, "GET", "/opds/{opd}/duty", allow=Permission.DUTY_READ, query=wire.PAGE, answers=PAGE
)
def get_duty(call: Call, opd: str) -> Response:
    """A month's roster, with permits, clashes and activities."""
    page = wired().read_duty(
        opd_id=OpdId(opd), first_day=call.query[wire.PERIOD], units=call.allowed.units
    )
    return reply(200, wire.page(page))


@endpoint(
    routes, "PUT", "/opds/{opd}/duty", allow=Permission.DUTY_CHANGE, body=wire.SAVE, answers=PAGE
)
def put_duty(call: Call, opd: str) -> Response:
    """Put people's months in force, all or none."""
    rows = {row[wire.WHO]: row[wire.ROW] for row in call.body[wire.ROWS]}
    if len(rows) < len(call.body[wire.ROWS]):
        raise OutOfBounds("/rows")  # one person twice: which line is meant?
    page = wired().save_duty(
        first_day=call.body[wire.PERIOD], rows=rows, planner=_planner(call, opd)
    )
    return reply(200, wire.page(page))


@endpoint(
    routes, "POST", "/opds/{opd}/duty/swaps", allow=Permission.DUTY_CHANGE, body=wire.SWAP,
    answers=PAGE,
)  # fmt: skip
def post_duty_swap(call: Call, opd: str) -> Response:
    """Exchange two people's turns on a day."""
    page = wired().swap_duty(
        day=call.body[wire.DAY], one=call.body[wire.WHO], other=call.body[wire.OTHER],
        planner=_planner(call, opd),
    )  # fmt: skip
    return reply(200, wire.page(page))


@endpoint(
    routes, "POST", "/opds/{opd}/duty/matches", allow=Permission.DUTY_CHANGE, body=wire.MATCH,
    answers=("matches",),
)  # fmt: skip
def post_duty_matches(call: Call, opd: str) -> Response:
    """Whom the lines of a spreadsheet mean."""
    lines = call.body[wire.LINES]
    found = wired().match_people(opd_id=OpdId(opd), units=call.allowed.units, written=lines)
    return reply(200, wire.matches(lines, found, wired().opds.get(OpdId(opd))))


def _planner(call: Call, opd: str) -> Planner:
    return Planner(
        by=call.account.pegawai_id, opd_id=OpdId(opd), units=call.allowed.units,
        version=call.body[wire.VERSION], reason=call.body[wire.REASON],
    )  # fmt: skip
