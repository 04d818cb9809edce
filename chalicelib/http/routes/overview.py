"""The regency at a glance: figures of a year, and what somebody has to see to."""

from chalice.app import Blueprint, Response

from chalicelib.domain.access import Permission
from chalicelib.http.access import Call, endpoint, reply, the_regency
from chalicelib.http.wire import overview as wire
from chalicelib.wiring import wired

routes = Blueprint(__name__)


@endpoint(
    routes, "GET", "/overview", allow=Permission.OVERVIEW_READ, about=the_regency,
    answers=("today", "opds", "activities"),
)  # fmt: skip
def get_overview(call: Call) -> Response:
    """Every OPD's figures at the regency's apels and ceremonies of 52 weeks."""
    del call
    return reply(200, wire.overview(wired().read_overview()))


@endpoint(
    routes, "GET", "/overview/follow-ups", allow=Permission.OVERVIEW_READ, about=the_regency,
    answers=("vacant", "letters", "in_a_row"),
)  # fmt: skip
def get_follow_ups(call: Call) -> Response:
    """OPDs without admin or head, where requests wait, and where people are TK again and again."""
    del call
    return reply(200, wire.follow_ups(wired().read_follow_ups()))
