"""Reports of the app: sent by anybody, read by those who oversee all."""

from typing import Final

from chalice.app import Blueprint, Response

from chalicelib.domain.access import Permission
from chalicelib.http.access import Call, endpoint, reply, the_regency
from chalicelib.http.wire import reports as wire
from chalicelib.wiring import wired

routes = Blueprint(__name__)
MOST_SHOWN: Final = 200


@endpoint(routes, "POST", "/me/reports", allow=Permission.REPORT_CREATE, body=wire.NEW, status=204)
def post_report(call: Call) -> Response:
    """Report a problem of the app; who reports is not kept."""
    wired().report_problem(
        who=call.account.pegawai_id, report_id=call.body[wire.ID], part=call.body[wire.PART],
        text=call.body[wire.TEXT], version=call.body[wire.VERSION],
        unsent=call.body[wire.UNSENT],
    )  # fmt: skip
    return reply(204)


@endpoint(
    routes, "GET", "/reports", allow=Permission.REPORT_READ, about=the_regency, query=wire.PAGE,
    answers=("reports",),
)  # fmt: skip
def get_reports(call: Call) -> Response:
    """A month's newest reports."""
    return reply(200, wire.page(wired().reports.of_month(call.query[wire.MONTH], MOST_SHOWN)))
